/** One's own cards: as the room has them, with what this device still has to say about them laid over. */

import { inOrder } from "../../ui/i18n";
import { said } from "../../ui/said";
import type { Outgoing, View } from "../../ui/types";
import { type Own, sortOf } from "./parts";

export type Receipted = "stored" | "waiting" | "refused" | "leaving";

export interface Mine extends Own {
  readonly id: string;
  readonly state: Receipted;
  /** What was refused of it last, with its words. */
  readonly refused?: Outgoing;
}

const field = (item: Outgoing, name: string): string => String(item.body[name] ?? "");

/** What is written here but not yet in the view is laid over it, in the order in which it was written. */
export function mine(view: View): Mine[] {
  const found = new Map<string, Mine>();
  for (const [id, own] of inOrder(sortOf(view).mine)) found.set(id, { id, state: "stored", ...own });
  const takes = sortOf(view).takes === true;
  for (const item of said(view)) lay(found, item, takes);
  return [...found.values()];
}

function lay(found: Map<string, Mine>, item: Outgoing, takes: boolean): void {
  const words = { text: field(item, "text"), tray: field(item, "tray") };
  if (item.kind === "sort.put") {
    if (found.has(item.id)) return; // the view has it
    found.set(item.id, { id: item.id, n: found.size + 1, ...words, state: item.state, ...(item.state === "refused" ? { refused: item } : {}) });
    return;
  }
  const before = found.get(field(item, "card"));
  if (!before) {
    // what it was about is gone: refused words are shown by themselves, so that they are not lost
    if (item.state === "refused" && words.text) found.set(item.id, { id: item.id, n: found.size + 1, text: words.text, state: "refused", refused: item });
    return;
  }
  if (item.state === "refused") found.set(before.id, { ...before, refused: item });
  else if (item.kind === "sort.change") found.set(before.id, { ...before, text: words.text, state: item.state });
  else if (item.kind === "sort.place") found.set(before.id, { ...before, tray: words.tray, state: item.state });
  else if (item.kind === "sort.withdraw") lift(found, before, item, takes);
}

/** Taken back: a card goes; a note of an earlier step only leaves its tray. */
function lift(found: Map<string, Mine>, before: Mine, item: Outgoing, takes: boolean): void {
  const { tray: _, ...rest } = before;
  if (takes) found.set(before.id, { ...rest, state: item.state });
  else if (item.state === "stored") found.delete(before.id);
  else found.set(before.id, { ...before, state: "leaving" });
}

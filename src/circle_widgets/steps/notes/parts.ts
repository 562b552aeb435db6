/** The part of a view that is of kind `notes`, and what every face makes of it. */

import { inOrder } from "../../ui/i18n";
import type { Outgoing, View } from "../../ui/types";

/** A note as the room shows it. `part` of `parts`: the piece of a long one that this page shows. */
export interface Shown {
  readonly n: number;
  readonly text: string;
  /** Translations that stand under it, by language. */
  readonly lines?: Readonly<Record<string, string>>;
  readonly column?: number;
  readonly part?: number;
  readonly parts?: number;
  /** This part is a piece of the translation that did not fit below the text. */
  readonly under?: boolean;
  /** It is the one being read aloud. */
  readonly now?: boolean;
  /** Only where the facilitator looks in private: set aside, or come after the opening. */
  readonly hidden?: boolean;
  readonly late?: boolean;
  /** The step it was written in, when that is not this one: nobody joined it to another. */
  readonly step?: string;
}

export interface Own {
  readonly n: number;
  readonly text: string;
  readonly late?: boolean;
  readonly hidden?: boolean;
  readonly step?: string;
}

/** Somebody beside whom one writes. The name comes with a question or with a yes. */
export interface Neighbour {
  readonly n: number;
  readonly word?: string;
  readonly name?: string;
  readonly seat?: string;
  /** Has agreed to be written for; then their sentences are here. */
  readonly yes?: boolean;
  readonly notes?: Readonly<Record<string, Own>>;
}

export type Neighbours = Readonly<Record<string, Neighbour>>;

export interface NotesView {
  readonly items?: Readonly<Record<string, Shown>>;
  /** Screen and desk: the type in which this page stands (`layout.py`). */
  readonly size?: "large" | "middle" | "pair" | "small" | "smaller" | "least" | "one";
  /** How many are shown once they are open. */
  readonly count?: number;
  readonly late?: number;
  readonly hidden?: number;
  readonly mine?: Readonly<Record<string, Own>>;
  readonly may?: { readonly write?: boolean; readonly change?: boolean };
  /** The most characters of a note. */
  readonly longest?: number;
  /** How many write as one: two, or four. What follows is only there when they do. */
  readonly together?: number;
  /** Who can be asked. */
  readonly seats?: Neighbours;
  /** Whom one has asked; who asks; who writes for one. */
  readonly partners?: Neighbours;
  readonly asks?: Neighbours;
  readonly writer?: Neighbour;
  /** What one brings along from the step before; what others wrote for one here. */
  readonly own?: Readonly<Record<string, Own>>;
  readonly ours?: Readonly<Record<string, Own>>;
}

export const notesOf = (view: View): NotesView => (view["notes"] as NotesView | undefined) ?? {};

export type Receipted = "stored" | "waiting" | "refused" | "leaving";

/** One of a person's own notes: as the room has it, with what this device still has to say about it laid over. */
export interface Mine {
  readonly id: string;
  readonly text: string;
  readonly state: Receipted;
  /** Why its last change was refused, and the words of that change. */
  readonly refused?: Outgoing;
  readonly late?: boolean;
  readonly hidden?: boolean;
  readonly step?: string;
}

const textOf = (item: Outgoing): string => String(item.body["text"] ?? "");
const noteOf = (item: Outgoing): string => String(item.body["note"] ?? "");

/** What is written here but not yet in the view is laid over it, in the order in which it was written. */
export function mine(view: View): Mine[] {
  const found = new Map<string, Mine>();
  for (const [id, own] of inOrder(notesOf(view).mine)) found.set(id, { id, state: "stored", ...own });
  const step = view.step?.id;
  for (const [, item] of inOrder(view.local?.out)) if (item.step === step || found.has(noteOf(item))) lay(found, item);
  return [...found.values()];
}

function lay(found: Map<string, Mine>, item: Outgoing): void {
  if (item.kind === "notes.write") {
    if (found.has(item.id)) return; // the view has it
    const refused = item.state === "refused" ? { refused: item } : {};
    found.set(item.id, { id: item.id, text: textOf(item), state: item.state, ...refused });
    return;
  }
  const before = found.get(noteOf(item));
  // what it was about is gone: refused words are shown by themselves, so that they are not lost
  if (!before) {
    if (item.state === "refused" && textOf(item)) found.set(item.id, { id: item.id, text: textOf(item), state: "refused", refused: item });
    return;
  }
  if (item.state === "refused") found.set(before.id, { ...before, refused: item });
  else if (item.kind === "notes.withdraw" && item.state === "stored") found.delete(before.id);
  else if (item.kind === "notes.withdraw") found.set(before.id, { ...before, state: "leaving" });
  else if (item.kind === "notes.change") found.set(before.id, { ...before, text: textOf(item), state: item.state });
}

/** What this device has said in the current step, on its way to the room or there already. */

import { inOrder } from "./i18n";
import type { Outgoing, View } from "./types";

/** All of it, the oldest first. */
export const said = (view: View): Outgoing[] => inOrder(view.local?.out).map(([, item]) => item).filter((item) => item.step === view.step?.id);

/** A ballot that is sent anew with each change: the last one counts. */
export interface Cast {
  /** Laid over what the room has, also once it is stored, until the view has caught up with it. */
  readonly last: Outgoing | undefined;
  /** Changes that have not gone out: the next one takes their place. */
  readonly waiting: readonly Outgoing[];
  /** What the room did not take. */
  readonly refused: readonly Outgoing[];
}

export function cast(view: View, kind: string): Cast {
  const out = said(view).filter((item) => item.kind === kind);
  const of = (state: Outgoing["state"]) => out.filter((item) => item.state === state);
  return { last: out.filter((item) => item.state !== "refused").pop(), waiting: of("waiting"), refused: of("refused") };
}

/** Where a display cannot be held awake, one calm line says so, once; a person can. */

import { useState } from "preact/hooks";
import { browserStorage, keepIn } from "../keep";
import type { Translate, View } from "../types";
import { useAwake } from "../wake";

const SEEN = "circle.wake.seen";
const kept = keepIn(browserStorage("sessionStorage"));

/** Whether somebody is here, or something goes on: who prepares a workbook needs no display that is awake. */
export const goesOn = ({ circle, step, room }: View): boolean => circle !== undefined && !circle.ended && (step !== undefined || (room?.seats ?? 0) > 0);

export function WakeLine({ view, t, what }: { view: View; t: Translate; what: "display" | "phone" }) {
  const state = useAwake(goesOn(view));
  const [seen, setSeen] = useState(() => kept.get(SEEN) !== undefined);
  if (state !== "cannot" || seen) return null;
  const done = () => (kept.set(SEEN, "1"), setSeen(true));
  return (
    <section class="card wake" role="status">
      <div>
        <p>{t(what === "phone" ? "wake.phone" : "wake.display")}</p>
        <p class="hint">{t(what === "phone" ? "wake.phone.how" : "wake.display.how")}</p>
      </div>
      <button type="button" class="quiet" onClick={done}>{t("wake.done")}</button>
    </section>
  );
}

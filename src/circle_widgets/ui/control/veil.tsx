/** What is typed in before the opening, for those without a phone: the display may be on the wall, so it shows no words. */

import { useState } from "preact/hooks";
import type { FaceProps } from "../types";

/** The class for what holds the boxes, and whether there is something to veil at all. */
export function useVeil({ view, role }: Pick<FaceProps, "view" | "role">) {
  const [shown, show] = useState(false);
  const needed = role === "desk" && view.step?.phase !== "revealed";
  return { veil: needed && !shown ? "veiled" : "", needed, shown, show };
}

/** Where the display is on no wall, what is typed may be read. */
export function Unveil({ needed, shown, show, t }: ReturnType<typeof useVeil> & Pick<FaceProps, "t">) {
  if (!needed) return null;
  return (
    <label class="check unveil">
      <input type="checkbox" checked={shown} onChange={(event) => show(event.currentTarget.checked)} /> <span>{t("desk.typed.show")}</span>
    </label>
  );
}

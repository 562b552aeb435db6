/** The agreed text and its story on the wall: pages of their own, drawn by the faces that people know them from. */

import { byline, toldOf } from "../agreed";
import { KindFace } from "../control/kind-face";
import { Ring } from "../ring";
import type { View } from "../types";
import type { WallProps } from "./wall";

export function Told({ view, t, locale, load, send, now }: WallProps) {
  const told = toldOf(view);
  if (!told) return null;
  const kept = told.kept === undefined ? undefined : t("agreed.kept", { n: told.kept });
  if (!told.face) {
    return (
      <div class="alone">
        <div class="alone-ring"><Ring seats={told.kept ?? 0} stored={told.kept ?? 0} /></div>
        <p class="large">{kept}</p>
      </div>
    );
  }
  return (
    <div class={kept ? "told with-kept" : "told"}>
      {kept && <p class="told-kept">{kept}</p>}
      <div class="told-face">
        <KindFace key={told.face} kind={told.face} view={asOpened(view, told.face)} load={load} send={send} t={t} role="screen" locale={locale} now={now} />
      </div>
    </div>
  );
}

/** The view as that kind has it once its step is open. */
function asOpened(view: View, face: string): View {
  const own = toldOf(view)?.own ?? {};
  return { ...view, [face]: own, step: { id: "told", kind: face, phase: "revealed" }, screen: { ...view.screen, mode: "all" } };
}

/** What stands above: which part of the story this is; above the text from how many people it is, and since when. */
export function ToldTop({ view, t, locale }: Pick<WallProps, "view" | "t" | "locale">) {
  const told = toldOf(view);
  if (!told) return null;
  const asked = view.screen?.mode === "text" && (told.still ? "agreed.still" : "agreed.heading");
  return (
    <div class="told-top">
      <h1 class="top-question">{t(told.dissent ? "agreed.dissent" : asked || `agreed.frame.${told.frame}`)}</h1>
      <p>{told.frame === "text" ? byline(told, t, locale) : t("agreed.how")}</p>
    </div>
  );
}

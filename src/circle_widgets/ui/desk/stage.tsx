/** What the screen shows, inside the desk; one key makes it fill the display, where keyboard and clicker lead. */

import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Act } from "../control/moves";
import { Frame } from "./frame";
import { Wall } from "../screen/wall";
import type { WidgetProps } from "../notebook/host";

interface StageProps extends WidgetProps {
  readonly css: string;
  readonly act: (act: Act) => void;
  readonly onKey: (event: KeyboardEvent) => void;
}

/** How long the buttons over the full display stay after the pointer moved, in ms. */
const SEEN = 4_000;

export function Stage({ view, t, locale, now, send, load, css, act, onKey }: StageProps) {
  const place = useRef<HTMLDivElement>(null);
  const { full, enter, leave } = useFull(place);
  const [pointed, point] = usePointed();
  return (
    <div ref={place} class={full ? "stage full" : "stage"} data-how={full}>
      <div class="stage-frame" style={{ "--shape": String(shape()) }}>
        <Frame css={css} lang={locale} title={t("desk.stage")} onKey={onKey} onPointer={point}>
          <Wall view={view} t={t} locale={locale} now={now} load={load} send={send} />
        </Frame>
      </div>
      {full ? (
        <div class={pointed ? "over seen" : "over"} onPointerMove={point} onFocusIn={point}>
          <button type="button" class="quiet" disabled={!view.desk?.back} onClick={() => act("back")}>{t("desk.back")}</button>
          <button type="button" class="quiet" onClick={leave}>{t("desk.full.leave")}</button>
          <button type="button" class="primary" disabled={!view.desk?.next} onClick={() => act("next")}>{view.desk?.next ? t(view.desk.next.label) : t("desk.next")}</button>
        </div>
      ) : (
        <div class="row stage-row">
          <button type="button" class="quiet" onClick={enter}>{t("desk.full")}</button>
          <button type="button" class="quiet" aria-pressed={view.screen?.blank === true} onClick={() => act("blank")}>{t(view.screen?.blank ? "desk.light" : "desk.blank")}</button>
          <span class="hint">{t("desk.keys")}</span>
        </div>
      )}
    </div>
  );
}

/** The display's own shape, so that the small picture is the large one; never narrower than what pages are made for. */
const shape = (): number => Math.min(16 / 9, Math.max(4 / 3, screen.width / (screen.height || 1)));

/** Fills the display; where a browser cannot, the window. */
function useFull(place: { readonly current: HTMLDivElement | null }) {
  const [full, setFull] = useState<"" | "display" | "window">("");
  useEffect(() => {
    const element = place.current;
    const told = () => setFull((was) => ((element?.getRootNode() as ShadowRoot | Document | undefined)?.fullscreenElement === element ? "display" : was === "display" ? "" : was));
    document.addEventListener("fullscreenchange", told);
    return () => document.removeEventListener("fullscreenchange", told);
  }, []);
  const enter = useCallback(() => {
    const element = place.current;
    const asked = element?.requestFullscreen?.({ navigationUI: "hide" });
    const focus = () => element?.querySelector("iframe")?.contentWindow?.focus();
    if (asked) void asked.then(focus, () => setFull("window"));
    else setFull("window");
  }, []);
  const leave = useCallback(() => {
    if (document.fullscreenElement) void document.exitFullscreen();
    setFull("");
  }, []);
  return { full, enter, leave };
}

function usePointed(): [boolean, () => void] {
  const [pointed, setPointed] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => () => clearTimeout(timer.current), []);
  const point = useCallback(() => {
    setPointed(true);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setPointed(false), SEEN);
  }, []);
  return [pointed, point];
}

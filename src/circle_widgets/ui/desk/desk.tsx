/** The desk: what a facilitator works with, made for a display that may be on the wall. */

import type { RefObject } from "preact";
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { joinOf } from "../control/join";
import { KindFace } from "../control/kind-face";
import { Acts } from "../control/acts";
import { type Act, actOf, isTheirs } from "../control/moves";
import { Proposal } from "../control/show";
import { useChange } from "../control/use-change";
import { WakeLine } from "../control/wake-line";
import type { View } from "../types";
import type { WidgetProps } from "../notebook/host";
import { Bar } from "./bar";
import { Changed, NewCircle } from "./begin";
import { useHands } from "./hands";
import { JoinHelp } from "./join-help";
import { KeepCard } from "./keep-card";
import { Moment } from "./moment";
import { tellWhere } from "./open-screen";
import { StillUs } from "./our-text";
import { LookPanel, RemotePanel } from "./private";
import { RoomCard } from "./room-card";
import { Stage } from "./stage";

type Panel = "" | "look" | "remote";

export function Desk(props: WidgetProps) {
  const { view } = props;
  if (view["empty"] === true) return <div class="desk"><NewCircle {...props} /></div>;
  if (!view.circle) return <div class="desk" aria-busy="true" />;
  return <RunningDesk {...props} />;
}

function RunningDesk(props: WidgetProps) {
  const { view, t, el, locale, now, send, load } = props;
  const { act, busy, said } = useActs(props);
  const onKey = useKeys(el, act);
  useHands(el);
  const css = useStageStyle(props);
  const [panel, setPanel] = useState<Panel>("");
  const close = useCallback(() => setPanel(""), []);
  const turn = `${view.step?.id ?? ""}|${view.step?.phase ?? ""}`;
  useChange(turn, close);
  useInSight(el, view.step ? turn : "");
  const reachable = joinOf(view).url !== undefined;
  useEffect(() => void (reachable || tellWhere(props.questions).catch(() => undefined)), [reachable, props.questions]);
  const joining = !view.circle?.ended && (!view.step || view.screen?.mode === "join");
  const changed = (view.desk as { changed?: boolean } | undefined)?.changed;
  const [place, width] = useWidth();
  return (
    <div ref={place} class={`desk ${width}${inLab() ? " in-lab" : ""}`}>
      <Moment {...props} />
      <Bar {...props} act={act} busy={busy} />
      {said && <p class="said" role="alert">{said}</p>}
      <Proposal {...props} />
      <WakeLine view={view} t={t} what="display" />
      {changed && <Changed {...props} />}
      <div class="two">
        <div class="left">
          {panel === "look" && <LookPanel {...props} close={close} remote={() => setPanel("remote")} />}
          {panel === "remote" && <RemotePanel {...props} close={close} />}
          <div hidden={panel !== ""}>
            <Stage {...props} css={css} act={act} onKey={onKey} />
          </div>
          {panel === "" && <Look view={view} t={t} open={() => setPanel("look")} />}
          <KeepCard {...props} />
        </div>
        <div class="right">
          <StillUs {...props} />
          {joining && <JoinHelp {...props} act={act} />}
          {view.step && (
            <section class="card face">
              <KindFace kind={view.step.kind} view={view} load={load} send={send} t={t} role="desk" locale={locale} now={now} />
            </section>
          )}
          <RoomCard {...props} act={act} remote={() => setPanel("remote")} />
        </div>
      </div>
    </div>
  );
}

/** Nothing private stands on the desk; this is the door to it. */
function Look({ view, t, open }: { view: View; t: WidgetProps["t"]; open: () => void }) {
  if (!view.desk?.look) return null;
  return (
    <div class="row look">
      <button type="button" class="quiet" data-home onClick={open}>{t(view.step?.phase === "revealed" ? "desk.look.after" : "desk.look.button")}</button>
      {view.step?.phase === "open" && <span class="hint">{t("desk.hidden")}</span>}
    </div>
  );
}

/** What a button or a key does, one after another; what was refused is said. */
function useActs({ view, send }: WidgetProps) {
  const [, told] = useState(0);
  const latest = useRef(view);
  latest.current = view;
  const acts = useMemo(() => new Acts({ send, view: () => latest.current, told: () => told((n) => n + 1), ahead: false }), [send]);
  const act = useCallback((which: Act): void => void acts.act(which), [acts]);
  return { act, busy: acts.busy, said: acts.said };
}

/**
 * Keys and the clicker lead when the desk has the focus, and wherever nobody types when the page is not a notebook that
 * has keys of its own (Lab).
 */
function useKeys(el: HTMLElement, act: (act: Act) => void): (event: KeyboardEvent) => void {
  const onKey = useCallback(
    (event: KeyboardEvent) => {
      const which = isTheirs(event) || event.repeat || event.defaultPrevented ? undefined : actOf(event);
      if (!which) return;
      event.preventDefault();
      act(which);
    },
    [act],
  );
  useEffect(() => {
    const anywhere = (event: KeyboardEvent) => {
      const inside = event.composedPath().includes(el);
      if (inside || !inLab()) onKey(event);
    };
    document.addEventListener("keydown", anywhere);
    return () => document.removeEventListener("keydown", anywhere);
  }, [el, onKey]);
  return onKey;
}

/** At each turn the room sees it: the page's own heading goes above the display, bar and stage fit below each other. */
function useInSight(el: HTMLElement, turn: string): void {
  useEffect(() => {
    const types = el.shadowRoot?.activeElement?.matches("input, textarea, select") === true;
    if (turn && !types && !inLab()) el.scrollIntoView?.({ block: "start" });
  }, [el, turn]);
}

/** Whether the page is a notebook with keys and a look of its own, not only its results. */
const inLab = (): boolean => document.querySelector(".jp-NotebookPanel") !== null;

/** Under this width, in px, what stands side by side stands one below the other; over the other the bar is one row. */
const NARROW = 820;
const WIDE = 1120;

/** The desk's own width decides, not the window's: it may stand in a notebook's column. */
function useWidth(): [RefObject<HTMLDivElement>, "narrow" | "middle" | "wide"] {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState<"narrow" | "middle" | "wide">("middle");
  useEffect(() => {
    if (!place.current || typeof ResizeObserver === "undefined") return undefined;
    const observer = new ResizeObserver(([entry]) => {
      const wide = entry?.contentRect.width ?? 0;
      setWidth(wide < NARROW ? "narrow" : wide > WIDE ? "wide" : "middle");
    });
    observer.observe(place.current);
    return () => observer.disconnect();
  }, []);
  return [place, width];
}

/** The screen's own style sheet, for the picture of it: asked for once. */
function useStageStyle({ questions }: WidgetProps): string {
  const [css, setCss] = useState("");
  useEffect(() => {
    questions.ask<{ css: string }>("style").then((answer) => setCss(answer.css), () => undefined);
  }, [questions]);
  return css;
}

/**
 * What stands on the wall: one thing at a time, readable from the back row. Drawn on the projector's page and, from the
 * same view, inside the desk. It shows what it is given; what is hidden never came here.
 */

import type { ComponentChildren } from "preact";
import { JoinCard } from "./join-card";
import { useFit } from "./fit";
import { joinOf } from "../control/join";
import { KindFace, type LoadKind } from "../control/kind-face";
import { useTime } from "../control/use-time";
import { picked } from "../i18n";
import { Mark, Ring, ringWords } from "../ring";
import { toldOf } from "../agreed";
import { type Left, timeWords } from "../time";
import type { Send, Translate, View } from "../types";
import { Told, ToldTop } from "./told";

export interface WallProps {
  readonly view: View;
  readonly t: Translate;
  readonly locale: string;
  readonly now: () => number;
  readonly load: LoadKind;
  readonly send: Send;
  /** Dark at this screen alone, whatever the room's view says. */
  readonly dark?: boolean;
  /** One calm line about the connection. */
  readonly notice?: string;
}

type Scene = "dark" | "waiting" | "join" | "ended" | "step" | "pages" | "told";

export function sceneOf(view: View, dark = false): Scene {
  if (dark || view.screen?.blank) return "dark";
  if (!view.circle) return "waiting";
  if (view.screen?.mode === "join") return "join";
  if (toldOf(view)) return "told";
  if (!view.step) return view.circle.ended ? "ended" : "join";
  return view.screen?.mode === "all" || view.screen?.mode === "one" ? "pages" : "step";
}

export function Wall(props: WallProps) {
  const { view, t, dark } = props;
  const scene = sceneOf(view, dark);
  return (
    <div class="wall" data-scene={scene} data-mode={view.screen?.mode ?? "step"}>
      {scene === "dark" ? (
        <p class="seen-by-ear" role="status">{t("screen.dark")}</p>
      ) : (
        <>
          <Top {...props} scene={scene} />
          <main aria-live="polite">
            <Body {...props} scene={scene} />
          </main>
          <Foot {...props} scene={scene} />
        </>
      )}
    </div>
  );
}

type Part = WallProps & { readonly scene: Scene };

function Body(props: Part) {
  const { view, t, scene } = props;
  switch (scene) {
    case "join":
      return <JoinCard view={view} t={t} />;
    case "step":
      return <Step {...props} />;
    case "pages":
      return <Kind {...props} />;
    case "told":
      return <Told {...props} />;
    case "ended":
      return <Ended {...props} />;
    default:
      return (
        <div class="alone">
          <div class="alone-ring"><Mark busy /></div>
          <p class="large">{t("screen.waiting")}</p>
        </div>
      );
  }
}

/** The line above: which step this is; over pages the question, since what is spoken about stands below. */
function Top(props: Part) {
  const { view, locale, scene } = props;
  if (scene === "waiting") return <header />;
  const title = picked(view.step?.title, locale);
  const question = above(view, locale);
  // the one text that is spoken about has the question above it as large, and nothing beside it but the ring
  // so has what is asked while people answer below it
  const spoken = scene === "pages" && (view.screen?.mode === "one" || asked(view));
  const size = question.text.length > (spoken ? LONG_SPOKEN_FROM : LONG_FROM) ? " long" : spoken ? (asked(view) ? " spoken put" : " spoken") : "";
  return (
    <header>
      <div class="top-words">
        {scene === "pages" ? (
          <h1 class={`top-question${size}`} dir="auto" lang={question.lang}>{question.text}</h1>
        ) : scene === "told" ? (
          <ToldTop {...props} />
        ) : scene === "join" ? (
          <h1 class="top-circle" dir="auto">{view.circle?.title}</h1>
        ) : (
          <p class="top-title" dir="auto" lang={scene === "step" ? title.lang : undefined}>
            {(scene === "step" && title.text) || view.circle?.title}
          </p>
        )}
      </div>
      {(scene === "pages" || scene === "join") && <RingAndWords {...props} small bare={spoken} />}
    </header>
  );
}

/** Pages that fill already while people answer: the question is as large as what is spoken about. */
const asked = ({ screen, step }: View): boolean => screen?.fills === true && step?.phase !== "revealed";

/** A question of more characters than this stands in smaller type above pages; a speech gives way to its title (`layout.py`). */
const LONG_FROM = 72;
const LONG_SPOKEN_FROM = 100;
const SPEECH_FROM = 200;

function above({ step }: View, locale: string): { text: string; lang?: string } {
  const question = picked(step?.question ?? step?.title, locale);
  if (question.text.length <= SPEECH_FROM) return question;
  const title = picked(step?.title, locale);
  return title.text ? title : { ...question, text: `${question.text.slice(0, SPEECH_FROM).replace(/\s+\S*$/, "")} …` };
}

/** A step that runs: its question large, the ring beside it, what the kind adds below the question. */
function Step(props: Part) {
  const { view, locale } = props;
  const question = picked(view.step?.question ?? view.step?.title, locale);
  const hint = picked(view.step?.hint, locale);
  const place = useFit<HTMLDivElement>(ASKED, `${question.text}|${hint.text}|${JSON.stringify(view[view.step?.kind ?? ""] ?? "")}|${locale}`);
  return (
    <div class="step">
      <div class="asked" ref={place}>
        <h1 dir="auto" lang={question.lang}>{question.text}</h1>
        {hint.text && <p class="hint" dir="auto" lang={hint.lang}>{hint.text}</p>}
        <Kind {...props} />
      </div>
      <RingAndWords {...props} />
    </div>
  );
}

/** Never under a sixteenth while a question keeps to the house's twelve words; a speech of an author's gets smaller, not cut. */
const ASKED = [9, 8, 7.2, 6.6, 6.25, 5.4, 4.6, 4, 3.4] as const;

function Kind({ view, load, send, t, locale, now }: Part) {
  if (!view.step) return null;
  return <KindFace kind={view.step.kind} view={view} load={load} send={send} t={t} role="screen" locale={locale} now={now} />;
}

interface RingAndWordsProps extends Part {
  readonly small?: boolean;
  /** The words are there by ear alone. */
  readonly bare?: boolean;
}

function RingAndWords({ view, t, now, scene, small, bare }: RingAndWordsProps) {
  const step = useTime(view.step, now);
  // over the join card the ring counts who is here, not who has answered
  const left = scene === "join" ? undefined : step;
  const room = scene === "join" && view.room ? { seats: view.room.seats ?? 0, here: view.room.here ?? 0 } : view.room;
  return (
    <div class={small ? "ring-and-words small" : "ring-and-words"}>
      <div class="ring-place">
        <Ring seats={room?.seats ?? 0} here={room?.here ?? room?.seats ?? 0} stored={room?.stored ?? 0} {...arcOf(left)} />
      </div>
      <p class={bare ? "seen-by-ear" : "ring-words"}>{ringWords(room, t)}</p>
      {left && !bare && <p class="time-words">{timeWords(left, t)}</p>}
    </div>
  );
}

const arcOf = (left: Left | undefined): { time?: number } => (left ? { time: left.share } : {});

function Ended({ view, t }: Part) {
  const seats = view.room?.seats ?? 0;
  return (
    <div class="alone">
      <div class="alone-ring">{seats > 0 ? <Ring seats={seats} stored={seats} /> : <Mark />}</div>
      <h1 class="large">{t("screen.ended")}</h1>
      <p>{t("screen.ended.kept")}</p>
    </div>
  );
}

/** Address and code for whoever comes late; which page of how many. */
function Foot({ view, t, scene, notice }: Part) {
  const { url } = joinOf(view);
  const pages = view.screen?.pages ?? 1;
  const words: ComponentChildren[] = [];
  if (view.circle?.practice) words.push(<b key="practice" class="practice">{t(scene === "join" ? "practice" : "screen.practice")}</b>);
  if (notice) words.push(<span key="notice" class="notice" role="status">{notice}</span>);
  if (scene === "pages" && asked(view) && view.room?.stored !== undefined) {
    // a kind whose answers are no numbers has words of its own for it
    const [own, slots] = [`${view.step?.kind ?? ""}.screen.stored`, { n: view.room.stored, seats: view.room.seats ?? 0 }];
    words.push(<span key="stored">{t(own, slots) === own ? t("screen.open.stored", slots) : t(own, slots)}</span>);
  }
  if ((scene === "pages" || scene === "told") && pages > 1) words.push(<b key="pages" class="pages">{t("screen.page", { n: view.screen?.page ?? 1, of: pages })}</b>);
  return (
    <footer>
      {scene !== "join" && view.circle?.code && (
        <span class="where">
          {url && <b class="address">{url}</b>} <b class="code">{view.circle.code}</b>
        </span>
      )}
      <span class="foot-words">{words}</span>
    </footer>
  );
}

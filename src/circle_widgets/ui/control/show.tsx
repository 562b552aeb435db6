/** The run-of-show, for desk and remote: the steps with their minutes, the end, what to leave for next time. */

import { useEffect, useState } from "preact/hooks";
import { inOrder, pick } from "../i18n";
import { isRefusal, type Planned, type Send, type Translate, type View } from "../types";
import { clockTime, endsAt, lateBy, minutesOf, proposed, untilLater } from "./showing";

export interface ShowProps {
  readonly view: View;
  readonly t: Translate;
  readonly locale: string;
  readonly now: () => number;
  readonly send: Send;
}

/** How long, in ms, until it is looked again in any case: this device may have heard meanwhile what o'clock it is. */
const LOOK_AGAIN = 3_000;

/** How many half-minutes late it is, drawn again when that changes. */
export function useLate(view: View, now: () => number): number {
  const [, drawAgain] = useState(0);
  const at = now();
  const wait = untilLater(view, at);
  useEffect(() => {
    if (view.desk?.show?.due === undefined) return undefined;
    const timer = setTimeout(() => drawAgain((n) => n + 1), Math.min(LOOK_AGAIN, (wait ?? LOOK_AGAIN) + 50));
    return () => clearTimeout(timer);
  });
  return lateBy(view, at);
}

const name = (step: Pick<Planned, "title" | "question">, locale: string): string => pick(step.title ?? step.question, locale);

/** Every step, as wide as it is long. */
export function Steps({ view, t, locale, now }: Omit<ShowProps, "send">) {
  const late = useLate(view, now);
  const plan = inOrder(view.desk?.plan);
  if (plan.length < 2) return null;
  return (
    <ol class="plan" aria-label={t("desk.plan")}>
      {plan.map(([id, step]) => (
        <li key={id} class={step.now ? "now" : step.phase === "ahead" ? "" : "done"} style={{ flexGrow: Math.max(3, step.minutes ?? 3) }} {...(step.now ? { "aria-current": "step" as const } : {})}>
          <span dir="auto" title={name(step, locale)}>{name(step, locale)}</span>
          {step.minutes ? <span class="minutes">{minuteWords(step, late, t)}</span> : null}
        </li>
      ))}
    </ol>
  );
}

/** "5 min", or "3 min, planned 5" when it is shortened. */
function minuteWords(step: Planned, late: number, t: Translate): string {
  const n = minutesOf(step, late);
  return n < (step.minutes ?? 0) ? t("show.short", { n, planned: step.minutes ?? 0 }) : t("time.minutes", { n });
}

/** Before the start how long it takes with those who are here; then when it should end. */
export function EndLine({ view, t, now }: Pick<ShowProps, "view" | "t" | "now">) {
  const late = useLate(view, now);
  const words = endWords(view, late, now(), t);
  return words ? <p class="show-end">{words}</p> : null;
}

export function endWords(view: View, late: number, now: number, t: Translate): string {
  const { minutes, people = 0, expected, ends_at, over_at } = view.desk?.show ?? {};
  if (minutes === undefined) return "";
  if (ends_at === undefined) return t("show.length", { n: Math.round(minutes), with: t(expected ? "show.if" : "show.with", { n: people }) });
  if (now > (over_at ?? Infinity)) return "";
  if (now > ends_at) return t("show.end.past", { time: clockTime(ends_at) });
  const then = endsAt(view, late) ?? ends_at;
  const times = { time: clockTime(ends_at), then: clockTime(then) };
  return t(then > ends_at ? "show.end.late" : "show.end", times);
}

/** When shortening is not enough: what to leave for next time, and the end if it is kept. Nothing happens by itself. */
export function Proposal(props: ShowProps) {
  const { view, t, locale, now } = props;
  const late = useLate(view, now);
  const steps = proposed(view, late);
  const [decide, said] = useDecision(props, steps.map(([id]) => id));
  if (steps.length === 0) return null;
  return (
    <section class="card proposal" role="status">
      <div>
        <h2>{t("show.propose")}</h2>
        <ul>
          {steps.map(([id, step]) => (
            <li key={id}>
              <b dir="auto">{name(step, locale)}</b> {t("time.minutes", { n: minutesOf(step, late) })}
            </li>
          ))}
        </ul>
        <p class="hint">{t("show.propose.hint", { time: clockTime(endsAt(view, late) ?? 0) })}</p>
        {said && <p role="alert">{said}</p>}
      </div>
      <div class="row">
        <button type="button" class="quiet" onClick={() => decide("plan.leave")}>{t("show.propose.leave")}</button>
        <button type="button" class="quiet" onClick={() => decide("plan.keep")}>{t("show.propose.keep")}</button>
      </div>
    </section>
  );
}

/** What was left for next time, and the way back to it. */
export function NextTime(props: ShowProps) {
  const { view, t, locale } = props;
  const left = inOrder(view.desk?.show?.left);
  const [decide, said] = useDecision(props, left.map(([id]) => id));
  if (left.length === 0) return null;
  return (
    <div class="row next-time">
      <span>{t("show.left", { what: left.map(([, step]) => name(step, locale)).join(", ") })}</span>
      <button type="button" class="plain" onClick={() => decide("plan.take")}>{t("show.take")}</button>
      {said && <span role="alert">{said}</span>}
    </div>
  );
}

/** What a room of this size may choose besides. */
export function Choices(props: ShowProps) {
  const choices = inOrder(props.view.desk?.show?.choices);
  return <>{choices.map(([id, step]) => <Choice key={id} {...props} id={id} what={name(step, props.locale)} n={step.minutes} from={step.from} />)}</>;
}

function Choice(props: ShowProps & { readonly id: string; readonly what: string; readonly n: number; readonly from: number }) {
  const { t, id, what, n, from } = props;
  const [decide, said] = useDecision(props, [id]);
  return (
    <div class="row next-time">
      <span>{t("show.choice", { what, from, n })}</span>
      <button type="button" class="plain" onClick={() => decide("plan.take")}>{t("show.choice.take")}</button>
      {said && <span role="alert">{said}</span>}
    </div>
  );
}

type Decision = "plan.leave" | "plan.keep" | "plan.take";

/** One decision at a time; what was refused, in words. */
function useDecision({ send }: Pick<ShowProps, "send">, steps: readonly string[]): [(kind: Decision) => void, string] {
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState("");
  const decide = (kind: Decision) => {
    if (busy) return;
    setBusy(true);
    void send(kind, { steps }).then((answer) => {
      setBusy(false);
      setSaid(isRefusal(answer) ? answer.message : "");
    });
  };
  return [decide, said];
}

/** What is happening, the next line to say, and one primary button for what comes next. */

import { type Act, canPause } from "../control/moves";
import { useTime } from "../control/use-time";
import { Choices, EndLine, NextTime, Steps } from "../control/show";
import { picked } from "../i18n";
import { Ring, ringWords } from "../ring";
import { timeWords } from "../time";
import type { WidgetProps } from "../notebook/host";

interface BarProps extends WidgetProps {
  readonly act: (act: Act) => void;
  /** Something is on its way. */
  readonly busy: boolean;
}

export function Bar(props: BarProps) {
  const { view, t, locale, now } = props;
  const { room, step, desk, circle } = view;
  const left = useTime(step, now);
  const title = picked(step?.title ?? step?.question, locale);
  const say = picked(desk?.say, locale);
  return (
    <section class="bar card" aria-label={t("desk.bar")}>
      <div class="bar-ring">
        <Ring seats={room?.seats ?? 0} here={room?.here ?? 0} stored={room?.stored ?? 0} {...(left ? { time: left.share } : {})} />
      </div>
      <div class="bar-words">
        <div class="bar-where">
          <b dir="auto">{circle?.title}</b>
          {circle?.practice && <span class="mark">{t("practice")}</span>}
          <span>{ringWords(room, t)}</span>
          {left && <span>{timeWords(left, t)}</span>}
          <EndLine {...props} />
        </div>
        {step ? (
          <h1 dir="auto" lang={title.lang}>
            {step.n} · {title.text}
          </h1>
        ) : (
          <h1>{t(circle?.ended ? "desk.over" : "desk.before")}</h1>
        )}
        {say.text ? (
          <p class="say" dir="auto" lang={say.lang}>
            <b>{t("desk.say")}</b> {t("desk.say.line", { text: say.text })}
          </p>
        ) : (
          !step && <p class="say">{t(circle?.ended ? "desk.over.hint" : "desk.before.hint")}</p>
        )}
      </div>
      <Controls {...props} />
      <Steps {...props} />
      <div class="show-lines">
        <Choices {...props} />
        <NextTime {...props} />
      </div>
    </section>
  );
}

export function Controls({ view, t, act, busy }: BarProps) {
  const { desk, step, screen } = view;
  const next = desk?.next;
  return (
    <div class="controls">
      <Undo view={view} t={t} act={act} />
      <button type="button" class="quiet" disabled={!desk?.back} onClick={() => act("back")}>{t(desk?.back ? desk.back.label : "desk.back")}</button>
      <button type="button" class="quiet" disabled={!canPause(view)} onClick={() => act("pause")}>{t(step?.paused ? "desk.resume" : "desk.pause")}</button>
      <button type="button" class="quiet" disabled={!step} onClick={() => act("more")}>{t("desk.more")}</button>
      {desk?.skip && <button type="button" class="quiet" onClick={() => act("skip")}>{t(desk.skip.label)}</button>}
      <button type="button" class="primary" disabled={!next && !screen?.blank} aria-busy={busy} onClick={() => act("next")}>
        {t(screen?.blank ? "desk.light" : next ? next.label : "desk.next")}
      </button>
    </div>
  );
}

/** Takes back the desk's own last act, and says which. */
export function Undo({ view, t, act }: Pick<BarProps, "view" | "t" | "act">) {
  const undo = view.desk?.undo;
  if (!undo) return null;
  return (
    <button type="button" class="plain undo" onClick={() => act("undo")}>
      {t(undo.label, undo.n === undefined ? {} : { n: undo.n })}
    </button>
  );
}

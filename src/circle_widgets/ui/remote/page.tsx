/** The facilitator's own phone: the next line, what comes next under the thumb, and what is not for the wall. */

import { useCallback, useEffect, useMemo, useState } from "preact/hooks";
import { KindFace } from "../control/kind-face";
import { canPause } from "../control/moves";
import { Choices, EndLine, NextTime, Proposal, type ShowProps, Steps } from "../control/show";
import { Private } from "../control/private";
import { useTime } from "../control/use-time";
import { AddSeat } from "../control/add-seat";
import { useChange } from "../control/use-change";
import { WakeLine } from "../control/wake-line";
import { useTold } from "../hooks";
import { picked } from "../i18n";
import { Mark, Ring, ringWords } from "../ring";
import { timeWords } from "../time";
import type { StepView, View } from "../types";
import type { Model } from "./model";

export function RemotePage({ model }: { model: Model }) {
  useTold(model.subscribe);
  const { t } = model.sentences;
  if (model.gone) {
    return (
      <main class="remote-gone">
        <div class="mark-place"><Mark /></div>
        <h1>{t(model.gone === "key" ? "remote.no_key" : "screen.gone.circle")}</h1>
        <p>{t(model.gone === "key" ? "remote.no_key.hint" : "screen.gone.circle.hint")}</p>
      </main>
    );
  }
  if (!model.view.circle) return <main class="remote-gone" aria-busy="true"><div class="mark-place"><Mark busy /></div></main>;
  return <Remote model={model} />;
}

function Remote({ model }: { model: Model }) {
  const { view } = model;
  const { t, locale } = model.sentences;
  const [looking, setLooking] = useState(false);
  const close = useCallback(() => setLooking(false), []);
  const turn = `${view.step?.id ?? ""}|${view.step?.phase ?? ""}`;
  useChange(turn, close);
  const show = { view, t, locale, now: model.clock.now, send: model.send };
  return (
    <div class="remote">
      <Top model={model} />
      <main>
        {model.away && <p class="banner" role="status">{t("remote.away")}</p>}
        {model.said && <p class="banner" role="alert">{model.said}</p>}
        <Say model={model} />
        <Proposal {...show} />
        <WakeLine view={view} t={t} what="phone" />
        {looking ? <Look model={model} close={close} /> : view.desk?.look && <LookButton model={model} open={() => setLooking(true)} />}
        {!looking && <Undo model={model} />}
        {view.step && !looking && (
          <KindFace kind={view.step.kind} view={view} load={model.load} send={model.send} t={t} role="remote" locale={locale} now={model.clock.now} />
        )}
        {!looking && <Show {...show} />}
        {!looking && <More model={model} />}
      </main>
      <Thumb model={model} />
    </div>
  );
}

function Top({ model }: { model: Model }) {
  const { view } = model;
  const { t } = model.sentences;
  const { room, step, circle } = view;
  const left = useTime(step, model.clock.now);
  return (
    <header>
      <div class="top-ring"><Ring seats={room?.seats ?? 0} here={room?.here ?? 0} stored={room?.stored ?? 0} {...(left ? { time: left.share } : {})} /></div>
      <div>
        <p>
          <b dir="auto">{circle?.title}</b>
          {step && <span> · {t("remote.step", { n: step.n ?? 1, of: step.of ?? 1 })}</span>}
        </p>
        <p>
          <b>{ringWords(room, t)}</b>
          {left && <span> · {timeWords(left, t)}</span>}
        </p>
        {circle?.practice && <p class="mark">{t("practice")}</p>}
      </div>
    </header>
  );
}

function Say({ model }: { model: Model }) {
  const { step, desk, circle } = model.view;
  const { t, locale } = model.sentences;
  const title = picked(step?.title ?? step?.question, locale);
  const say = picked(desk?.say, locale);
  return (
    <section class="say">
      <h1 dir="auto" lang={title.lang}>{step ? title.text : t(circle?.ended ? "desk.over" : "desk.before")}</h1>
      {say.text && (
        <p dir="auto" lang={say.lang}>
          <b>{t("desk.say")}</b> {t("desk.say.line", { text: say.text })}
        </p>
      )}
    </section>
  );
}

function LookButton({ model, open }: { model: Model; open: () => void }) {
  const { t } = model.sentences;
  return <button type="button" class="quiet wide" onClick={open}>{t(model.view.step?.phase === "revealed" ? "desk.look.after" : "desk.look.button")}</button>;
}

/** In the hand it is shown at once, and goes again as at the desk. */
function Look({ model, close }: { model: Model; close: () => void }) {
  const { t, locale } = model.sentences;
  const { view } = model;
  const [seen, setSeen] = useState<View>();
  useEffect(() => {
    let here = true;
    void model.look().then((found) => here && found && setSeen(found));
    return () => void (here = false);
  }, [model, view]);
  const shown = useMemo((): View => ({ ...view, ...seen, private: true }), [view, seen]);
  const kind = (seen?.step as StepView | undefined)?.kind;
  return (
    <Private t={t} title={t("desk.look")} close={close}>
      {() => (kind ? <KindFace kind={kind} view={shown} load={model.load} send={model.send} t={t} role="remote" locale={locale} now={model.clock.now} /> : <p role="status">{t("screen.waiting")}</p>)}
    </Private>
  );
}

/** Takes back the facilitator's own last act, and says which. */
function Undo({ model }: { model: Model }) {
  const undo = model.view.desk?.undo;
  if (!undo) return null;
  return (
    <p class="undo" aria-disabled={model.busy}>
      <button type="button" class="plain" onClick={() => model.act("undo")}>{model.sentences.t(undo.label, undo.n === undefined ? {} : { n: undo.n })}</button>
    </p>
  );
}

/** The run-of-show: when it should end and what comes, the steps below each other when they are asked for. */
function Show(props: ShowProps) {
  const { view, t } = props;
  if (!view.desk?.show) return null;
  return (
    <section class="show">
      <h2>{t("desk.plan")}</h2>
      <EndLine {...props} />
      <Choices {...props} />
      <NextTime {...props} />
      <Steps {...props} />
    </section>
  );
}

function More({ model }: { model: Model }) {
  const { view, act, busy } = model;
  const { t } = model.sentences;
  const { step, screen, desk } = view;
  return (
    <section class="more">
      <h2>{t("desk.room")}</h2>
      <div class="row" aria-disabled={busy}>
        <button type="button" class="quiet" aria-pressed={screen?.blank === true} onClick={() => act("blank")}>{t(screen?.blank ? "desk.light" : "desk.blank")}</button>
        {step && <button type="button" class="quiet" onClick={() => act("join")}>{t(screen?.mode === "join" ? "desk.join.away" : "desk.join")}</button>}
        {desk?.skip && <button type="button" class="quiet" onClick={() => act("skip")}>{t(desk.skip.label)}</button>}
        {desk?.reveal && desk.next?.kind !== "step.reveal" && <button type="button" class="quiet" onClick={() => act("reveal")}>{t(desk.reveal.label)}</button>}
      </div>
      <AddSeat view={view} send={model.send} t={t} />
    </section>
  );
}

/** What the thumb reaches. */
function Thumb({ model }: { model: Model }) {
  const { view, act, busy } = model;
  const { t } = model.sentences;
  const { desk, step, screen } = view;
  const next = screen?.blank ? t("desk.light") : desk?.next ? t(desk.next.label) : t("desk.next");
  return (
    <footer aria-disabled={busy}>
      <div class="thumb-row">
        <button type="button" class="quiet" disabled={!desk?.back} onClick={() => act("back")}>{t("desk.back")}</button>
        <button type="button" class="quiet" disabled={!canPause(view)} onClick={() => act("pause")}>{t(step?.paused ? "desk.resume" : "desk.pause")}</button>
        <button type="button" class="quiet" disabled={!step} onClick={() => act("more")}>{t("desk.more")}</button>
      </div>
      <button type="button" class="primary wide" disabled={!desk?.next && !screen?.blank} aria-busy={busy} onClick={() => act("next")}>{next}</button>
    </footer>
  );
}

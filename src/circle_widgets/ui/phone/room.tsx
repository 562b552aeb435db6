/** The room as a phone shows it: waiting, one question and its face, or the end. */

import { useEffect, useRef, useState } from "preact/hooks";
import { useMinutes } from "../hooks";
import { pick, picked } from "../i18n";
import { Listen } from "../listen";
import { Mark, Ring, ringWords } from "../ring";
import { SeatMark, SeatPicture, seatWord } from "../seat";
import { timeLeft, timeWords } from "../time";
import { FaceSlot } from "./face-slot";
import type { Model } from "./model";
import { MySeat } from "./my-seat";
import { OurText } from "./our-text";
import { PracticeMark } from "./parts";

function Header({ model, open }: { model: Model; open: () => void }) {
  const { t, view } = model;
  const { circle, step, me } = view;
  const left = timeLeft(step, useMinutes(step, model.clock.now));
  const who = me?.name ?? seatWord(me?.word, t);
  return (
    <header class="top">
      <span class="where">
        <b dir="auto">{circle?.title}</b>
        {step && (step.of ?? 0) > 1 && <span class="nobreak">{t("phone.step", { n: step.n ?? 1, of: step.of ?? 1 })}</span>}
      </span>
      <span class="right">
        {step?.phase === "open" && left && left.ms > 0 && <span class="time">{timeWords(left, t)}</span>}
        {me && (
          <button type="button" class="seat-button" id="my-seat" aria-label={t("phone.seat.open", { who })} onClick={open}>
            <SeatPicture word={me.word} />
          </button>
        )}
      </span>
    </header>
  );
}

/** What is true of the moment, calm and above everything else. */
function Banners({ model }: { model: Model }) {
  const { t, online, view, options } = model;
  const step = view.step;
  const left = timeLeft(step, useMinutes(step, model.clock.now));
  const over = step?.phase === "open" && left !== undefined && !left.paused && left.ms <= 0;
  return (
    <div class="banners" role="status">
      {!online && <p class="banner away">{t("phone.offline")}</p>}
      {!options.keep.lasting && model.outbox.pending && <p class="banner away">{t("phone.memory")}</p>}
      {step?.paused && <p class="banner">{t("phone.paused")}</p>}
      {over && <p class="banner">{t("phone.finish")}</p>}
    </div>
  );
}

function Question({ model }: { model: Model }) {
  const { t, locale } = model;
  const step = model.view.step!;
  const { text, lang } = picked(step.question ?? step.title, locale);
  const hint = pick(step.hint, locale);
  return (
    <div class="question">
      <h1 dir="auto" lang={lang}>
        {text}
      </h1>
      <div class="beside">
        {step.phase === "open" && hint && (
          <p class="soft" dir="auto">
            {hint}
          </p>
        )}
        <Listen text={text} lang={lang ?? locale} t={t} />
      </div>
    </div>
  );
}

function Waiting({ model }: { model: Model }) {
  const { t, view } = model;
  const seats = view.room?.seats ?? 0;
  const ended = view.circle?.ended;
  return (
    <div class="waiting">
      <div class="big-ring">
        <Ring seats={Math.max(seats, 1)} />
        <p class="ring-words">{ringWords(view.room, t)}</p>
      </div>
      <h1>{t(ended ? "phone.end.title" : "phone.wait.title")}</h1>
      {!ended && view.me && (
        <p class="you">
          {t("phone.wait.you")} {view.me.name ? <b dir="auto">{view.me.name}</b> : <SeatMark word={view.me.word} t={t} />}
        </p>
      )}
      <p class="soft">{t(ended ? "phone.end.hint" : "phone.wait.hint")}</p>
      <OurText model={model} />
    </div>
  );
}

/** Says what is new, a question or that its answers are open, to those who listen instead of looking. */
function Announce({ model }: { model: Model }) {
  const { t, locale, view } = model;
  const now = `${view.step?.id}/${view.step?.phase}`;
  const first = useRef(now);
  const question = pick(view.step?.question ?? view.step?.title, locale);
  const said = !view.step || now === first.current ? "" : view.step.phase === "revealed" ? t("phone.opened") : t("phone.new", { question });
  return (
    <p class="seen-by-ear" role="status">
      {said}
    </p>
  );
}

export function RoomPage({ model }: { model: Model }) {
  const { view, t } = model;
  const [open, setOpen] = useState(false);
  useBackButton(open, () => setOpen(false));
  const close = () => {
    setOpen(false);
    requestAnimationFrame(() => document.getElementById("my-seat")?.focus());
  };
  if (!view.circle) return <Arriving model={model} />;
  return (
    <div class={view.step ? "page in-step" : "page"}>
      <Announce model={model} />
      {open && <MySeat model={model} close={close} />}
      <div class="page" hidden={open}>
        <Header model={model} open={() => setOpen(true)} />
        <Banners model={model} />
        <main>
          <PracticeMark model={model} />
          {view.step ? (
            <>
              <Question model={model} />
              <FaceSlot key={view.step.id} model={model} view={view} />
              <OurText model={model} brief />
            </>
          ) : (
            <Waiting model={model} />
          )}
        </main>
        {model.options.pass && (
          <footer class="pass-on">
            <button type="button" class="quiet" onClick={() => model.cover()}>
              {t("phone.pass.on")}
            </button>
          </footer>
        )}
      </div>
    </div>
  );
}

function Arriving({ model }: { model: Model }) {
  return (
    <div class="page">
      <main class="arriving" role="status">
        <div class="mark">
          <Mark busy />
        </div>
        <p>{model.t(model.online ? "phone.loading" : "phone.join.offline")}</p>
      </main>
    </div>
  );
}

/** The phone's own back key closes what was opened last, instead of leaving the circle. */
function useBackButton(open: boolean, close: () => void): void {
  const now = useRef(close);
  now.current = close;
  useEffect(() => {
    if (!open) return undefined;
    let gone = false;
    const back = () => ((gone = true), now.current());
    history.pushState({ open: true }, "");
    addEventListener("popstate", back);
    return () => {
      removeEventListener("popstate", back);
      if (!gone) history.back();
    };
  }, [open]);
}

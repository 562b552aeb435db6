/** `dots` on a phone: tap what matters, change it until the count is opened, then read the count. */

import { useState } from "preact/hooks";
import { inOrder, picked } from "../../ui/i18n";
import type { FaceProps } from "../../ui/types";
import { type Ballot, ballotOf, dotsOf, inTrays, type Option } from "./parts";
import { Result } from "./result";

export function PhoneDots(props: FaceProps) {
  const { view, t } = props;
  const { few, items, round } = dotsOf(view);
  if (view.step?.phase === "revealed") return <OpenedDots {...props} />;
  const none = Object.keys(items ?? {}).length === 0;
  return (
    <div class="dots-phone">
      {round !== undefined && <p class="dots-round">{t("dots.round", { n: round })}</p>}
      {few && !none && <p class="banner">{t("dots.few")}</p>}
      {none ? <p class="calm">{t("dots.nothing")}</p> : <Placing {...props} />}
    </div>
  );
}

function Placing(props: FaceProps) {
  const { view, t, send, drop } = props;
  const { may } = dotsOf(view);
  const ballot = ballotOf(view);
  // a device that goes round covers itself at once: there the whole ballot is given with one button
  const together = view.me?.way === "passed";
  const [draft, setDraft] = useState<readonly string[]>();
  const on = together ? (draft ?? ballot.on) : ballot.on;
  const give = (to: readonly string[]) => {
    for (const item of [...ballot.waiting, ...ballot.refused]) drop(item.id);
    void send("dots.place", { on: [...to] });
  };
  if (!may?.place) return <p class="calm">{t("dots.closed")}</p>;
  return (
    <>
      <p class="promise">{t("dots.promise")}</p>
      <Cards {...props} on={on} choose={together ? setDraft : give} />
      <Bar {...props} on={on} ballot={ballot} {...(together ? { give: () => (give(on), setDraft(undefined)) } : {})} />
    </>
  );
}

interface CardsProps extends FaceProps {
  readonly on: readonly string[];
  readonly choose: (on: readonly string[]) => void;
}

function Cards({ view, t, locale, on, choose }: CardsProps) {
  const { items, budget = 1 } = dotsOf(view);
  const groups = inTrays(inOrder(items));
  const full = on.length >= budget;
  const turn = (id: string) => {
    if (on.includes(id)) choose(on.filter((one) => one !== id));
    else if (!full) choose([...on, id]);
  };
  return (
    <div role="group" aria-label={t("dots.options")}>
      {groups.map(([tray, own]) => (
        <section key={tray} class="dots-tray" data-tray={tray}>
          {(tray || groups.length > 1) && <h2>{t(`dots.tray.${tray || "none"}`)}</h2>}
          <ul>
            {own.map(([id, one]) => (
              <Card key={id} option={one} chosen={on.includes(id)} full={full} turn={() => turn(id)} t={t} locale={locale} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

interface CardProps extends Pick<FaceProps, "t" | "locale"> {
  readonly option: Option;
  readonly chosen: boolean;
  readonly full: boolean;
  readonly turn: () => void;
}

function Card({ option, chosen, full, turn, t, locale }: CardProps) {
  const { text, lang } = picked(option.text, locale);
  return (
    <li>
      <button type="button" class="card dots-card" aria-pressed={chosen} aria-disabled={full && !chosen} onClick={turn}>
        <span class="dots-text" dir="auto" lang={lang}>{text}</span>
        <span class="dots-mark" aria-hidden="true">
          <i />
          {chosen ? t("dots.take") : full ? "" : t("dots.place")}
        </span>
      </button>
    </li>
  );
}

interface BarProps extends FaceProps {
  readonly on: readonly string[];
  readonly ballot: Ballot;
  readonly give?: () => void;
}

/** What stays at the thumb: how many dots are left, and whether what was placed is stored. */
function Bar({ view, t, drop, on, ballot, give }: BarProps) {
  const { budget = 1, freed = 0 } = dotsOf(view);
  const left = Math.max(0, budget - on.length);
  return (
    <div class="dots-bar card">
      <div class="dots-left">
        <p role="status">{left > 0 ? t("dots.left", { n: left }) : t("dots.left.none")}</p>
        <span class="dots-hand" aria-hidden="true">
          {Array.from({ length: budget }, (_, n) => <i key={n} class={n < on.length ? "used" : ""} />)}
        </span>
      </div>
      {freed > 0 && <p class="dots-freed" role="status">{t("dots.freed", { n: freed })}</p>}
      {give && <button type="button" class="primary" onClick={give}>{t("dots.give")}</button>}
      <Receipt ballot={ballot} view={view} t={t} />
      {ballot.refused.map((item) => (
        <p key={item.id} class="refused" role="alert">
          {t("dots.refused", { why: item.message ?? "" })}{" "}
          <button type="button" class="plain" onClick={() => drop(item.id)}>{t("dots.refused.let_go")}</button>
        </p>
      ))}
    </div>
  );
}

function Receipt({ ballot, view, t }: { readonly ballot: Ballot } & Pick<FaceProps, "view" | "t">) {
  const { state, on } = ballot;
  const words = state === "stored" ? (on.length > 0 ? "dots.stored" : "dots.stored.none") : view.local?.online === false ? "dots.waiting" : "dots.going";
  return (
    <p class={state === "waiting" ? "receipt wait" : "receipt"} role="status">
      {state !== "none" && t(words)}
    </p>
  );
}

/** The count; where one's own dots stood is known to nobody any more, and not to this phone either. */
function OpenedDots(props: FaceProps) {
  const { view, t, drop } = props;
  const { voters = 0 } = dotsOf(view);
  const { refused } = ballotOf(view);
  return (
    <div class="dots-phone">
      {refused.map((item) => (
        <p key={item.id} class="banner away" role="alert">
          {t("dots.refused.late")}{" "}
          <button type="button" class="plain" onClick={() => drop(item.id)}>{t("dots.refused.let_go")}</button>
        </p>
      ))}
      <h2>{t("dots.result")}</h2>
      <p class="soft">
        {t("dots.voters", { n: voters })}. {t("dots.forgotten")}
      </p>
      <Result {...props} />
    </div>
  );
}

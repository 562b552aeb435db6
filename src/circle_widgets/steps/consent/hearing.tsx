/** Whoever raises something chooses how it is heard, and whether its words are kept. */

import type { RefObject } from "preact";
import { facilitatorSlots } from "../../ui/facilitator";
import type { FaceProps } from "../../ui/types";
import { HOWS, type Say, consentOf } from "./parts";

interface HearingProps extends FaceProps {
  readonly shown: Say;
  readonly change: (part: Partial<Say>) => void;
  readonly box: RefObject<HTMLTextAreaElement>;
  /** Words were asked for, and there are none. */
  readonly asked: boolean;
}

export function Hearing({ view, t, shown, change, box, asked }: HearingProps) {
  const slots = facilitatorSlots({ view, t });
  const { how, words, keep } = shown;
  const keeps = shown.answer === "objection" && how !== "facilitator";
  return (
    <section class="consent-hearing">
      <h2 id="consent-how">{t("consent.how")}</h2>
      <div role="group" aria-labelledby="consent-how">
        {HOWS.map((one) => (
          <button key={one} type="button" class="card" aria-pressed={how === one} onClick={() => change({ how: one })}>
            <b>{t(`consent.how.${one}`, slots)}</b>
            <small>{t(`consent.how.${one}.hint`, slots)}</small>
          </button>
        ))}
      </div>
      <label for="consent-words">{t(how === "say" ? "consent.words.maybe" : "consent.words")}</label>
      <textarea id="consent-words" ref={box} dir="auto" rows={3} autoComplete="off" maxLength={consentOf(view).longest ?? 400} value={words} aria-describedby="consent-missing" onInput={(event) => change({ words: event.currentTarget.value })} />
      <p id="consent-missing" class="over" role="alert">{asked && t("consent.words.missing")}</p>
      {keeps && (
        <button type="button" role="checkbox" aria-checked={keep} class="card consent-keep" onClick={() => change({ keep: !keep })}>
          <i aria-hidden="true">{keep ? "✓" : ""}</i>
          <span>
            <b>{t("consent.keep")}</b>
            <small>{t("consent.keep.hint")}</small>
          </span>
        </button>
      )}
    </section>
  );
}

/** A desk without a circle yet: makes one. And a desk whose workbook now says something else: asks what to do. */

import { useState } from "preact/hooks";
import { pick } from "../i18n";
import { Mark } from "../ring";
import type { Text } from "../types";
import type { WidgetProps } from "../notebook/host";

const LANGUAGES = ["en", "fr"] as const;

interface Chosen {
  readonly title: Text;
  readonly minutes: number;
  readonly people: number;
}

export function NewCircle({ view, questions, t, locale }: WidgetProps) {
  const chosen = view["chosen"] as Chosen | undefined;
  const [title, setTitle] = useState("");
  const [facilitator, setFacilitator] = useState("");
  const [language, setLanguage] = useState(locale);
  const [said, setSaid] = useState("");
  const make = (event: Event) => {
    event.preventDefault();
    if (title.trim() === "") return setSaid(t("desk.new.title_missing"));
    questions.ask("make", { title: title.trim(), facilitator: facilitator.trim(), locale: language }).then(
      () => setSaid(""),
      (error: Error) => setSaid(error.message),
    );
  };
  return (
    <form class="card new-circle" onSubmit={make}>
      <div class="bar-ring"><Mark /></div>
      <div>
        <h1>{t("desk.new")}</h1>
        <p class="hint">{t("desk.new.hint")}</p>
        {chosen && (
          <p class="chosen">
            <b dir="auto">{pick(chosen.title, locale)}</b> · {t("show.length", { n: Math.round(chosen.minutes), with: t("show.if", { n: chosen.people }) })}
          </p>
        )}
        <label>
          <span>{t("desk.new.title")}</span>
          <input dir="auto" maxLength={120} value={title} onInput={(event) => setTitle(event.currentTarget.value)} />
        </label>
        <label>
          <span>{t("desk.new.facilitator")}</span>
          <input dir="auto" maxLength={60} value={facilitator} onInput={(event) => setFacilitator(event.currentTarget.value)} />
        </label>
        <label>
          <span>{t("desk.new.language")}</span>
          <select value={language} onChange={(event) => setLanguage(event.currentTarget.value)}>
            {LANGUAGES.map((one) => <option key={one} value={one} lang={one}>{t(`language.${one}`)}</option>)}
          </select>
        </label>
        <p role="status">{said}</p>
        <button class="primary">{t("desk.new.make")}</button>
      </div>
    </form>
  );
}

export function Changed({ questions, t }: WidgetProps) {
  const [left, setLeft] = useState(false);
  if (left) return null;
  return (
    <section class="card changed" role="status">
      <p>{t("desk.changed")}</p>
      <div class="row">
        <button type="button" class="quiet" onClick={() => void questions.ask("replace")}>{t("desk.changed.replace")}</button>
        <button type="button" class="quiet" onClick={() => void questions.ask("again")}>{t("desk.changed.again")}</button>
        <button type="button" class="plain" onClick={() => setLeft(true)}>{t("desk.changed.leave")}</button>
      </div>
    </section>
  );
}

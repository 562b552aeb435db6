/** Notes as the facilitator handles them: hide one, show it again, put a line in another language under it. */

import { useState } from "preact/hooks";
import type { FaceProps } from "../../ui/types";
import type { Shown } from "./parts";

/** Languages by their own names; the circle's are among them. */
const LANGUAGES: Readonly<Record<string, string>> = {
  en: "English", fr: "Français", ar: "العربية", de: "Deutsch", es: "Español", fa: "فارسی", it: "Italiano", pl: "Polski",
  pt: "Português", ro: "Română", so: "Soomaali", tr: "Türkçe", uk: "Українська", vi: "Tiếng Việt", zh: "中文",
}; // prettier-ignore

interface RowsProps extends FaceProps {
  /** By the note's id. */
  readonly notes: readonly (readonly [string, Shown])[];
}

export function Rows({ notes, ...props }: RowsProps) {
  return (
    <ul class="notes-rows">
      {notes.map(([id, note]) => (
        <Row key={id} id={id} note={note} {...props} />
      ))}
    </ul>
  );
}

function Row({ id, note, ...props }: FaceProps & { readonly id: string; readonly note: Shown }) {
  const { send, t, view } = props;
  const [translating, setTranslating] = useState(false);
  const where = { step: note.step ?? view.step?.id ?? "" };
  const shown = !note.hidden;
  return (
    <li class={note.now ? "card now" : shown ? "card" : "card aside"} {...(note.now ? { "aria-current": "true" as const } : {})}>
      {(note.hidden || note.late) && <p class="notes-flag">{t(note.late ? "notes.row.late" : "notes.row.hidden")}</p>}
      <p dir="auto">{note.text}</p>
      {Object.entries(note.lines ?? {}).map(([locale, text]) => (
        <p key={locale} class="notes-line" dir="auto" lang={locale}>{text}</p>
      ))}
      {translating ? (
        <Translating id={id} note={note} {...props} done={() => setTranslating(false)} />
      ) : (
        <p class="row">
          <button type="button" class="quiet" onClick={() => void send(shown ? "notes.hide" : "notes.restore", { note: id }, where)}>
            {t(shown ? "notes.hide" : note.late ? "notes.show" : "notes.restore")}
          </button>
          <button type="button" class="plain" onClick={() => setTranslating(true)}>{t("notes.translate")}</button>
        </p>
      )}
    </li>
  );
}

function Translating({ id, note, view, send, t, locale, done }: FaceProps & { readonly id: string; readonly note: Shown; readonly done: () => void }) {
  const usual = Object.keys(note.lines ?? {})[0] ?? (locale === "fr" ? "en" : "fr");
  const [language, setLanguage] = useState(usual);
  const [text, setText] = useState(note.lines?.[usual] ?? "");
  const choose = (to: string) => {
    setLanguage(to);
    setText(note.lines?.[to] ?? text);
  };
  const save = (event: Event) => {
    event.preventDefault();
    // an empty line takes away the one that stands there; where none stands there is nothing to say
    if (text.trim() || note.lines?.[language]) void send("notes.translate", { note: id, text: text.trim(), locale: language }, { step: note.step ?? view.step?.id ?? "" });
    done();
  };
  return (
    <form class="notes-translate" onSubmit={save}>
      <label>
        <span>{t("notes.translate.into")}</span>
        <select value={language} onChange={(event) => choose(event.currentTarget.value)}>
          {Object.entries(LANGUAGES).map(([code, name]) => (
            <option key={code} value={code} lang={code}>{name}</option>
          ))}
        </select>
      </label>
      <textarea dir="auto" rows={2} value={text} lang={language} aria-label={t("notes.translate.box")} onInput={(event) => setText(event.currentTarget.value)} />
      <p class="row">
        <button class="quiet">{t("notes.translate.save")}</button>
        <button type="button" class="plain" onClick={done}>{t("notes.translate.leave")}</button>
      </p>
    </form>
  );
}

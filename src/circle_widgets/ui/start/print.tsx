/** Prepare and print: slips with a question, for those who write on paper. */

import { useState } from "preact/hooks";
import { keep, type Kept, openPage } from "../widget/file";
import { Trouble, useAsking } from "../widget/small";
import { LANGUAGES, type StartProps } from "./view";

const SIZES = ["a4", "letter"] as const;

export function Print(props: StartProps) {
  const { t } = props;
  const [open, setOpen] = useState(false);
  return (
    <section class={open ? "card whole" : "card"} aria-labelledby="print">
      <h2 id="print">{t("start.print")}</h2>
      <p class="soft">{t("start.print.about")}</p>
      {open ? (
        <Form {...props} />
      ) : (
        <button type="button" class="quiet" onClick={() => setOpen(true)}>
          {t("start.print.go")}
        </button>
      )}
    </section>
  );
}

function Form({ questions, t, locale }: StartProps) {
  const [question, setQuestion] = useState("");
  const [languages, setLanguages] = useState(locale);
  const [count, setCount] = useState(12);
  const [size, setSize] = useState<string>(SIZES[0]);
  const [page, setPage] = useState("");
  const asking = useAsking(t);
  const wish = { question: question.trim(), locales: languages.split("+"), count, size };
  const show = (event: Event) => {
    event.preventDefault();
    asking.run(async () => {
      const { address, opened } = openPage((await questions.ask<{ html: string }>("print", wish)).html);
      setPage(opened ? "" : address);
    });
  };
  const pdf = () => asking.run(async () => keep(await questions.ask<Kept>("print", { ...wish, pdf: true })));
  const both = [locale, ...LANGUAGES.filter((one) => one !== locale)];
  return (
    <form onSubmit={show}>
      <div class="wide">
        <label for="question">{t("start.print.question")}</label>
        <input id="question" dir="auto" maxLength={300} value={question} aria-describedby="question-hint" onInput={(event) => setQuestion(event.currentTarget.value)} />
        <p class="hint" id="question-hint">
          {t("start.print.question.hint")}
        </p>
      </div>
      <div>
        <label for="count">{t("start.print.count")}</label>
        <input id="count" type="number" inputMode="numeric" min={1} max={200} value={count} onInput={(event) => setCount(Math.min(200, Math.max(1, Math.round(event.currentTarget.valueAsNumber) || 1)))} />
      </div>
      <div>
        <label for="languages">{t("start.print.languages")}</label>
        <select id="languages" value={languages} onChange={(event) => setLanguages(event.currentTarget.value)}>
          {LANGUAGES.map((one) => (
            <option key={one} value={one} lang={one}>
              {t(`start.language.${one}`)}
            </option>
          ))}
          <option value={both.join("+")}>{both.map((one) => t(`start.language.${one}`)).join(" + ")}</option>
        </select>
      </div>
      <fieldset class="wide">
        <legend>{t("start.print.size")}</legend>
        <div class="choices">
          {SIZES.map((one) => (
            <label key={one}>
              <input type="radio" name="size" checked={size === one} onChange={() => setSize(one)} /> {t(`start.print.${one}`)}
            </label>
          ))}
        </div>
      </fieldset>
      <div class="wide row">
        <button class="quiet" aria-disabled={asking.going}>
          {t("start.print.page")}
        </button>
        <button type="button" class="quiet" aria-disabled={asking.going} onClick={pdf}>
          {t("start.print.pdf")}
        </button>
        {page && (
          <a href={page} target="_blank" rel="noreferrer">
            {t("start.print.here")}
          </a>
        )}
        <Trouble asking={asking} />
      </div>
    </form>
  );
}

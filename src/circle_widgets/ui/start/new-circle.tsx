/** A new circle: a title, who facilitates, its language; then the desk. */

import { useState } from "preact/hooks";
import { go, LinkButton } from "../widget/link";
import { Trouble, useAsking } from "../widget/small";
import { LANGUAGES, type Ready, type StartProps } from "./view";

export function NewCircle({ questions, t, locale, first }: StartProps & { readonly first: boolean }) {
  const [wanted, setWanted] = useState(false);
  const open = first || wanted;
  return (
    <section class={open ? "card whole" : "card"} aria-labelledby="new">
      <h2 id="new">{t("start.new")}</h2>
      <p class="soft">{t(first ? "start.new.first" : "start.new.about")}</p>
      {open ? (
        <Form questions={questions} t={t} locale={locale} look={first ? "primary" : "quiet"} focus={!first} />
      ) : (
        <button type="button" class="quiet" onClick={() => setWanted(true)}>
          {t("start.new")}
        </button>
      )}
    </section>
  );
}

type FormProps = Pick<StartProps, "questions" | "t" | "locale"> & { readonly look: string; readonly focus: boolean };

function Form({ questions, t, locale, look, focus }: FormProps) {
  const [title, setTitle] = useState("");
  const [facilitator, setFacilitator] = useState("");
  const [language, setLanguage] = useState(locale);
  const [ready, setReady] = useState<Ready>();
  const asking = useAsking(t);
  const make = (event: Event) => {
    event.preventDefault();
    asking.run(async () => {
      const made = await questions.ask<Ready>("make", { title: title.trim(), facilitator: facilitator.trim(), locale: language });
      if (!go(made.link)) setReady(made);
    });
  };
  return (
    <form onSubmit={make}>
      <div class="wide">
        <label for="title">{t("start.title")}</label>
        <input id="title" dir="auto" autoFocus={focus} maxLength={120} value={title} aria-describedby="title-hint" onInput={(event) => setTitle(event.currentTarget.value)} />
        <p class="hint" id="title-hint">
          {t("start.title.hint")}
        </p>
      </div>
      <div>
        <label for="name">{t("start.name")}</label>
        <input id="name" dir="auto" maxLength={60} autoComplete="given-name" value={facilitator} aria-describedby="name-hint" onInput={(event) => setFacilitator(event.currentTarget.value)} />
        <p class="hint" id="name-hint">
          {t("start.name.hint")}
        </p>
      </div>
      <div>
        <label for="language">{t("start.language")}</label>
        <select id="language" value={language} onChange={(event) => setLanguage(event.currentTarget.value)}>
          {LANGUAGES.map((one) => (
            <option key={one} value={one} lang={one}>
              {t(`start.language.${one}`)}
            </option>
          ))}
        </select>
      </div>
      <div class="wide">
        <button class={look} aria-disabled={asking.going}>
          {t(asking.going ? "start.working" : "start.make")}
        </button>
        {ready && <Here ready={ready} t={t} />}
        <Trouble asking={asking} />
      </div>
    </form>
  );
}

/** The circle is there, and the browser would not go to it by itself. */
export function Here({ ready, t }: { readonly ready: Ready; readonly t: StartProps["t"] }) {
  return (
    <p class="done" role="status">
      {t(ready.link.href ? "start.ready.link" : "start.ready")} <LinkButton link={ready.link}>{t("start.open_circle")}</LinkButton>
    </p>
  );
}

/** Which circle? For those who typed the address instead of scanning it. */

import { useState } from "preact/hooks";
import { Mark } from "../ring";
import type { Model } from "./model";
import { TopBar } from "./parts";

const LENGTH = 6;

/** A code as people type it: any case, with blanks or dashes. */
export const tidy = (typed: string): string => typed.replace(/[\s-]/g, "").toUpperCase();

export function CodeForm({ model }: { model: Model }) {
  const { t, options } = model;
  const unknown = options.config.unknown;
  const [typed, setTyped] = useState(unknown ?? "");
  const [short, setShort] = useState(false);
  const wrong = short ? t("phone.code.short") : unknown ? t("phone.code.unknown", { code: unknown }) : "";
  const submit = (event: Event) => {
    event.preventDefault();
    if (tidy(typed).length !== LENGTH) return setShort(true);
    location.assign(`${options.config.base}join/${encodeURIComponent(tidy(typed))}${location.hash}`);
  };
  return (
    <form class="code-form" onSubmit={submit} noValidate>
      <label for="code">{t("phone.code.label")}</label>
      <input
        id="code"
        class="code"
        value={typed}
        maxLength={12}
        autoComplete="off"
        autoCapitalize="characters"
        autoCorrect="off"
        spellcheck={false}
        enterKeyHint="go"
        aria-describedby="code-hint code-wrong"
        aria-invalid={wrong !== ""}
        onInput={(event) => (setTyped(event.currentTarget.value), setShort(false))}
      />
      <p id="code-hint" class="soft">
        {t("phone.code.hint")}
      </p>
      <p id="code-wrong" class="trouble" role="alert" hidden={!wrong}>
        {wrong}
      </p>
      <button class="primary">{t("phone.code.go")}</button>
    </form>
  );
}

export function CodePage({ model }: { model: Model }) {
  return (
    <div class="page">
      <TopBar model={model} />
      <main>
        <div class="mark">
          <Mark />
        </div>
        <h1>{model.t("phone.code.title")}</h1>
        <CodeForm model={model} />
      </main>
    </div>
  );
}

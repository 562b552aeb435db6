/** What several of the phone's pages share. */

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { copy } from "../copy";
import { namedAs } from "../facilitator";
import type { Slots, Translate } from "../types";
import type { Model } from "./model";

/** How this phone speaks of the facilitator, also before the room has answered. */
export const facilitator = ({ view, options, t }: Model): Slots => namedAs(view.circle?.facilitator ?? options.config.circle?.facilitator, t);

/** The other languages, each by its own name. */
export function LanguageSwitch({ model }: { model: Model }) {
  const others = Object.keys(model.options.config.locales).filter((one) => one !== model.locale);
  return (
    <span class="languages">
      {others.map((one) => (
        <button key={one} type="button" class="plain" lang={one} onClick={() => void model.choosesLanguage(one)}>
          {model.t(`language.${one}`)}
        </button>
      ))}
    </span>
  );
}

/** The top of a page that is not a step: the circle's name, and the language. */
export function TopBar({ model, children }: { model: Model; children?: ComponentChildren }) {
  const circle = model.view.circle ?? model.options.config.circle;
  return (
    <header class="top">
      <b dir="auto">{circle?.title}</b>
      <span class="right">
        <LanguageSwitch model={model} />
        {children}
      </span>
    </header>
  );
}

/** Made-up people are marked as such everywhere. */
export function PracticeMark({ model }: { model: Model }) {
  const circle = model.view.circle ?? model.options.config.circle;
  return circle?.practice ? <p class="practice">{model.t("practice")}</p> : null;
}

export function CopyButton({ text, t, says, said }: { text: string; t: Translate; says: string; said: string }) {
  const [done, setDone] = useState(false);
  return (
    <p class="row">
      <button type="button" class="quiet" onClick={() => void copy(text).then(setDone)}>
        {t(says)}
      </button>
      <span class="soft" role="status">
        {done && t(said)}
      </span>
    </p>
  );
}

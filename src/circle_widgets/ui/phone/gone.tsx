/** When there is nothing to go on with: what happened, what is safe, what to do next. Unsent words stand ready to be copied. */

import { useFocus } from "../hooks";
import { Mark } from "../ring";
import type { Outgoing } from "../types";
import { CodeForm } from "./code";
import type { Gone, Model } from "./model";
import { CopyButton, TopBar } from "./parts";

/** The words in something that was to be sent. */
export const wordsOf = (item: Outgoing): string => (typeof item.body["text"] === "string" ? item.body["text"] : "");

export function GonePage({ model, why }: { model: Model; why: Gone }) {
  const { t } = model;
  const heading = useFocus<HTMLHeadingElement>();
  const words = model.unsent.map(wordsOf).filter(Boolean);
  return (
    <div class="page">
      <TopBar model={model} />
      <main>
        <div class="mark">
          <Mark />
        </div>
        <h1 tabIndex={-1} ref={heading}>
          {t(`phone.gone.${why}`)}
        </h1>
        <p>{t(`phone.gone.${why}.hint`)}</p>
        {words.length > 0 && (
          <section class="unsent">
            <p>{t("phone.gone.words")}</p>
            <ul class="words">
              {words.map((text, i) => (
                <li key={i} class="card" dir="auto">
                  {text}
                </li>
              ))}
            </ul>
            <CopyButton text={words.join("\n\n")} t={t} says="phone.copy" said="phone.copied" />
          </section>
        )}
        {why === "circle" && (
          <>
            <button type="button" class="primary" onClick={() => model.again()}>
              {t("phone.gone.again")}
            </button>
            <CodeForm model={model} />
          </>
        )}
        {why === "seat" && (
          <button type="button" class="primary" onClick={() => model.newSeat()}>
            {t("phone.gone.join")}
          </button>
        )}
      </main>
    </div>
  );
}

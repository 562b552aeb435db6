/** Everything that is held of this seat, as the room says it, and what is still only here. */

import { useEffect, useState } from "preact/hooks";
import type { Body } from "../types";
import { wordsOf } from "./gone";
import type { Model } from "./model";

type Said = Body | "asking" | "later";

/** All sentences in a document, whatever its shape: a kind that is not ours is shown as well. */
export function sentencesIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === "text" && typeof inner === "string" ? [inner] : sentencesIn(inner)));
}

export function Held({ model }: { model: Model }) {
  const { t } = model;
  const [said, setSaid] = useState<Said>("asking");
  useEffect(() => {
    void model.api.held(model.seat?.token ?? "").then((answer) => setSaid(answer.ok ? answer.body : "later"));
  }, [model]);
  const waiting = model.unsent.map(wordsOf).filter(Boolean);
  return (
    <div role="status">
      {said === "asking" && <p>{t("phone.loading")}</p>}
      {said === "later" && <p class="trouble">{t("phone.held.later")}</p>}
      {typeof said === "object" && <HeldByRoom model={model} held={said} />}
      {waiting.length > 0 && <Words title={t("phone.held.waiting")} words={waiting} />}
    </div>
  );
}

function HeldByRoom({ model, held }: { model: Model; held: Body }) {
  const words = sentencesIn(held);
  const { t } = model;
  return (
    <>
      <p class="soft">{t("phone.held.hint")}</p>
      {words.length > 0 ? <Words title={t("phone.held.words")} words={words} /> : <p>{t("phone.held.none")}</p>}
    </>
  );
}

function Words({ title, words }: { title: string; words: readonly string[] }) {
  return (
    <>
      <h3>{title}</h3>
      <ul class="words">
        {words.map((text, i) => (
          <li key={i} class="card" dir="auto">
            {text}
          </li>
        ))}
      </ul>
    </>
  );
}

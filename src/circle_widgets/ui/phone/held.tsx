/** Everything that is held of this seat, as the room says it, and what is still only here. */

import { useEffect, useState } from "preact/hooks";
import { pick } from "../i18n";
import { seatWord } from "../seat";
import type { Body, Schemas, Text, Translate } from "../types";
import { wordsOf } from "./gone";
import type { Model } from "./model";

type Said = Schemas["Held"] | "asking" | "later";

export function Held({ model }: { model: Model }) {
  const { t } = model;
  const [said, setSaid] = useState<Said>("asking");
  useEffect(() => {
    void model.api.held(model.seat?.token ?? "").then((answer) => setSaid(answer.ok ? answer.body : "later"));
  }, [model]);
  const waiting = model.unsent.filter((item) => wordsOf(item));
  return (
    <div role="status">
      {said === "asking" && <p>{t("phone.loading")}</p>}
      {said === "later" && <p class="trouble">{t("phone.held.later")}</p>}
      {typeof said === "object" && <HeldByRoom model={model} held={said} />}
      {waiting.length > 0 && (
        <>
          <h3>{t("phone.held.waiting")}</h3>
          <ul class="words">
            {waiting.map((item) => (
              <li key={item.id} class="card" dir="auto">
                {wordsOf(item)}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** What an entry is, in words; a kind from elsewhere that has no sentence gets the general one. */
function entryWords(kind: string, t: Translate): string {
  const found = t(`held.${kind}`);
  return found === `held.${kind}` ? t("held.other") : found;
}

const WHEN = { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" } as const;

function HeldByRoom({ model, held }: { model: Model; held: Schemas["Held"] }) {
  const { t, locale } = model;
  const { seat, events, ballots } = held;
  return (
    <>
      <p class="soft">{t("phone.held.hint")}</p>
      <p>
        <b>{seatWord(seat.word, t)}</b>
        {seat.name && (
          <>
            , <b dir="auto">{seat.name}</b>
          </>
        )}
        , {t(`language.${seat.locale}`)}
      </p>
      <ol class="words">
        {events.map(({ id, at, kind, body }) => (
          <li key={id} class="card">
            <p class="soft when">
              {entryWords(kind, t)} · {new Date(at).toLocaleString(locale, WHEN)}
            </p>
            {["text", "name"].map((key) => {
              const words = body?.[key];
              return typeof words === "string" && words ? (
                <p key={key} dir="auto">
                  {words}
                </p>
              ) : null;
            })}
          </li>
        ))}
        {ballots.map(({ step, kind, body }) => (
          <li key={step} class="card">
            <p class="soft when">{entryWords(kind, t)}</p>
            {chosen(model, kind, body).map((words) => (
              <p key={words} dir="auto">
                {words}
              </p>
            ))}
          </li>
        ))}
      </ol>
    </>
  );
}

/** What an open ballot says: the answer, and words of one's own; what it stands on, in the words of the step that is on now. */
function chosen({ view, locale, t }: Model, kind: string, body: Body): string[] {
  if (typeof body["answer"] === "string") return [t(`${kind}.answer.${body["answer"]}`), String(body["words"] ?? "")].filter(Boolean);
  const items = (view[kind] as { items?: Readonly<Record<string, { text?: Text }>> } | undefined)?.items ?? {};
  const on = Array.isArray(body["on"]) ? body["on"].map(String) : [];
  return on.map((id, n) => pick(items[id]?.text, locale) || String(n + 1));
}

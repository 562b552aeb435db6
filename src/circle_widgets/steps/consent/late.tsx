/** Whether an answer is stored, and what becomes of words that the room did not take: they are never lost unseen. */

import { useState } from "preact/hooks";
import { copy } from "../../ui/copy";
import type { FaceProps } from "../../ui/types";
import { type Ballot, ballotOf, sayOf } from "./parts";

export function Receipt({ ballot, view, t }: { readonly ballot: Ballot } & Pick<FaceProps, "view" | "t">) {
  const { state, say } = ballot;
  const words = state === "stored" ? "consent.stored" : view.local?.online === false ? "consent.waiting" : "consent.going";
  return (
    <p class={state === "waiting" ? "receipt wait" : "receipt"} role="status">
      {say && state !== "none" && t(words, { answer: t(`consent.answer.${say.answer}`) })}
    </p>
  );
}

export function Refused({ ballot, t, drop }: { readonly ballot: Ballot } & Pick<FaceProps, "t" | "drop">) {
  return (
    <>
      {ballot.refused.map((item) => (
        <div key={item.id} class="refused" role="alert">
          <p>{t("consent.refused", { why: item.message ?? "" })}</p>
          <Words words={sayOf(item.body).words} t={t} done={() => drop(item.id)} />
        </div>
      ))}
    </>
  );
}

/** An answer that came after the opening. */
export function Late({ view, t, drop }: FaceProps) {
  return (
    <>
      {ballotOf(view).refused.map((item) => (
        <div key={item.id} class="banner away" role="alert">
          <p>{t("consent.refused.late")}</p>
          <Words words={sayOf(item.body).words} t={t} done={() => drop(item.id)} />
        </div>
      ))}
    </>
  );
}

/** Words that were being written when the room opened. */
export const Unsent = ({ words, clear, t }: { readonly words: string; readonly clear: () => void } & Pick<FaceProps, "t">) => (
  <div class="banner away" role="alert">
    <p>{t("consent.unsent")}</p>
    <Words words={words} t={t} done={clear} />
  </div>
);

interface WordsProps extends Pick<FaceProps, "t"> {
  readonly words: string;
  readonly done: () => void;
}

function Words({ words, t, done }: WordsProps) {
  const [copied, setCopied] = useState(false);
  return (
    <>
      {words && <p class="consent-own" dir="auto">{words}</p>}
      <p class="acts">
        {words && <button type="button" class="plain" onClick={() => void copy(words).then(setCopied)}>{t(copied ? "consent.copied" : "consent.copy")}</button>}
        <button type="button" class="plain" onClick={done}>{t("consent.let_go")}</button>
      </p>
    </>
  );
}

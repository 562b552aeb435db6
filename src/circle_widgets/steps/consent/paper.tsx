/** Answers on paper go in as a count, in private; entered anew it takes the place of what was entered before. */

import { useState } from "preact/hooks";
import { type FaceProps, isRefusal } from "../../ui/types";
import { type Answer, ANSWERS, consentOf } from "./parts";

type Counts = Readonly<Record<Answer, number>>;
const NONE: Counts = { fine: 0, objection: 0, talk: 0 };

export function Paper({ view, send, t }: FaceProps) {
  const { paper_seats: free = 0, paper_counted: counted = 0 } = consentOf(view);
  const [counts, setCounts] = useState(NONE);
  const [said, setSaid] = useState("");
  if (view.step?.phase !== "open" || free + counted === 0) return null;
  const add = async (event: Event) => {
    event.preventDefault();
    const answer = await send("consent.paper", { ...counts }, { step: view.step?.id ?? "" });
    setSaid(isRefusal(answer) ? answer.message : t("consent.paper.done"));
    if (!isRefusal(answer)) setCounts(NONE);
  };
  return (
    <section class="consent-slips">
      <h2>{t("consent.paper")}</h2>
      <p class="hint">{t("consent.paper.seats", { n: free })} {counted > 0 && t("consent.paper.counted", { n: counted })} {t("consent.paper.hint")}</p>
      <form class="consent-paper" onSubmit={(event) => void add(event)}>
        {ANSWERS.map((answer) => (
          <label key={answer}>
            <span>{t(`consent.answer.${answer}`)}</span>
            <input
              type="number"
              inputMode="numeric"
              min={0}
              max={free}
              value={counts[answer]}
              onFocus={(event) => event.currentTarget.select()}
              onInput={(event) => setCounts({ ...counts, [answer]: Math.max(0, Math.floor(event.currentTarget.valueAsNumber || 0)) })}
            />
          </label>
        ))}
        <button class="quiet">{t(counted > 0 ? "consent.paper.anew" : "consent.paper.add")}</button>
      </form>
      <p role="status">{said}</p>
    </section>
  );
}

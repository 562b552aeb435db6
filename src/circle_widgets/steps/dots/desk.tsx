/** `dots` at the desk: how many each person has, ballots on paper, another round. Nothing of an open ballot is here. */

import { useState } from "preact/hooks";
import { type FaceProps, isRefusal } from "../../ui/types";
import { Paper } from "./paper";
import { dotsOf } from "./parts";
import { Before } from "./result";

const MOST = 20;

export function DeskDots(props: FaceProps) {
  const { view, t } = props;
  const { round, paper_free: free = 0, paper_voters: counted = 0 } = dotsOf(view);
  const open = view.step?.phase === "open";
  return (
    <div class="dots-desk">
      {round !== undefined && <p class="dots-round">{t("dots.round", { n: round })}</p>}
      {open && <Budget {...props} />}
      {open && free + counted > 0 && <Paper {...props} />}
      <Again {...props} />
      <Before {...props} />
    </div>
  );
}

export function Budget({ view, send, t }: FaceProps) {
  const { budget = 1, count = MOST } = dotsOf(view);
  const [said, setSaid] = useState("");
  const change = async (by: number) => {
    const answer = await send("dots.budget", { dots: budget + by }, { step: view.step?.id ?? "" });
    setSaid(isRefusal(answer) ? answer.message : "");
  };
  return (
    <section>
      <h2 id="dots-budget">{t("dots.budget")}</h2>
      <p class="row dots-budget" role="group" aria-labelledby="dots-budget">
        <button type="button" class="quiet" aria-label={t("dots.budget.less")} disabled={budget <= 1} onClick={() => void change(-1)}>−</button>
        <b role="status">{budget}</b>
        <button type="button" class="quiet" aria-label={t("dots.budget.more")} disabled={budget >= Math.min(MOST, count)} onClick={() => void change(1)}>+</button>
      </p>
      <p role="status">{said}</p>
    </section>
  );
}

/** Asked once: everyone places anew, and nothing brings back the dots that stood. */
export function Again({ view, send, t }: FaceProps) {
  const { again, round = 1 } = dotsOf(view);
  const [asking, setAsking] = useState(false);
  const [said, setSaid] = useState("");
  if (!again) return null;
  const begin = async () => {
    setAsking(false);
    const answer = await send(again.kind, again.body ?? {}, { step: again.step ?? "" });
    setSaid(isRefusal(answer) ? answer.message : "");
  };
  return (
    <section>
      {asking ? (
        <div class="sure dots-sure" role="group" aria-label={t(again.label)}>
          <p>{t("dots.again.ask", { n: round })}</p>
          <p class="row">
            <button type="button" class="quiet" onClick={() => void begin()}>{t("dots.again.yes")}</button>
            <button type="button" class="plain" onClick={() => setAsking(false)}>{t("dots.again.leave")}</button>
          </p>
        </div>
      ) : (
        <button type="button" class="quiet" onClick={() => setAsking(true)}>{t(again.label)}</button>
      )}
      <p role="status">{said}</p>
    </section>
  );
}

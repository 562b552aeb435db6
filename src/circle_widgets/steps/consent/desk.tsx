/** `consent` at the desk: nothing of an answer stands here. Slips are entered, and words looked at, in private. */

import { useState } from "preact/hooks";
import { inOrder } from "../../ui/i18n";
import { type FaceProps, isRefusal, type Move } from "../../ui/types";
import { Paper } from "./paper";
import { consentOf } from "./parts";
import { Outcome } from "./result";

export function DeskConsent(props: FaceProps) {
  const { view, t } = props;
  const { paper_seats: free = 0, paper_counted: counted = 0 } = consentOf(view);
  if (view["private"] === true) return <PrivateConsent {...props} />;
  const revealed = view.step?.phase === "revealed";
  return (
    <div class="consent-desk">
      <Standing {...props} />
      {!revealed && (
        <section>
          <p class="hint">{t("consent.look")}</p>
          {free > 0 && <p class="hint">{t("consent.paper.seats", { n: free })} {counted > 0 && t("consent.paper.counted", { n: counted })} {t("consent.paper.where")}</p>}
        </section>
      )}
      {!revealed && <Close {...props} />}
      {revealed && <Decide {...props} />}
      <Before {...props} />
    </div>
  );
}

/** What a facilitator has to know of the round, in a line. */
export function Standing({ view, t }: FaceProps) {
  const { round = 1, changed } = consentOf(view);
  return (
    <>
      {round > 1 && <p class="consent-round">{t("consent.round", { n: round })}</p>}
      {changed && <p class="said">{t(view.step?.phase === "revealed" ? "consent.changed" : "consent.changed.open")}</p>}
    </>
  );
}

/** Only ever drawn where the facilitator asked for it. */
export function PrivateConsent(props: FaceProps) {
  const { view, t } = props;
  const { words, waits } = consentOf(view);
  const said = inOrder(words);
  return (
    <div class="consent-private">
      <p>{t(waits ? "consent.private.waits" : said.length > 0 ? "consent.private.words" : "consent.private.none")}</p>
      <ul class="consent-said">
        {said.map(([id, one]) => <li key={id} class="card" dir="auto">{one.text}</li>)}
      </ul>
      <Paper {...props} />
    </div>
  );
}

/** Takes no more answers, where somebody has none to give. */
export function Close({ view, send, t }: FaceProps) {
  const { stored = 0, seats = 0 } = view.room ?? {};
  if (view.step?.phase !== "open" || stored === 0 || stored >= seats) return null;
  return (
    <section>
      <button type="button" class="quiet" onClick={() => void send("step.close", {}, { step: view.step?.id ?? "" })}>{t("consent.close")}</button>
    </section>
  );
}

/** What the room decides when something was raised; asked once, for a new round begins without the old answers. */
export function Decide(props: FaceProps) {
  const { view, t } = props;
  const { again, settle } = consentOf(view);
  return (
    <section>
      {settle && <Act {...props} move={settle} ask={t(`${settle.label}.ask`)} yes={t("consent.settle.yes")} words={t("consent.settle.words")} />}
      {again && <Act {...props} move={again} ask={t("consent.again.ask", { n: consentOf(view).round ?? 1 })} yes={t("consent.again.yes")} />}
    </section>
  );
}

interface ActProps extends FaceProps {
  readonly move: Move;
  readonly ask: string;
  readonly yes: string;
  /** What may be written with it. */
  readonly words?: string;
}

function Act({ move, ask, yes, words, view, send, t }: ActProps) {
  const [asking, setAsking] = useState(false);
  const [text, setText] = useState("");
  const [said, setSaid] = useState("");
  const act = async () => {
    setAsking(false);
    const answer = await send(move.kind, text.trim() ? { ...move.body, words: text.trim() } : (move.body ?? {}), { step: move.step ?? "" });
    setSaid(isRefusal(answer) ? answer.message : "");
  };
  return (
    <div class="consent-act">
      {asking ? (
        <div class="sure consent-sure" role="group" aria-label={t(move.label)}>
          <p>{ask}</p>
          {words && (
            <label>
              <span>{words}</span>
              <textarea dir="auto" rows={2} maxLength={consentOf(view).longest ?? 400} value={text} onInput={(event) => setText(event.currentTarget.value)} />
            </label>
          )}
          <p class="row">
            <button type="button" class="quiet" onClick={() => void act()}>{yes}</button>
            <button type="button" class="plain" onClick={() => setAsking(false)}>{t("consent.leave")}</button>
          </p>
        </div>
      ) : (
        <button type="button" class="quiet" onClick={() => setAsking(true)}>{t(move.label)}</button>
      )}
      <p role="status">{said}</p>
    </div>
  );
}

/** What earlier rounds had said. */
export function Before({ view, t }: FaceProps) {
  return (
    <>
      {inOrder(consentOf(view).before).map(([key, round]) => (
        <details key={key} class="consent-before">
          <summary>{t("consent.before", { n: round.n })}</summary>
          <Outcome result={round} t={t} read />
        </details>
      ))}
    </>
  );
}

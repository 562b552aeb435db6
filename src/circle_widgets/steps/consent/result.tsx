/** What an opening says: in words, and never a count. */

import type { Translate } from "../../ui/types";
import { hearing, outcome, type Result } from "./parts";

interface OutcomeProps {
  readonly result: Result;
  readonly t: Translate;
  /** With the words to read out. */
  readonly read?: boolean;
}

export function Outcome({ result, t, read }: OutcomeProps) {
  const [first = "", ...more] = outcome(result);
  const heard = hearing(result);
  return (
    <div class="consent-result" data-found={result.objection ? "objection" : result.talk ? "talk" : "none"}>
      <h2>{t(first)}</h2>
      {[...more, ...(heard ? [heard] : [])].map((key) => <p key={key}>{t(key)}</p>)}
      {read && !result.settled && <Said words={result.read} label={t("consent.read")} />}
      <Said words={result.dissent} label={t("consent.dissent")} />
    </div>
  );
}

const Said = ({ words, label }: { readonly words: readonly string[] | undefined; readonly label: string }) =>
  words ? (
    <>
      <h3>{label}</h3>
      <ul class="consent-said">
        {words.map((one) => <li key={one} class="card" dir="auto">{one}</li>)}
      </ul>
    </>
  ) : null;

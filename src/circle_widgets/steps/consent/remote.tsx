/** `consent` on the facilitator's own phone: the text to read from the hand, slips, and what was raised. */

import type { FaceProps } from "../../ui/types";
import { Before, Close, Decide, PrivateConsent, Standing } from "./desk";
import { Paper } from "./paper";
import { consentOf } from "./parts";
import { Outcome } from "./result";
import { AskedText } from "./text";

export function RemoteConsent(props: FaceProps) {
  const { view, t } = props;
  const { lines, result, wrote, changed } = consentOf(view);
  if (view["private"] === true) return <PrivateConsent {...props} />;
  const revealed = view.step?.phase === "revealed";
  return (
    <div class="consent-desk">
      <Standing {...props} />
      {!revealed && <p class={wrote ? "banner" : "hint"} role="status">{t(wrote ? "consent.wrote" : "consent.look")}</p>}
      {revealed && !changed && <Outcome result={result ?? {}} t={t} read />}
      {!revealed && <Paper {...props} />}
      {!revealed && <Close {...props} />}
      {revealed && <Decide {...props} />}
      <AskedText lines={lines} t={t} />
      <Before {...props} />
    </div>
  );
}

/** `consent` on a phone: the text, three answers, how an objection is heard; then what the opening says. */

import { useEffect } from "preact/hooks";
import type { FaceProps } from "../../ui/types";
import { Answering } from "./answering";
import { Late, Unsent } from "./late";
import { consentOf } from "./parts";
import { Outcome } from "./result";
import { AskedText } from "./text";
import { useDraft } from "./draft";

export function PhoneConsent(props: FaceProps) {
  const { view, t } = props;
  const { few, round = 1, lines, may } = consentOf(view);
  if (view.step?.phase === "revealed") return <OpenedConsent {...props} />;
  return (
    <div class="consent-phone">
      {round > 1 && <p class="consent-round">{t("consent.round", { n: round })}</p>}
      <AskedText lines={lines} t={t} />
      {few && <p class="banner">{t("consent.few")}</p>}
      {may?.answer ? <Answering key={round} {...props} /> : <p class="calm">{t("consent.closed")}</p>}
    </div>
  );
}

/** What one answered is known to nobody any more, and not to this phone either. */
function OpenedConsent(props: FaceProps) {
  const { view, t } = props;
  const { changed, lines, result } = consentOf(view);
  const { draft, clear } = useDraft(props);
  const unsent = draft?.words?.trim() ?? "";
  useEffect(() => void (unsent || clear()), [unsent]);
  return (
    <div class="consent-phone">
      <Late {...props} />
      {unsent && <Unsent words={unsent} clear={clear} t={t} />}
      {changed ? <p class="banner">{t("consent.changed.phone")}</p> : <Outcome result={result ?? {}} t={t} read />}
      <AskedText lines={lines} t={t} />
      <p class="soft">{t("consent.forgotten")}</p>
    </div>
  );
}

/** `consent` on the wall: the text as it stood in the draft; then whether there is an objection, and words one by one. */

import { inOrder } from "../../ui/i18n";
import { useFit } from "../../ui/screen/fit";
import type { FaceProps } from "../../ui/types";
import { ScreenDraft } from "../draft/screen";
import { consentOf, hearing, outcome } from "./parts";

/** The least is that of layout.py; larger where a page has room to spare. */
const SAID = [11, 9.6, 8.4, 7.4, 6.6] as const;
const HEADLINE = [13, 11, 9.6, 8.4, 7.4, 6.6] as const;

export function ScreenConsent(props: FaceProps) {
  const { view, t } = props;
  const { items, at, size, trays } = consentOf(view);
  if (at === "result") return <Headline {...props} />;
  if (at === "words") return <Said {...props} />;
  if (Object.keys(items ?? {}).length === 0) return <p class="consent-ask">{t("consent.screen.ask")}</p>;
  return <ScreenDraft {...props} view={{ ...view, draft: { items, size, trays } }} />;
}

/** Words that somebody wanted read out: nothing else stands there. */
function Said({ view, t }: FaceProps) {
  const { items } = consentOf(view);
  const place = useFit<HTMLDivElement>(SAID, JSON.stringify(items));
  return (
    <div class="consent-words" ref={place}>
      {inOrder(items).map(([id, one]) => (
        <div key={id}>
          <p class="consent-text" dir="auto">{one.text}</p>
          {one.parts !== undefined && <p class="consent-part">{t("screen.page", { n: one.part ?? 1, of: one.parts })}</p>}
        </div>
      ))}
    </div>
  );
}

function Headline({ view, t }: FaceProps) {
  const { result = {} } = consentOf(view);
  const [first = "", ...more] = outcome(result);
  const heard = hearing(result);
  const words = [...more, ...(heard ? [heard] : [])].map((key) => t(key));
  const place = useFit<HTMLDivElement>(HEADLINE, `${first}|${words.join("|")}`);
  return (
    <div class="consent-headline" ref={place}>
      <p class="consent-found">{t(first)}</p>
      {words.map((one) => <p key={one}>{one}</p>)}
    </div>
  );
}

/** `consent` on the wall: the text, large; then whether there is an objection, and words to read out, one by one. */

import { inOrder } from "../../ui/i18n";
import { useFit } from "../../ui/screen/fit";
import type { FaceProps } from "../../ui/types";
import { consentOf, hearing, outcome } from "./parts";
import { AskedText, Part } from "./text";

/** The least is that of layout.py; larger where a page has room to spare. */
const SIZES = [9.6, 8.4, 7.4, 6.6] as const;
const HEADLINE = [13, 11, 9.6, 8.4, 7.4, 6.6] as const;

export function ScreenConsent(props: FaceProps) {
  const { view, t } = props;
  const { items, at } = consentOf(view);
  const place = useFit<HTMLDivElement>(SIZES, JSON.stringify(items ?? ""));
  if (at === "result") return <Headline {...props} />;
  if (Object.keys(items ?? {}).length === 0) return <p class="consent-ask">{t("consent.screen.ask")}</p>;
  return (
    <div class={at === "words" ? "consent-page words" : "consent-page"} ref={place}>
      {at === "words" ? (
        inOrder(items).map(([id, one]) => (
          <div key={id}>
            <p class="consent-text" dir="auto">{one.text}</p>
            <Part line={one} t={t} />
          </div>
        ))
      ) : (
        <AskedText lines={items} t={t} />
      )}
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

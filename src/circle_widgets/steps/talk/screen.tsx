/** The room speaks: a few lines under the question, large; then examples, one at a time. */

import { inOrder } from "../../ui/i18n";
import { useFit } from "../../ui/screen/fit";
import type { FaceProps } from "../../ui/types";
import { talkOf, Words } from "./card";
import { type Card, HEADINGS, TRAYS } from "./parts";

export function ScreenTalk({ view, t, locale }: FaceProps) {
  const { lines, cards } = talkOf(view);
  const [card] = inOrder(cards);
  if (card) return <Shown card={card[1]} t={t} locale={locale} />;
  return (
    <ul class="talk-lines">
      {inOrder(lines).map(([id, line]) => <Words key={id} as="li" of={line.text} locale={locale} />)}
    </ul>
  );
}

/** The types of `cards.py` and `layout.py` (rem), which a page has on the narrowest screen when it is full. */
const LEAST: Readonly<Record<string, number>> = { one: 6.6, large: 6.6, middle: 5.2, wide: 4.4, small: 4.4, smaller: 4, least: 3.6 };
/** How much larger it may be where there is more room than that, the largest first. */
const GROWN = [1.5, 1.4, 1.3, 1.2, 1.1, 1];
const SIZES_OF = new Map(Object.entries(LEAST).map(([name, least]) => [name, GROWN.map((more) => least * more)]));
const LARGE = SIZES_OF.get("one") ?? [];

function Shown({ card, t, locale }: { readonly card: Card } & Pick<FaceProps, "t" | "locale">) {
  const place = useFit<HTMLDivElement>(SIZES_OF.get(card.size ?? "one") ?? LARGE, JSON.stringify(card));
  const { trays } = card;
  const three = ["small", "smaller", "least"].includes(card.size ?? "");
  return (
    <div class="talk-shown" data-size={card.size} ref={place}>
      <div class="talk-title">
        {card.title && <Words of={card.title} locale={locale} />}
        {card.parts !== undefined && <p class="talk-part">{t("screen.page", { n: card.part ?? 1, of: card.parts })}</p>}
      </div>
      {card.text && <Words class="talk-text" of={card.text} locale={locale} />}
      {trays && (
        <div class="talk-trays">
          {TRAYS.map((tray) => (trays[tray] || three) && (
            <section key={tray} data-tray={tray}>
              <h2>{t(HEADINGS[tray])}</h2>
              <ul>
                {inOrder(trays[tray]).map(([id, line]) => <Words key={id} as="li" of={line.text} locale={locale} />)}
              </ul>
            </section>
          ))}
        </div>
      )}
    </div>
  );
}

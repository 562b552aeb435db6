/** The room speaks: a few lines under the question, large; then examples, one at a time. */

import { inOrder } from "../../ui/i18n";
import { grown, useFit } from "../../ui/screen/fit";
import { TRAYS } from "../../ui/trays";
import type { FaceProps } from "../../ui/types";
import { Words } from "./card";
import { type Card, HEADINGS, talkOf } from "./parts";

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

/** `wide` is a type of `cards.py`. */
const SIZES_OF = grown(1.5, { wide: 4.4 });
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

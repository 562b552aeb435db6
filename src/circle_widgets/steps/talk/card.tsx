/** What `talk` has in the hand: its lines; its examples, each with title, text, values under their headings. */

import { inOrder, picked } from "../../ui/i18n";
import { TRAYS } from "../../ui/trays";
import type { FaceProps, Text } from "../../ui/types";
import { type Card, HEADINGS, talkOf } from "./parts";

/** An author's words, in the reader's language where they have it. */
export function Words({ of, locale, as: Tag = "p", ...more }: { readonly of: Text; readonly locale: string; readonly as?: "p" | "h2" | "li"; readonly class?: string }) {
  const { text, lang } = picked(of, locale);
  return <Tag dir="auto" lang={lang} {...more}>{text}</Tag>;
}

/** All that stands on the wall in this step, to read from the hand: the lines, each card whole. */
export function InHand({ view, t, locale, ...more }: Pick<FaceProps, "view" | "t" | "locale"> & { readonly class: string }) {
  const { lines, cards } = talkOf(view);
  return (
    <>
      <ul {...more}>
        {inOrder(lines).map(([id, line]) => <Words key={id} as="li" of={line.text} locale={locale} />)}
      </ul>
      {cards && (
        <ul class="talk-cards">
          {inOrder(cards).map(([id, card]) => <Example key={id} card={card} t={t} locale={locale} />)}
        </ul>
      )}
    </>
  );
}

function Example({ card, t, locale }: { readonly card: Card } & Pick<FaceProps, "t" | "locale">) {
  return (
    <li class={card.now ? "card talk-card now" : "card talk-card"} {...(card.now ? { "aria-current": "true" as const } : {})}>
      {card.title && <Words as="h2" of={card.title} locale={locale} />}
      {card.text && <Words class="talk-text" of={card.text} locale={locale} />}
      {TRAYS.map((tray) => card.trays?.[tray] && (
        <section key={tray} class="talk-tray" data-tray={tray}>
          <h3>{t(HEADINGS[tray])}</h3>
          <ul>
            {inOrder(card.trays[tray]).map(([id, line]) => <Words key={id} as="li" of={line.text} locale={locale} />)}
          </ul>
        </section>
      ))}
    </li>
  );
}

/** `talk` on a phone: what the screen says, to read again; nothing to type. */

import { inOrder } from "../../ui/i18n";
import type { FaceProps } from "../../ui/types";
import { Example, talkOf, Words } from "./card";

export function PhoneTalk({ view, t, locale }: FaceProps) {
  const { lines, cards } = talkOf(view);
  return (
    <div class="talk-phone">
      <ul class="talk-points">
        {inOrder(lines).map(([id, line]) => <Words key={id} as="li" of={line.text} locale={locale} />)}
      </ul>
      {cards && (
        <ul class="talk-cards">
          {inOrder(cards).map(([id, card]) => <Example key={id} card={card} t={t} locale={locale} />)}
        </ul>
      )}
      <p class="soft">{t("talk.listen")}</p>
    </div>
  );
}

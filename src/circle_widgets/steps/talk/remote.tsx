/** `talk` on the facilitator's own phone: what stands on the wall, to read from the hand. */

import { inOrder } from "../../ui/i18n";
import type { FaceProps } from "../../ui/types";
import { Example, talkOf, Words } from "./card";

export function RemoteTalk({ view, t, locale }: FaceProps) {
  const { lines, cards } = talkOf(view);
  return (
    <>
      <ul class="talk-remote">
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

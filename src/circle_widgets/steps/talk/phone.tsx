/** `talk` on a phone: what the screen says, to read again; nothing to type. */

import { inOrder, picked } from "../../ui/i18n";
import type { FaceProps, Text } from "../../ui/types";

export interface TalkView {
  readonly lines?: Readonly<Record<string, { readonly n: number; readonly text: Text }>>;
}

export function PhoneTalk({ view, t, locale }: FaceProps) {
  const { lines } = (view["talk"] as TalkView | undefined) ?? {};
  return (
    <div class="talk-phone">
      <ul>
        {inOrder(lines).map(([id, line]) => {
          const { text, lang } = picked(line.text, locale);
          return (
            <li key={id} dir="auto" lang={lang}>
              {text}
            </li>
          );
        })}
      </ul>
      <p class="soft">{t("talk.listen")}</p>
    </div>
  );
}

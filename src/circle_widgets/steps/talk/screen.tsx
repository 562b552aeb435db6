/** The room speaks: a few lines under the question, large. */

import { inOrder, picked } from "../../ui/i18n";
import type { FaceProps } from "../../ui/types";
import type { TalkView } from "./phone";

export function ScreenTalk({ view, locale }: FaceProps) {
  const lines = inOrder((view["talk"] as TalkView | undefined)?.lines);
  return (
    <ul class="talk-lines">
      {lines.map(([id, line]) => {
        const { text, lang } = picked(line.text, locale);
        return <li key={id} dir="auto" lang={lang}>{text}</li>;
      })}
    </ul>
  );
}

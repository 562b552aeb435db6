/** `talk` on the facilitator's own phone: what stands on the wall, to read from the hand. */

import { inOrder, pick } from "../../ui/i18n";
import type { FaceProps } from "../../ui/types";
import type { TalkView } from "./phone";

export function RemoteTalk({ view, locale }: FaceProps) {
  const lines = inOrder((view["talk"] as TalkView | undefined)?.lines);
  return (
    <ul class="talk-remote">
      {lines.map(([id, line]) => (
        <li key={id} dir="auto">{pick(line.text, locale)}</li>
      ))}
    </ul>
  );
}

/** `talk` on a phone: what the screen says, to read again; nothing to type. */

import type { FaceProps } from "../../ui/types";
import { InHand } from "./card";

export const PhoneTalk = ({ view, t, locale }: FaceProps) => (
  <div class="talk-phone">
    <InHand class="talk-points" view={view} t={t} locale={locale} />
    <p class="soft">{t("talk.listen")}</p>
  </div>
);

/** `talk` on the facilitator's own phone: what stands on the wall, to read from the hand. */

import type { FaceProps } from "../../ui/types";
import { InHand } from "./card";

export const RemoteTalk = ({ view, t, locale }: FaceProps) => <InHand class="talk-remote" view={view} t={t} locale={locale} />;

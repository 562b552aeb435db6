/** How sentences speak of the facilitator. */

import type { FaceProps, Slots, Translate } from "./types";

/** The slots `{facilitator}` and `{Facilitator}`: a name, or "the facilitator". */
export const namedAs = (name: string | undefined, t: Translate): Slots => ({ facilitator: name ?? t("facilitator"), Facilitator: name ?? t("Facilitator") });

/** The same for what a face is drawn from. */
export const facilitatorSlots = ({ view, t }: Pick<FaceProps, "view" | "t">): Slots => namedAs(view.circle?.facilitator, t);

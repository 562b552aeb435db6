/** `talk` at the desk: nothing is entered, the room speaks. */

import type { FaceProps } from "../../ui/types";

export const DeskTalk = ({ t }: FaceProps) => <p class="talk-desk">{t("talk.desk")}</p>;

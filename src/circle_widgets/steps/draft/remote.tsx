/** `draft` on the facilitator's own phone: the same editor as at the desk. */

import type { FaceProps } from "../../ui/types";
import { DeskDraft } from "./desk";

export const RemoteDraft = (props: FaceProps) => <DeskDraft {...props} />;

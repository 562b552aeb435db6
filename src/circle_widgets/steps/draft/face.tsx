/** The faces of `draft`, one file for each role. */

import type { Faces } from "../../ui/mount";
import { DeskDraft } from "./desk";
import { PhoneDraft } from "./phone";
import { RemoteDraft } from "./remote";
import { ScreenDraft } from "./screen";

export default { phone: PhoneDraft, screen: ScreenDraft, desk: DeskDraft, remote: RemoteDraft } satisfies Faces;

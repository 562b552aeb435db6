/** The faces of `talk`, one file for each role. */

import type { Faces } from "../../ui/mount";
import { DeskTalk } from "./desk";
import { PhoneTalk } from "./phone";
import { RemoteTalk } from "./remote";
import { ScreenTalk } from "./screen";

export default { phone: PhoneTalk, screen: ScreenTalk, desk: DeskTalk, remote: RemoteTalk } satisfies Faces;

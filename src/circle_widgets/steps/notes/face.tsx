/** The faces of `notes`, one file for each role. */

import type { Faces } from "../../ui/mount";
import { DeskNotes } from "./desk";
import { PhoneNotes } from "./phone";
import { RemoteNotes } from "./remote";
import { ScreenNotes } from "./screen";

export default { phone: PhoneNotes, screen: ScreenNotes, desk: DeskNotes, remote: RemoteNotes } satisfies Faces;

/** The faces of `sort`, one file for each role. */

import type { Faces } from "../../ui/mount";
import { DeskSort } from "./desk";
import { PhoneSort } from "./phone";
import { RemoteSort } from "./remote";
import { ScreenSort } from "./screen";

export default { phone: PhoneSort, screen: ScreenSort, desk: DeskSort, remote: RemoteSort } satisfies Faces;

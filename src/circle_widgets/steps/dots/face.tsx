/** The faces of `dots`, one file for each role. */

import type { Faces } from "../../ui/mount";
import { DeskDots } from "./desk";
import { PhoneDots } from "./phone";
import { RemoteDots } from "./remote";
import { ScreenDots } from "./screen";

export default { phone: PhoneDots, screen: ScreenDots, desk: DeskDots, remote: RemoteDots } satisfies Faces;

/** The faces of `consent`, one file for each role. */

import type { Faces } from "../../ui/mount";
import { DeskConsent } from "./desk";
import { PhoneConsent } from "./phone";
import { RemoteConsent } from "./remote";
import { ScreenConsent } from "./screen";

export default { phone: PhoneConsent, screen: ScreenConsent, desk: DeskConsent, remote: RemoteConsent } satisfies Faces;

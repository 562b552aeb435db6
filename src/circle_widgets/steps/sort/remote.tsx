/** `sort` on the facilitator's own phone: the desk's list, by button. */

import type { FaceProps } from "../../ui/types";
import { DeskSort } from "./desk";

export const RemoteSort = (props: FaceProps) => <DeskSort {...props} />;

/** The desk as a widget in a notebook. */

import { hosted } from "../notebook/host";
import { Desk } from "./desk";

export default hosted(Desk);

/** The facilitator's own phone as the remote. */

import { render } from "preact";
import { browserStorage, keepIn } from "../keep";
import { readConfig } from "../phone/config";
import { keyFrom } from "../screen/model";
import { Model } from "./model";
import { RemotePage } from "./page";

const place = document.getElementById("app");
if (place) {
  const config = readConfig();
  // a phone locks and forgets its pages: it finds its key again
  const key = keyFrom(config.code, keepIn(browserStorage("localStorage"))) ?? "";
  const model = new Model({ config, key });
  model.start();
  place.textContent = "";
  render(<RemotePage model={model} />, place);
}

/** The projector's page: draws what the room sends; with a key in its address it obeys keyboard and clicker as well. */

import { render } from "preact";
import { readConfig } from "../phone/config";
import { Model, keyFrom } from "./model";
import { ScreenPage } from "./page";

const place = document.getElementById("app");
if (place) {
  const model = new Model({ config: readConfig(), key: keyFrom(location) });
  model.start();
  place.textContent = "";
  render(<ScreenPage model={model} />, place);
}

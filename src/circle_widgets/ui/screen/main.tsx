/** The projector's page: draws what the room sends; with a key in its address it obeys keyboard and clicker as well. */

import { render } from "preact";
import { browserStorage, keepIn } from "../keep";
import { readConfig } from "../phone/config";
import { Model, keyFrom } from "./model";
import { ScreenPage } from "./page";

const place = document.getElementById("app");
if (place) {
  const config = readConfig();
  // in this tab only: whoever opens the page of the screen later has no power over the meeting
  const key = keyFrom(config.code, keepIn(browserStorage("sessionStorage")));
  const model = new Model({ config, key });
  model.start();
  place.textContent = "";
  render(<ScreenPage model={model} />, place);
}

/** The phone page: one model, and the page that its stage asks for. */

import { render } from "preact";
import { useErrorBoundary } from "preact/hooks";
import { useTold } from "../hooks";
import { browserStorage, keepIn } from "../keep";
import { CodePage } from "./code";
import { readConfig, readFragment } from "./config";
import { GonePage } from "./gone";
import { JoinPage } from "./join";
import { Model } from "./model";
import { Choose, Cover } from "./pass";
import { RoomPage } from "./room";

/** What is left when a page breaks: words are kept on the device, and the page begins anew. */
function Broken({ model }: { model: Model }) {
  return (
    <div class="page">
      <main class="arriving" role="alert">
        <p>{model.t("phone.broken")}</p>
        <button type="button" class="primary" onClick={() => location.reload()}>
          {model.t("phone.broken.again")}
        </button>
      </main>
    </div>
  );
}

export function Phone({ model }: { model: Model }) {
  useTold(model.subscribe);
  const [broken] = useErrorBoundary((error) => console.error(error));
  if (broken !== undefined) return <Broken model={model} />;
  const { stage } = model;
  switch (stage.at) {
    case "code":
      return <CodePage model={model} />;
    case "join":
      return <JoinPage model={model} />;
    case "room":
      return <RoomPage key={model.seat?.key} model={model} />;
    case "cover":
      return <Cover model={model} sent={stage.sent} />;
    case "choose":
      return <Choose model={model} />;
    case "gone":
      return <GonePage model={model} why={stage.why} />;
  }
}

const place = document.getElementById("app");
if (place) {
  const config = readConfig();
  const storage = config.keep === "memory" ? undefined : browserStorage("localStorage");
  const model = new Model({ config, keep: keepIn(storage), ...readFragment() });
  model.start();
  place.textContent = "";
  render(<Phone model={model} />, place);
}

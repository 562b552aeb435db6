/** Taking a seat: a name or none, and what happens with one's words, said before. */

import { useState } from "preact/hooks";
import { Mark } from "../ring";
import type { Model, Trouble } from "./model";
import { facilitator, PracticeMark, TopBar } from "./parts";

function TroubleText({ model, trouble, said }: { model: Model; trouble: Trouble; said: string | undefined }) {
  // what the room says is in the seat's language already; without a room we say it ourselves
  const text = trouble === "other" && said ? said : model.t(`phone.join.${trouble}`, facilitator(model));
  return (
    <p class="trouble" role="alert">
      {text}
    </p>
  );
}

export function JoinPage({ model }: { model: Model }) {
  const { t, stage } = model;
  const [name, setName] = useState("");
  if (stage.at !== "join") return null;
  const submit = (event: Event) => {
    event.preventDefault();
    if (!stage.going) void model.join(name);
  };
  return (
    <div class="page">
      <TopBar model={model} />
      <main>
        <PracticeMark model={model} />
        <div class="mark">
          <Mark busy={stage.going === true} />
        </div>
        <h1>{t("phone.join.title")}</h1>
        <form class="join" onSubmit={submit}>
          <label for="name">{t("phone.join.name")}</label>
          <input
            id="name"
            dir="auto"
            value={name}
            maxLength={60}
            // a tablet that is passed on must not offer the last person's name
            autoComplete={model.options.pass ? "off" : "given-name"}
            readOnly={stage.going}
            enterKeyHint="go"
            aria-describedby="name-hint"
            onInput={(event) => setName(event.currentTarget.value)}
          />
          <p id="name-hint" class="soft">
            {t("phone.join.name.hint")}
          </p>
          {stage.trouble && <TroubleText model={model} trouble={stage.trouble} said={stage.said} />}
          <button class="primary" aria-disabled={stage.going}>
            {t(stage.going ? "phone.join.going" : "phone.join.go")}
          </button>
        </form>
        <section class="consent" aria-labelledby="consent">
          <h2 id="consent">{t("phone.join.consent")}</h2>
          <p>{t("phone.join.what")}</p>
          <p>{t("phone.join.who", facilitator(model))}</p>
          <p>{t("phone.join.long")}</p>
        </section>
      </main>
    </div>
  );
}

/** Behind one's own picture: name, language, the way to another device, and everything that is held of one. */

import type { ComponentChild } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useFocus } from "../hooks";
import { QrCode } from "../qr-code";
import { SeatMark } from "../seat";
import { EraseMine } from "./erase";
import { Held } from "./held";
import type { Model } from "./model";
import { CopyButton, LanguageSwitch } from "./parts";

function Name({ model }: { model: Model }) {
  const { t } = model;
  const [name, setName] = useState(model.view.me?.name ?? "");
  const [said, setSaid] = useState("");
  const save = async (event: Event) => {
    event.preventDefault();
    setSaid((await model.rename(name)) ? "phone.seat.name.saved" : "phone.seat.name.later");
  };
  return (
    <form class="row-form" onSubmit={(event) => void save(event)}>
      <label for="my-name">{t("phone.seat.name")}</label>
      <div class="row">
        <input id="my-name" dir="auto" value={name} maxLength={60} autoComplete={model.options.pass ? "off" : "given-name"} onInput={(event) => (setName(event.currentTarget.value), setSaid(""))} />
        <button class="quiet">{t("phone.seat.name.save")}</button>
      </div>
      <p class="soft" role="status">
        {said && t(said)}
      </p>
    </form>
  );
}

function Move({ model }: { model: Model }) {
  const { t, link } = model;
  return (
    <div class="move">
      <p>{t("phone.move.hint")}</p>
      <QrCode text={link} label={t("phone.move.picture")} />
      <label for="my-link">{t("phone.move.link")}</label>
      <input id="my-link" class="link" readOnly value={link} onFocus={(event) => event.currentTarget.select()} />
      <CopyButton text={link} t={t} says="phone.move.copy" said="phone.move.copied" />
    </div>
  );
}

/** A line that opens what is behind it. */
function Fold({ title, children }: { title: string; children: (close: () => void) => ComponentChild }) {
  const [open, setOpen] = useState(false);
  return (
    <section class="fold-out">
      <h2>
        <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
          {title}
        </button>
      </h2>
      {open && <div class="inside">{children(() => setOpen(false))}</div>}
    </section>
  );
}

export function MySeat({ model, close }: { model: Model; close: () => void }) {
  const { t, view, options } = model;
  const heading = useFocus<HTMLHeadingElement>();
  useEffect(() => {
    const key = (event: KeyboardEvent) => event.key === "Escape" && close();
    addEventListener("keydown", key);
    return () => removeEventListener("keydown", key);
  }, [close]);
  return (
    <div class="page my-seat">
      <header class="top">
        <button type="button" class="quiet" onClick={close}>
          ← {t("phone.seat.back")}
        </button>
      </header>
      <main>
        <h1 tabIndex={-1} ref={heading}>
          {t("phone.seat")}
        </h1>
        <p class="you">
          <SeatMark word={view.me?.word} t={t} />
        </p>
        <Name model={model} />
        <div class="row-form">
          <p id="language-label">{t("phone.seat.language")}</p>
          <p class="row" role="group" aria-labelledby="language-label">
            <b>{t(`language.${model.locale}`)}</b> <LanguageSwitch model={model} />
          </p>
        </div>
        {!options.pass && <Fold title={t("phone.move")}>{() => <Move model={model} />}</Fold>}
        <Fold title={t("phone.held")}>{() => <Held model={model} />}</Fold>
        <Fold title={t("phone.erase")}>{(shut) => <EraseMine model={model} keep={shut} />}</Fold>
      </main>
    </div>
  );
}

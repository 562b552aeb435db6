/** Erasing what is one's own: says what goes, asks once. */

import { useState } from "preact/hooks";
import type { Model } from "./model";

export function EraseMine({ model, keep }: { model: Model; keep: () => void }) {
  const { t } = model;
  const [state, setState] = useState<"asks" | "erasing" | "later">("asks");
  const erase = async () => {
    setState("erasing");
    if (!(await model.erase())) setState("later");
  };
  return (
    <>
      <p>{t("phone.erase.ask")}</p>
      <p class="trouble" role="alert" hidden={state !== "later"}>
        {t("phone.erase.later")}
      </p>
      <button type="button" class="primary grave" disabled={state === "erasing"} onClick={() => void erase()}>
        {t("phone.erase.yes")}
      </button>
      <button type="button" class="quiet" onClick={keep}>
        {t("phone.erase.no")}
      </button>
    </>
  );
}

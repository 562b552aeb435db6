/** Practise: a circle of its own, and made-up people on their way to it, who may bring their facilitator. */

import { useState } from "preact/hooks";
import { go } from "../widget/link";
import { Trouble, useAsking } from "../widget/small";
import { Here } from "./new-circle";
import type { Ready, StartProps } from "./view";

export function Practise({ questions, t, locale }: StartProps) {
  const [ready, setReady] = useState<Ready>();
  const asking = useAsking(t);
  const begin = (whole: boolean) =>
    asking.run(async () => {
      const made = await questions.ask<Ready>("practise", whole ? { locale, whole } : { locale });
      if (!go(made.link)) setReady(made);
    });
  return (
    <section class="card" aria-labelledby="practise">
      <h2 id="practise">{t("start.practise")}</h2>
      <p class="soft">{t("start.practise.about")}</p>
      <button type="button" class="quiet" aria-disabled={asking.going} onClick={() => begin(false)}>
        {t(asking.going ? "start.working" : "start.practise.go")}
      </button>
      <p class="soft or">{t("start.watch.about")}</p>
      <button type="button" class="quiet" aria-disabled={asking.going} onClick={() => begin(true)}>
        {t(asking.going ? "start.working" : "start.watch.go")}
      </button>
      {ready && <Here ready={ready} t={t} />}
      <Trouble asking={asking} />
    </section>
  );
}

/** Practise: a circle of its own, and made-up people on their way to it. */

import { go } from "../widget/link";
import { Trouble, useAsking } from "../widget/small";
import type { Ready, StartProps } from "./view";

export function Practise({ questions, t, locale }: StartProps) {
  const asking = useAsking(t);
  const begin = () => asking.run(async () => void go((await questions.ask<Ready>("practise", { locale })).link));
  return (
    <section class="card" aria-labelledby="practise">
      <h2 id="practise">{t("start.practise")}</h2>
      <p class="soft">{t("start.practise.about")}</p>
      <button type="button" class="quiet" aria-disabled={asking.going} onClick={begin}>
        {t(asking.going ? "start.working" : "start.practise.go")}
      </button>
      <Trouble asking={asking} />
    </section>
  );
}

/** Open a circle's file: from another computer, or kept from an earlier time. */

import { useState } from "preact/hooks";
import { hand } from "../widget/file";
import { LinkButton } from "../widget/link";
import { Trouble, useAsking } from "../widget/small";
import { ChooseFile } from "./choose-file";
import type { Ready, StartProps } from "./view";

interface Loaded extends Ready {
  readonly title: string;
  /** How many things in it were new here. */
  readonly new: number;
}

export function OpenFile({ questions, t }: StartProps) {
  const [loaded, setLoaded] = useState<Loaded>();
  const asking = useAsking(t);
  const chosen = (file: File) => {
    setLoaded(undefined);
    asking.run(async () => setLoaded(await questions.ask<Loaded>("load", { parcel: await hand(questions, file) })));
  };
  return (
    <section class="card" aria-labelledby="open">
      <h2 id="open">{t("start.open")}</h2>
      <p class="soft">{t("start.open.about")}</p>
      <div class="row under">
        <ChooseFile busy={asking.going} chosen={chosen}>
          {t(asking.going ? "start.working" : "start.open.choose")}
        </ChooseFile>
        {loaded && <LinkButton link={loaded.link}>{t("start.go_on")}</LinkButton>}
      </div>
      {loaded && (
        <p class="done" role="status">
          {loaded.new === 0 ? t("start.opened.nothing", { title: loaded.title }) : t("start.opened", { title: loaded.title, n: loaded.new })}
        </p>
      )}
      <Trouble asking={asking} />
    </section>
  );
}

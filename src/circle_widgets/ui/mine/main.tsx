/** “Make it mine”: a copy of this workbook, opened in JupyterLab. */

import { useState } from "preact/hooks";
import en from "../../locale/en/mine.json";
import fr from "../../locale/fr/mine.json";
import { go, type Link, LinkButton } from "../widget/link";
import { small, type SmallProps, Trouble, useAsking } from "../widget/small";

interface View {
  /** This workbook is a copy already. */
  readonly mine?: boolean;
  /** Its file is known, so it can be copied. */
  readonly known?: boolean;
}

interface Copy {
  readonly name: string;
  readonly link: Link;
}

export function Mine({ view, questions, t }: SmallProps<View>) {
  const [copy, setCopy] = useState<Copy>();
  const asking = useAsking(t);
  const make = () =>
    asking.run(async () => {
      const made = await questions.ask<Copy>("copy");
      setCopy(made);
      go(made.link);
    });
  if (view.mine) return <p class="soft">{t("mine.already")}</p>;
  if (!view.known) return <p class="soft">{t("mine.unknown")}</p>;
  return (
    <div class="mine">
      <button type="button" class="quiet" aria-disabled={asking.going} onClick={make}>
        {t(copy ? "mine.another" : "mine.make")}
      </button>
      {copy ? (
        <>
          <span role="status">{t("mine.made", { name: copy.name })}</span>
          <LinkButton link={copy.link} look="primary">
            {t("mine.open")}
          </LinkButton>
        </>
      ) : (
        <span class="soft">{t("mine.about")}</span>
      )}
      <Trouble asking={asking} />
    </div>
  );
}

export default small(Mine, { en, fr });

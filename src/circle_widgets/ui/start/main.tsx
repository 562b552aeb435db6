/** The start page: go on, begin, practise, open a file, print; the workbooks; and other circles, to open or to clear. */

import en from "../../locale/en/start.json";
import fr from "../../locale/fr/start.json";
import { inOrder } from "../i18n";
import { Mark } from "../ring";
import { LinkButton } from "../widget/link";
import { small } from "../widget/small";
import { Books } from "./books";
import { Circles, Clear } from "./circles";
import { NewCircle } from "./new-circle";
import { OpenFile } from "./open-file";
import { Practise } from "./practise";
import { Print } from "./print";
import { facts, type StartProps } from "./view";

export function Start(props: StartProps) {
  const { view, t } = props;
  const circles = inOrder(view.circles);
  return (
    <div class={view.last ? "start" : "start first"}>
      {view.last && <Last {...props} />}
      <NewCircle {...props} first={!view.last} />
      <Practise {...props} />
      <OpenFile {...props} />
      <Print {...props} />
      <Books books={inOrder(view.books)} t={t} />
      {circles.length > 0 && <Circles {...props} circles={circles} />}
    </div>
  );
}

function Last(props: StartProps) {
  const { view, t, locale } = props;
  const last = view.last!;
  return (
    <section class="card whole" aria-labelledby="last">
      <div class="last">
        <div class="mark">
          <Mark />
        </div>
        <h2 id="last">
          <bdi>{last.title}</bdi>
          {last.practice && <span class="tag">{t("start.practice")}</span>}
        </h2>
        <p class="soft">{facts(last, t, locale)}</p>
        <LinkButton link={last.link} look="primary">
          {t("start.go_on")}
        </LinkButton>
      </div>
      <Clear {...props} circle={last} />
    </section>
  );
}

export default small(Start, { en, fr });

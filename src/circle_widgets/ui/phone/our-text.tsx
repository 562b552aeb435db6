/** The agreed text on a phone: which of one's own lines live in it, and the ways to keep it. */

import { type AgreedView, agreedOf, asWords, byline, linesOf } from "../agreed";
import { inOrder } from "../i18n";
import { TRAYS } from "../trays";
import type { Model } from "./model";
import { CopyButton } from "./parts";

interface Part {
  readonly model: Model;
  readonly agreed: AgreedView;
}

/** `brief`: beside a step that shows the text itself. */
export function OurText({ model, brief }: { model: Model; brief?: boolean }) {
  const { t, locale, view, options } = model;
  const agreed = agreedOf(view);
  if (!agreed) return null;
  return (
    <section class="our-text" aria-labelledby="our-text">
      <h2 id="our-text">{t(agreed.still ? "agreed.still" : "agreed.heading")}</h2>
      {agreed.still && <p class="soft">{t("agreed.still.hint")}</p>}
      {!brief && <Lines model={model} agreed={agreed} />}
      <p class="soft">{byline(agreed, t, locale)}</p>
      <Mine model={model} agreed={agreed} />
      <a class="primary" href={`${options.config.base}poster/${view.circle?.code ?? options.config.code}`} target="_blank" rel="noopener">
        {t("agreed.poster")}
      </a>
      <p class="soft small">{t("agreed.poster.hint")}</p>
      <CopyButton text={asWords(agreed, view.circle?.title, t, locale)} t={t} says="agreed.copy" said="agreed.copied" />
    </section>
  );
}

function Lines({ model, agreed }: Part) {
  const { t } = model;
  const trays = TRAYS.map((tray) => [tray, linesOf(agreed, tray)] as const).filter(([, lines]) => lines.length > 0);
  const dissent = inOrder(agreed.dissent);
  return (
    <>
      {linesOf(agreed, "").map(({ n, text }) => <p key={n} class="our-sentence" dir="auto">{text}</p>)}
      {trays.map(([tray, lines]) => (
        <div key={tray} class={`our-tray ${tray}`}>
          <h3>{t(`agreed.tray.${tray}`)}</h3>
          <ul>{lines.map(({ n, text }) => <li key={n} dir="auto">{text}</li>)}</ul>
        </div>
      ))}
      {dissent.length > 0 && (
        <div class="our-dissent">
          <h3>{t("agreed.dissent")}</h3>
          {dissent.map(([id, { text }]) => <p key={id} dir="auto">{t("agreed.quoted", { text })}</p>)}
        </div>
      )}
    </>
  );
}

/** For this person alone: the room sends it to nobody else. */
function Mine({ model, agreed }: Part) {
  const { t } = model;
  const mine = inOrder(agreed.mine);
  if (mine.length === 0) return null;
  return (
    <div class="our-lines">
      <h3>{t("agreed.mine")}</h3>
      <p class="soft small">{t("agreed.mine.hint")}</p>
      <ul>
        {mine.map(([id, { text, line }]) => (
          <li key={id}>
            <p dir="auto">{t("agreed.quoted", { text })}</p>
            {line !== text && <p class="soft" dir="auto">{t("agreed.mine.in", { line })}</p>}
          </li>
        ))}
      </ul>
    </div>
  );
}

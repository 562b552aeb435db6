/** The count in its order, as phones, the desk and the remote list it. */

import { inOrder, picked } from "../../ui/i18n";
import type { FaceProps } from "../../ui/types";
import { Count } from "./count";
import { dotsOf, type Option, type Round } from "./parts";

type Part = Pick<FaceProps, "t" | "locale">;

export const Result = ({ view, t, locale }: Part & Pick<FaceProps, "view">) => <List items={dotsOf(view).items} most={dotsOf(view).most ?? 0} t={t} locale={locale} />;

interface ListProps extends Part {
  readonly items: Readonly<Record<string, Option>> | undefined;
  readonly most: number;
}

function List({ items, most, t, locale }: ListProps) {
  return (
    <ol class="dots-result">
      {inOrder(items).map(([id, one]) => {
        const { text, lang } = picked(one.text, locale);
        return (
          <li key={id} class={one.dots ? "card" : "card none"}>
            {one.tray && <small data-tray={one.tray}>{t(`dots.tray.${one.tray}`)}</small>}
            <p class={one.aside ? "dots-text aside" : "dots-text"} dir="auto" lang={lang}>{text}</p>
            <Count dots={one.dots ?? 0} most={most} tie={one.tie} t={t} />
          </li>
        );
      })}
    </ol>
  );
}

/** What earlier rounds had said. */
export function Before({ view, t, locale }: Part & Pick<FaceProps, "view">) {
  const rounds = inOrder<Round>(dotsOf(view).before);
  return (
    <>
      {rounds.map(([key, round]) => (
        <details key={key} class="dots-before">
          <summary>{t("dots.before", { n: round.n })}</summary>
          <p class="hint">{t("dots.voters", { n: round.voters })}</p>
          <List items={round.items} most={Math.max(0, ...Object.values(round.items).map((one) => one.dots ?? 0))} t={t} locale={locale} />
        </details>
      ))}
    </>
  );
}

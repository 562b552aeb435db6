/** Dots on the wall: cards without a number while they are placed; then the cards in their order, with the count. */

import { inOrder, picked } from "../../ui/i18n";
import { grown, useFit } from "../../ui/screen/fit";
import { TRAYS } from "../../ui/trays";
import type { FaceProps } from "../../ui/types";
import { Count } from "./count";
import { dotsOf, type Option } from "./parts";

type Cards = readonly (readonly [string, Option])[];

const SIZES_OF = grown(1.4);
const NONE: readonly number[] = [];

export function ScreenDots(props: FaceProps) {
  const { view, t } = props;
  const { items, size, trays } = dotsOf(view);
  const cards = inOrder(items);
  const place = useFit<HTMLDivElement>(SIZES_OF.get(size ?? "least") ?? NONE, `${size}|${props.locale}|${JSON.stringify(items)}`);
  if (cards.length === 0) return <p class="dots-nothing">{t("dots.nothing")}</p>;
  const inColumn = (column: number): Cards => cards.filter(([, one]) => (one.column ?? 1) === column);
  if (trays) {
    return (
      <div class="dots-trays" data-size={size} ref={place}>
        {TRAYS.map((tray, n) => (
          <section key={tray} data-tray={tray}>
            <h2>{t(`dots.tray.${tray}`)}</h2>
            <Column {...props} cards={inColumn(n + 1)} />
          </section>
        ))}
      </div>
    );
  }
  const columns = size === "large" || size === "middle" || size === "one" ? [1] : [1, 2];
  return (
    <div class="dots-page" data-size={size} ref={place}>
      {columns.map((column) => <Column key={column} {...props} cards={inColumn(column)} />)}
    </div>
  );
}

function Column({ view, t, locale, cards }: FaceProps & { readonly cards: Cards }) {
  const { most = 0 } = dotsOf(view);
  return (
    <ul>
      {cards.map(([id, one]) => {
        const { text, lang } = picked(one.text, locale);
        const counted = one.dots !== undefined && (one.parts === undefined || one.under);
        return (
          <li key={id} class="card">
            {text && <p class={one.aside ? "dots-text aside" : "dots-text"} dir="auto" lang={lang}>{text}</p>}
            {counted && <Count dots={one.dots ?? 0} most={most} tie={one.tie} t={t} />}
            {one.parts !== undefined && <p class="dots-part">{t("screen.page", { n: one.part ?? 1, of: one.parts })}</p>}
          </li>
        );
      })}
    </ul>
  );
}

/**
 * Sorting on the wall: nothing but the headings while the room writes; then the groups in three columns, or one alone,
 * large. Where the facilitator's power is in the view, at the desk or on the screen's page with a key, the cards can be
 * taken in the hand.
 */

import { useRef } from "preact/hooks";
import { inOrder } from "../../ui/i18n";
import { grown, useFit } from "../../ui/screen/fit";
import type { Tray } from "../../ui/trays";
import type { FaceProps } from "../../ui/types";
import { useActs } from "./acts";
import { type Hands, useHands } from "./hands";
import { useKey } from "./key";
import { Mark } from "./mark";
import { type Item, sortOf, titleOf, traysOf } from "./parts";

export function ScreenSort(props: FaceProps) {
  const { view, t } = props;
  const { items = {}, size } = sortOf(view);
  if (view.step?.phase !== "revealed") return <Hidden {...props} />;
  const shown = inOrder(items);
  const [first] = shown;
  if (!first) return <p class="sort-none">{t("sort.none")}</p>;
  if (size === "one") return <One {...props} item={first[1]} />;
  return view.desk ? <HandledBoard {...props} shown={shown} /> : <Board {...props} shown={shown} />;
}

function Hidden({ view, t }: FaceProps) {
  return (
    <div class="sort-hidden">
      <ul>{traysOf(view).map((tray) => <li key={tray} data-tray={tray}><Mark tray={tray} /> {titleOf(tray, t)}</li>)}</ul>
      <p>{t(view.step?.phase === "closed" ? "sort.screen.closed" : "sort.screen.hidden")}</p>
    </div>
  );
}

interface BoardProps extends FaceProps {
  readonly shown: readonly (readonly [string, Item])[];
  readonly hands?: Hands;
}

const SIZES_OF = grown(1.5);
/** The width (rem) of a line at the narrowest screen, and of a sign in heights of its type: no word is broken to grow. */
const ROOM = 33;
const SIGN = 0.64;

function sizes(size: string, shown: BoardProps["shown"]): number[] {
  const words = shown.flatMap(([, one]) => one.text.split(/\s+/));
  const widest = ROOM / (SIGN * Math.max(1, ...words.map((word) => word.length)));
  const all = SIZES_OF.get(size) ?? SIZES_OF.get("least") ?? [];
  return all.filter((one, n) => one <= widest || n === all.length - 1);
}

function Board({ view, t, shown, hands }: BoardProps) {
  const { size = "least", trays = [] } = sortOf(view);
  const key = `${size}|${JSON.stringify(shown)}`;
  const last = useRef<{ key: string; sizes: number[] }>();
  if (last.current?.key !== key) last.current = { key, sizes: sizes(size, shown) };
  const fit = useFit<HTMLDivElement>(last.current.sizes, key);
  return (
    <div class={hands ? "sort-board handled" : "sort-board"} data-size={size} data-trays={trays.length} ref={fit} {...(hands?.board ?? {})}>
      {trays.map((tray, n) => (
        <section key={tray} data-tray={tray}>
          <h2><Mark tray={tray} /> {titleOf(tray, t)}</h2>
          <ul>
            {shown.filter(([, one]) => one.column === n + 1).map(([id, one]) => <Card key={id} item={one} t={t} {...(hands ? { hands } : {})} />)}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** The board in the facilitator's hands. */
function HandledBoard(props: BoardProps) {
  const { view, t } = props;
  const latest = useRef(view);
  latest.current = view;
  const place = useRef<HTMLDivElement>(null);
  const [acts, refused] = useActs(props, latest);
  const { groups = {}, hint } = sortOf(view);
  const hands = useHands<HTMLDivElement>({ acts, groups, stacked: false });
  useKey(place, "t", hint && acts.take);
  const held = hands.held ? groups[hands.held]?.text : undefined;
  const away = hands.held !== undefined && !props.shown.some(([, one]) => one.group === hands.held);
  return (
    <div class="sort-hands" ref={(one) => void ((place.current = one), (hands.ref.current = one))}>
      <Board {...props} hands={hands} />
      <p class={refused || away ? "sort-said" : "seen-by-ear"} role="status">{refused || (held ? t("sort.held", { text: held }) : "")}</p>
    </div>
  );
}

function Card({ item, t, hands }: Pick<FaceProps, "t"> & { readonly item: Item; readonly hands?: Hands }) {
  return (
    <li class={item.named ? "card named" : "card"} {...(hands?.card(item.group) ?? {})}>
      <Text item={item} />
      <Lines item={item} />
      <Part item={item} t={t} />
    </li>
  );
}

type Inside = { readonly item: Item };

const Text = ({ item }: Inside) => <p class={item.under ? "sort-text under" : "sort-text"} dir="auto">{item.text}</p>;
const Lines = ({ item }: Inside) => <>{inOrder(item.lines).map(([id, { text }]) => <p key={id} class="sort-line" dir="auto">{text}</p>)}</>;
const Part = ({ item, t }: Inside & Pick<FaceProps, "t">) => (item.parts ? <p class="sort-part">{t("screen.page", { n: item.part ?? 1, of: item.parts })}</p> : null);

/** The one that is spoken about: never under a sixteenth, larger when it is short. */
const SIZES = [11, 9.6, 8.4, 7.4, 6.6] as const;

function One({ item, t }: FaceProps & Inside) {
  const place = useFit<HTMLDivElement>(SIZES, JSON.stringify(item));
  return (
    <div class="sort-one" data-tray={item.tray as Tray}>
      <h2><Mark tray={item.tray} /> {titleOf(item.tray, t)}</h2>
      <div ref={place}>
        <Text item={item} />
        <Lines item={item} />
        <Part item={item} t={t} />
      </div>
    </div>
  );
}

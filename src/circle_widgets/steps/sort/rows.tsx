/** The groups as the facilitator handles them in a list, at the desk and on the remote: everything by button. */

import type { FaceProps } from "../../ui/types";
import type { Acts } from "./acts";
import type { Hands } from "./hands";
import { Mark } from "./mark";
import { type Alike, byTray, type Group, likeWords, linesOf, sortOf, titleOf, traysOf } from "./parts";
import { inOrder } from "../../ui/i18n";

interface RowsProps extends Pick<FaceProps, "view" | "t"> {
  readonly acts: Acts;
  readonly hands: Hands;
}

export function Rows(props: RowsProps) {
  const { view, t, acts, hands } = props;
  const held = hands.held === undefined ? undefined : sortOf(view).groups?.[hands.held];
  return (
    <>
      {byTray(view).map(([tray, groups], n) => (
        <section key={tray} class="sort-tray" data-tray={tray}>
          <h3><Mark tray={tray} /> {titleOf(tray, t)}</h3>
          {held && tray && held.tray !== tray && (
            <button type="button" class="quiet" onClick={() => (acts.move(hands.held ?? "", n), hands.hold(undefined))}>{t("sort.move.here")}</button>
          )}
          <ul>
            {groups.map(([id, one]) => <Row key={id} id={id} group={one} {...props} />)}
          </ul>
        </section>
      ))}
    </>
  );
}

interface RowProps extends RowsProps {
  readonly id: string;
  readonly group: Group;
}

function Row(props: RowProps) {
  const { id, group, view, t, hands } = props;
  const now = sortOf(view).now === id;
  return (
    <li class={now ? "card now" : "card"} {...hands.card(id)} {...(now ? { "aria-current": "true" as const } : {})}>
      <p class="sort-text" dir="auto">{group.text}</p>
      {linesOf(group, t).map(([card, text]) => <p key={card} class="sort-line" dir="auto">{text}</p>)}
      {group.saved && <p class="sort-flag">{t("sort.saved")}</p>}
      <div class="row">
        <Pick {...props} />
        <More {...props} />
      </div>
    </li>
  );
}

/** Picks a group up; where one is in the hand, puts it together with this one. */
function Pick({ id, t, hands }: RowProps) {
  const mine = hands.held === id;
  const says = hands.held === undefined ? "sort.pick" : mine ? "sort.pick.leave" : "sort.pick.here";
  return <button type="button" class="quiet" aria-pressed={mine} onClick={() => hands.touch(id)}>{t(says)}</button>;
}

function More({ id, group, view, t, acts }: RowProps) {
  return (
    <details>
      <summary>{t("sort.more")}</summary>
      <div class="row">
        {traysOf(view).map((tray, n) => tray !== group.tray && (
          <button key={tray} type="button" class="quiet" data-tray={tray} onClick={() => acts.move(id, n)}>{t("sort.move", { tray: titleOf(tray, t) })}</button>
        ))}
        {sortOf(view).alone?.[id] !== undefined && <button type="button" class="quiet" onClick={() => acts.show(id)}>{t("sort.show")}</button>}
        {!group.saved && <button type="button" class="quiet" onClick={() => acts.drop(id)}>{t("sort.drop")}</button>}
      </div>
      <ul class="sort-cards">
        {inOrder(group.cards).map(([card, alike]) => <Card key={card} alike={alike} alone={inOrder(group.cards).length === 1} t={t} acts={acts} />)}
      </ul>
    </details>
  );
}

/** A card of a group, the last one of those that say the same first to go. */
function Card({ alike, alone, t, acts }: Pick<RowsProps, "t" | "acts"> & { readonly alike: Alike; readonly alone: boolean }) {
  const last = alike.of[alike.of.length - 1] ?? "";
  return (
    <li>
      {!(alone && alike.of.length === 1) && <p dir="auto">{[alike.text, likeWords(alike, t)].filter(Boolean).join(" ")}</p>}
      <p class="row">
        {!(alone && alike.of.length === 1) && <button type="button" class="plain" onClick={() => acts.apart(last)}>{t("sort.apart")}</button>}
        <button type="button" class="plain" onClick={() => acts.hide(last)}>{t("sort.hide")}</button>
      </p>
    </li>
  );
}

/** `sort` at the desk: what phones say belongs together, every group by button and by key, names last, what was dropped. */

import { useRef, useState } from "preact/hooks";
import { inOrder } from "../../ui/i18n";
import { seatWord } from "../../ui/seat";
import type { FaceProps } from "../../ui/types";
import { type Acts, useActs } from "./acts";
import { Add } from "./add";
import { useHands } from "./hands";
import { useKey } from "./key";
import { Mark } from "./mark";
import { dropped, type Groups, type Own, sortOf, titleOf } from "./parts";
import { Rows } from "./rows";

export function DeskSort(props: FaceProps) {
  const { view, t } = props;
  const { takes } = sortOf(view);
  if (view["private"] === true) return <PrivateCards {...props} />;
  if (view.step?.phase === "revealed") return <Grouping {...props} />;
  if (takes) return <p class="hint">{t("sort.desk.takes")}</p>;
  return (
    <section class="sort-desk">
      <h2>{t("sort.add.title")}</h2>
      <Add {...props} />
    </section>
  );
}

function Grouping(props: FaceProps) {
  const { view, t, role } = props;
  const latest = useRef(view);
  latest.current = view;
  const [acts, refused] = useActs(props, latest);
  const { groups = {}, hint, takes, late = 0, hidden = 0 } = sortOf(view);
  const standing = Object.fromEntries(Object.entries(groups).filter(([, one]) => !one.dropped));
  const hands = useHands<HTMLDivElement>({ acts, groups: standing, stacked: true });
  useKey(hands.place, "t", hint && acts.take);
  const held = hands.held === undefined ? undefined : groups[hands.held]?.text;
  return (
    <div class="sort-desk" ref={hands.ref}>
      {hint && <Hint {...props} acts={acts} />}
      {refused && <p class="said" role="alert">{refused}</p>}
      <section>
        <h2>{t("sort.desk.groups")}</h2>
        {hidden + late > 0 && <p class="sort-flag">{hidden > 0 && t("sort.desk.hidden", { n: hidden })} {late > 0 && t("sort.desk.late", { n: late })}</p>}
        {view.screen?.mode === "one" && <p><button type="button" class="quiet" onClick={acts.all}>{t("sort.all")}</button></p>}
        {role === "desk" && <p class="hint">{t("sort.keys")}</p>}
        <p class={held ? "sort-held" : "seen-by-ear"} role="status">{held && t("sort.held", { text: held })}</p>
        <div {...hands.board}><Rows view={view} t={t} acts={acts} hands={hands} /></div>
      </section>
      <Names {...props} acts={acts} />
      <Dropped {...props} acts={acts} />
      {!takes && (
        <details class="sort-fold">
          <summary>{t("sort.add.title")}</summary>
          <Add {...props} />
        </details>
      )}
    </div>
  );
}

type Part = FaceProps & { readonly acts: Acts };

/** What somebody says belongs together: nobody is named, and nobody counted. One key takes it. */
function Hint({ view, t, acts, role }: Part) {
  const { hint, groups = {} } = sortOf(view);
  const texts = hint ? [groups[hint.into]?.text, groups[hint.group]?.text] : [];
  return (
    <section class="sort-hint" aria-labelledby="sort-hint">
      <h2 id="sort-hint">{t("sort.hint")}</h2>
      <ul>{texts.map((text, n) => <li key={n} class="card" dir="auto">{text}</li>)}</ul>
      <p class="row">
        <button type="button" class="quiet" onClick={acts.take}>{t(role === "desk" ? "sort.hint.take.key" : "sort.hint.take")}</button>
        <button type="button" class="plain" onClick={acts.leave}>{t("sort.hint.leave")}</button>
      </p>
    </section>
  );
}

/** Groups of several cards get a name, when all is grouped. */
function Names({ view, t, acts }: Part) {
  const several: Groups = inOrder(sortOf(view).groups).filter(([, one]) => !one.dropped && inOrder(one.cards).flatMap(([, { of }]) => of).length > 1);
  if (several.length === 0) return null;
  return (
    <details class="sort-fold">
      <summary>{t("sort.names")}</summary>
      <p class="hint">{t("sort.names.hint")}</p>
      {several.map(([id, one]) => <Name key={id} id={id} name={one.named ? one.text : ""} first={inOrder(one.cards)[0]?.[1].text ?? ""} t={t} acts={acts} />)}
    </details>
  );
}

interface NameProps extends Pick<Part, "t" | "acts"> {
  readonly id: string;
  readonly name: string;
  readonly first: string;
}

function Name({ id, name, first, t, acts }: NameProps) {
  const [text, setText] = useState<string>();
  const now = text ?? name;
  const save = (event: Event) => {
    event.preventDefault();
    if (now.trim() !== name) acts.name(id, now.trim());
    setText(undefined);
  };
  return (
    <form class="sort-name" onSubmit={save}>
      <label>
        <span dir="auto">{first}</span>
        <input dir="auto" maxLength={200} value={now} placeholder={t("sort.name.placeholder")} onInput={(event) => setText(event.currentTarget.value)} />
      </label>
      <button class="quiet" disabled={now.trim() === name}>{t("sort.name.save")}</button>
    </form>
  );
}

/** What the room let go. Somebody without a phone says so aloud, and has a save as everyone has. */
function Dropped({ view, t, acts }: Part) {
  const gone = dropped(view);
  const paper = inOrder(view.desk?.paper);
  const [seat, setSeat] = useState("");
  if (gone.length === 0) return null;
  const whose = paper.some(([id]) => id === seat) ? seat : "";
  return (
    <section class="sort-dropped">
      <h2>{t("sort.dropped")}</h2>
      <p class="hint">{t("sort.dropped.hint")}</p>
      {paper.length > 0 && (
        <label class="sort-for">
          <span>{t("sort.add.for")}</span>
          <select value={whose} onChange={(event) => setSeat(event.currentTarget.value)}>
            <option value="">{t("sort.add.nobody")}</option>
            {paper.map(([id, one]) => <option key={id} value={id}>{one.name ?? seatWord(one.word, t)}</option>)}
          </select>
        </label>
      )}
      <ul>
        {gone.map(([id, one]) => (
          <li key={id} class="card">
            <p class="sort-text" dir="auto">{one.text}</p>
            <p class="row"><button type="button" class="quiet" onClick={() => acts.save(id, whose)}>{t("sort.save.for")}</button></p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Every card, the hidden and the late ones too: only ever drawn where the facilitator asked for it. */
export function PrivateCards(props: FaceProps) {
  const { view, t } = props;
  const latest = useRef(view);
  latest.current = view;
  const [acts, refused] = useActs(props, latest);
  const cards = inOrder(sortOf(view).items as unknown as Readonly<Record<string, Own>>);
  return (
    <div class="sort-private">
      <p>{t(cards.length > 0 ? "sort.private.count" : "sort.private.none", { n: cards.length })}</p>
      {refused && <p class="said" role="alert">{refused}</p>}
      <ul>
        {cards.map(([id, card]) => (
          <li key={id} class={card.hidden ? "card aside" : "card"}>
            {card.hidden && <p class="sort-flag">{t(card.late ? "sort.row.late" : "sort.row.hidden")}</p>}
            <p class="sort-heading" data-tray={card.tray}><Mark tray={card.tray ?? ""} /> {titleOf(card.tray, t)}</p>
            <p dir="auto">{card.text}</p>
            <p class="row">
              <button type="button" class="quiet" onClick={() => (card.hidden ? acts.restore(id) : acts.hide(id))}>
                {t(card.hidden ? (card.late ? "sort.show_late" : "sort.restore") : "sort.hide")}
              </button>
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The cards after the opening, as a phone shows them: two that belong together, one's save, what was dropped. */

import { useEffect, useRef, useState } from "preact/hooks";
import { facilitatorSlots } from "../../ui/facilitator";
import { said } from "../../ui/said";
import type { FaceProps, Outgoing } from "../../ui/types";
import { Mark } from "./mark";
import type { Mine } from "./own";
import { byTray, dropped, type Group, idsOf, linesOf, sortOf, titleOf } from "./parts";
import { Headings } from "./phone";
import { Sent } from "./sent";

interface OpenedProps extends FaceProps {
  readonly mine: readonly Mine[];
  /** Words that were still in the box when the cards were opened. */
  readonly draft: string;
  readonly setDraft: (text: string) => void;
}

export function Opened(props: OpenedProps) {
  const { view, t, mine, draft } = props;
  const { groups = {}, takes } = sortOf(view);
  const [chosen, choose] = useState<readonly string[]>([]);
  const shown = new Set(Object.values(groups).flatMap(idsOf));
  const aside = mine.filter((one) => !shown.has(one.id) || one.refused);
  const standing = chosen.filter((id) => groups[id] && !groups[id]?.dropped);
  const turn = (id: string) => choose(standing.includes(id) ? standing.filter((one) => one !== id) : [...standing, id].slice(-2));
  return (
    <div class="sort-phone">
      {draft.trim() !== "" && !takes && <Unfinished {...props} />}
      {Object.keys(groups).length === 0 && <p class="calm">{t("sort.none")}</p>}
      {alone(props) || <p class="soft">{t("sort.together.hint", facilitatorSlots(props))}</p>}
      <Told {...props} />
      {byTray(view).filter(([, own]) => own.length > 0).map(([tray, own]) => (
        <section key={tray} class="sort-tray" data-tray={tray}>
          <h2><Mark tray={tray} /> {titleOf(tray, t)}</h2>
          <ul>
            {own.map(([id, one]) => <Line key={id} {...props} id={id} group={one} chosen={standing.includes(id)} turn={() => turn(id)} />)}
          </ul>
        </section>
      ))}
      <Dropped {...props} />
      {aside.length > 0 && (
        <>
          <h2>{t("sort.aside.title")}</h2>
          <Sent {...props} mine={aside} />
        </>
      )}
      <Together {...props} chosen={standing} done={() => choose([])} />
    </div>
  );
}

/** With nobody else here there is nobody to say it to. */
const alone = ({ view }: FaceProps): boolean => (view.room?.seats ?? 0) < 2 || sortOf(view).may?.together !== true;

interface LineProps extends OpenedProps {
  readonly id: string;
  readonly group: Group;
  readonly chosen: boolean;
  readonly turn: () => void;
}

function Line({ id, group, chosen, turn, ...props }: LineProps) {
  const { view, t, send, mine } = props;
  const place = useRef<HTMLLIElement>(null);
  const now = sortOf(view).now === id;
  useEffect(() => {
    if (now) place.current?.scrollIntoView({ block: "center", behavior: "smooth" });
  }, [now]);
  const ids = idsOf(group);
  const own = mine.filter((one) => ids.includes(one.id) && one.state !== "refused");
  return (
    <li ref={place} class={now ? "card now" : "card"} {...(now ? { "aria-current": "true" as const } : {})}>
      {alone(props) ? <Words group={group} t={t} /> : <button type="button" class="sort-choose" aria-pressed={chosen} onClick={turn}><Words group={group} t={t} /></button>}
      {own.length > 0 && (
        <p class="marks">
          <span>{t("sort.mine")}</span>
          {!sortOf(view).takes && own.slice(0, 1).map((one) => (
            <button key={one.id} type="button" class="plain" disabled={one.state === "leaving"} onClick={() => void send("sort.withdraw", { card: one.id })}>
              {t(one.state === "leaving" ? "sort.leaving" : "sort.take_back")}
            </button>
          ))}
        </p>
      )}
    </li>
  );
}

const Words = ({ group, t }: { readonly group: Group } & Pick<FaceProps, "t">) => (
  <span class="sort-words">
    <b dir="auto">{group.text}</b>
    {linesOf(group, t).map(([id, text]) => <span key={id} class="sort-line" dir="auto">{text}</span>)}
  </span>
);

/** Whether what this phone said has arrived. */
function Told({ view, t }: FaceProps) {
  const last = said(view).filter((item) => item.kind === "sort.together").pop();
  const before = sortOf(view).said ?? [];
  return <p class="receipt" role="status">{last ? t(told(last)) : before.length > 0 && t("sort.together.told")}</p>;
}

/** One button at the thumb: what it says goes to the facilitator, without a name and without a count. */
function Together({ chosen, done, ...props }: FaceProps & { readonly chosen: readonly string[]; readonly done: () => void }) {
  const { view, t, send } = props;
  const { groups = {} } = sortOf(view);
  const [first, second] = chosen.map((id) => groups[id]).filter((one): one is Group => one !== undefined);
  if (!first) return null;
  const tell = () => {
    const [a, b] = [first, second].map((one) => (one ? (idsOf(one)[0] ?? "") : ""));
    if (a && b) void send("sort.together", { a, b });
    done();
  };
  return (
    <div class="sort-bar card">
      <p role="status">{t(second ? "sort.together.two" : "sort.together.one")}</p>
      <p class="row">
        {second && <button type="button" class="primary" onClick={tell}>{t("sort.together")}</button>}
        <button type="button" class="plain" onClick={done}>{t("sort.together.leave")}</button>
      </p>
    </div>
  );
}

const told = ({ state }: Outgoing): string => (state === "stored" ? "sort.together.told" : state === "refused" ? "sort.together.refused" : "sort.going");

/** What the room let go: each person may bring one back, once, and it stays. */
function Dropped(props: OpenedProps) {
  const { view, t, send, drop } = props;
  const gone = dropped(view);
  const { may } = sortOf(view);
  const saves = said(view).filter((item) => item.kind === "sort.save");
  const refused = saves.filter((item) => item.state === "refused");
  const open = may?.save === true && saves.length === refused.length;
  if (gone.length === 0 && refused.length === 0) return null;
  return (
    <section class="sort-dropped">
      <h2>{t("sort.dropped")}</h2>
      <p class="soft">{t(open ? "sort.save.hint" : may?.save ? "sort.going" : "sort.save.used")}</p>
      {refused.map((item) => (
        <p key={item.id} class="refused" role="alert">
          {t("sort.refused", { why: item.message ?? "" })} <button type="button" class="plain" onClick={() => drop(item.id)}>{t("sort.refused.leave")}</button>
        </p>
      ))}
      <ul>
        {gone.map(([id, one]) => (
          <li key={id} class="card">
            <Words group={one} t={t} />
            {open && <button type="button" class="quiet" onClick={() => void send("sort.save", { group: id })}>{t("sort.save")}</button>}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What was being typed when the cards were opened can still go in, as a late one. */
function Unfinished({ draft, setDraft, ...props }: OpenedProps) {
  const { view, send, t } = props;
  return (
    <section class="sort-form unfinished">
      <p class="soft">{t("sort.unfinished", facilitatorSlots(props))}</p>
      <textarea dir="auto" rows={2} value={draft} aria-label={t("sort.box")} onInput={(event) => setDraft(event.currentTarget.value)} />
      <Headings view={view} t={t} label={t("sort.where")} put={(tray) => (void send("sort.put", { text: draft.trim(), tray }), setDraft(""))} />
      <button type="button" class="plain" onClick={() => setDraft("")}>{t("sort.refused.leave")}</button>
    </section>
  );
}

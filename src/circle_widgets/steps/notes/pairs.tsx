/**
 * Two, or four, write as one, on one phone: what they bring along stands above the box. A neighbour's sentence, which is
 * still hidden, stands there only after that neighbour's yes, on a phone of their own.
 */

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { inOrder } from "../../ui/i18n";
import { said } from "../../ui/said";
import { SeatMark, seatWord } from "../../ui/seat";
import type { FaceProps, Outgoing, Translate } from "../../ui/types";
import { Box } from "./box";
import { type Mine, type Neighbour, notesOf, type Own } from "./parts";

interface PairsProps extends FaceProps {
  readonly mine: readonly Mine[];
  readonly text: string;
  readonly setText: (text: string) => void;
  /** What was sent from here stands below the box. */
  readonly children: ComponentChildren;
}

const OURS = { box: "notes.pair.box", send: "notes.pair.send", promise: "notes.pair.promise" };
const KINDS = ["notes.ask", "notes.agree", "notes.part"];

const called = (one: Neighbour, t: Translate): string => one.name ?? seatWord(one.word, t);

/** Questions and answers of this device that are under way, or that the room did not take. */
function under(view: FaceProps["view"]): readonly Outgoing[] {
  return said(view).filter((item) => KINDS.includes(item.kind));
}

export function Pairs(props: PairsProps) {
  const { view, t, drop } = props;
  const { writer, asks } = notesOf(view);
  const refused = under(view).filter((item) => item.state === "refused");
  return (
    <div class="pair">
      {refused.map((item) => (
        <p key={item.id} class="banner away" role="alert">
          {t("notes.refused", { why: item.message || t("notes.refused.why") })}{" "}
          <button type="button" class="plain" onClick={() => drop(item.id)}>{t("notes.pair.understood")}</button>
        </p>
      ))}
      {!writer && inOrder(asks).map(([seat, one]) => <Asked key={seat} seat={seat} one={one} {...props} />)}
      {writer ? <Written writer={writer} {...props} /> : <Writing {...props} />}
    </div>
  );
}

/** Somebody asks to write for this person, which shows them this person's sentence. */
function Asked({ seat, one, ...props }: FaceProps & { readonly seat: string; readonly one: Neighbour }) {
  const { view, send, t } = props;
  const { own } = notesOf(view);
  const who = called(one, t);
  const answering = under(view).some((item) => item.state === "waiting" && item.body["with"] === seat);
  return (
    <section class="card pair-asked" aria-label={t("notes.pair.asks", { who })}>
      <p>
        <SeatMark word={one.word} t={t} />
      </p>
      <h2>{t("notes.pair.asks", { who })}</h2>
      {own ? (
        <>
          <p>{t("notes.pair.show", { who })}</p>
          <Texts notes={own} />
        </>
      ) : (
        <p>{t("notes.pair.let", { who })}</p>
      )}
      <p class="acts">
        <button type="button" class="primary" disabled={answering} onClick={() => void send("notes.agree", { with: seat })}>
          {t(own ? "notes.pair.yes" : "notes.pair.yes.plain")}
        </button>{" "}
        <button type="button" class="quiet" disabled={answering} onClick={() => void send("notes.part", { with: seat })}>{t("notes.pair.no")}</button>
      </p>
    </section>
  );
}

const Texts = ({ notes }: { readonly notes: Readonly<Record<string, Own>> | undefined }) => (
  <ul class="pair-texts">
    {inOrder(notes).map(([id, note]) => <li key={id} dir="auto">{note.text}</li>)}
  </ul>
);

/** Somebody writes for this person, who has agreed. */
function Written({ writer, view, send, t }: FaceProps & { readonly writer: Neighbour }) {
  const { ours } = notesOf(view);
  const who = called(writer, t);
  return (
    <section class="card pair-asked" aria-label={t("notes.pair.written", { who })}>
      <p>
        <SeatMark word={writer.word} t={t} />
      </p>
      <h2>{t("notes.pair.written", { who })}</h2>
      {ours ? (
        <>
          <p class="receipt" role="status">{t("notes.pair.ours")}</p>
          <Texts notes={ours} />
        </>
      ) : (
        <p class="soft">{t("notes.pair.rest", { who })}</p>
      )}
      <button type="button" class="plain" onClick={() => void send("notes.part", { with: writer.seat ?? "" })}>{t("notes.pair.myself")}</button>
    </section>
  );
}

/** On the phone of the one who writes, or might. */
function Writing(props: PairsProps) {
  const { view, t, drafts, mine, text } = props;
  const { partners, own, may, together } = notesOf(view);
  const flag = `us.${view.step?.id ?? ""}`;
  const [begun, setBegun] = useState(drafts.get(flag) !== "");
  const [out, setOut] = useState<ReadonlySet<string>>(new Set());
  const writing = begun || text !== "" || mine.length > 0 || partners !== undefined;
  const begin = () => (drafts.set(flag, "1"), setBegun(true));
  const brought = [...inOrder(own), ...inOrder(partners).flatMap(([, one]) => inOrder(one.notes))].map(([id]) => id);
  const of = brought.some((id) => out.has(id)) ? brought.filter((id) => !out.has(id)) : undefined;
  const turn = (id: string) => setOut(new Set(out.has(id) ? [...out].filter((one) => one !== id) : [...out, id]));
  return (
    <>
      <p class="pair-how">{t(together === 4 ? "notes.pair.how.four" : "notes.pair.how")}</p>
      <Brought who={t("notes.pair.own")} notes={own} out={out} {...(writing ? { turn } : {})} t={t} />
      {inOrder(partners).map(([seat, one]) => <Beside key={seat} seat={seat} one={one} out={out} turn={turn} {...props} />)}
      {writing && may?.write && <Box {...props} of={of} names={OURS} />}
      {!writing && (
        <>
          <button type="button" class="primary pair-begin" onClick={begin}>{t("notes.pair.begin")}</button>
          <p class="promise">{t("notes.pair.other")}</p>
        </>
      )}
      {props.children}
      <Who {...props} writing={writing} />
    </>
  );
}

interface BroughtProps extends Pick<FaceProps, "t"> {
  readonly who: string;
  readonly notes: Readonly<Record<string, Own>> | undefined;
  /** Those that stay out of the sentence. */
  readonly out: ReadonlySet<string>;
  readonly turn?: (id: string) => void;
}

/** The sentences of one person. Only of several can one stay out: it is then handed on by itself. */
function Brought({ who, notes, out, turn, t }: BroughtProps) {
  const rows = inOrder(notes);
  if (rows.length === 0) return null;
  return (
    <section class="pair-brought">
      <h2>{who}</h2>
      <ul>
        {rows.map(([id, note]) => (
          <li key={id} class={out.has(id) ? "card out" : "card"}>
            <p dir="auto">{note.text}</p>
            {turn && rows.length > 1 && (
              <button type="button" class="plain" aria-pressed={!out.has(id)} onClick={() => turn(id)}>{t(out.has(id) ? "notes.pair.out" : "notes.pair.in")}</button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A neighbour who was asked: not answered yet, or with their sentences. */
function Beside({ seat, one, out, turn, view, send, t }: FaceProps & { readonly seat: string; readonly one: Neighbour; readonly out: ReadonlySet<string>; readonly turn: (id: string) => void }) {
  const who = called(one, t);
  const going = under(view).some((item) => item.state === "waiting" && item.body["with"] === seat);
  return (
    <div class="pair-beside">
      {one.yes && one.notes ? (
        <Brought who={who} notes={one.notes} out={out} turn={turn} t={t} />
      ) : (
        <p>
          <SeatMark word={one.word} t={t} />
        </p>
      )}
      <p class="acts" role="status">
        {!one.yes && <span class="receipt wait">{t("notes.pair.asked")}</span>}
        {one.yes && !one.notes && <span class="receipt">{t("notes.pair.agreed", { who })}</span>}{" "}
        <button type="button" class="plain" disabled={going} onClick={() => void send("notes.part", { with: seat })}>{t(one.yes ? "notes.pair.part" : "notes.pair.unask")}</button>
      </p>
    </div>
  );
}

/** Everyone has a picture, and only who has asked or agreed has a name here: two who sit side by side tell each other. */
function Who({ view, send, t, writing }: PairsProps & { readonly writing: boolean }) {
  const { seats = {}, partners = {}, together = 2 } = notesOf(view);
  const me = view.me?.seat ?? "";
  const others = inOrder(seats).filter(([id]) => id !== me && partners[id] === undefined);
  const going = under(view).some((item) => item.state === "waiting" && item.kind === "notes.ask");
  const full = Object.keys(partners).length >= together;
  return (
    <div class="pair-who">
      <p class="pair-me">
        {t("notes.pair.me")} <SeatMark word={view.me?.word} t={t} />
      </p>
      {writing && others.length > 0 && !full && (
        <details key={Object.keys(partners).length}>
          <summary>{t(Object.keys(partners).length > 0 ? "notes.pair.pick.more" : "notes.pair.pick")}</summary>
          <p class="soft">{t("notes.pair.pick.how")}</p>
          <ul>
            {others.map(([id, one]) => (
              <li key={id}>
                <button type="button" class="quiet" disabled={going} onClick={() => void send("notes.ask", { with: id })}>
                  <SeatMark word={one.word} t={t} />
                </button>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

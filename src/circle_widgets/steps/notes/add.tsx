/** Entering words for those without a phone: a line each, many at once, for a seat on paper or for nobody in particular. */

import { useState } from "preact/hooks";
import { Unveil, useVeil } from "../../ui/control/veil";
import { inOrder } from "../../ui/i18n";
import { seatWord } from "../../ui/seat";
import { type FaceProps, isRefusal, type PaperSeat } from "../../ui/types";
import { length, linesOf, useWords } from "../../ui/words";
import { notesOf } from "./parts";

/** What the choice stands for besides a seat's id. */
const EACH = "each";
const NOBODY = "";

type Paper = readonly (readonly [string, PaperSeat])[];

const MOST = 1000;

/** For whom each line is: seats on paper that still owe an answer come first, the rest is nobody's. */
export function seatsFor(lines: readonly string[], choice: string, paper: Paper): string[] {
  if (choice !== EACH) return lines.map(() => choice);
  const waiting = paper.filter(([, seat]) => !seat.stored).map(([id]) => id);
  return lines.map((_, n) => waiting[n] ?? NOBODY);
}

const Seats = ({ paper, t }: { readonly paper: Paper } & Pick<FaceProps, "t">) => (
  <>
    {paper.map(([id, seat]) => (
      <option key={id} value={id}>
        {seat.name ?? seatWord(seat.word, t)}
        {seat.stored ? ` ✓` : ""}
      </option>
    ))}
  </>
);

export function Add(props: FaceProps) {
  const { view, send, t } = props;
  const veil = useVeil(props);
  const step = view.step?.id ?? "";
  const [text, setText] = useWords(props, `add.${step}`);
  const [choice, setChoice] = useState<string>();
  const [said, setSaid] = useState("");
  const [others, setOthers] = useState<readonly string[]>([]);
  const { together = 0 } = notesOf(view);
  const paper = inOrder(view.desk?.paper);
  // who sits beside whom, only they know: where several write as one no line goes to a seat by itself
  const usual = paper.length > 0 && !together ? EACH : NOBODY;
  const chosen = choice !== undefined && (choice === EACH || choice === NOBODY || paper.some(([id]) => id === choice)) ? choice : usual;
  const named = chosen === NOBODY ? [] : others.filter((id) => id !== chosen && paper.some(([one]) => one === id)).slice(0, together);
  const lines = linesOf(text);
  const longest = notesOf(view).longest ?? MOST;
  const tooLong = lines.filter((line) => length(line) > longest).length;
  const add = async (event: Event) => {
    event.preventDefault();
    if (lines.length === 0 || tooLong > 0) return;
    setText("");
    const seats = seatsFor(lines, chosen, paper);
    const answers = await Promise.all(lines.map((line, n) => send("notes.write", { text: line, ...(named.length > 0 ? { with: named } : {}) }, { step, ...(seats[n] ? { seat: seats[n] } : {}) })));
    const refused = answers.flatMap((answer, n) => (isRefusal(answer) ? [{ line: lines[n] ?? "", why: answer.message }] : []));
    setSaid(refused.length > 0 ? t("notes.add.refused", { why: refused[0]?.why ?? "" }) : t("notes.add.done", { n: lines.length }));
    if (together) (setChoice(NOBODY), setOthers([]));
    // what was not taken stands in the box again: nothing typed is lost
    if (refused.length > 0) setText(refused.map(({ line }) => line).join("\n"));
  };
  return (
    <form class={`notes-add ${veil.veil}`} onSubmit={(event) => void add(event)}>
      <label>
        <span class="seen-by-ear">{t("notes.add.box")}</span>
        <textarea dir="auto" rows={4} value={text} placeholder={t("notes.add.hint")} onInput={(event) => (setText(event.currentTarget.value), setSaid(""))} />
      </label>
      <label class="notes-add-seat">
        <span>{t("notes.add.for")}</span>
        <select value={chosen} onChange={(event) => setChoice(event.currentTarget.value)}>
          {paper.length > 0 && !together && <option value={EACH}>{t("notes.add.each")}</option>}
          <option value={NOBODY}>{t("notes.add.nobody")}</option>
          <Seats paper={paper} t={t} />
        </select>
      </label>
      {chosen !== NOBODY &&
        [...named, NOBODY].slice(0, together).map((one, n) => (
          <label key={n} class="notes-add-seat">
            <span>{t("notes.add.with")}</span>
            <select value={one} onChange={(event) => setOthers([...named.filter((id) => id !== one), event.currentTarget.value].filter(Boolean))}>
              <option value={NOBODY}>{t("notes.add.unnamed")}</option>
              <Seats paper={paper.filter(([id]) => id === one || (id !== chosen && !named.includes(id)))} t={t} />
            </select>
          </label>
        ))}
      <div class="row">
        <button class="quiet" disabled={lines.length === 0 || tooLong > 0}>{lines.length > 1 ? t("notes.add.many", { n: lines.length }) : t("notes.add")}</button>
        <span role="status">{tooLong > 0 ? t("notes.add.long", { n: tooLong, most: longest }) : said}</span>
      </div>
      <Unveil {...veil} t={t} />
    </form>
  );
}

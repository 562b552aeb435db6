/** Entering words for those without a phone: a line each, many at once, for a seat on paper or for nobody in particular. */

import { useState } from "preact/hooks";
import { inOrder } from "../../ui/i18n";
import { seatWord } from "../../ui/seat";
import { type FaceProps, isRefusal, type PaperSeat } from "../../ui/types";
import { length, notesOf } from "./parts";

/** What the choice stands for besides a seat's id. */
const EACH = "each";
const NOBODY = "";

const MOST = 1000;

/** The lines of a pasted text; list marks that people type before a line are not part of it. */
export const linesOf = (text: string): string[] =>
  text.split(/\r?\n/).map((line) => line.replace(/^\s*(?:[-*•–]|\d{1,3}[.)])\s+/, "").trim()).filter((line) => line !== "");

/** For whom each line is: seats on paper that still owe an answer come first, the rest is nobody's. */
export function seatsFor(lines: readonly string[], choice: string, paper: readonly (readonly [string, PaperSeat])[]): string[] {
  if (choice !== EACH) return lines.map(() => choice);
  const waiting = paper.filter(([, seat]) => !seat.stored).map(([id]) => id);
  return lines.map((_, n) => waiting[n] ?? NOBODY);
}

export function Add({ view, send, t, drafts }: FaceProps) {
  const step = view.step?.id ?? "";
  const [text, keep] = useState(drafts.get(`add.${step}`));
  const [choice, setChoice] = useState<string>();
  const [said, setSaid] = useState("");
  const paper = inOrder(view.desk?.paper);
  const chosen = choice !== undefined && (choice === EACH || choice === NOBODY || paper.some(([id]) => id === choice)) ? choice : paper.length > 0 ? EACH : NOBODY;
  const setText = (words: string) => {
    keep(words);
    drafts.set(`add.${step}`, words);
  };
  const lines = linesOf(text);
  const longest = notesOf(view).longest ?? MOST;
  const tooLong = lines.filter((line) => length(line) > longest).length;
  const add = async (event: Event) => {
    event.preventDefault();
    if (lines.length === 0 || tooLong > 0) return;
    setText("");
    const seats = seatsFor(lines, chosen, paper);
    const answers = await Promise.all(lines.map((line, n) => send("notes.write", { text: line }, { step, ...(seats[n] ? { seat: seats[n] } : {}) })));
    const refused = answers.flatMap((answer, n) => (isRefusal(answer) ? [{ line: lines[n] ?? "", why: answer.message }] : []));
    setSaid(refused.length > 0 ? t("notes.add.refused", { why: refused[0]?.why ?? "" }) : t("notes.add.done", { n: lines.length }));
    // what was not taken stands in the box again: nothing typed is lost
    if (refused.length > 0) setText(refused.map(({ line }) => line).join("\n"));
  };
  return (
    <form class="notes-add" onSubmit={(event) => void add(event)}>
      <label>
        <span class="seen-by-ear">{t("notes.add.box")}</span>
        <textarea dir="auto" rows={4} value={text} placeholder={t("notes.add.hint")} onInput={(event) => (setText(event.currentTarget.value), setSaid(""))} />
      </label>
      <label class="notes-add-seat">
        <span>{t("notes.add.for")}</span>
        <select value={chosen} onChange={(event) => setChoice(event.currentTarget.value)}>
          {paper.length > 0 && <option value={EACH}>{t("notes.add.each")}</option>}
          <option value={NOBODY}>{t("notes.add.nobody")}</option>
          {paper.map(([id, seat]) => (
            <option key={id} value={id}>
              {seat.name ?? seatWord(seat.word, t)}
              {seat.stored ? ` ✓` : ""}
            </option>
          ))}
        </select>
      </label>
      <div class="row">
        <button class="quiet" disabled={lines.length === 0 || tooLong > 0}>{lines.length > 1 ? t("notes.add.many", { n: lines.length }) : t("notes.add")}</button>
        <span role="status">{tooLong > 0 ? t("notes.add.long", { n: tooLong, most: longest }) : said}</span>
      </div>
    </form>
  );
}

/** Cards of those without a phone: a line each, many at once, under one heading; for seats on paper or for nobody in particular. */

import { useState } from "preact/hooks";
import { Unveil, useVeil } from "../../ui/control/veil";
import { inOrder } from "../../ui/i18n";
import { seatWord } from "../../ui/seat";
import type { Tray } from "../../ui/trays";
import { type FaceProps, isRefusal } from "../../ui/types";
import { length, linesOf, useWords } from "../../ui/words";
import { sortOf, titleOf, traysOf } from "./parts";

export function Add(props: FaceProps) {
  const { view, send, t } = props;
  const veil = useVeil(props);
  const step = view.step?.id ?? "";
  const [text, setText] = useWords(props, `add.${step}`);
  const [seat, setSeat] = useState("");
  const [said, setSaid] = useState("");
  const paper = inOrder(view.desk?.paper);
  const whose = paper.some(([id]) => id === seat) ? seat : "";
  const lines = linesOf(text);
  const longest = sortOf(view).longest ?? 200;
  const tooLong = lines.filter((line) => length(line) > longest).length;
  const ready = lines.length > 0 && tooLong === 0;
  const add = async (tray: Tray) => {
    if (!ready) return;
    setText("");
    const answers = await Promise.all(lines.map((line) => send("sort.put", { text: line, tray }, { step, ...(whose ? { seat: whose } : {}) })));
    const refused = answers.flatMap((answer, n) => (isRefusal(answer) ? [{ line: lines[n] ?? "", why: answer.message }] : []));
    setSaid(refused.length > 0 ? t("sort.add.refused", { why: refused[0]?.why ?? "" }) : t("sort.add.done", { n: lines.length }));
    // what was not taken stands in the box again: nothing typed is lost
    if (refused.length > 0) setText(refused.map(({ line }) => line).join("\n"));
  };
  return (
    <div class={`sort-add ${veil.veil}`}>
      <textarea dir="auto" rows={3} value={text} aria-label={t("sort.add.box")} placeholder={t("sort.add.hint")} onInput={(event) => (setText(event.currentTarget.value), setSaid(""))} />
      {paper.length > 0 && (
        <label class="sort-for">
          <span>{t("sort.add.for")}</span>
          <select value={whose} onChange={(event) => setSeat(event.currentTarget.value)}>
            <option value="">{t("sort.add.nobody")}</option>
            {paper.map(([id, one]) => (
              <option key={id} value={id}>{`${one.name ?? seatWord(one.word, t)}${one.stored ? " ✓" : ""}`}</option>
            ))}
          </select>
        </label>
      )}
      <p class="hint">{t("sort.add.where")}</p>
      <div class="row" role="group" aria-label={t("sort.add.where")}>
        {traysOf(view).map((tray) => (
          <button key={tray} type="button" class="quiet" data-tray={tray} disabled={!ready} onClick={() => void add(tray)}>{titleOf(tray, t)}</button>
        ))}
      </div>
      <p role="status">{tooLong > 0 ? t("sort.add.long", { n: tooLong, most: longest }) : said}</p>
      <Unveil {...veil} t={t} />
    </div>
  );
}

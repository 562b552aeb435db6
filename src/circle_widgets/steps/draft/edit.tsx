/** One line in a box: saved as it is typed; where it stands, how it read before, and the way out, by button as well. */

import { useLayoutEffect, useRef } from "preact/hooks";
import { inOrder } from "../../ui/i18n";
import type { FaceProps } from "../../ui/types";
import type { Acts } from "./desk";
import { draftOf, head, type Line, moved, type Tray, TRAYS } from "./parts";
import { useSaving } from "./saving";

/** The most characters of a line (`step.py`). */
const LONGEST = 1000;

interface EditProps extends FaceProps {
  readonly id: string;
  /** Missing while a new line was never saved. */
  readonly line?: Line;
  readonly tray: Tray;
  readonly acts: Acts;
}

export function Edit(props: EditProps) {
  const { view, send, t, drafts, id, line, tray, acts } = props;
  const key = `draft.${id}`;
  const box = useRef<HTMLTextAreaElement>(null);
  const saving = useSaving({
    there: line?.text ?? "",
    kept: drafts.get(key),
    save: (text) => send("draft.put", line ? { line: id, text } : { line: id, text, tray }, { step: view.step?.id ?? "" }),
    keep: (text) => drafts.set(key, text),
  });
  const { text, state, why, type, flush } = saving;
  useTall(box, text);
  useLayoutEffect(() => {
    box.current?.focus();
    box.current?.setSelectionRange(text.length, text.length);
  }, []);

  // what the room did not take stays in the box; an empty line stays as it was
  const done = () => void flush().then((saved) => (saved || !text.trim()) && (drafts.set(key, ""), acts.edit(undefined)));
  const onKey = (event: KeyboardEvent) => {
    event.stopPropagation();
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : undefined;
    if (event.altKey && by !== undefined && line) acts.move(id, by);
    else if (!event.isComposing && (event.key === "Enter" || event.key === "Escape")) done();
    else return;
    event.preventDefault();
  };
  return (
    <div class="draft-edit" data-tray={tray}>
      <textarea
        ref={box}
        data-row={id}
        dir="auto"
        rows={2}
        maxLength={LONGEST}
        value={text}
        aria-label={t("draft.box", { part: t(head(tray)) })}
        onInput={(event) => type(event.currentTarget.value.replace(/\s*\n\s*/g, " "))}
        onBlur={() => void flush()}
        onKeyDown={onKey}
      />
      <p class={`draft-state ${state}`} role="status">{state === "refused" ? t("draft.refused", { why }) : t(`draft.state.${state}`)}</p>
      <div class="row">
        <button type="button" class="quiet" onClick={done}>{t("draft.done")}</button>
        {line && <Where {...props} line={line} />}
        {line && <button type="button" class="plain" onClick={() => void flush().then(() => acts.drop(id))}>{t("draft.drop")}</button>}
      </div>
      {line && <Before {...props} line={line} />}
    </div>
  );
}

/** Its place: one up, one down, or another part. */
function Where({ view, t, id, line, tray, acts }: EditProps & { readonly line: Line }) {
  const { lines } = draftOf(view);
  const step = (by: 1 | -1, sign: string, label: string) => (
    <button type="button" class="quiet draft-step" aria-label={t(label)} title={t(label)} disabled={moved(lines, id, by) === undefined} onClick={() => acts.move(id, by)}>
      <span aria-hidden="true">{sign}</span>
    </button>
  );
  return (
    <>
      {step(-1, "↑", "draft.up")}
      {step(1, "↓", "draft.down")}
      <label class="draft-part-choice">
        <span class="seen-by-ear">{t("draft.part")}</span>
        <select value={tray} key={`${line.n}`} onChange={(event) => acts.place(id, event.currentTarget.value as Tray)}>
          {TRAYS.map((one) => (
            <option key={one} value={one}>{t(head(one))}</option>
          ))}
        </select>
      </label>
    </>
  );
}

/** How it read before; each wording can come back. */
function Before({ view, send, t, id, line }: EditProps & { readonly line: Line }) {
  const earlier = inOrder(line.earlier);
  if (earlier.length === 0) return null;
  const step = view.step?.id ?? "";
  const back = (text: string, theirs: boolean) => void send("draft.put", theirs && line.of ? { line: id, of: [...line.of] } : { line: id, text }, { step });
  return (
    <details class="draft-before">
      <summary>{t("draft.before", { n: earlier.length })}</summary>
      <ul>
        {earlier.map(([key, one]) => (
          <li key={key}>
            <p dir="auto">{one.text}</p>
            {one.theirs && <p class="hint">{t("draft.theirs")}</p>}
            <button type="button" class="quiet" aria-label={t("draft.back.line", { line: one.text })} onClick={() => back(one.text, one.theirs === true)}>{t("draft.back")}</button>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** As high as its words. */
function useTall(box: { readonly current: HTMLTextAreaElement | null }, text: string): void {
  useLayoutEffect(() => {
    const area = box.current;
    if (!area) return;
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`;
  }, [text]);
}

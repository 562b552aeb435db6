/** The text at the desk: a row a line under the head of its part, the line that is edited in a box of its own. */

import type { FaceProps } from "../../ui/types";
import type { Acts, Editing } from "./desk";
import { Edit } from "./edit";
import { byTray, draftOf, head, type Line, type Tray } from "./parts";

interface RowsProps extends FaceProps {
  readonly editing: Editing | undefined;
  readonly acts: Acts;
}

/** One flat list: a line that goes from one part to another stays the same box, with what is being typed in it. */
export function Rows(props: RowsProps) {
  const { view, t, editing, acts } = props;
  const { lines, may } = draftOf(view);
  return (
    <div class="draft-rows">
      {byTray(lines).flatMap(([tray, own]) => [
        <h3 key={`head-${tray}`} data-tray={tray}>{t(head(tray))}</h3>,
        ...own.map(([id, line]) => (id === editing?.id ? <Edit key={id} {...props} id={id} line={line} tray={tray} /> : <Row key={id} {...props} id={id} line={line} tray={tray} />)),
        ...(editing?.tray === tray && lines?.[editing.id] === undefined ? [<Edit key={editing.id} {...props} id={editing.id} tray={tray} />] : []),
        may?.write && (tray !== "" || own.length === 0) && editing?.tray !== tray && (
          <button key={`new-${tray}`} type="button" class="plain draft-new" data-row={`new-${tray}`} aria-label={t("draft.write.in", { part: t(head(tray)) })} onClick={() => acts.write(tray)}>
            {t("draft.write")}
          </button>
        ),
      ])}
    </div>
  );
}

interface RowProps extends RowsProps {
  readonly id: string;
  readonly line: Line;
  readonly tray: Tray;
}

function Row({ view, t, id, line, tray, acts }: RowProps) {
  const write = draftOf(view).may?.write === true;
  return (
    <div class={line.now ? "draft-row now" : "draft-row"} data-tray={tray}>
      {write ? (
        <>
          <button type="button" class="draft-line" data-row={id} dir="auto" onClick={() => acts.edit({ id, tray })}>{line.text}</button>
          <button type="button" class="draft-out" tabIndex={-1} aria-label={t("draft.drop.line", { line: line.text })} title={t("draft.drop")} onClick={() => acts.drop(id)}>
            <span aria-hidden="true">✕</span>
          </button>
        </>
      ) : (
        <p class="draft-line" dir="auto">{line.text}</p>
      )}
    </div>
  );
}

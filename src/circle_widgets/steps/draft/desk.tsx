/**
 * `draft` at the desk: the one editor. Keys do all of it (Enter changes a line or inserts words, Delete takes a line out,
 * the arrows lead from row to row and, with Alt, carry a line along), and the same acts have buttons. The wall follows.
 */

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { uuid } from "../../ui/uuid";
import { type FaceProps, isRefusal } from "../../ui/types";
import { draftOf, moved, type Tray, trayOf } from "./parts";
import { Ready } from "./ready";
import { Rows } from "./rows";

/** The line in the box: one of the text, or a new one of that part. */
export interface Editing {
  readonly id: string;
  readonly tray: Tray;
  readonly fresh?: boolean;
}

/** What the rows may do. */
export interface Acts {
  readonly edit: (editing: Editing | undefined) => void;
  readonly write: (tray: Tray) => void;
  /** `row` is where the words stand until they stand in the text. */
  readonly insert: (row: string, id: string, body?: { of: string[]; tray: Tray }) => void;
  readonly drop: (id: string) => void;
  readonly move: (id: string, by: 1 | -1) => void;
  readonly place: (id: string, tray: Tray) => void;
}

export function DeskDraft(props: FaceProps) {
  const { view, t } = props;
  const { may, read } = draftOf(view);
  const editor = useEditor(props);
  const { place, onKey, editing, acts, said } = editor;
  const whole = view.screen?.mode === "one" && editing === undefined;
  return (
    <div class="draft-desk" ref={place} onKeyDown={onKey}>
      <section>
        <h2>{t("draft.text")}</h2>
        <Rows {...props} editing={editing} acts={acts} />
        {(read || whole) && editing === undefined && (
          <p class="row draft-read">
            <button type="button" class="quiet" onClick={() => void props.send("screen.show", whole ? { mode: "all", page: 1 } : { mode: "one", page: 1 })}>
              {t(whole ? "draft.all" : "draft.read")}
            </button>
          </p>
        )}
      </section>
      <p class="draft-said" role="status">{said}</p>
      {may?.write && <Ready {...props} acts={acts} />}
      {may?.write && props.role === "desk" && <p class="hint draft-keys">{t("draft.keys")}</p>}
    </div>
  );
}

function useEditor(props: FaceProps) {
  const { view, send } = props;
  const { lines } = draftOf(view);
  const step = view.step?.id ?? "";
  const [editing, setEditing] = useState<Editing>();
  const [said, setSaid] = useState("");
  const follow = useWall(props, editing);
  const focus = useRows(JSON.stringify(Object.entries(lines ?? {}).map(([id, line]) => [id, line.n, line.tray])));

  // taken back, or taken out elsewhere, while it stood in the box
  const stands = editing !== undefined && lines?.[editing.id] !== undefined;
  const stood = useRef("");
  useEffect(() => {
    if (editing && !stands && stood.current === editing.id) setEditing(undefined);
    stood.current = stands ? editing.id : "";
  }, [stands, editing?.id]);

  const act = async (kind: "draft.put" | "draft.drop" | "draft.move", body: Record<string, unknown>) => {
    const answer = await send(kind as string, body, { step });
    setSaid(isRefusal(answer) ? answer.message : "");
  };
  const acts: Acts = {
    edit: (to) => {
      // from a new line on to the next one; there is but one sentence
      if (to === undefined && editing) focus.to(editing.fresh && editing.tray !== "" ? `new-${editing.tray}` : editing.id);
      setSaid("");
      setEditing(to);
    },
    write: (tray) => setEditing({ id: uuid(), tray, fresh: true }),
    insert: (row, id, body) => {
      focus.on(row);
      follow(id);
      void act("draft.put", { line: id, ...body });
    },
    drop: (id) => {
      setEditing(undefined);
      focus.on(id);
      void act("draft.drop", { line: id });
    },
    move: (id, by) => {
      const to = moved(lines, id, by);
      if (!to) return;
      focus.keep(id);
      follow(id);
      if (editing?.id === id) setEditing({ ...editing, tray: to.tray });
      void act("draft.move", { line: id, ...to });
    },
    place: (id, tray) => {
      const line = lines?.[id];
      if (editing?.id === id) setEditing({ ...editing, tray });
      if (!line || trayOf(line) === tray) return;
      const last = Object.entries(lines ?? {}).filter(([, one]) => trayOf(one) === tray).sort(([, a], [, b]) => b.n - a.n)[0]?.[0];
      follow(id);
      void act("draft.move", { line: id, tray, after: last ?? "" });
    },
  };

  const onKey = (event: KeyboardEvent) => {
    const row = (event.target as HTMLElement).closest<HTMLElement>("button[data-row]");
    const id = row?.dataset["row"] ?? "";
    if (!row || event.ctrlKey || event.metaKey) return;
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : undefined;
    const isLine = lines?.[id] !== undefined;
    if (by !== undefined && !event.altKey) focus.next(row, by);
    else if (by !== undefined && isLine) acts.move(id, by);
    else if ((event.key === "Delete" || event.key === "Backspace") && isLine && !event.altKey) acts.drop(id);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return { place: focus.place, onKey, editing, acts, said };
}

/** The wall shows what is being worked on: a line that is edited by itself, then the page on which it stands. */
function useWall({ view, send }: FaceProps, editing: Editing | undefined): (id: string) => void {
  const { lines } = draftOf(view);
  const { mode, page, blank } = view.screen ?? {};
  const followed = useRef("");
  // where it was sent last: who is done before the wall has followed would find it where it should go, and leave it
  const sent = useRef<{ readonly mode: "all" | "one"; readonly page: number }>();
  useEffect(() => void (sent.current = undefined), [mode, page]);
  const show = (to: "all" | "one", at: number) => {
    const stands: { readonly mode?: string; readonly page?: number } = sent.current ?? view.screen ?? {};
    if (!view.screen || blank || mode === "join" || ((stands.mode === "one") === (to === "one") && stands.page === at)) return;
    sent.current = { mode: to, page: at };
    void send("screen.show", sent.current).then((answer) => void (isRefusal(answer) && (sent.current = undefined)));
  };
  const close = editing && lines?.[editing.id]?.close;
  const was = useRef<string>();
  useEffect(() => {
    if (editing && close !== undefined) show("one", close);
    if (!editing && was.current !== undefined) show("all", lines?.[was.current]?.page ?? 1);
    was.current = editing?.id;
  }, [editing?.id, close]);
  const turned = followed.current ? lines?.[followed.current]?.page : undefined;
  useEffect(() => {
    if (turned === undefined) return;
    followed.current = "";
    if (!editing && mode !== "one") show("all", turned);
  }, [turned, JSON.stringify(lines)]);
  return (id) => void (followed.current = id);
}

/** Where the focus goes, in an order that changes under it. */
function useRows(order: string) {
  const place = useRef<HTMLDivElement>(null);
  const wish = useRef<{ readonly row: string; readonly from?: string }>();
  const rows = () => [...(place.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
  const next = (row: HTMLElement, by: 1 | -1) => {
    const all = rows();
    const to = all[all.indexOf(row) + by];
    to?.focus();
    to?.scrollIntoView?.({ block: "nearest" });
  };
  useLayoutEffect(() => {
    const { row: wanted, from } = wish.current ?? {};
    const row = wanted && rows().find((one) => one.dataset["row"] === wanted);
    if (!row) return;
    if (!row.matches(":focus")) row.focus();
    // a row that moves is taken out of the page and put back: it is the one until it has moved
    if (from !== order) wish.current = undefined;
  });
  return {
    place,
    next,
    /** To this row, once it is drawn. */
    to: (id: string) => void (wish.current = { row: id }),
    /** Stay on a row that is about to move. */
    keep: (id: string) => void (wish.current = { row: id, from: order }),
    /** Off a row that is about to go: to the next one, else the one before. */
    on: (id: string) => {
      const all = rows();
      const at = all.findIndex((one) => one.dataset["row"] === id);
      const to = all[at + 1] ?? all[at - 1];
      to?.focus();
      if (to) wish.current = { row: to.dataset["row"] ?? "", from: order };
    },
  };
}

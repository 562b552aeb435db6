/** What a person sent in this step: each with its receipt in words, to change or to take back. Words are never lost. */

import { useEffect, useRef, useState } from "preact/hooks";
import { copy } from "../../ui/copy";
import { facilitatorSlots } from "../../ui/facilitator";
import type { FaceProps, Outgoing } from "../../ui/types";
import { length } from "../../ui/words";
import { type Mine, notesOf } from "./parts";

interface SentProps extends FaceProps {
  readonly mine: readonly Mine[];
  /** Puts words back into the box; absent when there is none. */
  readonly putBack?: (words: string) => void;
}

/** What was clicked goes away: with a keyboard one goes on in the box. A finger's click would open the phone's keys for nothing. */
function toBox(click: MouseEvent): void {
  if (click.detail === 0) document.getElementById("note-box")?.focus();
}

function Receipt({ note, view, t }: { note: Mine } & Pick<FaceProps, "view" | "t">) {
  const online = view.local?.online !== false;
  if (note.state === "refused") return null;
  const says = note.state === "stored" ? "notes.stored" : !online ? "notes.waiting" : note.state === "leaving" ? "notes.taken_back" : "notes.going";
  return <small class={note.state === "stored" ? "receipt" : "receipt wait"}>{t(says)}</small>;
}

function Refused({ item, t, drop, putBack }: { item: Outgoing } & Pick<SentProps, "t" | "drop" | "putBack">) {
  const words = String(item.body["text"] ?? "");
  const [copied, setCopied] = useState(false);
  const why = item.code === "unknown_seat" ? t("notes.refused.seat") : item.message || t("notes.refused.why");
  return (
    <div class="refused" role="alert">
      <p>{t("notes.refused", { why })}</p>
      <p class="acts">
        {putBack && words && (
          <button type="button" class="plain" onClick={() => (putBack(words), drop(item.id))}>
            {t("notes.refused.again")}
          </button>
        )}
        {words && (
          <button type="button" class="plain" onClick={() => void copy(words).then(setCopied)}>
            {t(copied ? "notes.refused.copied" : "notes.refused.copy")}
          </button>
        )}
        <button type="button" class="plain" onClick={(event) => (drop(item.id), toBox(event))}>
          {t("notes.refused.leave")}
        </button>
      </p>
    </div>
  );
}

function Changing({ note, done, ...props }: { note: Mine; done: () => void } & FaceProps) {
  const { view, send, t } = props;
  const [text, setText] = useState(note.text);
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => box.current?.focus(), []);
  const over = length(text) - (notesOf(view).longest ?? Infinity);
  const save = (event: Event) => {
    event.preventDefault();
    if (text.trim() === "" || over > 0) return;
    if (text.trim() !== note.text) void send("notes.change", { note: note.id, text: text.trim() });
    done();
  };
  return (
    <form class="changing" onSubmit={save}>
      <textarea ref={box} dir="auto" rows={3} value={text} aria-label={t("notes.change.label")} onInput={(event) => setText(event.currentTarget.value)} />
      <p class="over" role="status">
        {over > 0 && t("notes.too_long", { n: over })}
      </p>
      <p class="acts">
        <button class="quiet">{t("notes.change.save")}</button>
        <button type="button" class="plain" onClick={done}>
          {t("notes.change.leave")}
        </button>
      </p>
    </form>
  );
}

function Note({ note, putBack, ...props }: { note: Mine; putBack?: ((words: string) => void) | undefined } & FaceProps) {
  const { view, send, t, drop } = props;
  const [changing, setChanging] = useState(false);
  const change = useRef<HTMLButtonElement>(null);
  const done = () => {
    setChanging(false);
    requestAnimationFrame(() => change.current?.focus());
  };
  const slots = facilitatorSlots({ view, t });
  const settled = note.state !== "refused" && note.state !== "leaving";
  if (changing) {
    return (
      <li class="card">
        <Changing {...props} note={note} done={done} />
      </li>
    );
  }
  return (
    <li class="card" data-state={note.state}>
      <div class="said">
        <p dir="auto">{note.text}</p>
        <Receipt note={note} view={view} t={t} />
      </div>
      {note.late && <p class="soft">{t("notes.late", slots)}</p>}
      {note.hidden && !note.late && <p class="soft">{t("notes.hidden", slots)}</p>}
      {note.refused && <Refused item={note.refused} t={t} drop={drop} {...(putBack ? { putBack } : {})} />}
      {settled && (
        <p class="acts">
          {notesOf(view).may?.change && (
            <button type="button" class="plain" ref={change} onClick={() => setChanging(true)}>
              {t("notes.change")}
            </button>
          )}
          <button type="button" class="plain" onClick={(event) => (void send("notes.withdraw", { note: note.id }), toBox(event))}>
            {t("notes.take_back")}
          </button>
        </p>
      )}
    </li>
  );
}

/** Says aloud when a note is stored: the only thing on the page that changes by itself and matters. */
function Heard({ mine, t }: Pick<SentProps, "mine" | "t">) {
  const stored = mine.filter((note) => note.state === "stored").length;
  const first = useRef(stored);
  return (
    <p class="seen-by-ear" role="status">
      {stored > first.current && t("notes.heard", { n: stored })}
    </p>
  );
}

export function Sent({ mine, putBack, ...props }: SentProps) {
  if (mine.length === 0) return <Heard mine={mine} t={props.t} />;
  return (
    <section class="sent" aria-label={props.t("notes.sent")}>
      <Heard mine={mine} t={props.t} />
      <ul>
        {[...mine].reverse().map((note) => (
          <Note key={note.id} note={note} putBack={putBack} {...props} />
        ))}
      </ul>
    </section>
  );
}

/** The notes after the reveal, as a phone shows them; the one being read aloud is marked. */

import { useEffect, useRef } from "preact/hooks";
import { facilitatorSlots } from "../../ui/facilitator";
import { inOrder } from "../../ui/i18n";
import type { FaceProps } from "../../ui/types";
import { type Mine, notesOf, type Shown } from "./parts";
import { Sent } from "./sent";

interface OpenedProps extends FaceProps {
  readonly mine: readonly Mine[];
  /** Words that were still in the box when the notes were opened. */
  readonly draft: string;
  readonly setDraft: (text: string) => void;
}

/** One's own words can be taken back as long as the circle stands. */
function TakeBack({ mine, t, send }: { mine: Mine } & Pick<FaceProps, "t" | "send">) {
  const where = mine.step === undefined ? {} : { step: mine.step };
  if (mine.state === "leaving") return <small class="receipt wait">{t("notes.taken_back")}</small>;
  return (
    <button type="button" class="plain" onClick={() => void send("notes.withdraw", { note: mine.id }, where)}>
      {t("notes.take_back")}
    </button>
  );
}

function Line({ note, mine, ours, t, send }: { note: Shown; mine: Mine | undefined; ours: boolean } & Pick<FaceProps, "t" | "send">) {
  const place = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (note.now) place.current?.scrollIntoView({ block: "center", behavior: "smooth" });
  }, [note.now]);
  return (
    <li ref={place} class={note.now ? "card now" : "card"} {...(note.now ? { "aria-current": "true" as const } : {})}>
      <p dir="auto">{note.text}</p>
      {Object.entries(note.lines ?? {}).map(([lang, text]) => (
        <p key={lang} class="line" dir="auto" lang={lang}>
          {text}
        </p>
      ))}
      {(note.now || mine || ours) && (
        <p class="marks">
          {note.now && <span>{t("notes.now")}</span>}
          {mine && <span>{t("notes.mine")}</span>}
          {ours && <span>{t("notes.ours")}</span>}
          {mine && <TakeBack mine={mine} t={t} send={send} />}
        </p>
      )}
    </li>
  );
}

/** What was being typed when the notes were opened can still go in, as a late one. */
function Unfinished({ draft, setDraft, send, t, view }: OpenedProps) {
  const slots = facilitatorSlots({ view, t });
  const give = (event: Event) => {
    event.preventDefault();
    void send("notes.write", { text: draft.trim() });
    setDraft("");
  };
  return (
    <form class="note-form unfinished" onSubmit={give}>
      <p class="soft">{t("notes.unfinished", slots)}</p>
      <textarea dir="auto" rows={3} value={draft} aria-label={t("notes.box")} onInput={(event) => setDraft(event.currentTarget.value)} />
      <p class="acts">
        <button class="quiet">{t("notes.unfinished.send")}</button>
        <button type="button" class="plain" onClick={() => setDraft("")}>
          {t("notes.refused.leave")}
        </button>
      </p>
    </form>
  );
}

export function Opened(props: OpenedProps) {
  const { view, t, send, mine, draft } = props;
  const { items, ours = {} } = notesOf(view);
  const shown = inOrder(items);
  const ids = new Set(shown.map(([id]) => id));
  const aside = mine.filter((note) => !ids.has(note.id) || note.refused);
  const own = new Map(mine.map((note) => [note.id, note]));
  return (
    <div class="notes-phone">
      {draft.trim() !== "" && <Unfinished {...props} />}
      <p class="count">{t(shown.length > 0 ? "notes.opened" : "notes.opened.none", { n: shown.length })}</p>
      <ul class="opened">
        {shown.map(([id, note]) => (
          <Line key={id} note={note} mine={own.get(id)} ours={ours[id] !== undefined} t={t} send={send} />
        ))}
      </ul>
      {aside.length > 0 && (
        <>
          <h2>{t("notes.aside")}</h2>
          <Sent {...props} mine={aside} />
        </>
      )}
    </div>
  );
}

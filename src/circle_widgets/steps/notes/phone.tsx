/** `notes` on a phone: write in silence, see each note's receipt, then read what the room opened. */

import { useState } from "preact/hooks";
import { Opened } from "./opened";
import { Sent } from "./sent";
import { length, mine, notesOf } from "./parts";
import type { FaceProps, Slots } from "../../ui/types";

export const facilitatorSlots = ({ view, t }: FaceProps): Slots => {
  const name = view.circle?.facilitator;
  return { facilitator: name ?? t("facilitator"), Facilitator: name ?? t("Facilitator") };
};

const DEFAULT_LONGEST = 400;

function Box(props: FaceProps & { text: string; setText: (text: string) => void }) {
  const { view, send, t, text, setText } = props;
  const over = length(text) - (notesOf(view).longest ?? DEFAULT_LONGEST);
  const ready = text.trim() !== "" && over <= 0;
  const submit = (event: Event) => {
    event.preventDefault();
    if (!ready) return;
    void send("notes.write", { text: text.trim() });
    setText("");
  };
  return (
    <form class="note-form" onSubmit={submit}>
      <label class="seen-by-ear" for="note-box">
        {t("notes.box")}
      </label>
      <textarea
        id="note-box"
        dir="auto"
        rows={4}
        autoComplete="off"
        value={text}
        placeholder={t("notes.placeholder")}
        aria-describedby="note-promise note-over"
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <p id="note-over" class="over" role="status">
        {over > 0 && t("notes.too_long", { n: over })}
      </p>
      <button class="primary send" aria-disabled={!ready}>
        {t("notes.send")}
      </button>
      <p id="note-promise" class="promise">
        {t("notes.promise", facilitatorSlots(props))}
      </p>
    </form>
  );
}

export function PhoneNotes(props: FaceProps) {
  const { view, t, drafts } = props;
  const step = view.step?.id ?? "";
  const [text, keepText] = useState(drafts.get(step));
  const setText = (words: string) => {
    keepText(words);
    drafts.set(step, words);
  };
  const { may } = notesOf(view);
  const own = mine(view);
  const open = view.step?.phase === "open";
  if (view.step?.phase === "revealed") return <Opened {...props} mine={own} draft={text} setDraft={setText} />;
  return (
    <div class="notes-phone">
      {open && may?.write && <Box {...props} text={text} setText={setText} />}
      {open && !may?.write && <p class="calm">{t("notes.enough")}</p>}
      {!open && <p class="calm">{t("notes.closed")}</p>}
      <Sent {...props} mine={own} putBack={(words) => setText(text.trim() ? `${text.trim()}\n${words}` : words)} />
    </div>
  );
}

/** The box for words on a phone: what is typed stays in it until it is sent. */

import { facilitatorSlots } from "../../ui/facilitator";
import type { FaceProps } from "../../ui/types";
import { length } from "../../ui/words";
import { notesOf } from "./parts";

const DEFAULT_LONGEST = 400;

export interface BoxProps extends FaceProps {
  readonly text: string;
  readonly setText: (text: string) => void;
  /** Where several write as one: which of their notes go into it, and what the box and its button say. */
  readonly of?: readonly string[] | undefined;
  readonly names?: { readonly box: string; readonly send: string; readonly promise: string };
}

const ALONE = { box: "notes.box", send: "notes.send", promise: "notes.promise" };

export function Box(props: BoxProps) {
  const { view, send, t, text, setText, of, names = ALONE } = props;
  const over = length(text) - (notesOf(view).longest ?? DEFAULT_LONGEST);
  const ready = text.trim() !== "" && over <= 0;
  const submit = (event: Event) => {
    event.preventDefault();
    if (!ready) return;
    void send("notes.write", { text: text.trim(), ...(of ? { of: [...of] } : {}) });
    setText("");
  };
  return (
    <form class="note-form" onSubmit={submit}>
      <label class={names === ALONE ? "seen-by-ear" : ""} for="note-box">
        {t(names.box)}
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
        {t(names.send)}
      </button>
      <p id="note-promise" class="promise">
        {t(names.promise, facilitatorSlots(props))}
      </p>
    </form>
  );
}

/** `notes` on a phone: write in silence, see each note's receipt, then read what the room opened. */

import type { FaceProps } from "../../ui/types";
import { useWords } from "../../ui/words";
import { Box } from "./box";
import { Opened } from "./opened";
import { Pairs } from "./pairs";
import { mine, notesOf } from "./parts";
import { Sent } from "./sent";

export function PhoneNotes(props: FaceProps) {
  const { view, t } = props;
  const [text, setText] = useWords(props, view.step?.id ?? "");
  const { may, together, writer } = notesOf(view);
  const own = mine(view);
  const open = view.step?.phase === "open";
  const sent = <Sent {...props} mine={own} putBack={(words) => setText(text.trim() ? `${text.trim()}\n${words}` : words)} />;
  if (view.step?.phase === "revealed") return <Opened {...props} mine={own} draft={text} setDraft={setText} />;
  return (
    <div class="notes-phone">
      {open && together && <Pairs {...props} mine={own} text={text} setText={setText}>{sent}</Pairs>}
      {open && !together && may?.write && <Box {...props} text={text} setText={setText} />}
      {open && !may?.write && !writer && <p class="calm">{t("notes.enough")}</p>}
      {!open && <p class="calm">{t("notes.closed")}</p>}
      {!(open && together && !writer) && sent}
    </div>
  );
}

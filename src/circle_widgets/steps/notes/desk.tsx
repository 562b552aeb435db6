/** `notes` at the desk: words of those without a phone go in; what is on the wall can be hidden or translated. */

import { inOrder } from "../../ui/i18n";
import type { FaceProps } from "../../ui/types";
import { Add } from "./add";
import { notesOf, type Shown } from "./parts";
import { Rows } from "./rows";

/** The notes of a page, the parts of a long one taken together: its id stands before the dot. */
export function whole(items: Readonly<Record<string, Shown>> | undefined): [string, Shown][] {
  const found = new Map<string, Shown>();
  for (const [key, note] of inOrder(items)) {
    const id = key.split(".")[0] ?? key;
    if (!found.has(id)) found.set(id, note);
  }
  return [...found];
}

export function DeskNotes(props: FaceProps) {
  const { view, t } = props;
  if (view["private"] === true) return <PrivateNotes {...props} />;
  const revealed = view.step?.phase === "revealed";
  return (
    <div class="notes-desk">
      {revealed && (
        <section>
          <h2>{t("notes.desk.page")}</h2>
          <Aside {...props} />
          <Rows {...props} notes={whole(notesOf(view).items)} />
        </section>
      )}
      <section>
        <h2>{t("notes.add.title")}</h2>
        <Add {...props} />
      </section>
    </div>
  );
}

/** How many are not on the wall; which ones, only the private look tells. */
export function Aside({ view, t }: FaceProps) {
  const { hidden = 0, late = 0 } = notesOf(view);
  if (hidden + late === 0) return null;
  return (
    <p class="notes-aside">
      {hidden > 0 && t("notes.desk.hidden", { n: hidden })} {late > 0 && t("notes.desk.late", { n: late })}
    </p>
  );
}

/** Every note, the hidden and the late ones too: only ever drawn where the facilitator asked for it. */
export function PrivateNotes(props: FaceProps) {
  const { view, t } = props;
  const notes = inOrder(notesOf(view).items);
  return (
    <div class="notes-private">
      <p>{t(notes.length > 0 ? "notes.private.count" : "notes.private.none", { n: notes.length })}</p>
      <Rows {...props} notes={notes} />
    </div>
  );
}

/** `notes` on the facilitator's own phone. */

import { inOrder } from "../../ui/i18n";
import type { FaceProps } from "../../ui/types";
import { Add } from "./add";
import { Aside, PrivateNotes } from "./desk";
import { notesOf } from "./parts";
import { Rows } from "./rows";

export function RemoteNotes(props: FaceProps) {
  const { view, t } = props;
  if (view["private"] === true) return <PrivateNotes {...props} />;
  const notes = inOrder(notesOf(view).items);
  return (
    <div class="notes-desk">
      {view.step?.phase === "revealed" && (
        <section>
          <h2>{t("notes.opened", { n: notes.length })}</h2>
          <Aside {...props} />
          <Rows {...props} notes={notes} />
        </section>
      )}
      <section>
        <h2>{t("notes.add.title")}</h2>
        <Add {...props} />
      </section>
    </div>
  );
}

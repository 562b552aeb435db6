/** What stands ready for the text, in its authors' words: each goes in with one key, or one press. */

import { useState } from "preact/hooks";
import { inOrder } from "../../ui/i18n";
import type { FaceProps } from "../../ui/types";
import type { Acts } from "./desk";
import { byTray, draftOf, head, type Material, type Tray, TRAYS } from "./parts";

interface ReadyProps extends FaceProps {
  readonly acts: Acts;
}

export function Ready(props: ReadyProps) {
  const { view, t, acts } = props;
  const { material, out, lines } = draftOf(view);
  const [to, setTo] = useState<Tray>("");
  const groups = byTray(material).filter(([, own]) => own.length > 0);
  const taken = inOrder(out);
  const sentence = Object.values(lines ?? {}).some((line) => !line.tray);
  return (
    <section class="draft-ready">
      <h2>{t("draft.ready")}</h2>
      {groups.length + taken.length === 0 && <p class="hint">{t("draft.ready.none")}</p>}
      {groups.map(([tray, own]) => (
        <div key={tray} class="draft-group" data-tray={tray}>
          <h3>{t(head(tray))}</h3>
          {tray === "" && (
            <label class="draft-goes">
              <span>{t("draft.goes")}</span>
              <select value={to} onChange={(event) => setTo(event.currentTarget.value as Tray)}>
                {TRAYS.map((one) => (
                  <option key={one} value={one}>{t(head(one))}</option>
                ))}
              </select>
            </label>
          )}
          {own.map(([id, one]) => {
            const into = tray === "" ? to : tray;
            return <Words key={id} id={id} one={one} t={t} label={t(into === "" && sentence ? "draft.instead" : "draft.insert")} put={() => acts.insert(id, id, { of: [id], tray: into })} />;
          })}
        </div>
      ))}
      {taken.length > 0 && (
        <div class="draft-group">
          <h3>{t("draft.out")}</h3>
          {taken.map(([id, one]) => (
            <Words key={id} id={`out-${id}`} one={one} t={t} label={t("draft.insert")} put={() => acts.insert(`out-${id}`, id)} />
          ))}
        </div>
      )}
    </section>
  );
}

interface WordsProps extends Pick<FaceProps, "t"> {
  readonly id: string;
  readonly one: Material;
  readonly label: string;
  readonly put: () => void;
}

const Words = ({ id, one, label, put, t }: WordsProps) => (
  <button type="button" class="draft-words" data-row={id} onClick={put}>
    <span class="draft-text" dir="auto">{one.text}</span>
    <span class="draft-mark">
      {one.dots !== undefined && <span class="draft-dots">{t("draft.dots", { n: one.dots })}</span>}
      <b>{label}</b>
    </span>
  </button>
);

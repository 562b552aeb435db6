/** Keep what the circle said: the text it agreed on, its file, a table, a page. And how to end, or to begin anew. */

import { useState } from "preact/hooks";
import type { WidgetProps } from "../notebook/host";
import { agreedOf } from "../agreed";
import { keep as save, type Kept } from "../widget/file";
import { OurText } from "./our-text";

export function KeepCard(props: WidgetProps) {
  const { view, questions, t } = props;
  const [names, setNames] = useState(true);
  const [said, setSaid] = useState("");
  const keep = (how: "jsonl" | "csv" | "md" | "html") =>
    questions.ask<Kept>("keep", { how, names }).then(
      (file) => {
        save(file);
        setSaid(t("desk.keep.done", { name: file.name }));
      },
      (error: Error) => setSaid(error.message),
    );
  return (
    <details class="card keep" open={view.circle?.ended === true}>
      <summary>{t("desk.keep")}</summary>
      <OurText {...props} />
      <p class="hint">{t("desk.keep.hint")}</p>
      <div class="row">
        <button type="button" class="quiet" onClick={() => void keep("jsonl")}>{t("desk.keep.file")}</button>
        <button type="button" class="quiet" onClick={() => void keep("md")}>{t("desk.keep.text")}</button>
        <button type="button" class="quiet" onClick={() => void keep("csv")}>{t("desk.keep.table")}</button>
        {agreedOf(view) && <button type="button" class="quiet" onClick={() => void keep("html")}>{t("desk.keep.page")}</button>}
      </div>
      <label class="check">
        <input type="checkbox" checked={names} onChange={(event) => setNames(event.currentTarget.checked)} /> <span>{t("desk.keep.names")}</span>
      </label>
      <p role="status">{said}</p>
      <Ending {...props} />
    </details>
  );
}

function Ending({ view, questions, send, t }: WidgetProps) {
  const runs = view.circle?.activity !== undefined && !view.circle.ended;
  return (
    <div class="row">
      {runs && <Sure t={t} says="desk.end" asks="desk.end.ask" yes="desk.end.yes" act={() => void send("activity.end", {})} />}
      <Sure t={t} says="desk.again" asks="desk.again.ask" yes="desk.again.yes" act={() => void questions.ask("again")} />
    </div>
  );
}

interface SureProps extends Pick<WidgetProps, "t"> {
  readonly says: string;
  readonly asks: string;
  readonly yes: string;
  readonly act: () => void;
}

/** Asks once more before something that the whole room would notice. */
function Sure({ t, says, asks, yes, act }: SureProps) {
  const [asked, setAsked] = useState(false);
  if (!asked) return <button type="button" class="plain" onClick={() => setAsked(true)}>{t(says)}</button>;
  return (
    <div class="sure" role="group" aria-label={t(says)}>
      <p>{t(asks)}</p>
      <div class="row">
        <button type="button" class="quiet" onClick={() => (setAsked(false), act())}>{t(yes)}</button>
        <button type="button" class="plain" onClick={() => setAsked(false)}>{t("desk.leave")}</button>
      </div>
    </div>
  );
}

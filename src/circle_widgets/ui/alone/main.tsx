/**
 * A step alone in a notebook: the phone's face for one person, and a key that opens what was written; of a kind in which
 * one person leads, the face of who does. Of several steps, the one at hand, and the way to the next.
 */

import { useMemo, useState } from "preact/hooks";
import { KindFace } from "../control/kind-face";
import { picked } from "../i18n";
import { hosted, type WidgetProps } from "../notebook/host";
import type { Role, Send, View } from "../types";

interface AloneView {
  readonly role?: Role;
  /** Which step this is, of how many. */
  readonly n?: number;
  readonly of?: number;
}

export function AloneStep({ view, questions, t, locale, now, send, load }: WidgetProps) {
  const step = view.step;
  const [said, setSaid] = useState("");
  const here: Send = useMemo(() => (kind, body, options) => send(kind, body, { ...options, step: step?.id ?? "" }), [send, step?.id]);
  const shown = useMemo((): View => ({ ...view, local: { online: true, out: {} } }), [view]);
  if (!step) return <div class="alone" aria-busy="true" />;
  const question = picked(step.question, locale);
  const hint = picked(step.hint, locale);
  const { role = "phone", n = 1, of = 1 } = (view["alone"] as AloneView | undefined) ?? {};
  const open = step.phase === "open";
  // a kind that cannot go back has its own word for going on
  const own = `${step.kind}.shut`;
  const again = t(own) === own ? "alone.shut" : own;
  const ask = (what: string) => void questions.ask(what).then(() => setSaid(""), (error: Error) => setSaid(error.message));
  return (
    <section class="alone card">
      {question.text && <h1 dir="auto" lang={question.lang}>{question.text}</h1>}
      {hint.text && <p class="hint" dir="auto" lang={hint.lang}>{hint.text}</p>}
      <KindFace kind={step.kind} view={shown} load={load} send={here} t={t} role={role} locale={locale} now={now} />
      {n < of ? (
        <div class="row alone-row">
          <button type="button" class="quiet" onClick={() => ask("next")}>{t("desk.next_step")}</button>
          <span class="hint">{t("remote.step", { n, of })}</span>
          <span role="status">{said}</span>
        </div>
      ) : role === "phone" && (
        <div class="row alone-row">
          <button type="button" class="quiet" onClick={() => ask(open ? "open" : "shut")}>{t(open ? `${step.kind}.open` : again)}</button>
          <span role="status">{said}</span>
        </div>
      )}
    </section>
  );
}

export default hosted(AloneStep);

/**
 * A step alone in a notebook: the phone's face for one person, and a key that opens what was written; of a kind in which
 * one person leads, the face of who does.
 */

import { useMemo, useState } from "preact/hooks";
import { KindFace } from "../control/kind-face";
import { picked } from "../i18n";
import { hosted, type WidgetProps } from "../notebook/host";
import type { Role, Send, View } from "../types";

export function AloneStep({ view, questions, t, locale, now, send, load }: WidgetProps) {
  const step = view.step;
  const [said, setSaid] = useState("");
  const here: Send = useMemo(() => (kind, body, options) => send(kind, body, { ...options, step: step?.id ?? "" }), [send, step?.id]);
  const shown = useMemo((): View => ({ ...view, local: { online: true, out: {} } }), [view]);
  if (!step) return <div class="alone" aria-busy="true" />;
  const question = picked(step.question, locale);
  const hint = picked(step.hint, locale);
  const { role = "phone" } = (view["alone"] as { readonly role?: Role } | undefined) ?? {};
  const open = step.phase === "open";
  // a kind that cannot go back has its own word for going on
  const own = `${step.kind}.shut`;
  const again = t(own) === own ? "alone.shut" : own;
  const turn = () => void questions.ask(open ? "open" : "shut").then(() => setSaid(""), (error: Error) => setSaid(error.message));
  return (
    <section class="alone card">
      {question.text && <h1 dir="auto" lang={question.lang}>{question.text}</h1>}
      {hint.text && <p class="hint" dir="auto" lang={hint.lang}>{hint.text}</p>}
      <KindFace kind={step.kind} view={shown} load={load} send={here} t={t} role={role} locale={locale} now={now} />
      {role === "phone" && (
        <div class="row alone-row">
          <button type="button" class="quiet" onClick={turn}>{t(open ? `${step.kind}.open` : again)}</button>
          <span role="status">{said}</span>
        </div>
      )}
    </section>
  );
}

export default hosted(AloneStep);

/** The desk's two private panels: a look at what is hidden, and the key that makes a phone the remote. */

import { useEffect, useMemo, useState } from "preact/hooks";
import { KindFace } from "../control/kind-face";
import { Private } from "../control/private";
import { QrCode } from "../qr-code";
import type { StepView, View } from "../types";
import type { WidgetProps } from "../notebook/host";


interface PanelProps extends WidgetProps {
  readonly close: () => void;
}

export function LookPanel(props: PanelProps & { readonly remote: () => void }) {
  const { t, close, remote } = props;
  const other = <button type="button" class="quiet" onClick={remote}>{t("desk.look.phone")}</button>;
  return (
    <Private t={t} title={t("desk.look")} ask={t("desk.look.ask")} close={close} other={other}>
      {() => <Looked {...props} />}
    </Private>
  );
}

function Looked({ view, questions, t, locale, now, send, load }: PanelProps) {
  const step = view.step?.id ?? "";
  const [seen, setSeen] = useState<View>();
  // whatever happens meanwhile, a note that came or was hidden, is asked for anew
  const serial = view["serial"];
  useEffect(() => {
    let here = true;
    questions.ask<{ view: View }>("private", { step }).then((answer) => here && setSeen(answer.view), () => undefined);
    return () => void (here = false);
  }, [questions, step, serial]);
  const shown = useMemo((): View => ({ ...view, ...seen, private: true }), [view, seen]);
  const kind = (seen?.step as StepView | undefined)?.kind;
  return kind ? <KindFace kind={kind} view={shown} load={load} send={send} t={t} role="desk" locale={locale} now={now} /> : <p role="status">{t("screen.waiting")}</p>;
}

export function RemotePanel(props: PanelProps) {
  const { t, close } = props;
  return (
    <Private t={t} title={t("desk.remote")} ask={t("desk.remote.ask")} close={close}>
      {() => <RemoteLink {...props} />}
    </Private>
  );
}

export interface KeyAnswer {
  readonly key: string;
  readonly code: string;
  /** The room's address for phones, when there is a room. */
  readonly url?: string;
  /** The same for this computer. */
  readonly local?: string;
}

function RemoteLink({ questions, t, close }: PanelProps) {
  const [answer, setAnswer] = useState<KeyAnswer>();
  const [said, setSaid] = useState("");
  useEffect(() => {
    questions.ask<KeyAnswer>("key").then(setAnswer, (error: Error) => setSaid(error.message));
  }, [questions]);
  if (!answer?.url) return <p role="status">{said || t(answer ? "desk.remote.no_room" : "screen.waiting")}</p>;
  const off = () => void questions.ask("revoke").then(close, (error: Error) => setSaid(error.message));
  return (
    <>
      <p>{t("desk.remote.scan")}</p>
      <div class="private-qr"><QrCode text={`${answer.url}/remote/${answer.code}#key=${answer.key}`} label={t("desk.remote.picture")} /></div>
      <p>{t("desk.remote.off.hint")}</p>
      <div class="row"><button type="button" class="plain" onClick={off}>{t("desk.remote.off")}</button></div>
    </>
  );
}

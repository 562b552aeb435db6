/**
 * What may not stand on the wall: behind a question, in a marked frame, gone after a minute, at the next step, on
 * reload. It comes when it is asked for and is kept nowhere.
 */

import { type ComponentChildren } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { KindFace } from "../control/kind-face";
import { QrCode } from "../qr-code";
import type { StepView, Translate, View } from "../types";
import type { WidgetProps } from "../notebook/host";


const A_MINUTE = 60_000;

interface PrivateProps {
  readonly t: Translate;
  readonly title: string;
  /** What opening it would show, asked before it is shown. */
  readonly ask: string;
  readonly close: () => void;
  /** Another way than opening it here. */
  readonly other?: ComponentChildren;
  readonly children: () => ComponentChildren;
}

export function Private({ t, title, ask, close, other, children }: PrivateProps) {
  const [open, setOpen] = useState(false);
  const [until, setUntil] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [open]);
  useEffect(() => {
    if (!open) return undefined;
    const timer = setTimeout(close, until - Date.now());
    return () => clearTimeout(timer);
  }, [open, until]);
  const show = () => {
    setUntil(Date.now() + A_MINUTE);
    setOpen(true);
  };
  return (
    <section class="private" aria-labelledby="private-title">
      <p class="private-mark">{t("desk.private")}</p>
      <h2 id="private-title" ref={heading} tabIndex={-1}>{title}</h2>
      {open ? (
        <>
          <div class="row private-row">
            <span>{t("desk.private.closes")}</span>
            <button type="button" class="quiet" onClick={() => setUntil(until + A_MINUTE)}>{t("desk.private.more")}</button>
            <button type="button" class="quiet" onClick={close}>{t("desk.private.close")}</button>
          </div>
          {children()}
        </>
      ) : (
        <>
          <p>{ask}</p>
          <div class="row">
            <button type="button" class="quiet" onClick={show}>{t("desk.private.open")}</button>
            {other}
            <button type="button" class="plain" onClick={close}>{t("desk.private.leave")}</button>
          </div>
        </>
      )}
    </section>
  );
}

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

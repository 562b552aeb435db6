/**
 * What may not stand on the wall: behind a question, in a marked frame, gone after a minute, at the next step, on
 * reload. It comes when it is asked for and is kept nowhere.
 */

import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Translate } from "../types";

const A_MINUTE = 60_000;

interface PrivateProps {
  readonly t: Translate;
  readonly title: string;
  /** What opening it would show, asked before it is shown; without it, it is shown at once. */
  readonly ask?: string;
  readonly close: () => void;
  /** Another way than opening it here. */
  readonly other?: ComponentChildren;
  readonly children: () => ComponentChildren;
}

export function Private({ t, title, ask, close, other, children }: PrivateProps) {
  const [open, setOpen] = useState(ask === undefined);
  const [until, setUntil] = useState(() => Date.now() + A_MINUTE);
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

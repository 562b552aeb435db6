/** A step kind's face, drawn by its own module: the same for our kinds and for those of other packages. */

import { useEffect, useRef, useState } from "preact/hooks";
import { Mark } from "../ring";
import type { Host, Mount, View } from "../types";
import { useHeld } from "./source";

export type LoadKind = (name: string) => Promise<{ readonly mount: Mount }>;

export interface KindFaceProps extends Omit<Host, "view"> {
  readonly kind: string;
  readonly view: View;
  readonly load: LoadKind;
}

/**
 * While it loads the ring turns; what cannot be loaded is tried again, for the room may be starting. Each kind gets an
 * element of its own: their modules have each their own Preact, and one takes what another has left in an element for
 * its own, which may leave the place empty.
 */
export function KindFace({ kind, view, load, send, t, role, locale, now, drafts }: KindFaceProps) {
  const place = useRef<HTMLDivElement>(null);
  const source = useHeld(view);
  const [state, setState] = useState<"loading" | "there" | "missing">("loading");
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let unmount: (() => void) | undefined;
    let gone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const host: Host = { view: source, send, t, role, ...(locale ? { locale } : {}), ...(now ? { now } : {}), ...(drafts ? { drafts } : {}) };
    load(kind).then(
      ({ mount }) => {
        if (gone || !place.current) return;
        unmount = mount(place.current, host);
        setState("there");
      },
      () => {
        if (gone) return;
        setState("missing");
        timer = setTimeout(() => setAttempt((n) => n + 1), 2_000);
      },
    );
    return () => {
      gone = true;
      clearTimeout(timer);
      unmount?.();
      setState("loading");
    };
  }, [kind, role, locale, t, send, load, attempt, source]);
  return (
    <div class="kind" data-kind={kind} data-role={role} aria-busy={state !== "there"}>
      {state === "loading" && <div class="kind-wait"><Mark busy /></div>}
      {state === "missing" && <p class="kind-wait" role="status">{t("screen.kind.missing")}</p>}
      <div key={kind} class="kind-face" ref={place} />
    </div>
  );
}

/** Loads the step's face, an ES module of its own, when its step comes, and mounts it. */

import { useEffect, useRef, useState } from "preact/hooks";
import { Ring } from "../ring";
import type { Host, Mount, View } from "../types";
import type { Model } from "./model";

const AGAIN = 3_000;

const styled = new Set<string>();

/** The style sheet of a kind from elsewhere; ours are in the page's own. */
function style(href: string | undefined): void {
  if (!href || styled.has(href)) return;
  styled.add(href);
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = href;
  document.head.append(link);
}

/** The `mount` of a kind; asked for again, under another address, until it comes: browsers remember a failed import. */
function useKind(model: Model, kind: string): { mount?: Mount; late: boolean } {
  const [found, setFound] = useState<{ kind: string; mount?: Mount; late: boolean }>({ kind, late: false });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let here = true;
    const own = model.options.config.kinds[kind];
    const load = async (attempt: number) => {
      try {
        if (!own) throw new Error(kind);
        style(own.css);
        const { mount } = (await import(attempt ? `${own.js}${own.js.includes("?") ? "&" : "?"}again=${attempt}` : own.js)) as { mount: Mount };
        if (here) setFound({ kind, mount, late: false });
      } catch {
        if (!here) return;
        setFound({ kind, late: true });
        timer = setTimeout(() => void load(attempt + 1), AGAIN);
      }
    };
    void load(0);
    return () => {
      here = false;
      clearTimeout(timer);
    };
  }, [model, kind]);
  return found.kind === kind ? found : { late: false };
}

export function FaceSlot({ model, view }: { model: Model; view: View }) {
  const kind = view.step?.kind ?? "";
  const { mount, late } = useKind(model, kind);
  const place = useRef<HTMLDivElement>(null);
  const locale = model.locale;
  useEffect(() => {
    if (!mount || !place.current) return undefined;
    const host: Host = {
      view: { get: () => model.faceView, subscribe: model.subscribe },
      send: model.send,
      t: model.t,
      role: "phone",
      locale,
      now: model.clock.now,
      drafts: model.drafts,
      drop: (id) => model.outbox.drop(id),
    };
    return mount(place.current, host);
  }, [model, mount, locale]);
  return (
    <>
      {/* an element for each kind, as in KindFace */}
      <div key={kind} class="face" ref={place} />
      {!mount && (
        <div class="loading" role="status">
          <Ring seats={9} stored={9} busy />
          <p>{model.t(late ? "phone.loading.again" : "phone.loading")}</p>
        </div>
      )}
    </>
  );
}

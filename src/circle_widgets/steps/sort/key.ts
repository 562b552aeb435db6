/** One key of its own, wherever the hands are. */

import { useEffect, useRef } from "preact/hooks";
import { isTheirs } from "../../ui/control/moves";

/** Does something at a key, unless somebody types; in a notebook with keys of its own only inside the desk. */
export function useKey(place: { readonly current: HTMLElement | null }, key: string, act: (() => void) | undefined): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const page = place.current?.ownerDocument;
    const pressed = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== key || event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTheirs(event)) return;
      const root = place.current?.getRootNode() as Document | ShadowRoot | undefined;
      const inside = root && event.composedPath().includes("host" in root ? root.host : root);
      if (!latest.current || (!inside && page?.querySelector(".jp-NotebookPanel"))) return;
      event.preventDefault();
      latest.current();
    };
    page?.addEventListener("keydown", pressed);
    return () => page?.removeEventListener("keydown", pressed);
  }, [place, key]);
}

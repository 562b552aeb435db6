/** Loads a step kind's module from the room; a kind from elsewhere brings a style sheet of its own. */

import type { PageConfig } from "../phone/config";
import type { Mount } from "../types";
import type { LoadKind } from "./kind-face";

export function kindLoader(kinds: PageConfig["kinds"]): LoadKind {
  const loaded = new Map<string, Promise<{ mount: Mount }>>();
  let attempt = 0;
  return (name) => {
    const known = loaded.get(name);
    if (known) return known;
    const own = kinds[name];
    // browsers remember an import that did not come: ask for it under another address
    const js = own && attempt > 0 ? `${own.js}${own.js.includes("?") ? "&" : "?"}again=${attempt}` : own?.js;
    const found: Promise<{ mount: Mount }> = js ? (import(js) as Promise<{ mount: Mount }>) : Promise.reject(new Error(name));
    if (own?.css) style(own.css);
    loaded.set(name, found);
    found.catch(() => {
      attempt++;
      loaded.delete(name);
    });
    return found;
  };
}

function style(href: string): void {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = href;
  document.head.append(link);
}

/** What the room writes into the page (`room/pages/phone.html`), so that no further request is needed to begin. */

import type { Messages } from "../i18n";

export interface PageConfig {
  /** Empty on the page that asks for it. */
  readonly code: string;
  /** Where the room stands, with a slash at both ends. */
  readonly base: string;
  readonly locale: string;
  readonly messages: Messages;
  /** Addresses of the sentences, by language. */
  readonly locales: Readonly<Record<string, string>>;
  /** Addresses of the step kinds' modules; a kind from elsewhere has a style sheet too. */
  readonly kinds: Readonly<Record<string, { readonly js: string; readonly css?: string }>>;
  /** What may be said of the circle to somebody who knows its code. */
  readonly circle?: { readonly title?: string; readonly facilitator?: string; readonly practice?: boolean };
  /** The code that was typed, when there is no such circle. */
  readonly unknown?: string;
  /** Where a seat may be kept: "memory" on an address that many sites share. */
  readonly keep?: "device" | "memory";
}

/** Reads the page's own data; raises when the page was not made by the room. */
export function readConfig(): PageConfig {
  const text = document.getElementById("page")?.textContent;
  if (!text) throw new Error("This page has no data: the room makes it (room/pages/phone.html).");
  return JSON.parse(text) as PageConfig;
}

/** What the address says, and takes out of it at once: a seat's token is a secret. */
export function readFragment(): { token?: string; pass: boolean } {
  const hash = location.hash.slice(1);
  const token = /(?:^|&)seat=([^&]+)/.exec(hash)?.[1];
  const pass = /(?:^|&)pass(?:&|$)/.test(hash);
  if (token) history.replaceState(null, "", location.pathname + location.search);
  return token ? { token, pass } : { pass };
}

/** The room's routes, as a page calls them. Nothing here throws: an answer that did not come is an answer too. */

import type { Schemas } from "./types";

/** One thing that a seat says; `seat` itself is for the facilitator's pages. */
export type Item = Required<Omit<Schemas["Item"], "seat">>;
export type Joined = Schemas["Joined"];
export type Posted = Schemas["Answers"];

/** No answer (`status` 0), or one that says no. `after`: ms to wait before trying again, when the room asks for it. */
export interface No {
  readonly ok: false;
  readonly status: number;
  readonly code?: string;
  readonly message?: string;
  readonly after?: number;
}
export type Answer<T> = { readonly ok: true; readonly body: T } | No;

/** After this long without an answer the request counts as lost, in ms. */
export const PATIENCE = 12_000;

interface Request {
  readonly method: string;
  readonly path: string;
  readonly token?: string | undefined;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  /** What the answer must hold: a Wi-Fi's own sign-in page also answers 200. */
  readonly holds?: string;
}

export class Api {
  /** `base` ends with a slash: "/" on a port of its own, "<base_url>circle/" inside a Jupyter server. */
  constructor(
    private readonly base: string,
    readonly code: string,
    private readonly fetcher: typeof fetch = (...args) => fetch(...args),
  ) {}

  readonly url = (path: string): string => `${this.base}api/v1/circles/${encodeURIComponent(this.code)}/${path}`;

  /** Takes a seat. `once` is a random id: the same one, sent again after a lost answer, takes no second seat. */
  join(person: Schemas["Join"], once: string): Promise<Answer<Joined>> {
    return this.call({ method: "POST", path: "participants", body: person, headers: { "Idempotency-Key": once }, holds: "token" });
  }

  post(token: string, items: readonly Item[]): Promise<Answer<Posted>> {
    return this.call({ method: "POST", path: "contributions", token, body: items, holds: "receipts" });
  }

  held(token: string): Promise<Answer<Schemas["Held"]>> {
    return this.call({ method: "GET", path: "me", token });
  }

  change(token: string, body: Schemas["Change"]): Promise<Answer<Schemas["Held"]>> {
    return this.call({ method: "PATCH", path: "me", token, body });
  }

  erase(token: string): Promise<Answer<Schemas["Erased"]>> {
    return this.call({ method: "DELETE", path: "me", token });
  }

  /** The facilitator's private look at a step; `token` is a key. */
  look(token: string, step: string): Promise<Answer<Body>> {
    return this.call({ method: "GET", path: `private?step=${encodeURIComponent(step)}`, token });
  }

  private async call<T>({ method, path, token, body, holds, headers = {} }: Request): Promise<Answer<T>> {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), PATIENCE);
    const all: Record<string, string> = { Accept: "application/json", ...headers };
    if (token) all["Authorization"] = `Bearer ${token}`;
    if (body !== undefined) all["Content-Type"] = "application/json";
    try {
      const init = { method, headers: all, signal: abort.signal, cache: "no-store", credentials: "omit" } as const;
      const response = await this.fetcher(this.url(path), body === undefined ? init : { ...init, body: JSON.stringify(body) });
      const text = await response.text();
      if (!response.ok) return refusal(response, text);
      const said = (text ? JSON.parse(text) : {}) as T;
      return holds === undefined || (said as Record<string, unknown>)[holds] !== undefined ? { ok: true, body: said } : { ok: false, status: 0 };
    } catch {
      return { ok: false, status: 0 };
    } finally {
      clearTimeout(timer);
    }
  }
}

function refusal(response: Response, text: string): No {
  let said: { code?: string; message?: string } = {};
  try {
    said = JSON.parse(text) as typeof said;
  } catch {
    // a proxy's page, not the room's words
  }
  const after = Number(response.headers.get("Retry-After"));
  return {
    ok: false,
    status: response.status,
    ...(said.code ? { code: said.code } : {}),
    ...(said.message ? { message: said.message } : {}),
    ...(after > 0 ? { after: after * 1000 } : {}),
  };
}

/** Whether trying again later may help: no answer, a busy room, a server that is just starting. */
export const passing = (no: No): boolean => no.status === 0 || no.status >= 500 || no.status === 429 || no.status === 408;

/**
 * The live view of a circle: three documents (`view`, `group`, `me`) that the room keeps up to date over one stream,
 * read with `fetch`. It rests while the page is hidden, notices a line that is dead though it looks alive, and comes back.
 */

import { type Doc, type Json, overlay, patch } from "./patch";
import { EventParser, type StreamEvent } from "./sse";
import type { View } from "./types";

/** The room says something every 15 s; after this long without a byte the line is dead. */
const SILENCE = 40_000;
/** So long, in ms, may an answer take to begin: a request of a phone that is just coming back may hang in the air. */
const ANSWER = 12_000;
/** A line that said something within this time, in ms, is not doubted. */
const SURE = 5_000;
const LONGEST_WAIT = 15_000;
const DOCUMENTS = ["view", "group", "me"] as const;

export type LiveState = "connecting" | "open" | "broken" | "resting" | "refused" | "stopped";

/** Why the room will not have us on its line: an unknown code or seat, a circle that is gone. */
export interface LiveRefusal {
  readonly status: number;
  readonly code?: string;
  readonly message?: string;
}

export interface LiveOptions {
  readonly url: string;
  /** A seat's token or a key; without it the screen's view comes. */
  readonly token?: string;
  /** Something changed. `position` is where the room's log stood. `mine`: the person's own document has come. */
  readonly told: (view: View, position: number, mine: boolean) => void;
  /** The room's time, in ms. */
  readonly time?: (now: number) => void;
  readonly state?: (state: LiveState, refusal?: LiveRefusal) => void;
  readonly fetch?: typeof fetch;
  readonly random?: () => number;
}

export class Live {
  private docs: Record<string, Doc> = {};
  private position = 0;
  private attempts = 0;
  private line = 0;
  private abort: AbortController | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private heard = 0;
  private now: LiveState = "stopped";

  constructor(private readonly options: LiveOptions) {}

  start(): void {
    document.addEventListener("visibilitychange", this.seen);
    addEventListener("pageshow", this.wake);
    addEventListener("online", this.wake);
    addEventListener("offline", this.lost);
    addEventListener("pagehide", this.rest);
    this.now = "connecting";
    this.seen();
  }

  /** Comes back at once, unless the line is open. */
  readonly wake = (): void => {
    if (this.now === "open" || this.now === "stopped" || this.now === "refused" || document.hidden) return;
    this.attempts = 0;
    void this.connect();
  };

  /** What went the same way was lost: a line that looks alive and says nothing is tried anew. */
  doubt(): void {
    if (Date.now() - this.heard > SURE) this.lost();
  }

  private readonly lost = (): void => {
    if (this.now === "open") void this.connect();
  };

  stop(): void {
    document.removeEventListener("visibilitychange", this.seen);
    removeEventListener("pageshow", this.wake);
    removeEventListener("online", this.wake);
    removeEventListener("offline", this.lost);
    removeEventListener("pagehide", this.rest);
    this.hangUp();
    this.say("stopped");
  }

  private readonly seen = (): void => (document.hidden ? this.rest() : this.wake());

  private readonly rest = (): void => {
    if (this.now === "stopped" || this.now === "refused") return;
    this.hangUp();
    this.say("resting");
  };

  private hangUp(): void {
    this.line++;
    clearTimeout(this.timer);
    this.abort?.abort();
    this.abort = undefined;
  }

  private say(state: LiveState, refusal?: LiveRefusal): void {
    if (this.now === state) return;
    this.now = state;
    this.options.state?.(state, refusal);
  }

  private async connect(): Promise<void> {
    this.hangUp();
    const line = this.line;
    const here = () => line === this.line;
    this.say("connecting");
    this.abort = new AbortController();
    this.watchSilence(ANSWER);
    try {
      const response = await this.request(this.abort.signal);
      if (!here()) return;
      this.watchSilence();
      if (!response.ok || !response.body) return await this.turnedAway(response, here);
      await this.read(response.body, here);
    } catch {
      // out of reach, or cut off by us: what follows is the same
    }
    if (here()) this.later();
  }

  private request(signal: AbortSignal): Promise<Response> {
    const headers: Record<string, string> = { Accept: "text/event-stream" };
    if (this.options.token) headers["Authorization"] = `Bearer ${this.options.token}`;
    return (this.options.fetch ?? fetch)(this.options.url, { headers, signal, cache: "no-store", credentials: "omit" });
  }

  private async turnedAway(response: Response, here: () => boolean): Promise<void> {
    const { status } = response;
    const body = (await response.json().catch(() => ({}))) as Partial<LiveRefusal>;
    if (!here()) return;
    if (status >= 500 || status === 429 || status === 408) return this.later(Number(response.headers.get("Retry-After")) * 1000);
    this.hangUp();
    this.say("refused", { status, ...(body.code ? { code: body.code } : {}), ...(body.message ? { message: body.message } : {}) });
  }

  private async read(body: ReadableStream<Uint8Array>, here: () => boolean): Promise<void> {
    const reader = body.getReader();
    const parser = new EventParser();
    for (;;) {
      const { done, value } = await reader.read();
      if (!here()) return void reader.cancel().catch(() => undefined);
      if (done || !value) return;
      this.heard = Date.now();
      this.watchSilence();
      this.take(parser.feed(value));
    }
  }

  private take(events: readonly StreamEvent[]): void {
    let changed = false;
    let mine = false;
    for (const { event, data, id } of events) {
      const body = JSON.parse(data) as { now?: number; replace?: Doc; patch?: Json };
      if (id !== "") this.position = Number(id);
      if (event === "time" && body.now !== undefined) this.options.time?.(body.now);
      if (!(DOCUMENTS as readonly string[]).includes(event)) continue;
      this.docs[event] = body.replace ?? (patch(this.docs[event], body.patch ?? {}) as Doc);
      changed = true;
      mine = mine || event === "me";
    }
    if (events.length > 0 && this.now !== "open") {
      this.attempts = 0;
      this.say("open");
    }
    if (changed) this.options.told(overlay(...DOCUMENTS.map((name) => this.docs[name] ?? {})) as View, this.position, mine);
  }

  private watchSilence(longest = SILENCE): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.connect(), longest);
  }

  /** Tries again after a while that doubles, never for two pages at the same instant. */
  private later(least = 0): void {
    this.hangUp();
    this.say("broken");
    const wait = Math.min(LONGEST_WAIT, 500 * 2 ** this.attempts++);
    const random = (this.options.random ?? Math.random)();
    this.timer = setTimeout(() => void this.connect(), Math.max(Number.isFinite(least) ? least : 0, 0) + wait * (0.5 + random));
  }
}

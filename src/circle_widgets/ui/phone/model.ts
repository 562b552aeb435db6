/** What the phone page is doing: which seat, which view, what is under way. Pages draw it; nothing here draws. */

import { Api, type Item, type No, passing } from "../api";
import { Clock } from "../clock";
import type { Keep } from "../keep";
import { Live, type LiveRefusal, type LiveState } from "../live";
import { Outbox } from "../outbox";
import type { Drafts, Outgoing, Send, Translate, View } from "../types";
import { uuid } from "../uuid";
import type { PageConfig } from "./config";
import { Language } from "./language";
import { type DeviceSeat, Seats } from "./seats";

/** A line that is silent for less than this, in ms, is nothing to tell anybody about. */
const GRACE = 3_000;

export type Trouble = "offline" | "busy" | "full" | "other";
export type Gone = "seat" | "circle" | "erased";
/** Where this page is; `sent` on a cover is the id of what was sent. */
export type Stage =
  | { readonly at: "code" }
  | { readonly at: "join"; readonly trouble?: Trouble; readonly said?: string; readonly going?: boolean }
  | { readonly at: "room" }
  | { readonly at: "cover"; readonly sent: string }
  | { readonly at: "choose" }
  | { readonly at: "gone"; readonly why: Gone };

export interface ModelOptions {
  readonly config: PageConfig;
  readonly keep: Keep;
  readonly pass: boolean;
  /** A personal link's token. */
  readonly token?: string;
  readonly fetch?: typeof fetch;
}

export class Model {
  stage: Stage = { at: "join" };
  view: View = {};
  online = true;
  seat: DeviceSeat | undefined;
  readonly language: Language;
  readonly clock = new Clock();
  readonly seats: Seats;
  readonly outbox: Outbox;
  readonly api: Api;
  private live: Live | undefined;
  private position = 0;
  private grace: ReturnType<typeof setTimeout> | undefined;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners = new Set<() => void>();

  constructor(readonly options: ModelOptions) {
    const { config, keep } = options;
    const prefix = `circle.${config.code}.`;
    this.language = new Language(config, keep, options.fetch);
    this.api = new Api(config.base, config.code, options.fetch);
    this.seats = new Seats(keep, prefix);
    this.outbox = new Outbox({ keep, prefix, post: this.post, told: () => this.tell() });
  }

  start(): void {
    const { config, token, pass } = this.options;
    void this.speak(this.language.wish);
    if (!config.code) return this.go({ at: "code" });
    addEventListener("online", this.outbox.wake);
    addEventListener("pageshow", this.outbox.wake);
    document.addEventListener("visibilitychange", this.seen);
    this.outbox.wake();
    const seat = token ? this.seats.add(token, Date.now()) : this.seats.current();
    if (pass) this.go({ at: this.seats.all().length > 0 ? "choose" : "join" });
    else if (seat) this.sit(seat);
    else this.go({ at: "join" });
  }

  subscribe = (told: () => void): (() => void) => {
    this.listeners.add(told);
    return () => this.listeners.delete(told);
  };

  get t(): Translate {
    return this.language.t;
  }

  get locale(): string {
    return this.language.locale;
  }

  private readonly seen = (): void => void (document.hidden || this.outbox.wake());

  /** Ends everything that runs; for tests. */
  stop(): void {
    clearTimeout(this.retry);
    removeEventListener("online", this.outbox.wake);
    removeEventListener("pageshow", this.outbox.wake);
    document.removeEventListener("visibilitychange", this.seen);
    this.leave();
    this.outbox.close();
  }

  // ------------------------------------------------------------------ joining

  /** Takes a seat; waits and tries again by itself when the room is out of reach or busy. */
  async join(name: string, once = uuid()): Promise<void> {
    clearTimeout(this.retry);
    this.go({ ...this.stage, at: "join", going: true });
    const way = this.options.pass ? ({ way: "passed" } as const) : {};
    const answer = await this.api.join({ name: name.trim() || null, locale: this.locale, ...way }, once);
    if (answer.ok) return this.sit(this.seats.add(answer.body.token, Date.now()));
    if (answer.status === 404) return this.go({ at: "gone", why: "circle" });
    const again = passing(answer);
    const said = answer.message ? { said: answer.message } : {};
    this.go({ at: "join", trouble: trouble(answer), going: again, ...said });
    if (again) this.retry = setTimeout(() => void this.join(name, once), answer.after ?? 2_000 + Math.random() * 2_000);
  }

  sit(seat: DeviceSeat): void {
    this.leave();
    this.seat = seat;
    if (!this.options.pass) this.seats.sit(seat.key);
    this.go({ at: "room" });
    this.live = new Live({
      url: this.api.url("live"),
      token: seat.token,
      told: this.told,
      time: this.timed,
      state: this.lineIs,
      ...(this.options.fetch ? { fetch: this.options.fetch } : {}),
    });
    this.live.start();
  }

  /** The circle may be open again. */
  again(): void {
    if (this.seat) this.sit(this.seat);
    else this.go({ at: "join" });
  }

  // ------------------------------------------------------------------ the view

  /** The room's view with what only this device knows laid over it: what the face draws. */
  get faceView(): View {
    return { ...this.view, local: { online: this.online, out: this.seat ? this.outbox.of(this.seat.key) : {} } };
  }

  private readonly told = (view: View, position: number, mine: boolean): void => {
    this.view = view;
    this.position = position;
    if (this.seat && view.me?.word) this.seats.name(this.seat.key, view.me.word);
    if (this.seat && mine) this.outbox.shown(this.seat.key, position);
    // a seat that came from another device brings its language
    if (!this.language.wish && !this.options.pass) void this.speak(view.me?.locale);
    this.tell();
  };

  private readonly timed = (now: number): void => {
    this.clock.heard(now);
    if (this.seat) this.outbox.shown(this.seat.key, this.position);
    this.tell();
  };

  private readonly lineIs = (state: LiveState, refusal?: LiveRefusal): void => {
    if (state === "refused") return this.refused(refusal?.status ?? 0);
    if (state === "open") {
      clearTimeout(this.grace);
      this.grace = undefined;
      this.outbox.wake();
      if (!this.online) this.setOnline(true);
    } else if ((state === "broken" || state === "connecting") && this.online) {
      this.grace ??= setTimeout(() => this.setOnline(false), GRACE);
    } else if (state === "resting") {
      clearTimeout(this.grace);
      this.grace = undefined;
    }
  };

  private setOnline(online: boolean): void {
    this.grace = undefined;
    this.online = online;
    this.tell();
  }

  private refused(status: number): void {
    this.leave();
    this.go({ at: "gone", why: status === 404 || status === 410 ? "circle" : "seat" });
  }

  private leave(): void {
    this.live?.stop();
    this.live = undefined;
    this.view = {};
    this.online = true;
    clearTimeout(this.grace);
    this.grace = undefined;
  }

  // ------------------------------------------------------------------ saying something

  readonly send: Send = (kind, body, options = {}) => {
    const seat = this.seat;
    if (!seat) return Promise.reject(new Error("nobody sits here"));
    const id = options.id ?? uuid();
    const done = this.outbox.add(seat.key, options.step ?? this.view.step?.id ?? "", kind, body, id);
    if (this.options.pass) this.cover(id);
    return done;
  };

  private readonly post = async (key: string, items: readonly Item[]) => {
    const seat = this.seats.get(key);
    if (!seat) return { ok: false as const, status: 401, code: "unknown_seat" };
    const answer = await this.api.post(seat.token, items);
    if (!answer.ok && answer.status === 0) this.live?.doubt();
    return answer;
  };

  readonly drafts: Drafts = {
    get: (name) => (this.seat ? (this.options.keep.get(this.seats.draftKey(this.seat.key, name)) ?? "") : ""),
    set: (name, text) => {
      if (!this.seat) return;
      const key = this.seats.draftKey(this.seat.key, name);
      if (text) this.options.keep.set(key, text);
      else this.options.keep.remove(key);
    },
  };

  /** What this seat has said that the room does not have. */
  get unsent(): Outgoing[] {
    const mine = this.seat ? Object.values(this.outbox.of(this.seat.key)) : [];
    return mine.filter((item) => item.state !== "stored").sort((a, b) => a.n - b.n);
  }

  // ------------------------------------------------------------------ a device that is passed on

  /** Nothing of the person who wrote stays on the screen. */
  cover(sent = ""): void {
    this.leave();
    this.go({ at: "cover", sent });
  }

  choose(): void {
    this.seat = undefined;
    this.go({ at: this.seats.all().length > 0 ? "choose" : "join" });
  }

  newSeat(): void {
    this.leave();
    this.seat = undefined;
    this.go({ at: "join" });
  }

  // ------------------------------------------------------------------ one's own things

  get link(): string {
    return `${location.origin}${this.options.config.base}join/${this.options.config.code}#seat=${this.seat?.token ?? ""}`;
  }

  async rename(name: string): Promise<boolean> {
    const answer = await this.api.change(this.seat?.token ?? "", { name: name.trim() || null });
    return answer.ok;
  }

  async erase(): Promise<boolean> {
    const seat = this.seat;
    if (!seat) return false;
    const answer = await this.api.erase(seat.token);
    // 401: an earlier request got through, and only its answer was lost
    if (!answer.ok && answer.status !== 401) return false;
    this.leave();
    this.outbox.forget(seat.key);
    this.seats.remove(seat.key);
    this.go({ at: "gone", why: "erased" });
    return true;
  }

  /** Another language, kept for this device; the room is told too, for the sentences that it sends. */
  async choosesLanguage(locale: string): Promise<void> {
    this.language.remember(locale);
    await this.speak(locale);
    if (this.seat) await this.api.change(this.seat.token, { locale });
  }

  private async speak(locale: string | undefined): Promise<void> {
    if (await this.language.speak(locale)) this.tell();
  }

  private go(stage: Stage): void {
    this.stage = stage;
    this.tell();
  }

  /** Has everything drawn again. */
  tell(): void {
    for (const told of this.listeners) told();
  }
}

function trouble(no: No): Trouble {
  if (no.code === "full") return "full";
  if (no.status === 0) return "offline";
  return passing(no) ? "busy" : "other";
}

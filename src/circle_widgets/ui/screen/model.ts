/** What the projector's page knows: the screen's view and, with a key, what the facilitator may do next. */

import { Api } from "../api";
import { Clock } from "../clock";
import type { LoadKind } from "../control/kind-face";
import { kindLoader } from "../control/load-kind";
import { type Act, actOf, isTheirs, moveFor } from "../control/moves";
import { Pen } from "../control/pen";
import { Sentences } from "../control/sentences";
import { Live, type LiveState } from "../live";
import type { PageConfig } from "../phone/config";
import type { View } from "../types";

/** A line that is silent for less than this, in ms, is nothing to tell a room about. */
const GRACE = 4_000;
const LOOK_AGAIN = 5_000;

export interface ScreenOptions {
  readonly config: PageConfig;
  readonly key?: string | undefined;
  readonly fetch?: typeof fetch;
}

export class Model {
  view: View = {};
  /** Dark at this screen alone: without a key that is all its keys can do. */
  dark = false;
  away = false;
  gone = false;
  readonly clock = new Clock();
  readonly sentences: Sentences;
  readonly load: LoadKind;
  private wall: View = {};
  private desk: View = {};
  private readonly api: Api;
  private readonly pen: Pen;
  private readonly listeners = new Set<() => void>();
  private lines: Live[] = [];
  private grace: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly options: ScreenOptions) {
    const { config, key = "", fetch } = options;
    this.api = new Api(config.base, config.code, fetch);
    this.load = kindLoader(config.kinds);
    this.sentences = new Sentences(config, () => this.tell());
    this.pen = new Pen({ post: (items) => this.api.post(key, items) });
  }

  get send() {
    return this.pen.send;
  }

  subscribe = (told: () => void): (() => void) => {
    this.listeners.add(told);
    return () => this.listeners.delete(told);
  };

  /** Two lines with a key: what the wall shows never comes over the one that opens more than the wall. */
  start(): void {
    const { key } = this.options;
    const time = this.clock.heard.bind(this.clock);
    const common = { url: this.api.url("live"), time, ...(this.options.fetch ? { fetch: this.options.fetch } : {}) };
    this.lines = [new Live({ ...common, told: (view) => this.told("wall", view), state: this.lineIs })];
    if (key) this.lines.push(new Live({ ...common, token: key, told: (view) => this.told("desk", view) }));
    for (const line of this.lines) line.start();
    document.addEventListener("keydown", this.pressed);
  }

  stop(): void {
    document.removeEventListener("keydown", this.pressed);
    clearTimeout(this.grace);
    for (const line of this.lines) line.stop();
  }

  /** Does what a key or a click stands for; false when there is nothing to do. */
  act(act: Act): boolean {
    if (!this.options.key) {
      if (act !== "blank") return false;
      this.dark = !this.dark;
      this.tell();
      return true;
    }
    const move = moveFor(act, this.view);
    if (!move || this.pen.pending) return false; // one step at a time: a clicker pressed twice means one page
    void this.pen.send(move.kind, move.body ?? {}, move.step ? { step: move.step } : {});
    return true;
  }

  readonly pressed = (event: KeyboardEvent): void => {
    const act = isTheirs(event) || event.repeat ? undefined : actOf(event);
    if (act && this.act(act)) event.preventDefault();
  };

  private told(which: "wall" | "desk", view: View): void {
    this[which] = view;
    this.view = this.desk.desk ? { ...this.wall, desk: this.desk.desk } : this.wall;
    void this.sentences.speak(view.circle?.locale);
    this.tell();
  }

  private readonly lineIs = (state: LiveState): void => {
    clearTimeout(this.grace);
    this.gone = state === "refused";
    if (state === "refused") this.grace = setTimeout(() => (this.stop(), this.start()), LOOK_AGAIN);
    else if (state === "open") this.away = false;
    else this.grace = setTimeout(() => ((this.away = true), this.tell()), GRACE);
    this.tell();
  };

  private tell(): void {
    for (const told of [...this.listeners]) told();
  }
}

/** The key of the address, which is taken out of it at once and kept for a reload of this tab. */
export function keyFrom({ hash }: Location, name = "circle.key"): string | undefined {
  const found = /(?:^#|&)key=([^&]+)/.exec(hash)?.[1];
  try {
    if (found) sessionStorage.setItem(name, found);
    if (found) history.replaceState(null, "", location.pathname + location.search);
    return found ?? sessionStorage.getItem(name) ?? undefined;
  } catch {
    return found; // no storage here: a reload needs the link once more
  }
}

/** What the projector's page knows: the screen's view and, with a key, what the facilitator may do next. */

import { Api } from "../api";
import { Clock } from "../clock";
import type { LoadKind } from "../control/kind-face";
import { kindLoader } from "../control/load-kind";
import { Acts } from "../control/acts";
import { type Act, actOf, isTheirs } from "../control/moves";
import { Pen } from "../control/pen";
import { Sentences } from "../control/sentences";
import type { Keep } from "../keep";
import { Live, type LiveRefusal, type LiveState } from "../live";
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
  private key: string;
  private readonly api: Api;
  private readonly pen: Pen;
  private readonly acts: Acts;
  private readonly listeners = new Set<() => void>();
  private line: Live | undefined;
  private grace: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly options: ScreenOptions) {
    const { config, key = "", fetch } = options;
    this.key = key;
    this.api = new Api(config.base, config.code, fetch);
    this.load = kindLoader(config.kinds);
    this.sentences = new Sentences(config, () => this.tell());
    this.pen = new Pen({ post: (items) => this.api.post(this.key, items) });
    this.acts = new Acts({ send: this.pen.send, view: () => this.view, told: () => this.tell(), ahead: true });
  }

  get send() {
    return this.pen.send;
  }

  subscribe = (told: () => void): (() => void) => {
    this.listeners.add(told);
    return () => this.listeners.delete(told);
  };

  start(): void {
    clearTimeout(this.grace);
    this.grace = undefined;
    const { key } = this;
    const { fetch } = this.options;
    // with a key the room sends the desk's view: what the screen shows, and what comes next; nothing private
    this.line = new Live({
      url: this.api.url(key ? "live?role=desk" : "live"),
      ...(key ? { token: key } : {}),
      ...(fetch ? { fetch } : {}),
      time: (now) => this.clock.heard(now),
      told: (view, position) => this.told(view, position),
      state: this.lineIs,
    });
    this.line.start();
    document.addEventListener("keydown", this.pressed);
  }

  stop(): void {
    document.removeEventListener("keydown", this.pressed);
    clearTimeout(this.grace);
    this.grace = undefined;
    this.acts.stop();
    this.line?.stop();
  }

  /** Does what a key or a click stands for; false when there is nothing to do. */
  act(act: Act): boolean {
    if (!this.key) {
      if (act !== "blank") return false;
      this.dark = !this.dark;
      this.tell();
      return true;
    }
    return this.acts.act(act); // one step at a time: a clicker pressed twice means one page
  }

  readonly pressed = (event: KeyboardEvent): void => {
    const act = isTheirs(event) || event.repeat ? undefined : actOf(event);
    if (act && this.act(act)) event.preventDefault();
  };

  private told(view: View, position: number): void {
    this.view = view;
    void this.sentences.speak(view.circle?.locale);
    this.acts.shown(position);
    this.tell();
  }

  private readonly lineIs = (state: LiveState, refusal?: LiveRefusal): void => {
    if (state === "refused") return this.turnedAway(refusal?.status);
    if (state === "stopped" || state === "resting") return;
    this.gone = false;
    if (state === "open") {
      clearTimeout(this.grace);
      this.grace = undefined;
      this.away = false;
    } else this.grace ??= setTimeout(() => ((this.away = true), this.tell()), GRACE); // however often it tries meanwhile
    this.tell();
  };

  private turnedAway(status = 0): void {
    this.stop();
    if (this.key && status !== 404) {
      // the key was turned off: what the wall shows needs none
      this.key = "";
      return this.start();
    }
    this.gone = true;
    this.grace = setTimeout(() => this.start(), LOOK_AGAIN);
    this.tell();
  }

  private tell(): void {
    for (const told of [...this.listeners]) told();
  }
}

/** The key of the address, which is taken out of it at once; `keep` has it for a reload. */
export function keyFrom(code: string, keep: Keep): string | undefined {
  const name = `circle.${code}.key`;
  const found = /(?:^#|&)key=([^&]+)/.exec(location.hash)?.[1];
  if (!found) return keep.get(name);
  keep.set(name, found);
  history.replaceState(null, "", location.pathname + location.search);
  return found;
}

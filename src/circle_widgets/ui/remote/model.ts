/** What the facilitator's phone knows: the remote's view, its key, and what is on its way to the room. */

import { Api } from "../api";
import { Clock } from "../clock";
import { Acts } from "../control/acts";
import type { LoadKind } from "../control/kind-face";
import { kindLoader } from "../control/load-kind";
import type { Act } from "../control/moves";
import { Pen } from "../control/pen";
import { Sentences } from "../control/sentences";
import { Live, type LiveRefusal, type LiveState } from "../live";
import type { PageConfig } from "../phone/config";
import type { View } from "../types";

const GRACE = 3_000;

export interface RemoteOptions {
  readonly config: PageConfig;
  readonly key: string;
  readonly fetch?: typeof fetch;
}

export class Model {
  view: View = {};
  away = false;
  gone: "" | "key" | "circle" = "";
  readonly clock = new Clock();
  readonly sentences: Sentences;
  readonly load: LoadKind;
  private readonly api: Api;
  private readonly pen: Pen;
  private readonly listeners = new Set<() => void>();
  private live: Live | undefined;
  private grace: ReturnType<typeof setTimeout> | undefined;
  private readonly acts: Acts;

  constructor(private readonly options: RemoteOptions) {
    const { config, key, fetch } = options;
    this.api = new Api(config.base, config.code, fetch);
    this.load = kindLoader(config.kinds);
    this.sentences = new Sentences(config, () => this.tell());
    this.pen = new Pen({ post: (items) => this.api.post(key, items) });
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
    const { key, fetch } = this.options;
    if (!key) return this.over("key");
    this.live = new Live({
      url: this.api.url("live"),
      token: key,
      ...(fetch ? { fetch } : {}),
      time: (now) => this.clock.heard(now),
      told: (view, position) => this.told(view, position),
      state: this.lineIs,
    });
    this.live.start();
  }

  stop(): void {
    clearTimeout(this.grace);
    this.acts.stop();
    this.live?.stop();
  }

  /** Does what a button stands for. */
  readonly act = (act: Act): void => void this.acts.act(act);

  /** Something is on its way, or has not shown yet. */
  get busy(): boolean {
    return this.acts.busy;
  }

  /** What the room refused, in words. */
  get said(): string {
    return this.acts.said;
  }

  /** What is hidden in the current step; undefined when the room does not say. */
  async look(): Promise<View | undefined> {
    const answer = await this.api.look(this.options.key, this.view.step?.id ?? "");
    return answer.ok ? (answer.body as unknown as View) : undefined;
  }

  private told(view: View, position: number): void {
    this.view = view;
    void this.sentences.speak(view.circle?.locale);
    this.acts.shown(position);
    this.tell();
  }

  private readonly lineIs = (state: LiveState, refusal?: LiveRefusal): void => {
    if (state === "refused") return this.over(refusal?.status === 404 ? "circle" : "key");
    if (state === "stopped" || state === "resting") return;
    if (state === "open") {
      clearTimeout(this.grace);
      this.grace = undefined;
      this.away = false;
      this.pen.wake();
    } else this.grace ??= setTimeout(() => ((this.away = true), this.tell()), GRACE); // however often it tries meanwhile
    this.tell();
  };

  private over(why: "key" | "circle"): void {
    this.gone = why;
    this.tell();
  }

  private tell(): void {
    for (const told of [...this.listeners]) told();
  }
}

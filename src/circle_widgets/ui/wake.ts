/** Keeps a display awake, where the browser can: only on an address that it takes for a safe one, and while it is seen. */

import { useEffect, useState } from "preact/hooks";

interface Sentinel {
  release(): Promise<void>;
  addEventListener(name: "release", told: () => void): void;
}

/** The part of a browser that does this. */
export interface Waking {
  request(what: "screen"): Promise<Sentinel>;
}

interface Page {
  readonly visibilityState: DocumentVisibilityState;
  addEventListener(name: "visibilitychange", told: () => void): void;
  removeEventListener(name: "visibilitychange", told: () => void): void;
}

/** `cannot`: the display may fall asleep, and only a person can keep it from that. */
export type Wake = "off" | "held" | "cannot";

/** Holds the display awake from its making to `stop`. What it holds the browser takes back whenever the page is hidden. */
export class Awake {
  state: Wake = "off";
  private held: Sentinel | undefined;
  private asking = false;
  private over = false;

  constructor(
    private readonly told: (state: Wake) => void,
    private readonly waking: Waking | undefined = (navigator as { wakeLock?: Waking }).wakeLock,
    private readonly page: Page = document,
  ) {
    page.addEventListener("visibilitychange", this.seen);
    void this.ask();
  }

  stop(): void {
    this.over = true;
    this.page.removeEventListener("visibilitychange", this.seen);
    this.letGo();
  }

  private readonly seen = () => void this.ask();

  private async ask(): Promise<void> {
    if (!this.waking) return this.say("cannot");
    if (this.asking || this.held || this.over || this.page.visibilityState !== "visible") return;
    this.asking = true;
    try {
      this.took(await this.waking.request("screen"));
    } catch {
      // hidden while it was asked: no refusal, it is asked again when it is seen
      if (this.page.visibilityState === "visible") this.say("cannot");
    }
    this.asking = false;
  }

  private took(held: Sentinel): void {
    this.held = held;
    held.addEventListener("release", () => this.lost(held));
    if (this.over) return this.letGo();
    this.say("held");
  }

  /** Taken back: because the page is hidden, or because the battery is low. */
  private lost(held: Sentinel): void {
    if (this.held !== held) return;
    this.held = undefined;
    if (!this.over) this.say(this.page.visibilityState === "visible" ? "cannot" : "off");
  }

  private letGo(): void {
    const held = this.held;
    this.held = undefined;
    void held?.release().catch(() => undefined);
  }

  private say(state: Wake): void {
    if (this.over || this.state === state) return;
    this.state = state;
    this.told(state);
  }
}

/** Holds this display awake while `wanted`. */
export function useAwake(wanted: boolean): Wake {
  const [state, setState] = useState<Wake>("off");
  useEffect(() => {
    if (!wanted) return undefined;
    const awake = new Awake(setState);
    return () => (awake.stop(), setState("off"));
  }, [wanted]);
  return state;
}

/** Which tab of this device sends: one at a time. Two that send at once do no harm (the room counts an id once), but waste. */

import type { Keep } from "./keep";

interface Held {
  readonly tab: string;
  readonly until: number;
}

export class Lease {
  constructor(
    private readonly keep: Keep,
    private readonly key: string,
    private readonly tab: string,
    private readonly now: () => number = Date.now,
  ) {}

  /** ms until this tab may send; 0 when it may now, and it is then the one for `span` ms. */
  take(span: number): number {
    const held = this.read();
    const left = held && held.tab !== this.tab ? held.until - this.now() : 0;
    // a span that no tab would take: another clock wrote it
    if (left > 0 && left <= span) return left;
    this.keep.set(this.key, JSON.stringify({ tab: this.tab, until: this.now() + span } satisfies Held));
    return 0;
  }

  release(): void {
    if (this.read()?.tab === this.tab) this.keep.remove(this.key);
  }

  private read(): Held | undefined {
    try {
      return JSON.parse(this.keep.get(this.key) ?? "") as Held;
    } catch {
      return undefined;
    }
  }
}

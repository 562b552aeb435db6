/** The room's time on this device, from what the room says now and then. */

/** How many of the latest sayings count: at one every 15 s, two minutes' worth. */
const KEPT = 8;

/**
 * The offset between the room's clock and ours. What the room says arrives late, never early, so the largest of the
 * latest differences is the nearest to the truth. A device whose clock jumps is right again when the window has passed.
 */
export class Clock {
  private readonly differences: number[] = [];

  constructor(private readonly local: () => number = Date.now) {}

  /** The room says that it is `server` (ms since the epoch). */
  heard(server: number): void {
    const difference = server - this.local();
    const last = this.differences[this.differences.length - 1];
    // a phone's clock that was set: what was heard before says nothing any more
    if (last !== undefined && Math.abs(difference - last) > 60_000) this.differences.length = 0;
    this.differences.push(difference);
    if (this.differences.length > KEPT) this.differences.shift();
  }

  /** Server time in ms since the epoch; our own until the room has said its. */
  readonly now = (): number => this.local() + (this.differences.length ? Math.max(...this.differences) : 0);
}

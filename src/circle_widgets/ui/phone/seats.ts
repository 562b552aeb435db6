/** The seats of this device: one's own, or those of everyone it was passed on to. */

import type { Keep } from "../keep";
import { uuid } from "../uuid";

/** `key` is this device's own name for the seat; the token is the seat's secret. */
export interface DeviceSeat {
  readonly key: string;
  readonly token: string;
  readonly at: number;
  readonly word?: string;
}

export class Seats {
  constructor(
    private readonly keep: Keep,
    private readonly prefix: string,
  ) {}

  /** All of them, in the order in which they sat down. */
  all(): DeviceSeat[] {
    const found = this.keep.keys(`${this.prefix}seat.`).map((key) => this.read(key));
    return found.filter((seat): seat is DeviceSeat => seat !== undefined).sort((a, b) => a.at - b.at);
  }

  get(key: string | undefined): DeviceSeat | undefined {
    return key === undefined ? undefined : this.read(`${this.prefix}seat.${key}`);
  }

  /** The seat that this device sat on last, unless it is one that is passed on. */
  current(): DeviceSeat | undefined {
    return this.get(this.keep.get(`${this.prefix}now`));
  }

  sit(key: string): void {
    this.keep.set(`${this.prefix}now`, key);
  }

  /** A seat with this token; the same one when it is known here already. */
  add(token: string, at: number): DeviceSeat {
    const known = this.all().find((seat) => seat.token === token);
    if (known) return known;
    const seat = { key: uuid(), token, at };
    this.write(seat);
    return seat;
  }

  name(key: string, word: string | undefined): void {
    const seat = this.get(key);
    if (seat && word && seat.word !== word) this.write({ ...seat, word });
  }

  /** The seat and all that was being typed on it. */
  remove(key: string): void {
    this.keep.remove(`${this.prefix}seat.${key}`);
    if (this.keep.get(`${this.prefix}now`) === key) this.keep.remove(`${this.prefix}now`);
    for (const draft of this.keep.keys(this.draftKey(key, ""))) this.keep.remove(draft);
  }

  readonly draftKey = (key: string, name: string): string => `${this.prefix}draft.${key}.${name}`;

  private write(seat: DeviceSeat): void {
    this.keep.set(`${this.prefix}seat.${seat.key}`, JSON.stringify(seat));
  }

  private read(key: string): DeviceSeat | undefined {
    try {
      const seat = JSON.parse(this.keep.get(key) ?? "") as DeviceSeat;
      return seat.token ? seat : undefined;
    } catch {
      return undefined;
    }
  }
}

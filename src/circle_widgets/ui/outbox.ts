/**
 * What this device has to say, kept until the room has it. Everything is written down before it is sent, sent in the
 * order in which it was written, sent again until an answer comes, and never forgotten because of an error.
 */

import { type Answer, type Item, type No, PATIENCE, type Posted, passing } from "./api";
import type { Keep } from "./keep";
import { Lease } from "./lease";
import type { Body, Outgoing, Receipt, Refusal } from "./types";
import { uuid } from "./uuid";

/** The most things in one request. */
const BATCH = 40;
const LONGEST_WAIT = 15_000;

export interface OutboxOptions {
  readonly keep: Keep;
  /** What the keys of this circle begin with. */
  readonly prefix: string;
  /** Sends for a seat of this device. A seat whose token is gone answers 401. */
  readonly post: (seat: string, items: readonly Item[]) => Promise<Answer<Posted>>;
  readonly told: () => void;
  readonly now?: () => number;
  readonly random?: () => number;
}

type Settled = (answer: Receipt | Refusal) => void;

export class Outbox {
  private items = new Map<string, Outgoing>();
  private readonly waiting = new Map<string, Settled[]>();
  private readonly lease: Lease;
  private readonly now: () => number;
  private readonly unwatch: () => void;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private attempts = 0;
  private sending = false;
  private closed = false;
  /** After a batch that was refused as a whole: one at a time, to find the one that it was about. */
  private single = false;

  constructor(private readonly options: OutboxOptions) {
    this.now = options.now ?? Date.now;
    this.lease = new Lease(options.keep, `${options.prefix}lease`, uuid(), this.now);
    this.items = this.read();
    this.unwatch = options.keep.watch((key) => key.startsWith(this.key("")) && this.reload());
  }

  /** Writes it down and sends it when possible. The same `id` twice is one thing. */
  add(seat: string, step: string, kind: string, body: Body, id = uuid()): Promise<Receipt | Refusal> {
    const done = new Promise<Receipt | Refusal>((settled) => this.waiting.set(id, [...(this.waiting.get(id) ?? []), settled]));
    if (!this.items.has(id)) {
      const last = Math.max(0, ...[...this.items.values()].map((item) => item.n));
      this.write({ id, n: Math.max(this.now(), last + 1), seat, step, kind, body, state: "waiting" });
      this.options.told();
    }
    this.settle();
    void this.flush();
    return done;
  }

  /** What one seat has under way here, by id. */
  of(seat: string): Record<string, Outgoing> {
    return Object.fromEntries([...this.items].filter(([, item]) => item.seat === seat));
  }

  /** Whether something has still to be sent. */
  get pending(): boolean {
    return this.next().length > 0;
  }

  /** The view shows what the log held at `position`: what was stored until there need not be remembered here. */
  shown(seat: string, position: number): void {
    const old = [...this.items.values()].filter((item) => item.seat === seat && item.state === "stored" && (item.position ?? 0) <= position);
    for (const item of old) this.drop(item.id, false);
    if (old.length > 0) this.options.told();
  }

  drop(id: string, tell = true): void {
    this.items.delete(id);
    this.options.keep.remove(this.key(id));
    if (tell) this.options.told();
  }

  /** Erased: nothing of this seat is kept here either. */
  forget(seat: string): void {
    for (const id of Object.keys(this.of(seat))) this.drop(id, false);
    this.options.told();
  }

  /** The line is back, or somebody looks at the page again: no more waiting. */
  readonly wake = (): void => {
    this.attempts = 0;
    this.reload();
    void this.flush();
  };

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
    this.unwatch();
    this.lease.release();
  }

  private readonly key = (id: string): string => `${this.options.prefix}out.${id}`;

  /** A key each, so that two tabs never overwrite each other's words. */
  private write(item: Outgoing): void {
    this.items.set(item.id, item);
    this.options.keep.set(this.key(item.id), JSON.stringify(item));
  }

  private read(): Map<string, Outgoing> {
    const found = new Map<string, Outgoing>();
    for (const key of this.options.keep.keys(this.key(""))) {
      try {
        const item = JSON.parse(this.options.keep.get(key) ?? "") as Outgoing;
        found.set(item.id, item);
      } catch {
        // not ours
      }
    }
    return found;
  }

  private reload(): void {
    this.items = this.read();
    this.settle();
    this.options.told();
    if (this.pending) void this.flush();
  }

  /** Tells those who wait for an answer that came, to this tab or to another. */
  private settle(): void {
    for (const [id, settled] of this.waiting) {
      const item = this.items.get(id);
      if (item?.state === "waiting") continue;
      // gone from here: another tab had its receipt and has seen it in the view
      const answer: Receipt | Refusal = item?.state === "refused" ? { id, code: item.code ?? "", message: item.message ?? "" } : { id, position: item?.position ?? 0 };
      this.waiting.delete(id);
      for (const tell of settled) tell(answer);
    }
  }

  /** The next things to send, all of one seat, in the order in which they were written. */
  private next(): Outgoing[] {
    const waiting = [...this.items.values()].filter((item) => item.state === "waiting").sort((a, b) => a.n - b.n);
    const other = waiting.findIndex((item) => item.seat !== waiting[0]?.seat);
    return waiting.slice(0, Math.min(other < 0 ? waiting.length : other, this.single ? 1 : BATCH));
  }

  private async flush(): Promise<void> {
    if (this.sending || this.closed) return;
    clearTimeout(this.timer);
    this.sending = true;
    this.items = this.read(); // with what other tabs wrote while this one slept
    this.settle();
    try {
      for (let batch = this.next(); batch.length > 0 && !this.closed; batch = this.next()) {
        const wait = this.lease.take(PATIENCE + 3_000);
        if (wait > 0) return this.later(wait);
        const seat = batch[0]!.seat;
        const answer = await this.options.post(seat, batch.map(({ id, step, kind, body }) => ({ id, step, kind, body })));
        if (!this.take(batch, answer)) return;
      }
      this.lease.release();
    } finally {
      this.sending = false;
    }
  }

  /** False when it is time to wait. */
  private take(batch: readonly Outgoing[], answer: Answer<Posted>): boolean {
    if (!answer.ok) {
      // 404: the circle is not there now; it may be again, and the words wait for it
      if (passing(answer) || answer.status === 404) return this.pause(answer);
      if (batch.length > 1 && answer.status !== 401) return (this.single = true);
      for (const item of batch) this.refuse(item, { id: item.id, code: answer.code ?? `http_${answer.status}`, message: answer.message ?? "" });
    } else {
      this.attempts = 0;
      for (const { id, position } of answer.body.receipts) this.mark(id, { state: "stored", position });
      for (const one of answer.body.refused) this.mark(one.id, { state: "refused", code: one.code, message: one.message });
      const named = new Set([...answer.body.receipts, ...answer.body.refused].map((one) => one.id));
      if (!batch.some((item) => named.has(item.id))) return this.pause();
    }
    this.settle();
    this.options.told();
    if (this.single && this.next().length === 0) this.single = false;
    return true;
  }

  private mark(id: string, change: Partial<Outgoing>): void {
    const item = this.items.get(id);
    if (item) this.write({ ...item, ...change });
  }

  private refuse(item: Outgoing, why: Refusal): void {
    this.mark(item.id, { state: "refused", code: why.code, message: why.message });
  }

  private pause(no?: No): false {
    this.lease.release();
    const random = (this.options.random ?? Math.random)();
    const wait = Math.min(LONGEST_WAIT, 1000 * 2 ** this.attempts++) * (0.5 + random / 2);
    this.later(no?.after === undefined ? wait : no.after + random * 1000);
    return false;
  }

  private later(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), ms);
  }
}

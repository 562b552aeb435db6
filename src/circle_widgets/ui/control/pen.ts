/** Sends what the facilitator decides, in order, and again until the room answers. It lives as long as the page. */

import { type Answer, type Item, passing, type Posted } from "../api";
import type { Body, Receipt, Refusal, Send } from "../types";
import { uuid } from "../uuid";

const BATCH = 40;
const LONGEST_WAIT = 8_000;

/** A contribution; a key may say for which seat it is. */
export interface KeyItem extends Item {
  readonly seat?: string;
}

interface Waiting {
  readonly item: KeyItem;
  readonly settle: (answer: Receipt | Refusal) => void;
}

export interface PenOptions {
  readonly post: (items: readonly KeyItem[]) => Promise<Answer<Posted>>;
  /** Whether something has been on its way for longer than a moment. */
  readonly told?: (late: boolean) => void;
  readonly random?: () => number;
}

export class Pen {
  private queue: Waiting[] = [];
  private sending = false;
  private attempts = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: PenOptions) {}

  readonly send: Send = (kind: string, body: Body, { step = "", seat, id = uuid() } = {}) =>
    new Promise((settle) => {
      this.queue.push({ item: { id, step, kind, body, ...(seat ? { seat } : {}) }, settle });
      // what is sent in one go, many pasted lines, travels in one request
      queueMicrotask(() => void this.flush());
    });

  get pending(): boolean {
    return this.queue.length > 0;
  }

  /** The line is back: no more waiting. */
  readonly wake = (): void => {
    this.attempts = 0;
    clearTimeout(this.timer);
    void this.flush();
  };

  private async flush(): Promise<void> {
    if (this.sending || this.queue.length === 0) return;
    clearTimeout(this.timer);
    this.sending = true;
    const batch = this.queue.slice(0, BATCH);
    const answer = await this.options.post(batch.map(({ item }) => item));
    this.sending = false;
    if (!answer.ok && passing(answer)) return this.later(answer.after);
    this.attempts = 0;
    this.options.told?.(false);
    if (answer.ok) this.settle(batch, answer.body);
    else this.refuse(batch, { code: answer.code ?? `http_${answer.status}`, message: answer.message ?? "" });
    if (this.pending) void this.flush();
  }

  private settle(batch: readonly Waiting[], { receipts, refused }: Posted): void {
    const answers = new Map<string, Receipt | Refusal>([...receipts, ...refused].map((one) => [one.id, one]));
    this.queue = this.queue.filter((one) => !batch.includes(one));
    for (const { item, settle } of batch) settle(answers.get(item.id) ?? { id: item.id, code: "unanswered", message: "" });
  }

  private refuse(batch: readonly Waiting[], why: Omit<Refusal, "id">): void {
    this.queue = this.queue.filter((one) => !batch.includes(one));
    for (const { item, settle } of batch) settle({ id: item.id, ...why });
  }

  private later(after?: number): void {
    this.options.told?.(true);
    const random = (this.options.random ?? Math.random)();
    const wait = after ?? Math.min(LONGEST_WAIT, 500 * 2 ** this.attempts++) * (0.5 + random / 2);
    this.timer = setTimeout(() => void this.flush(), wait);
  }
}

/**
 * A widget's talk with Python: numbered questions, each asked again until it is answered (widgets/stage.py). A trait or
 * a message may be lost while the connection says "connected"; a question is not, and is done once.
 */

import { Held } from "./control/source";
import { uuid } from "./uuid";

/** What anywidget hands to `render`: the part of it that we use. */
export interface Model {
  get(name: string): unknown;
  on(event: string, heard: (content: unknown) => void): void;
  off(event: string, heard: (content: unknown) => void): void;
  send(content: unknown): void;
}

/** A question that Python answered with a refusal; `message` is in the widget's language. */
export class Refused extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly field?: string,
  ) {
    super(message);
  }
}

interface Reply {
  readonly page?: unknown;
  readonly n?: unknown;
  readonly answer?: unknown;
  readonly error?: { readonly code: string; readonly message: string; readonly field?: string };
}

interface Waiting {
  readonly message: object;
  readonly since: number;
  readonly done: (reply: Reply) => void;
}

/** Milliseconds after which a question is asked again. */
const AGAIN = 2_000;
/** Milliseconds without an answer after which nobody is there: the Python behind the page was ended or is busy. */
const ASLEEP = 8_000;

export class Questions {
  /** Whether nobody answers. */
  readonly asleep = new Held(false);
  private readonly page = uuid();
  private readonly waiting = new Map<number, Waiting>();
  private last = 0;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly model: Model,
    private readonly now: () => number = Date.now,
  ) {
    model.on("msg:custom", this.heard);
  }

  /** Asks, and waits however long it takes. Rejects with {@link Refused} when Python says no. */
  ask<T>(type: string, body: object = {}): Promise<T> {
    const n = ++this.last;
    const message = { ...body, page: this.page, n, type };
    const answered = new Promise<T>((done, refused) => {
      const reply = ({ answer, error }: Reply) =>
        error ? refused(new Refused(error.code, error.message, error.field)) : done(answer as T);
      this.waiting.set(n, { message, since: this.now(), done: reply });
    });
    this.model.send(message);
    this.timer ??= setInterval(this.look, AGAIN);
    return answered;
  }

  /** Hangs up: the page is going. */
  stop(): void {
    this.model.off("msg:custom", this.heard);
    this.waiting.clear();
    this.rest();
  }

  private readonly heard = (content: unknown): void => {
    const reply = (content ?? {}) as Reply;
    if (reply.page !== this.page || typeof reply.n !== "number") return;
    const asked = this.waiting.get(reply.n);
    this.waiting.delete(reply.n);
    this.asleep.set(false);
    if (this.waiting.size === 0) this.rest();
    asked?.done(reply);
  };

  private readonly look = (): void => {
    for (const { message, since } of this.waiting.values()) {
      if (this.now() - since >= ASLEEP) this.asleep.set(true);
      this.model.send(message);
    }
  };

  private rest(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }
}

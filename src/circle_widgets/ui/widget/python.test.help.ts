/** Python in memory, for tests of widgets: it hears questions, and answers as it is told. */

import type { Model } from "../comm";

type Answers = Readonly<Record<string, (body: Readonly<Record<string, unknown>>) => unknown>>;

/** What an answer throws when Python says no. */
export class No extends Error {}

export class Python implements Model {
  /** Every question but the beat, in order. */
  readonly asked: Record<string, unknown>[] = [];
  private readonly heard = new Map<string, Set<(content: unknown) => void>>();

  constructor(
    private readonly traits: Record<string, unknown>,
    private readonly answers: Answers = {},
  ) {}

  get = (name: string): unknown => this.traits[name];

  on = (event: string, heard: (content: unknown) => void): void => {
    const known = this.heard.get(event) ?? new Set();
    this.heard.set(event, known.add(heard));
  };

  off = (event: string, heard: (content: unknown) => void): void => void this.heard.get(event)?.delete(heard);

  send = (content: unknown): void => {
    const { page, n, type, ...body } = content as { page: string; n: number; type: string };
    if (type !== "hello") this.asked.push({ type, ...body });
    const answer = this.answers[type];
    if (!answer) return;
    let reply: object;
    try {
      reply = { answer: answer(body) ?? {} };
    } catch (error) {
      reply = { error: { code: "no", message: (error as No).message } };
    }
    queueMicrotask(() => this.tell("msg:custom", { page, n, ...reply }));
  };

  /** A trait changes, as when Python drew anew. */
  set(name: string, value: unknown): void {
    this.traits[name] = value;
    this.tell(`change:${name}`, undefined);
  }

  private tell(event: string, content: unknown): void {
    for (const heard of this.heard.get(event) ?? []) heard(content);
  }
}

interface Widget {
  render(drawn: { model: Model; el: HTMLElement }): () => void;
}

/** Draws a widget; what stands in its shadow root, and how it goes. */
export function drawn(module: Widget, model: Model): { inside: HTMLElement; end: () => void } {
  const el = document.body.appendChild(document.createElement("div"));
  const end = module.render({ model, el });
  const inside = el.firstElementChild!.shadowRoot!.lastElementChild as HTMLElement;
  return { inside, end: () => (end(), el.remove()) };
}

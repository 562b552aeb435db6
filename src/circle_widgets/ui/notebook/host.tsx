/**
 * Hosts a large widget in a notebook: the desk, a step alone. It stands in a shadow root, so that neither our style
 * changes the page around it nor the page's changes ours; what a page of the room asks over HTTP, it asks Python.
 */

import { type ComponentType, render } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { Answer, Posted } from "../api";
import { Clock } from "../clock";
import { type Model, Questions, Refused } from "../comm";
import type { LoadKind } from "../control/kind-face";
import { Pen } from "../control/pen";
import { useTold } from "../hooks";
import { type Messages, translator } from "../i18n";
import type { Mount, Send, Translate, View } from "../types";

export interface WidgetProps {
  readonly view: View;
  readonly questions: Questions;
  readonly t: Translate;
  readonly locale: string;
  readonly now: () => number;
  readonly send: Send;
  readonly load: LoadKind;
  /** The element in the page that holds the widget. */
  readonly el: HTMLElement;
}

/** How often Python is asked whether it is there, and whether there is something newer, in ms. */
const BEAT = 8_000;
/** What passes by itself: it is asked for anew after `A_MOMENT`, in ms. */
const PASSING = new Set(["busy", "store_unavailable"]);
const A_MOMENT = 1_000;

/** A module for anywidget. A page may show one model in several places: each asks for itself. */
export const hosted = (App: ComponentType<WidgetProps>) => ({
  render({ model, el }: { model: Model; el: HTMLElement }): () => void {
    const place = document.createElement("div");
    // Lab would take what is typed in here for its own shortcuts: it cannot look into a shadow root
    place.setAttribute("data-lm-suppress-shortcuts", "true");
    const root = place.attachShadow({ mode: "open" });
    const style = document.createElement("style");
    style.textContent = String(model.get("_style") ?? "");
    const body = document.createElement("div");
    body.className = "body";
    root.append(style, body);
    el.append(place);
    // the page around and the small widgets below need not say as well that Python is gone
    document.documentElement.dataset["circleWatch"] = "desk";
    const questions = new Questions(model);
    render(<Hosted App={App} model={model} questions={questions} el={place} />, body);
    return () => {
      render(null, body);
      questions.stop();
      place.remove();
    };
  },
});

/** A synced trait, followed. */
function useTrait<T>(model: Model, name: string): T {
  const [value, setValue] = useState(() => model.get(name) as T);
  useEffect(() => {
    const told = () => setValue(model.get(name) as T);
    told();
    model.on(`change:${name}`, told);
    return () => model.off(`change:${name}`, told);
  }, [model, name]);
  return value;
}

interface Drawn extends View {
  /** Counts what Python drew. */
  readonly serial?: number;
}

interface HostedProps {
  readonly App: ComponentType<WidgetProps>;
  readonly model: Model;
  readonly questions: Questions;
  readonly el: HTMLElement;
}

function Hosted({ App, model, questions, el }: HostedProps) {
  const words = useTrait<Messages>(model, "_words");
  const locale = useTrait<string>(model, "locale");
  const clock = useMemo(() => new Clock(), []);
  const view = useView(model, questions, clock);
  useTold(questions.asleep.subscribe);
  const t = useMemo(() => translator(words, locale), [words, locale]);
  const send = useMemo(() => new Pen({ post: (items) => posted(questions, items) }).send, [questions]);
  const load = useMemo(() => kindsOf(questions), [questions]);
  return (
    <div class="widget" lang={locale}>
      {questions.asleep.get() && <p class="lost" role="alert">{t("desk.lost")}</p>}
      <App view={view} questions={questions} t={t} locale={locale} now={clock.now} send={send} load={load} el={el} />
    </div>
  );
}

/** The newest view: what the trait says, unless that was lost on the way; then what Python answers when asked. */
function useView(model: Model, questions: Questions, clock: Clock): Drawn {
  const trait = useTrait<Drawn>(model, "view");
  const [answered, setAnswered] = useState<Drawn>({});
  const view = (answered.serial ?? -1) > (trait.serial ?? 0) ? answered : trait;
  const serial = view.serial ?? 0;
  useEffect(() => {
    let waiting = false;
    const beat = async () => {
      if (waiting || document.hidden) return;
      waiting = true;
      const { now, view: newer } = await questions.ask<{ now?: number; view?: Drawn }>("hello", { serial }).catch(() => ({}) as { now?: number; view?: Drawn });
      waiting = false;
      if (now) clock.heard(now);
      if (newer) setAnswered(newer);
    };
    void beat();
    const timer = setInterval(() => void beat(), BEAT);
    return () => clearInterval(timer);
  }, [questions, serial]);
  return view;
}

/** What the room's route for contributions does, asked of Python. */
async function posted(questions: Questions, items: readonly unknown[]): Promise<Answer<Posted>> {
  try {
    return { ok: true, body: await questions.ask<Posted>("send", { items }) };
  } catch (error) {
    const { code, message } = error as Refused;
    return PASSING.has(code) ? { ok: false, status: 503, after: A_MOMENT } : { ok: false, status: 400, code, message };
  }
}

/** A kind's module comes as text, since a notebook has no address for it, and is the same as the room's. */
function kindsOf(questions: Questions): LoadKind {
  const loaded = new Map<string, Promise<{ mount: Mount }>>();
  return (name) => {
    const known = loaded.get(name);
    if (known) return known;
    const found = questions.ask<{ js: string }>("kind", { name }).then(async ({ js }) => {
      const address = URL.createObjectURL(new Blob([js], { type: "text/javascript" }));
      try {
        return (await import(address)) as { mount: Mount };
      } finally {
        URL.revokeObjectURL(address);
      }
    });
    loaded.set(name, found);
    found.catch(() => loaded.delete(name));
    return found;
  };
}

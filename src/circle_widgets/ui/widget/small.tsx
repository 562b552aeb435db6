/** Hosts the small widgets of a workbook (start page, “Make it mine”, tables): a face, its sentences, its line to Python. */

import { type ComponentType, render } from "preact";
import { useEffect, useState } from "preact/hooks";
import { type Model, Questions, Refused } from "../comm";
import { useTold } from "../hooks";
import { type Messages, translator } from "../i18n";
import type { Translate } from "../types";
import widgetEn from "../../locale/en/widget.json";
import widgetFr from "../../locale/fr/widget.json";

/** What a face is given: the view as Python decided it, and the way to ask. */
export interface SmallProps<View> {
  readonly view: View;
  readonly questions: Questions;
  readonly t: Translate;
  readonly locale: string;
}

/** Milliseconds between two such questions. */
const BEAT = 10_000;
const OURS: Readonly<Record<string, Messages>> = { en: widgetEn, fr: widgetFr };

/** A module for anywidget; `sentences` by language. It stands in a shadow root: no style goes in or out. */
export function small<View>(Face: ComponentType<SmallProps<View>>, sentences: Readonly<Record<string, Messages>>) {
  return {
    render({ model, el }: { model: Model; el: HTMLElement }): () => void {
      const place = document.createElement("div");
      // Lab would take what is typed in here for its own shortcuts: it cannot look into a shadow root
      place.setAttribute("data-lm-suppress-shortcuts", "true");
      const root = place.attachShadow({ mode: "open" });
      const style = document.createElement("style");
      style.textContent = String(model.get("_style") ?? "");
      const body = document.createElement("div");
      root.append(style, body);
      el.append(place);
      const page = document.documentElement.dataset;
      page["circleWatch"] ??= "widget"; // the page around, ours in Voilà, need not ask as well whether Python is there
      const questions = new Questions(model);
      const end = beat(questions);
      render(<Whole Face={Face} model={model} questions={questions} sentences={sentences} />, body);
      return () => {
        end();
        render(null, body);
        questions.stop();
        place.remove();
      };
    },
  };
}

interface WholeProps<View> {
  readonly Face: ComponentType<SmallProps<View>>;
  readonly model: Model;
  readonly questions: Questions;
  readonly sentences: Readonly<Record<string, Messages>>;
}

/** Asks now and then whether Python is there, so that the page says so before somebody needs it. */
function beat(questions: Questions): () => void {
  let waiting = false;
  const ask = () => {
    if (waiting || document.hidden) return;
    waiting = true;
    void questions.ask("hello").then(() => (waiting = false));
  };
  const timer = setInterval(ask, BEAT);
  document.addEventListener("visibilitychange", ask);
  return () => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", ask);
  };
}

function Whole<View>({ Face, model, questions, sentences }: WholeProps<View>) {
  const [view, setView] = useState(model.get("view") as View);
  useEffect(() => {
    const told = () => setView(model.get("view") as View);
    told(); // what changed between drawing and listening
    model.on("change:view", told);
    return () => model.off("change:view", told);
  }, [model]);
  useTold(questions.asleep.subscribe);
  const locale = String(model.get("locale") || "en");
  const t = translator({ ...OURS[locale], ...sentences[locale] }, locale);
  return (
    <div class={"voila" in document.body.dataset ? "circle" : "circle in-lab"} lang={locale}>
      {questions.asleep.get() && <Asleep t={t} />}
      <Face view={view} questions={questions} t={t} locale={locale} />
    </div>
  );
}

/** Said once on a page: by the desk where there is one, else by the page around, else here. */
function Asleep({ t }: { t: Translate }) {
  const elsewhere = document.documentElement.dataset["circleWatch"] === "desk" || document.getElementById("circle-asleep") !== null;
  useEffect(() => void window.dispatchEvent(new Event("circle-asleep")), []);
  if (elsewhere) return null;
  return (
    <div class="asleep" role="alert">
      <p>{t("widget.asleep")}</p>
      <button type="button" class="quiet" onClick={() => location.reload()}>
        {t("widget.reload")}
      </button>
    </div>
  );
}

/** What a question that a button asks has come to. */
export interface Asking {
  readonly going: boolean;
  /** What Python refused, in words. */
  readonly trouble: string;
  /** Asks, shows that it is on its way, and keeps a refusal to be shown. */
  readonly run: (work: () => Promise<void>) => void;
}

export function useAsking(t: Translate): Asking {
  const [going, setGoing] = useState(false);
  const [trouble, setTrouble] = useState("");
  const run = (work: () => Promise<void>) => {
    if (going) return;
    setGoing(true);
    setTrouble("");
    work()
      .catch((error: unknown) => setTrouble(error instanceof Refused ? error.message : t("widget.unexpected")))
      .then(() => setGoing(false));
  };
  return { going, trouble, run };
}

export function Trouble({ asking }: { asking: Asking }) {
  return asking.trouble ? (
    <p class="trouble" role="alert">
      {asking.trouble}
    </p>
  ) : null;
}

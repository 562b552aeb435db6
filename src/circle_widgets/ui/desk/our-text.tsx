/** What becomes of the agreed text at the desk: shown, copied for the thread, made a poster. And before a later activity: still us? */

import { useEffect, useState } from "preact/hooks";
import { type AgreedView, agreedOf, byline, linesOf } from "../agreed";
import { copy } from "../copy";
import type { WidgetProps } from "../notebook/host";
import { TRAYS } from "../trays";
import { isRefusal } from "../types";
import { keep as save, type Kept } from "../widget/file";
import { printPage } from "./print";

interface Part extends WidgetProps {
  readonly agreed: AgreedView;
}

/** Nothing before there is a text. */
export function OurText(props: WidgetProps) {
  const { view, t, locale } = props;
  const agreed = agreedOf(view);
  if (!agreed) return null;
  return (
    <section class="our-text" aria-labelledby="our-text">
      <h2 id="our-text">{t("agreed.heading")}</h2>
      {linesOf(agreed, "").map(({ n, text }) => <p key={n} class="our-sentence" dir="auto">{text}</p>)}
      <p class="hint">{byline(agreed, t, locale)}</p>
      <Shown {...props} agreed={agreed} />
      <Answer {...props} agreed={agreed} />
      <Poster {...props} agreed={agreed} />
    </section>
  );
}

/** On the screen: the text, how it came about. */
function Shown({ view, send, t }: Part) {
  const mode = view.screen?.mode;
  const show = (wish: "text" | "story") => void send("screen.show", { mode: wish, page: 1 });
  return (
    <div class="row">
      <button type="button" class="quiet" aria-pressed={mode === "text"} onClick={() => show("text")}>{t("agreed.show")}</button>
      <button type="button" class="quiet" aria-pressed={mode === "story"} onClick={() => show("story")}>{t("agreed.how")}</button>
    </div>
  );
}

interface Reply {
  readonly text: string;
  readonly what?: "thread" | "topic" | "forum";
  readonly href?: string;
}

/** The reply is there before it is asked for: browsers copy and open only in the moment of a press. */
function useReply({ questions, agreed }: Part): Reply | undefined {
  const [found, setFound] = useState<Reply>();
  const now = JSON.stringify(agreed);
  useEffect(() => {
    let here = true;
    questions.ask<Reply>("answer").then((reply) => here && setFound(reply), () => undefined);
    return () => void (here = false);
  }, [questions, now]);
  return found;
}

function Answer(props: Part) {
  const { t } = props;
  const reply = useReply(props);
  const [done, setDone] = useState<"" | "copied" | "by_hand">("");
  const press = async () => {
    if (!reply) return;
    const copied = await copy(reply.text);
    setDone(copied ? "copied" : "by_hand");
    if (copied && reply.href) open(reply.href);
  };
  return (
    <>
      <div class="row">
        <button type="button" class="quiet" disabled={!reply} onClick={() => void press()}>{t(reply?.what ? `agreed.copy.${reply.what}` : "agreed.copy")}</button>
      </div>
      <p role="status" class="hint answered">
        {done && t(done === "by_hand" ? "agreed.by_hand" : reply?.what ? `agreed.copied.${reply.what}` : "agreed.copied")}{" "}
        {done && reply?.href && <a href={reply.href} target="_blank" rel="noopener noreferrer">{t("agreed.open")}</a>}
      </p>
      {done === "by_hand" && <textarea class="by-hand" readOnly rows={8} aria-label={t("agreed.heading")} value={reply?.text} onFocus={(event) => event.currentTarget.select()} />}
      <Thread {...props} />
    </>
  );
}

/** In another tab that knows nothing of this page. */
function open(href: string): void {
  const anchor = document.createElement("a");
  anchor.href = href;
  anchor.target = "_blank";
  anchor.rel = "noopener noreferrer";
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
}

/** As `Link` in events.py: what people click on is the address of a page. */
const LINK = /^https?:\/\/[^\s/?#@\\<>"']+([/?#][^\s\\<>"]*)?$/;

/** Where the circle answers: a thread, or a forum. */
function Thread({ agreed, send, t }: Part) {
  const [typed, setTyped] = useState<string>();
  const [said, setSaid] = useState("");
  const kept = agreed.thread ?? "";
  const address = (typed ?? kept).trim();
  const submit = async (event: Event) => {
    event.preventDefault();
    if (address && !LINK.test(address)) return setSaid(t("agreed.thread.bad"));
    const answer = await send("circle.title", { thread: address });
    if (isRefusal(answer)) return setSaid(answer.message);
    setTyped(undefined);
    setSaid(t(address ? "agreed.thread.kept" : "agreed.thread.gone"));
  };
  return (
    <form class="row small-form thread" noValidate onSubmit={(event) => void submit(event)}>
      <label>
        <span>{t("agreed.thread")}</span>
        <input type="url" inputMode="url" maxLength={500} placeholder="https://" value={typed ?? kept} onInput={(event) => (setTyped(event.currentTarget.value), setSaid(""))} />
      </label>
      <button class="quiet" disabled={typed === undefined || address === kept}>{t("agreed.thread.keep")}</button>
      <p role="status">{said}</p>
    </form>
  );
}

type Paper = "a4" | "a3";
type How = "pdf" | "png" | "svg" | "print";

function Poster({ questions, t }: Part) {
  const [paper, setPaper] = useState<Paper>("a4");
  const [said, setSaid] = useState("");
  const [busy, setBusy] = useState(false);
  const make = (how: How) => {
    setBusy(true);
    questions
      .ask<Kept & { html?: string }>("poster", { how, paper })
      .then(
        (answer) => {
          if (answer.html !== undefined) return printPage(answer.html);
          save(answer);
          setSaid(t("desk.keep.done", { name: answer.name }));
        },
        (error: Error) => setSaid(error.message),
      )
      .finally(() => setBusy(false));
  };
  return (
    <fieldset class="poster" disabled={busy}>
      <legend>{t("agreed.poster.title")}</legend>
      <div class="row">
        <label class="paper">
          <span class="seen-by-ear">{t("agreed.poster.paper")}</span>
          <select value={paper} onChange={(event) => setPaper(event.currentTarget.value as Paper)}>
            <option value="a4">A4</option>
            <option value="a3">A3</option>
          </select>
        </label>
        <button type="button" class="quiet" onClick={() => make("print")}>{t("agreed.print")}</button>
        {(["pdf", "png", "svg"] as const).map((how) => (
          <button key={how} type="button" class="quiet" aria-label={t("agreed.poster.as", { how: how.toUpperCase() })} onClick={() => make(how)}>{how.toUpperCase()}</button>
        ))}
      </div>
      <p role="status">{said}</p>
    </fieldset>
  );
}

/** Before a later activity begins. */
export function StillUs({ view, send, t, locale }: WidgetProps) {
  const agreed = agreedOf(view);
  if (!agreed?.still) return null;
  return (
    <section class="card still-us" aria-labelledby="still-us">
      <h2 id="still-us">{t("agreed.still")}</h2>
      <p class="hint">{t("agreed.still.hint")} {byline(agreed, t, locale)}.</p>
      {linesOf(agreed, "").map(({ n, text }) => <p key={n} class="our-sentence" dir="auto">{text}</p>)}
      {TRAYS.map((tray) => [tray, linesOf(agreed, tray)] as const).filter(([, lines]) => lines.length > 0).map(([tray, lines]) => (
        <p key={tray} data-tray={tray}>
          <b>{t(`agreed.tray.${tray}`)}</b> <span dir="auto">{lines.map(({ text }) => text).join(" · ")}</span>
        </p>
      ))}
      <button type="button" class="quiet" aria-pressed={view.screen?.mode === "text"} onClick={() => void send("screen.show", { mode: "text", page: 1 })}>{t("agreed.show")}</button>
    </section>
  );
}

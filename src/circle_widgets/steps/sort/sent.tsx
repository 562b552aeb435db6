/** The cards that a person has put, each with its receipt in words: to change, to put elsewhere, to take back. */

import { useEffect, useRef, useState } from "preact/hooks";
import { copy } from "../../ui/copy";
import { facilitatorSlots } from "../../ui/facilitator";
import type { FaceProps, Outgoing } from "../../ui/types";
import { Mark } from "./mark";
import { length } from "../../ui/words";
import type { Mine } from "./own";
import { sortOf, titleOf } from "./parts";
import { Headings, Receipt } from "./phone";

interface SentProps extends FaceProps {
  readonly mine: readonly Mine[];
  /** Puts words back into the box; absent when there is none. */
  readonly putBack?: (words: string) => void;
}

export function Sent({ mine, ...props }: SentProps) {
  return (
    <section class="sent" aria-label={props.t("sort.sent")}>
      <Heard mine={mine} t={props.t} />
      <ul>
        {[...mine].reverse().map((one) => (
          <Card key={one.id} one={one} {...props} />
        ))}
      </ul>
    </section>
  );
}

/** Says aloud when a card is stored: the only thing on the page that changes by itself and matters. */
function Heard({ mine, t }: Pick<SentProps, "mine" | "t">) {
  const stored = mine.filter((one) => one.state === "stored").length;
  const first = useRef(stored);
  return <p class="seen-by-ear" role="status">{stored > first.current && t("sort.heard", { n: stored })}</p>;
}

type CardProps = Omit<SentProps, "mine"> & { readonly one: Mine };

function Card({ one, ...props }: CardProps) {
  const { view, send, t } = props;
  const [changing, setChanging] = useState(false);
  const change = useRef<HTMLButtonElement>(null);
  const done = () => {
    setChanging(false);
    requestAnimationFrame(() => change.current?.focus());
  };
  if (changing) return <li class="card"><Changing {...props} one={one} done={done} /></li>;
  const settled = one.state !== "refused" && one.state !== "leaving";
  return (
    <li class="card" data-state={one.state}>
      <p class="sort-heading" data-tray={one.tray}><Mark tray={one.tray ?? ""} /> {titleOf(one.tray, t)}</p>
      <div class="said">
        <p dir="auto">{one.text}</p>
        <Receipt mine={one} view={view} t={t} />
      </div>
      {one.late && <p class="soft">{t("sort.late", facilitatorSlots(props))}</p>}
      {one.hidden && !one.late && <p class="soft">{t("sort.hidden", facilitatorSlots(props))}</p>}
      {one.refused && <Refused {...props} item={one.refused} />}
      {settled && (
        <p class="acts">
          {sortOf(view).may?.change && <button type="button" class="plain" ref={change} onClick={() => setChanging(true)}>{t("sort.change")}</button>}
          <button type="button" class="plain" onClick={() => void send("sort.withdraw", { card: one.id })}>{t("sort.take_back")}</button>
        </p>
      )}
    </li>
  );
}

function Changing({ one, done, ...props }: CardProps & { readonly done: () => void }) {
  const { view, send, t } = props;
  const [text, setText] = useState(one.text);
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => box.current?.focus(), []);
  const over = length(text) - (sortOf(view).longest ?? Infinity);
  const save = (event: Event) => {
    event.preventDefault();
    if (text.trim() === "" || over > 0) return;
    if (text.trim() !== one.text) void send("sort.change", { card: one.id, text: text.trim() });
    done();
  };
  return (
    <form class="changing" onSubmit={save}>
      <Headings view={view} t={t} label={t("sort.where")} lies={one.tray ?? ""} put={(tray) => one.tray !== tray && void send("sort.place", { card: one.id, tray })} />
      <textarea ref={box} dir="auto" rows={2} value={text} aria-label={t("sort.change.label")} onInput={(event) => setText(event.currentTarget.value)} />
      <p class="over" role="status">{over > 0 && t("sort.too_long", { n: over })}</p>
      <p class="acts">
        <button class="quiet">{t("sort.change.save")}</button>
        <button type="button" class="plain" onClick={done}>{t("sort.change.leave")}</button>
      </p>
    </form>
  );
}

/** Words that were not taken are not lost: back into the box, or copied. */
function Refused({ item, t, drop, putBack }: { readonly item: Outgoing } & Pick<CardProps, "t" | "drop" | "putBack">) {
  const words = String(item.body["text"] ?? "");
  const [copied, setCopied] = useState(false);
  return (
    <div class="refused" role="alert">
      <p>{t("sort.refused", { why: item.message ?? "" })}</p>
      <p class="acts">
        {putBack && words && <button type="button" class="plain" onClick={() => (putBack(words), drop(item.id))}>{t("sort.refused.again")}</button>}
        {words && <button type="button" class="plain" onClick={() => void copy(words).then(setCopied)}>{t(copied ? "sort.refused.copied" : "sort.refused.copy")}</button>}
        <button type="button" class="plain" onClick={() => drop(item.id)}>{t("sort.refused.leave")}</button>
      </p>
    </div>
  );
}

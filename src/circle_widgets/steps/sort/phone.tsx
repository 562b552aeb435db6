/** `sort` on a phone: cards in silence, each under a heading; then what the room opened, and what belongs together. */

import { facilitatorSlots } from "../../ui/facilitator";
import type { Tray } from "../../ui/trays";
import type { FaceProps } from "../../ui/types";
import { length, useWords } from "../../ui/words";
import { Mark } from "./mark";
import { Opened } from "./opened";
import { type Mine, mine } from "./own";
import { sortOf, titleOf, traysOf } from "./parts";
import { Sent } from "./sent";

export function PhoneSort(props: FaceProps) {
  const { view, t } = props;
  const [text, setText] = useWords(props, view.step?.id ?? "");
  const own = mine(view);
  if (view.step?.phase === "revealed") return <Opened {...props} mine={own} draft={text} setDraft={setText} />;
  const { few, takes, may } = sortOf(view);
  const open = view.step?.phase === "open";
  return (
    <div class="sort-phone">
      {few && <p class="banner">{t("sort.few")}</p>}
      {!open && <p class="calm">{t("sort.closed")}</p>}
      {open && takes && <Own {...props} mine={own} />}
      {open && !takes && may?.put && <Writing {...props} mine={own} text={text} setText={setText} />}
      {!takes && <Sent {...props} mine={own} putBack={(words) => setText(text.trim() ? `${text.trim()} ${words}` : words)} />}
    </div>
  );
}

interface WritingProps extends FaceProps {
  readonly mine: readonly Mine[];
  readonly text: string;
  readonly setText: (text: string) => void;
}

/** The box, and under it the headings: one tap on a heading sends the card there. */
function Writing(props: WritingProps) {
  const { view, send, t, text, setText } = props;
  const { most = 3, longest = 200 } = sortOf(view);
  const left = most - props.mine.filter((one) => one.state !== "refused" && one.state !== "leaving").length;
  if (left <= 0 && !text.trim()) return <p class="calm">{t("sort.enough")}</p>;
  const over = length(text) - longest;
  const ready = left > 0 && text.trim() !== "" && over <= 0;
  const put = (tray: Tray) => {
    if (!ready) return;
    void send("sort.put", { text: text.trim(), tray });
    setText("");
  };
  return (
    <form class="sort-form" onSubmit={(event) => event.preventDefault()}>
      <label class="seen-by-ear" for="sort-box">{t("sort.box")}</label>
      <textarea
        id="sort-box"
        dir="auto"
        rows={2}
        autoComplete="off"
        value={text}
        placeholder={t("sort.placeholder")}
        aria-describedby="sort-promise sort-over"
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <p id="sort-over" class="over" role="status">{over > 0 ? t("sort.too_long", { n: over }) : left <= 0 ? t("sort.enough") : ""}</p>
      <Headings view={view} t={t} label={t("sort.where")} ready={ready} put={put} />
      <p class="soft">{left > 0 && t("sort.left", { n: left })}</p>
      <p id="sort-promise" class="promise">{t("sort.promise", facilitatorSlots(props))}</p>
    </form>
  );
}

interface HeadingsProps extends Pick<FaceProps, "view" | "t"> {
  readonly label: string;
  readonly ready?: boolean;
  /** The tray in which a card lies; without one the headings are where a new card goes. */
  readonly lies?: string | undefined;
  readonly put: (tray: Tray) => void;
}

export const Headings = ({ view, t, label, ready = true, lies, put }: HeadingsProps) => (
  <div class="sort-headings" role="group" aria-label={label}>
    {traysOf(view).map((tray) => (
      <button key={tray} type="button" data-tray={tray} aria-disabled={!ready} {...(lies === undefined ? {} : { "aria-pressed": lies === tray })} onClick={() => put(tray)}>
        <Mark tray={tray} />
        <span>{titleOf(tray, t)}</span>
      </button>
    ))}
  </div>
);

/** One's own notes of the steps before: each is put under a heading, or under another one, until we open. */
function Own(props: FaceProps & { readonly mine: readonly Mine[] }) {
  const { view, t, send, mine: own } = props;
  if (own.length === 0) return <p class="calm">{t("sort.own.none")}</p>;
  const turn = (one: Mine, tray: Tray) => (one.tray === tray ? void send("sort.withdraw", { card: one.id }) : void send("sort.place", { card: one.id, tray }));
  return (
    <>
      <p class="promise">{t("sort.promise", facilitatorSlots(props))}</p>
      <ul class="sort-own">
        {own.map((one) => (
          <li key={one.id} class="card">
            <p dir="auto">{one.text}</p>
            <Headings view={view} t={t} label={t("sort.where")} lies={one.tray ?? ""} put={(tray) => turn(one, tray)} />
            <Receipt mine={one} view={view} t={t} />
          </li>
        ))}
      </ul>
    </>
  );
}

export function Receipt({ mine: one, view, t }: { readonly mine: Mine } & Pick<FaceProps, "view" | "t">) {
  if (one.state === "refused" || !one.tray) return null;
  const says = one.state === "stored" ? "sort.stored" : view.local?.online === false ? "sort.waiting" : one.state === "leaving" ? "sort.leaving" : "sort.going";
  return <small class={one.state === "stored" ? "receipt" : "receipt wait"}>{t(says)}</small>;
}

/** The room: who is here and how, seats for those without a phone, the screen, the join card. */

import { useState } from "preact/hooks";
import { joinOf } from "../control/join";
import type { Act } from "../control/moves";
import type { WidgetProps } from "../notebook/host";
import { AddSeat } from "../control/add-seat";
import { LetIn } from "./join-help";
import { openScreen } from "./open-screen";
import { printPage } from "./print";

interface RoomProps extends WidgetProps {
  readonly act: (act: Act) => void;
  readonly remote: () => void;
}

export function RoomCard(props: RoomProps) {
  const { view, t, act, remote, questions } = props;
  const [blocked, setBlocked] = useState("");
  const { room, screen, step } = view;
  const up = !step || screen?.mode === "join";
  return (
    <section class="card room">
      <h2>{t("desk.room")}</h2>
      <p class="room-counts">
        {t("desk.room.seats", { n: room?.seats ?? 0 })} · {t("desk.room.phones", { n: room?.phones ?? 0 })} · {t("desk.room.paper", { n: room?.paper ?? 0 })}
        {room?.counted ? ` · ${t("desk.room.counted", { n: room.counted })}` : ""}
      </p>
      <div class="row">
        <button type="button" class="quiet" onClick={() => void openScreen(questions).then((opened) => setBlocked(opened ? "" : t("desk.screen.blocked")))}>{t("desk.screen")}</button>
        {step && <button type="button" class="quiet" aria-pressed={up} onClick={() => act("join")}>{t(up ? "desk.join.away" : "desk.join")}</button>}
        <button type="button" class="quiet" onClick={remote}>{t("desk.remote.button")}</button>
        <Slips {...props} />
      </div>
      {blocked && <p role="status">{blocked}</p>}
      <AddSeat view={view} send={props.send} t={t} />
      <HeadCount {...props} />
      {step && screen?.mode !== "join" && !joinOf(view).url && <LetIn {...props} />}
    </section>
  );
}

/** Slips for the question of this step; American browsers get American paper. */
function Slips({ questions, t, view }: RoomProps) {
  const [said, setSaid] = useState("");
  if (!view.step?.question) return null;
  const count = Math.max(4, view.room?.paper ?? 0);
  const paper = navigator.language === "en-US" ? "letter" : "a4";
  const print = () =>
    questions.ask<{ html: string }>("slips", { count, paper }).then(
      ({ html }) => printPage(html),
      (error: Error) => setSaid(error.message),
    );
  return (
    <>
      <button type="button" class="quiet" onClick={() => void print()}>{t("desk.slips")}</button>
      {said && <span role="status">{said}</span>}
    </>
  );
}

function HeadCount({ view, send, t }: RoomProps) {
  const counted = view.room?.counted ?? 0;
  const [typed, setTyped] = useState<string>();
  const value = typed ?? (counted ? String(counted) : "");
  const n = Number(value);
  const right = value === "" || (Number.isInteger(n) && n >= 0 && n <= 2000);
  const save = (event: Event) => {
    event.preventDefault();
    if (!right) return;
    void send("room.count", { n });
    setTyped(undefined);
  };
  return (
    <form class="row small-form" onSubmit={save}>
      <label>
        <span>{t("desk.count")}</span>
        <input class="number" inputMode="numeric" value={value} placeholder={String(view.room?.here ?? 0)} onInput={(event) => setTyped(event.currentTarget.value.replace(/\D/g, ""))} />
      </label>
      <button class="quiet" disabled={!right || typed === undefined}>{t("desk.count.save")}</button>
    </form>
  );
}

/** A device that is passed on: it covers itself after sending, then asks who writes next. Nothing of the last person stays. */

import { useFocus } from "../hooks";
import { Mark } from "../ring";
import { SeatMark } from "../seat";
import type { Model } from "./model";
import { TopBar } from "./parts";

export function Cover({ model, sent }: { model: Model; sent: string }) {
  const { t, seat } = model;
  const heading = useFocus<HTMLHeadingElement>();
  const item = seat && model.outbox.of(seat.key)[sent];
  const says = !sent ? "phone.pass.now" : !item || item.state === "stored" ? "phone.pass.stored" : item.state === "refused" ? "phone.pass.refused" : "phone.pass.kept";
  return (
    <div class="page cover">
      <main>
        <div class="big-ring">
          <Mark />
        </div>
        <div role="status">
          <h1 tabIndex={-1} ref={heading}>
            {t(says)}
          </h1>
        </div>
        <button type="button" class="primary" onClick={() => model.choose()}>
          {t("phone.pass.next")}
        </button>
      </main>
    </div>
  );
}

export function Choose({ model }: { model: Model }) {
  const { t } = model;
  const heading = useFocus<HTMLHeadingElement>();
  return (
    <div class="page choose">
      <TopBar model={model} />
      <main>
        <h1 tabIndex={-1} ref={heading}>
          {t("phone.pass.who")}
        </h1>
        <button type="button" class="primary" onClick={() => model.newSeat()}>
          {t("phone.pass.new")}
        </button>
        <h2>{t("phone.pass.known")}</h2>
        <ul class="seats">
          {model.seats.all().map((seat) => (
            <li key={seat.key}>
              <button type="button" class="quiet" onClick={() => model.sit(seat)}>
                <SeatMark word={seat.word} t={t} />
              </button>
            </li>
          ))}
        </ul>
      </main>
    </div>
  );
}

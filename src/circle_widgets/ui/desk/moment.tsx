/** A meeting that is played for somebody who learns stands still: what happens, what is safe, what one may say. */

import { useEffect, useState } from "preact/hooks";
import type { WidgetProps } from "../notebook/host";

/** See moments.py. */
interface HardMoment {
  readonly name: string;
  readonly n: number;
  readonly of: number;
}

const SENTENCES = [1, 2, 3];

export function Moment({ view, questions, t }: WidgetProps) {
  const moment = view["moment"] as HardMoment | undefined;
  const [gone, setGone] = useState("");
  const [said, setSaid] = useState("");
  useEffect(() => void (moment === undefined && setGone("")), [moment]);
  if (!moment || gone === moment.name) return null;
  const goOn = () =>
    void questions.ask("go_on", { name: moment.name }).then(
      () => (setGone(moment.name), setSaid("")),
      (error: Error) => setSaid(error.message),
    );
  const key = `moment.${moment.name}`;
  return (
    <section class="card moment" role="status" aria-labelledby="moment">
      <p class="hint">{t("moment.title", { n: moment.n, of: moment.of })}</p>
      <h2 id="moment">{t(key)}</h2>
      <div class="moment-parts">
        <div>
          <h3>{t("moment.happens")}</h3>
          <p>{t(`${key}.what`)}</p>
          <h3>{t("moment.is_safe")}</h3>
          <p>{t(`${key}.safe`)}</p>
        </div>
        <div>
          <h3>{t("moment.may_say")}</h3>
          <ul>{SENTENCES.map((n) => <li key={n}>{t(`${key}.say_${n}`)}</li>)}</ul>
        </div>
      </div>
      <div class="row">
        <button type="button" class="primary" onClick={goOn}>{t("moment.go_on")}</button>
        <span class="hint">{t("moment.stands")}</span>
      </div>
      {said && <p role="alert">{said}</p>}
    </section>
  );
}

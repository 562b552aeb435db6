/** Ballots on paper go in as a count: how many dots each text got, and from how many people. */

import { useState } from "preact/hooks";
import { Unveil, useVeil } from "../../ui/control/veil";
import { inOrder, picked } from "../../ui/i18n";
import { type FaceProps, isRefusal } from "../../ui/types";
import { dotsOf } from "./parts";

type Counts = Readonly<Record<string, number>>;

export function Paper(props: FaceProps) {
  const { view, send, t, locale } = props;
  const veil = useVeil(props);
  const { ballot, paper_free: free = 0, paper_voters: counted = 0 } = dotsOf(view);
  const [counts, setCounts] = useState<Counts>({});
  const [voters, setVoters] = useState(1);
  const [said, setSaid] = useState("");
  const add = async (event: Event) => {
    event.preventDefault();
    const given = Object.fromEntries(Object.entries(counts).filter(([id, n]) => n > 0 && ballot?.[id] !== undefined));
    const answer = await send("dots.paper", { counts: given, voters }, { step: view.step?.id ?? "" });
    setSaid(isRefusal(answer) ? answer.message : t("dots.paper.done"));
    if (!isRefusal(answer)) (setCounts({}), setVoters(1));
  };
  return (
    <section>
      <h2>{t("dots.paper")}</h2>
      {counted > 0 && <p class="hint">{t("dots.paper.counted", { n: counted })}</p>}
      {free > 0 && <p class="hint">{t("dots.paper.free", { n: free })} {t("dots.paper.hint")}</p>}
      {free > 0 && (
        <form class={`dots-paper ${veil.veil}`} onSubmit={(event) => void add(event)}>
          <label class="dots-voters">
            <span>{t("dots.paper.voters")}</span>
            <Number value={voters} least={1} most={free} set={setVoters} />
          </label>
          {inOrder(ballot).map(([id, one]) => {
            const { text, lang } = picked(one.text, locale);
            return (
              <label key={id}>
                <span dir="auto" lang={lang}>{text}</span>
                <Number value={counts[id] ?? 0} least={0} most={voters} set={(n) => setCounts({ ...counts, [id]: n })} />
              </label>
            );
          })}
          <button class="quiet">{t("dots.paper.add")}</button>
          <Unveil {...veil} t={t} />
        </form>
      )}
      <p role="status">{said}</p>
    </section>
  );
}

interface NumberProps {
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly set: (n: number) => void;
}

const Number = ({ value, least, most, set }: NumberProps) => (
  <input
    type="number"
    inputMode="numeric"
    min={least}
    max={most}
    value={value}
    onFocus={(event) => event.currentTarget.select()}
    onInput={(event) => set(Math.max(0, Math.floor(event.currentTarget.valueAsNumber || 0)))}
  />
);

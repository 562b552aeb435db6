/** Giving an answer: three cards, then how it is heard; one button sends it, and it may be changed until the opening. */

import { useRef, useState } from "preact/hooks";
import { facilitatorSlots } from "../../ui/facilitator";
import type { FaceProps } from "../../ui/types";
import { useDraft } from "./draft";
import { Hearing } from "./hearing";
import { type Answer, ANSWERS, ballotOf, type Say } from "./parts";
import { Picture } from "./pictures";
import { Receipt, Refused } from "./late";

const EMPTY: Omit<Say, "answer"> = { words: "", how: "say", keep: false };

export function Answering(props: FaceProps) {
  const { view, t, send, drop } = props;
  const { draft, set, clear } = useDraft(props);
  const ballot = ballotOf(view);
  const shown: Partial<Say> = draft ?? ballot.say ?? {};
  const [asked, setAsked] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  const change = (part: Partial<Say>) => (setAsked(false), set({ ...shown, ...part }));
  const missing = shown.answer !== undefined && needsWords(shown) && !shown.words?.trim();
  const give = () => {
    if (!shown.answer) return;
    if (missing) return setAsked(true), box.current?.focus();
    for (const item of [...ballot.waiting, ...ballot.refused]) drop(item.id);
    const { answer, how = "say", words = "", keep = false } = shown;
    const raised = answer !== "fine";
    clear();
    void send("consent.say", raised ? { answer, how, words: words.trim(), keep: keep && answer === "objection" && how !== "facilitator" } : { answer });
  };
  const ready = shown.answer !== undefined && (draft !== undefined || ballot.say === undefined);
  return (
    <>
      <p class="promise">{t("consent.promise", facilitatorSlots(props))}</p>
      <Cards t={t} chosen={shown.answer} choose={(answer) => change({ ...EMPTY, ...shown, answer })} />
      {shown.answer && shown.answer !== "fine" && <Hearing {...props} shown={{ ...EMPTY, ...shown, answer: shown.answer }} change={change} box={box} asked={asked} />}
      <Refused ballot={ballot} t={t} drop={drop} />
      {shown.answer && (
        <div class="consent-bar card">
          {ready && <button type="button" class="primary" onClick={give}>{t(ballot.say ? "consent.change" : "consent.give")}</button>}
          <Receipt ballot={ballot} view={view} t={t} />
        </div>
      )}
    </>
  );
}

/** Who is to be read, or seen by the facilitator, has to write something. */
const needsWords = ({ answer, how = "say" }: Partial<Say>): boolean => answer !== "fine" && how !== "say";

interface CardsProps extends Pick<FaceProps, "t"> {
  readonly chosen: Answer | undefined;
  readonly choose: (answer: Answer) => void;
}

const Cards = ({ chosen, choose, t }: CardsProps) => (
  <div class="consent-cards" role="group" aria-label={t("consent.answers")}>
    {ANSWERS.map((answer) => (
      <button key={answer} type="button" class="card" data-answer={answer} aria-pressed={chosen === answer} onClick={() => choose(answer)}>
        <Picture of={answer} />
        <span>
          <b>{t(`consent.answer.${answer}`)}</b>
          <small>{t(`consent.answer.${answer}.hint`)}</small>
        </span>
      </button>
    ))}
  </div>
);

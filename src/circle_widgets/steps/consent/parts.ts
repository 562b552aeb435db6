/** The part of a view that is of kind `consent`, and what every face makes of it. */

import { type Cast, cast } from "../../ui/said";
import type { Move, View } from "../../ui/types";

export type Answer = "fine" | "objection" | "talk";
export type How = "say" | "read" | "facilitator";
export const ANSWERS: readonly Answer[] = ["fine", "objection", "talk"];
export const HOWS: readonly How[] = ["say", "read", "facilitator"];

/** What one answers: `words`, `how` and `keep` only where one is not fine with it. */
export interface Say {
  readonly answer: Answer;
  readonly words: string;
  readonly how: How;
  readonly keep: boolean;
}

export interface Line {
  readonly n: number;
  readonly text: string;
  readonly tray?: string;
  /** The piece of a long line that this page shows, and of how many. */
  readonly part?: number;
  readonly parts?: number;
}

/** What an opening says. Nowhere is there a count of answers. */
export interface Result {
  readonly nobody?: boolean;
  readonly objection?: boolean;
  readonly talk?: boolean;
  /** Somebody will say it. */
  readonly spoken?: boolean;
  readonly agreed?: boolean;
  readonly settled?: boolean;
  readonly read?: readonly string[];
  readonly dissent?: readonly string[];
}

export interface ConsentView {
  /** So few are here that it is easily told who said what. */
  readonly few?: boolean;
  /** The number of the round, from the second on. */
  readonly round?: number;
  /** The text reads differently by now than the one that was asked about. */
  readonly changed?: boolean;
  readonly result?: Result;
  /** Phones and the remote: the whole text. */
  readonly lines?: Readonly<Record<string, Line>>;
  /** Screen and desk: what stands on the page; `at`: it is the one with the result, or has words to read out. */
  readonly items?: Readonly<Record<string, Line>>;
  readonly at?: "result" | "words";
  /** As in a draft: the type of its columns, and whether it has them. */
  readonly size?: "one" | "small" | "smaller" | "least";
  readonly trays?: boolean;
  readonly mine?: Say;
  readonly may?: { readonly answer?: boolean };
  readonly longest?: number;
  /** Desk and remote: people on paper who can be counted, and who are. */
  readonly paper_seats?: number;
  readonly paper_counted?: number;
  readonly again?: Move;
  readonly settle?: Move;
  readonly before?: Readonly<Record<string, Result & { readonly n: number }>>;
  /** The remote alone: words wait for the facilitator. */
  readonly wrote?: boolean;
  /** The private look: the words, or that not everyone has answered. */
  readonly words?: Readonly<Record<string, { readonly n: number; readonly text: string }>>;
  readonly waits?: boolean;
}

export const consentOf = (view: View): ConsentView => (view["consent"] as ConsentView | undefined) ?? {};

/** One's own answer: as the room has it, with what this device still has to say laid over. */
export interface Ballot extends Cast {
  readonly say?: Say;
  readonly state: "none" | "stored" | "waiting";
}

export const sayOf = (body: Readonly<Record<string, unknown>>): Say => ({
  answer: ANSWERS.find((one) => one === body["answer"]) ?? "fine",
  words: typeof body["words"] === "string" ? body["words"] : "",
  how: HOWS.find((one) => one === body["how"]) ?? "say",
  keep: body["keep"] === true,
});

export function ballotOf(view: View): Ballot {
  const { mine } = consentOf(view);
  const own = cast(view, "consent.say");
  const say = own.last ? sayOf(own.last.body) : mine && sayOf({ ...mine });
  return { ...own, ...(say ? { say } : {}), state: own.waiting.length > 0 ? "waiting" : say ? "stored" : "none" };
}

/** The sentences that say what an opening found, as every page says it. */
export function outcome({ nobody, objection, talk, agreed, settled, dissent }: Result): string[] {
  if (nobody) return ["consent.result.nobody"];
  if (settled) return ["consent.result.settled", ...(dissent ? ["consent.result.kept"] : [])];
  const found = [objection ? "consent.result.objection" : "consent.result.none"];
  if (talk) found.push("consent.result.talk");
  if (agreed) found.push("consent.result.agreed");
  return found;
}

/** The sentence about how it is heard, where something was raised. */
export function hearing({ objection, talk, spoken, read, agreed }: Result): string | undefined {
  if (agreed || !(objection || talk)) return undefined;
  if (spoken) return "consent.result.spoken";
  return read ? undefined : "consent.result.facilitator";
}

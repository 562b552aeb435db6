/** The part of a view that is of kind `dots`, and what every face makes of it. */

import { type Cast, cast } from "../../ui/said";
import { type Tray, TRAYS } from "../../ui/trays";
import type { Move, Outgoing, Text, View } from "../../ui/types";

/** Something that dots can stand on; the last four only once the count is open. */
export interface Option {
  readonly n: number;
  readonly text: Text;
  readonly tray?: string;
  readonly column?: number;
  /** The piece of a long text that this page shows, and of how many. `under`: the count of one, on a page of its own. */
  readonly part?: number;
  readonly parts?: number;
  readonly under?: boolean;
  /** It was set aside since: what stands in the place of its words says so. */
  readonly aside?: boolean;
  readonly dots?: number;
  readonly place?: number;
  readonly tie?: boolean;
}

/** A round that was opened before this one. */
export interface Round {
  readonly n: number;
  readonly voters: number;
  readonly items: Readonly<Record<string, Option>>;
}

export interface DotsView {
  readonly items?: Readonly<Record<string, Option>>;
  /** How many dots each person has. */
  readonly budget?: number;
  readonly count?: number;
  /** So few are here that a count can tell who chose what. */
  readonly few?: boolean;
  /** The number of the round, from the second on. */
  readonly round?: number;
  readonly voters?: number;
  /** The most dots that one option has. */
  readonly most?: number;
  /** Screen and desk: the type of this page (`layout.py`), and whether each tray has a column. */
  readonly size?: "large" | "middle" | "pair" | "small" | "smaller" | "least" | "one";
  readonly trays?: boolean;
  readonly mine?: readonly string[];
  readonly placed?: boolean;
  /** How many of one's dots stood on what was set aside since. */
  readonly freed?: number;
  readonly may?: { readonly place?: boolean };
  /** Desk and remote: people on paper who have voted; seats on paper that have not, and what they may be entered on. */
  readonly paper_voters?: number;
  readonly paper_free?: number;
  readonly ballot?: Readonly<Record<string, Option>>;
  readonly again?: Move;
  readonly before?: Readonly<Record<string, Round>>;
}

export const dotsOf = (view: View): DotsView => (view["dots"] as DotsView | undefined) ?? {};

/** Where one's own dots stand: as the room has it, with what this device still has to say laid over. */
export interface Ballot extends Cast {
  readonly on: readonly string[];
  readonly state: "none" | "stored" | "waiting";
}

const onOf = ({ body }: Outgoing): string[] => (Array.isArray(body["on"]) ? body["on"].map(String) : []);

export function ballotOf(view: View): Ballot {
  const { mine = [], placed, items } = dotsOf(view);
  const own = cast(view, "dots.place");
  const on = (own.last ? onOf(own.last) : mine).filter((id) => items?.[id] !== undefined);
  return { ...own, on, state: own.waiting.length > 0 ? "waiting" : own.last || placed ? "stored" : "none" };
}

/** Options by their trays; before them, under no name, those that nobody sorted. */
export function inTrays(items: readonly (readonly [string, Option])[]): [Tray | "", (readonly [string, Option])[]][] {
  const trayOf = ({ tray }: Option): Tray | "" => TRAYS.find((one) => one === tray) ?? "";
  const groups = ["" as const, ...TRAYS].map((tray): [Tray | "", (readonly [string, Option])[]] => [tray, items.filter(([, one]) => trayOf(one) === tray)]);
  return groups.filter(([, own]) => own.length > 0);
}

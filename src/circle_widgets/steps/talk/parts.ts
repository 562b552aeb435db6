/** The part of a view that is of kind `talk`. */

import type { Tray } from "../../ui/trays";
import type { Text, View } from "../../ui/types";

export interface Line {
  readonly n: number;
  readonly text: Text;
}

/** What stands above the values of an example. */
export const HEADINGS: Readonly<Record<Tray, string>> = { is: "talk.is", not: "talk.not", depends: "talk.depends" };

/** An example: a text, or values under their headings. On the screen: the part of it that the page shows, and its type. */
export interface Card {
  readonly n: number;
  readonly title?: Text;
  readonly text?: Text;
  readonly trays?: Readonly<Partial<Record<Tray, Readonly<Record<string, Line>>>>>;
  readonly size?: string;
  readonly part?: number;
  readonly parts?: number;
  /** It is the one on the wall. */
  readonly now?: boolean;
}

export interface TalkView {
  readonly lines?: Readonly<Record<string, Line>>;
  readonly cards?: Readonly<Record<string, Card>>;
}

export const talkOf = (view: View): TalkView => (view["talk"] as TalkView | undefined) ?? {};

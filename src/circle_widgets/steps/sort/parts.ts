/** The part of a view that is of kind `sort`, and what every face makes of it. */

import { inOrder } from "../../ui/i18n";
import type { Tray } from "../../ui/trays";
import type { Translate, View } from "../../ui/types";

const TITLES: Readonly<Record<string, string>> = { is: "sort.tray.is", not: "sort.tray.not", depends: "sort.tray.depends" };

/** The name of a tray; of none, for a card that its author has put nowhere. */
export const titleOf = (tray: string | undefined, t: Translate): string => t(TITLES[tray ?? ""] ?? "sort.tray.none");

/** Cards that say the same: the words of the first, and the ids of all. */
export interface Alike {
  readonly n: number;
  readonly text: string;
  readonly of: readonly string[];
}

/** A group: its name, or what its first card says. */
export interface Group {
  readonly n: number;
  readonly text: string;
  readonly tray?: string;
  readonly named?: boolean;
  readonly dropped?: boolean;
  readonly saved?: boolean;
  readonly cards: Readonly<Record<string, Alike>>;
}

/** A group, or a part of a long one, on a page of the wall. */
export interface Item {
  readonly n: number;
  readonly text: string;
  readonly group: string;
  readonly tray: string;
  readonly column: number;
  readonly named?: boolean;
  readonly part?: number;
  readonly parts?: number;
  readonly under?: boolean;
  readonly lines?: Readonly<Record<string, { readonly n: number; readonly text: string }>>;
}

/** One's own card; behind the private look, anybody's. */
export interface Own {
  readonly n: number;
  readonly text: string;
  readonly tray?: string;
  readonly late?: boolean;
  readonly hidden?: boolean;
}

/** What somebody says belongs together: a card of each group, and the groups. */
export interface Hint {
  readonly a: string;
  readonly b: string;
  readonly into: string;
  readonly group: string;
}

export interface SortView {
  readonly trays?: readonly Tray[];
  /** Everyone sorts their own notes, and writes nothing new. */
  readonly takes?: boolean;
  readonly few?: boolean;
  /** The most cards of a seat, and characters of a card. */
  readonly most?: number;
  readonly longest?: number;
  readonly groups?: Readonly<Record<string, Group>>;
  readonly count?: number;
  /** Screen and desk: the page of the wall, and its type (`layout.py`). Behind the private look: every card. */
  readonly items?: Readonly<Record<string, Item>>;
  readonly size?: "small" | "smaller" | "least" | "one";
  /** The group that stands alone on the wall; the page on which each would. */
  readonly now?: string;
  readonly alone?: Readonly<Record<string, number>>;
  readonly hint?: Hint;
  readonly late?: number;
  readonly hidden?: number;
  readonly mine?: Readonly<Record<string, Own>>;
  readonly may?: { readonly put?: boolean; readonly change?: boolean; readonly together?: boolean; readonly save?: boolean };
  /** Pairs of cards that this seat has said belong together. */
  readonly said?: readonly string[];
}

export const sortOf = (view: View): SortView => (view["sort"] as SortView | undefined) ?? {};
export const traysOf = (view: View): readonly Tray[] => sortOf(view).trays ?? [];

export type Groups = readonly (readonly [string, Group])[];

/** The groups that stand, by their trays in order, empty ones too; what is in no tray comes last, if there is any. */
export function byTray(view: View): [Tray | "", Groups][] {
  const standing = inOrder(sortOf(view).groups).filter(([, one]) => !one.dropped);
  const trays = traysOf(view);
  const nowhere = standing.filter(([, one]) => !trays.includes(one.tray as Tray));
  const found = trays.map((tray): [Tray | "", Groups] => [tray, standing.filter(([, one]) => one.tray === tray)]);
  return nowhere.length > 0 ? [...found, ["", nowhere]] : found;
}

export const dropped = (view: View): Groups => inOrder(sortOf(view).groups).filter(([, one]) => one.dropped);

/** How often the same was said, besides the once that is shown. */
export const likeWords = (alike: Alike, t: Translate): string => (alike.of.length > 1 ? t("sort.like", { n: alike.of.length - 1 }) : "");

/** What stands below a group's text: the cards that say something else, and how often the same was said. */
export function linesOf(group: Group, t: Translate): [string, string][] {
  return inOrder(group.cards).flatMap(([id, alike], n): [string, string][] => {
    const like = likeWords(alike, t);
    if (n > 0 || group.named) return [[id, [alike.text, like].filter(Boolean).join(" ")]];
    return like ? [[id, like]] : [];
  });
}

/** The ids of all cards of a group. */
export const idsOf = (group: Group): string[] => Object.values(group.cards).flatMap(({ of }) => of);

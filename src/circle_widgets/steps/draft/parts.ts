/** The part of a view that is of kind `draft`, and what every face makes of it. */

import { inOrder } from "../../ui/i18n";
import { type Tray as Value, TRAYS as VALUES } from "../../ui/trays";
import type { Move, View } from "../../ui/types";

/** The parts of the text, in their order; "" is the sentence. */
export type Tray = "" | Value;
export const TRAYS: readonly Tray[] = ["", ...VALUES];

/** What stands at the head of a part: a key of a sentence. */
export const head = (tray: Tray): string => `draft.tray.${tray || "sentence"}`;

/** Something that has its place in a part. */
interface Placed {
  readonly n: number;
  readonly text: string;
  readonly tray?: string;
}

/** A line of the text; what the desk alone gets comes last. */
export interface Line extends Placed {
  /** It was touched last. */
  readonly now?: boolean;
  /** Screen: the piece of a long line that this page shows, and of how many. */
  readonly part?: number;
  readonly parts?: number;
  /** The page on which it stands in the whole text, and the one on which it is read by itself. */
  readonly page?: number;
  readonly close?: number;
  /** It has words of its own; else those of what it was made of, `of`. */
  readonly own?: boolean;
  readonly of?: readonly string[];
  readonly earlier?: Readonly<Record<string, Earlier>>;
}

/** How a line once read; `theirs`: in the words of who had written it. */
export interface Earlier extends Placed {
  readonly theirs?: boolean;
}

/** Words that stand ready for the text. */
export interface Material extends Placed {
  readonly dots?: number;
}

export interface DraftView {
  readonly count?: number;
  readonly lines?: Readonly<Record<string, Line>>;
  /** Screen and desk: what stands on the page, in which type its columns are, and whether it has them (`paged.py`). */
  readonly items?: Readonly<Record<string, Line>>;
  readonly size?: "one" | "small" | "smaller" | "least";
  readonly trays?: boolean;
  /** Desk and remote. */
  readonly material?: Readonly<Record<string, Material>>;
  readonly out?: Readonly<Record<string, Material>>;
  readonly may?: { readonly write?: boolean };
  readonly read?: Move;
}

export const draftOf = (view: View): DraftView => (view["draft"] as DraftView | undefined) ?? {};

export const trayOf = ({ tray }: Placed): Tray => (TRAYS.includes(tray as Tray) ? (tray as Tray) : "");

/** Things by their part, in the order of the text. */
export function byTray<T extends Placed>(things: Readonly<Record<string, T>> | undefined): readonly (readonly [Tray, readonly (readonly [string, T])[]])[] {
  const all = inOrder(things);
  return TRAYS.map((tray) => [tray, all.filter(([, one]) => trayOf(one) === tray)] as const);
}

/**
 * Where a line goes when it moves one place up or down: before or behind its neighbour, at the end of its part into the
 * next one. Undefined where there is no further.
 */
export function moved(lines: Readonly<Record<string, Line>> | undefined, id: string, by: 1 | -1): { tray: Tray; after: string } | undefined {
  const parts = byTray(lines);
  const at = parts.findIndex(([, own]) => own.some(([one]) => one === id));
  const [tray, own] = parts[at] ?? [];
  if (tray === undefined || own === undefined) return undefined;
  const place = own.findIndex(([one]) => one === id);
  const to = place + by;
  if (to >= 0 && to < own.length) return { tray, after: (by > 0 ? own[to] : own[to - 1])?.[0] ?? "" };
  const next = parts[at + by];
  if (next === undefined) return undefined;
  return { tray: next[0], after: by > 0 ? "" : (next[1][next[1].length - 1]?.[0] ?? "") };
}

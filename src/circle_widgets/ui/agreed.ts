/** The text that the circle agreed on, in a view: what desk, remote and phones get of it, and the wall's page of it. */

import { TRAYS } from "./trays";
import type { Text, Translate, View } from "./types";

export interface AgreedLine {
  readonly n: number;
  readonly text: string;
  /** Without one it is the sentence. */
  readonly tray?: string;
}

export interface AgreedView {
  readonly lines?: Readonly<Record<string, AgreedLine>>;
  readonly dissent?: Readonly<Record<string, AgreedLine>>;
  /** From how many people, since when (ms), and whether there were objections. */
  readonly people?: number;
  readonly at?: number;
  readonly settled?: boolean;
  /** A later activity is about to begin: still us? */
  readonly still?: boolean;
  /** Only a phone has it: a person's own lines, each with the line of the text that it lives in. */
  readonly mine?: Readonly<Record<string, { readonly n: number; readonly text: string; readonly line: string }>>;
  /** Only the facilitator has it. */
  readonly thread?: string;
}

/** A page of the text or of its story: the face of a kind draws it from `own`; without one, words alone. */
export interface ToldView {
  readonly frame: "notes" | "together" | "dots" | "text";
  readonly face?: string;
  readonly own?: Readonly<Record<string, unknown>>;
  /** So many texts stay with those who wrote them. */
  readonly kept?: number;
  /** It is what somebody sees differently. */
  readonly dissent?: boolean;
  readonly people?: number;
  readonly at?: number;
  readonly settled?: boolean;
  readonly still?: boolean;
}

export const agreedOf = (view: View): AgreedView | undefined => {
  const found = view["agreed"] as AgreedView | undefined;
  return found?.lines ? found : undefined;
};
export const toldOf = (view: View): ToldView | undefined => view["told"] as ToldView | undefined;

/** From how many people it is, and since when. Dates have the day before the month, as on the poster. */
export function byline({ people = 0, at = 0, settled }: Pick<AgreedView, "people" | "at" | "settled">, t: Translate, locale: string): string {
  const where = locale.startsWith("en") ? "en-GB" : locale;
  const date = new Date(at).toLocaleDateString(where, { day: "numeric", month: "long", year: "numeric" });
  return people > 0 ? t(settled ? "agreed.settled" : "agreed.by", { n: people, date }) : t("agreed.on", { date });
}

/** The lines of a tray, in their order; "" is the sentence. */
export function linesOf({ lines }: AgreedView, tray: string): AgreedLine[] {
  return Object.values(lines ?? {})
    .filter((line) => (line.tray ?? "") === tray)
    .sort((a, b) => a.n - b.n);
}

/** The text as plain words, to be copied. */
export function asWords(agreed: AgreedView, title: Text | undefined, t: Translate, locale: string): string {
  const parts = [String(title ?? ""), ...linesOf(agreed, "").map(({ text }) => text)];
  for (const tray of TRAYS) {
    const lines = linesOf(agreed, tray).map(({ text }) => `- ${text}`);
    if (lines.length > 0) parts.push([t(`agreed.tray.${tray}`), ...lines].join("\n"));
  }
  const dissent = linesOf({ lines: agreed.dissent ?? {} }, "").map(({ text }) => `- ${text}`);
  if (dissent.length > 0) parts.push([t("agreed.dissent"), ...dissent].join("\n"));
  return `${[...parts.filter(Boolean), byline(agreed, t, locale)].join("\n\n")}\n`;
}

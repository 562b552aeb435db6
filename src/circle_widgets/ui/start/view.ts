/** What Python tells the start page (widgets/start.py), and how it is said. */

import type { Translate } from "../types";
import type { Link } from "../widget/link";
import type { SmallProps } from "../widget/small";

export interface CircleEntry {
  readonly n: number;
  readonly title: string;
  readonly code: string;
  /** When something was said in it last, or when it was made, in ms. */
  readonly at: number;
  readonly link: Link;
  readonly practice?: boolean;
  /** Only of the last one: the others are not read for this page. */
  readonly notes?: number;
}

export interface BookEntry {
  readonly n: number;
  readonly title: string;
  readonly about: string;
  readonly link: Link;
  /** A copy of the person's own, and where it is changed. */
  readonly mine?: boolean;
  readonly name?: string;
  readonly edit?: Link;
}

export interface StartView {
  readonly host?: "voila" | "lab";
  readonly last?: CircleEntry;
  readonly circles?: Readonly<Record<string, CircleEntry>>;
  readonly books?: Readonly<Record<string, BookEntry>>;
}

export type StartProps = SmallProps<StartView>;

/** Python's answer when a circle is there to go to. */
export interface Ready {
  readonly code: string;
  readonly link: Link;
}

export const LANGUAGES = ["en", "fr"] as const;
const DAY = 86_400_000;

/** Not in every browser of our floor. */
interface Newer {
  RelativeTimeFormat: new (locale: string, options: { numeric: "auto" }) => { format(n: number, unit: "day"): string };
}

/** “yesterday”, “3 days ago”, or the date. */
export function day(at: number, locale: string, now = Date.now()): string {
  const midnight = (time: number) => new Date(time).setHours(0, 0, 0, 0);
  const days = Math.round((midnight(at) - midnight(now)) / DAY);
  const { RelativeTimeFormat } = Intl as unknown as Partial<Newer>;
  if (days <= 0 && days > -7 && RelativeTimeFormat) return new RelativeTimeFormat(locale, { numeric: "auto" }).format(days, "day");
  return new Intl.DateTimeFormat(locale, { year: "numeric", month: "long", day: "numeric" }).format(at);
}

/** “Last time: yesterday · 12 notes”; of another circle, its code, for two may have one title. */
export function facts(circle: CircleEntry, t: Translate, locale: string): string {
  const when = day(circle.at, locale);
  return circle.notes === undefined ? `${when} · ${circle.code}` : `${t("start.last", { when })} · ${t("start.notes", { n: circle.notes })}`;
}

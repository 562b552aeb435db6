/** Sentences: flat keys, `{slots}`, plurals by CLDR category of the slot `n`. */

import type { Slots, Text, Translate } from "./types";

export type Messages = Readonly<Record<string, string>>;

/**
 * A translator for one language. `t("notes.stored", {n: 3})` looks for `notes.stored#few`, `#many`… as the language
 * counts, then `#other`, then the bare key. A missing key comes back as itself: a test finds those, nobody else should.
 */
export function translator(messages: Messages, locale: string): Translate {
  const plural = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  const template = (key: string, slots?: Slots): string => {
    const n = slots?.["n"];
    if (typeof n === "number") {
      const exact = messages[`${key}#${plural.select(n)}`] ?? messages[`${key}#other`];
      if (exact !== undefined) return exact;
    }
    return messages[key] ?? key;
  };
  return (key, slots) =>
    template(key, slots).replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = slots?.[name];
      if (value === undefined) return whole;
      return typeof value === "number" ? numbers.format(value) : value;
    });
}

/** An author's sentence in this language; else in English, else in the first language that it has. */
export function pick(text: Text | undefined, locale: string): string {
  return picked(text, locale).text;
}

/** The same, with the language that was found, for `lang` and for reading aloud. */
export function picked(text: Text | undefined, locale: string): { text: string; lang?: string } {
  if (text === undefined) return { text: "" };
  if (typeof text === "string") return { text };
  for (const lang of [locale, locale.split("-")[0] ?? locale, "en", ...Object.keys(text)]) {
    const found = text[lang];
    if (found !== undefined) return { text: found, lang };
  }
  return { text: "" };
}

/** The things of a map, by their sort key `n`. Views hold no lists of things. */
export function inOrder<T extends { readonly n?: number }>(map: Readonly<Record<string, T>> | undefined): [string, T][] {
  return Object.entries(map ?? {}).sort(([a, x], [b, y]) => (x.n ?? 0) - (y.n ?? 0) || (a < b ? -1 : 1));
}

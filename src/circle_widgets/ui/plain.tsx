/** What a kind without a face of its own gets: its texts, as they stand in the view. */

import { pick } from "./i18n";
import type { FaceProps, Text } from "./types";

const isText = (value: unknown): value is Text =>
  typeof value === "string" || (typeof value === "object" && value !== null && "en" in value && Object.values(value).every((one) => typeof one === "string"));

/** All texts called `text` or `title` in this part of a view, in the order of their `n`. */
export function textsIn(part: unknown, locale: string): string[] {
  if (typeof part !== "object" || part === null) return [];
  const own = ["title", "text"].map((key) => (part as Record<string, unknown>)[key]).filter(isText);
  const inside = Object.values(part)
    .filter((value) => typeof value === "object" && !isText(value))
    .sort((a, b) => Number((a as { n?: number }).n ?? 0) - Number((b as { n?: number }).n ?? 0));
  return [...own.map((text) => pick(text, locale)), ...inside.flatMap((value) => textsIn(value, locale))];
}

export function Plain({ view, locale }: FaceProps) {
  const texts = view.step ? textsIn(view[view.step.kind], locale) : [];
  return (
    <ul class="plain-face">
      {texts.map((text, i) => (
        <li key={i} class="card" dir="auto">
          {text}
        </li>
      ))}
    </ul>
  );
}

// @vitest-environment node
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");
const [light = "", dark = ""] = css.split("@media (prefers-color-scheme: dark)");
const tokens = (text: string): Record<string, string> => Object.fromEntries((text.match(/--[\w-]+:\s*#[0-9a-f]{6}/g) ?? []).map((one) => one.slice(2).split(/:\s*/) as [string, string]));
const schemes = { light: tokens(light), dark: { ...tokens(light), ...tokens(dark) } };

/** Relative luminance and contrast as WCAG 2.2 has them. */
function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((i) => parseInt(colour.slice(i, i + 2), 16) / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}
function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

const GROUNDS = ["paper", "card", "is-ground", "is-not-ground", "depends-ground"];
const TEXTS = ["ink", "soft", "pine", "plum", "ochre"];
const PAIRS = [...TEXTS.flatMap((text) => GROUNDS.map((ground) => [text, ground])), ["on-accent", "pine"], ["on-accent", "plum"], ["on-accent", "ochre"], ["on-sun", "sun"]] as [string, string][];

describe.each(Object.entries(schemes))("in the %s scheme", (_, scheme) => {
  it.each(PAIRS)("%s on %s is 7:1 or better", (text, ground) => expect(contrast(scheme[text]!, scheme[ground]!)).toBeGreaterThanOrEqual(7));
  it.each(["edge", "focus-colour", "pine"].flatMap((line) => ["paper", "card"].map((ground) => [line, ground] as const)))("the line %s on %s is 3:1 or better", (line, ground) =>
    expect(contrast(scheme[line]!, scheme[ground]!)).toBeGreaterThanOrEqual(3),
  );
});

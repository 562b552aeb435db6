import { describe, expect, it } from "vitest";
import { inOrder, pick, picked, translator } from "./i18n";

const MESSAGES = { "a#one": "{n} note", "a#other": "{n} notes", "a#many": "{n} de notes", b: "Hello {who}, {who}", c: "plain" };

describe("sentences", () => {
  it("count as their language counts", () => {
    const en = translator(MESSAGES, "en");
    expect([0, 1, 2].map((n) => en("a", { n }))).toEqual(["0 notes", "1 note", "2 notes"]);
    const fr = translator(MESSAGES, "fr");
    expect([0, 1, 2].map((n) => fr("a", { n }))).toEqual(["0 note", "1 note", "2 notes"]);
    expect(fr("a", { n: 1_000_000 })).toMatch(/de notes$/);
  });

  it("fill their slots, and leave one open that nobody fills", () => {
    const t = translator(MESSAGES, "en");
    expect(t("b", { who: "$&" })).toBe("Hello $&, $&");
    expect(t("b")).toBe("Hello {who}, {who}");
    expect(t("c", { n: 3 })).toBe("plain");
    expect(t("missing")).toBe("missing");
  });

  it("of authors come in the language that is nearest", () => {
    const text = { fr: "Un espoir", en: "One hope" };
    expect(pick(text, "fr")).toBe("Un espoir");
    expect(pick(text, "fr-CA")).toBe("Un espoir");
    expect(picked(text, "de")).toEqual({ text: "One hope", lang: "en" });
    expect(pick({ es: "Una esperanza" }, "de")).toBe("Una esperanza");
    expect(pick("as written", "fr")).toBe("as written");
    expect(pick(undefined, "fr")).toBe("");
  });
});

describe("things of a view", () => {
  it("stand in the order of their n, ties by id", () => {
    expect(inOrder({ b: { n: 2 }, z: { n: 1 }, a: { n: 2 } }).map(([id]) => id)).toEqual(["z", "a", "b"]);
    expect(inOrder(undefined)).toEqual([]);
  });
});

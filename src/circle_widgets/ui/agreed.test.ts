import { describe, expect, it } from "vitest";
import en from "../locale/en/agreed.json";
import fr from "../locale/fr/agreed.json";
import { agreedOf, asWords, byline, linesOf } from "./agreed";
import { translator } from "./i18n";

const t = translator(en, "en");
const AT = Date.UTC(2026, 10, 23, 12);
const agreed = {
  lines: { 1: { n: 1, text: "We meet to learn" }, 3: { n: 3, text: "Open", tray: "is" }, 2: { n: 2, text: "Free", tray: "is" }, 4: { n: 4, text: "Homework", tray: "depends" } },
  dissent: { 1: { n: 1, text: "Not for me" } },
  people: 9,
  at: AT,
};

describe("the agreed text in a view", () => {
  it("is there with its lines, not with a person's own part alone", () => {
    expect(agreedOf({ agreed })).toBe(agreed);
    expect(agreedOf({ agreed: { mine: {} } })).toBeUndefined();
    expect(agreedOf({})).toBeUndefined();
  });

  it("has its lines in their order", () => expect(linesOf(agreed, "is").map(({ text }) => text)).toEqual(["Free", "Open"]));

  it("says from how many people it is, and since when, in both languages", () => {
    expect(byline(agreed, t, "en")).toBe("Agreed by 9 people on 23 November 2026");
    expect(byline({ ...agreed, people: 1 }, translator(fr, "fr"), "fr")).toBe("Adopté par une personne le 23 novembre 2026");
    expect(byline({ ...agreed, settled: true }, t, "en")).toBe("Decided by 9 people on 23 November 2026");
    expect(byline({ at: AT }, t, "en")).toBe("Agreed on 23 November 2026");
  });

  it("is copied as plain words, whole", () =>
    expect(asWords(agreed, "Sewing", t, "en")).toBe(
      "Sewing\n\nWe meet to learn\n\nIt is …\n- Free\n- Open\n\nIt depends …\n- Homework\n\nNot all of us see it this way\n- Not for me\n\nAgreed by 9 people on 23 November 2026\n",
    ));
});

import { render } from "@testing-library/preact";
import { describe, expect, it } from "vitest";
import en from "../locale/en/shared.json";
import fr from "../locale/fr/shared.json";
import words from "../seat_words.json";
import { translator } from "./i18n";
import { COLOURS, PICTURES } from "./pictures";
import { SeatPicture, seatWord } from "./seat";

describe("a seat's word", () => {
  it("has a picture, a colour and words in both languages for everything on the list", () => {
    expect(Object.keys(PICTURES).sort()).toEqual([...words.pictures].sort());
    expect(Object.keys(COLOURS).sort()).toEqual([...words.colours].sort());
    const keys = [...words.pictures.map((one) => `picture.${one}`), ...words.colours.map((one) => `colour.${one}`)];
    for (const messages of [en, fr]) expect(keys.filter((key) => !(key in messages))).toEqual([]);
  });

  it("is said in each language's order", () => {
    expect(seatWord("blue-heron", translator(en, "en"))).toBe("Blue heron");
    expect(seatWord("blue-heron", translator(fr, "fr"))).toBe("Héron bleu");
    expect(seatWord("grey-kite-2", translator(en, "en"))).toBe("Grey kite 2");
  });

  it("is shown as it is when nobody knows it", () => {
    expect(seatWord("teal-zebra", translator(en, "en"))).toBe("teal-zebra");
    expect(seatWord(undefined, translator(en, "en"))).toBe("");
    expect(render(<SeatPicture word="teal-zebra" />).container.querySelector("circle")).toBeTruthy();
  });
});

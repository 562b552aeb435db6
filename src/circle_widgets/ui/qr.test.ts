import { describe, expect, it } from "vitest";
import { qr, TooLong } from "./qr";

const draw = (text: string): string[] => qr(text).map((row) => row.map((dark) => (dark ? "#" : ".")).join(""));

describe("a QR code", () => {
  it("grows with its text, up to 412 bytes", () => {
    expect(qr("circle").length).toBe(21);
    expect(qr("x".repeat(14)).length).toBe(21);
    expect(qr("x".repeat(15)).length).toBe(25);
    expect(qr("x".repeat(412)).length).toBe(77);
    expect(() => qr("x".repeat(413))).toThrow(TooLong);
  });

  it("has its three finders, and none in the fourth corner", () => {
    const rows = draw("http://192.168.1.20:8866/join/K7MPQX");
    const finder = ["#######", "#.....#", "#.###.#"];
    expect(rows.slice(0, 3).map((row) => row.slice(0, 7))).toEqual(finder);
    expect(rows.slice(0, 3).map((row) => row.slice(-7))).toEqual(finder);
    expect(rows.slice(-7, -4).map((row) => row.slice(0, 7))).toEqual(finder);
    expect(rows.slice(-7, -4).map((row) => row.slice(-7))).not.toEqual(finder);
  });
});

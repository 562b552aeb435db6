import { act, renderHook } from "@testing-library/preact";
import { describe, expect, it } from "vitest";
import { length, linesOf, useWords } from "./words";

describe("words that people type", () => {
  it("are as long as people count: a smiley is one character", () => expect(length("é🙂")).toBe(2));

  it("are a note a line, without the marks that people type before a line", () => {
    expect(linesOf("- Tea\r\n  2) Time \n\n• A table\n3 people\n-5 degrees")).toEqual(["Tea", "Time", "A table", "3 people", "-5 degrees"]);
  });

  it("are kept on this device, and found there again", () => {
    const kept = new Map([["s1", "Te"]]);
    const drafts = { get: (key: string) => kept.get(key) ?? "", set: (key: string, text: string) => void kept.set(key, text) };
    const { result } = renderHook(() => useWords({ drafts }, "s1"));
    expect(result.current[0]).toBe("Te");
    act(() => result.current[1]("Tea"));
    expect(result.current[0]).toBe("Tea");
    expect(kept.get("s1")).toBe("Tea");
  });
});

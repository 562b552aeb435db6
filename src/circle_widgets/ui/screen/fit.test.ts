import { describe, expect, it } from "vitest";
import { grown } from "./fit";

describe("the sizes of a type", () => {
  it("are its own and larger ones, the largest first", () => {
    expect(grown(1.2).get("smaller")).toEqual([4.8, 4.4, 4]);
    expect(grown(1.5).get("large")?.[0]).toBeCloseTo(9.9);
  });

  it("are those of a kind's own types as well", () => {
    expect(grown(1.1, { wide: 10 }).get("wide")).toEqual([11, 10]);
    expect(grown(1.1).get("wide")).toBeUndefined();
  });
});

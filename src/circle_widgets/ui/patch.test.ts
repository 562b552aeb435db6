import { describe, expect, it } from "vitest";
import { type Doc, type Json, overlay, patch } from "./patch";

/** The examples of RFC 7396, appendix A. */
const EXAMPLES: [Json, Json, Json][] = [
  [{ a: "b" }, { a: "c" }, { a: "c" }],
  [{ a: "b" }, { b: "c" }, { a: "b", b: "c" }],
  [{ a: "b" }, { a: null }, {}],
  [{ a: "b", b: "c" }, { a: null }, { b: "c" }],
  [{ a: ["b"] }, { a: "c" }, { a: "c" }],
  [{ a: "c" }, { a: ["b"] }, { a: ["b"] }],
  [{ a: { b: "c" } }, { a: { b: "d", c: null } }, { a: { b: "d" } }],
  [{ a: [{ b: "c" }] }, { a: [1] }, { a: [1] }],
  [["a", "b"], ["c", "d"], ["c", "d"]],
  [{ a: "b" }, ["c"], ["c"]],
  [{ a: "foo" }, null, null],
  [{ a: "foo" }, "bar", "bar"],
  [{ e: null }, { a: 1 }, { e: null, a: 1 }],
  [[1, 2], { a: "b", c: null }, { a: "b" }],
  [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
];

/** Random views, the same ones every time. */
function views(seed: number): () => Doc {
  let state = seed;
  const random = (n: number) => ((state = (state * 1103515245 + 12345) % 2147483648), Math.floor((state / 2147483648) * n));
  const view = (depth: number): Doc =>
    Object.fromEntries(Array.from({ length: random(5) }, () => ["abcdef"[random(6)]!, depth > 0 && random(2) ? view(depth - 1) : [1, "x", true, ""][random(4)]!]));
  return () => view(3);
}

/** What the room does to find a patch. */
function diff(old: Doc, now: Doc): Doc {
  const found: Record<string, Json> = {};
  for (const key of Object.keys(old)) if (!(key in now)) found[key] = null;
  for (const [key, value] of Object.entries(now)) {
    const before = old[key];
    const both = typeof value === "object" && typeof before === "object";
    if (JSON.stringify(before) !== JSON.stringify(value)) found[key] = both ? diff(before as Doc, value as Doc) : value;
  }
  return found;
}

describe("a merge patch", () => {
  it.each(EXAMPLES)("%j with %j is %j", (target, change, result) => expect(patch(target, change)).toEqual(result));

  it("of a difference leads from the one view to the other, and leaves the first as it was", () => {
    const next = views(7);
    for (let i = 0; i < 500; i++) {
      const [a, b] = [next(), next()];
      const before = JSON.stringify(a);
      expect(patch(a, diff(a, b))).toEqual(b);
      expect(JSON.stringify(a)).toBe(before);
    }
  });

  it("laid on twice is laid on once", () => {
    const next = views(11);
    for (let i = 0; i < 200; i++) {
      const [a, change] = [next(), next()];
      expect(patch(patch(a, change), change)).toEqual(patch(a, change));
    }
  });

  it("keeps what it does not name the very same", () => {
    const a = { notes: { one: { text: "x" }, two: { text: "y" } }, room: { seats: 1 } };
    const b = patch(a, { notes: { two: { text: "z" } } }) as typeof a;
    expect(b.room).toBe(a.room);
    expect(b.notes.one).toBe(a.notes.one);
  });

  it("takes any word for an id", () => {
    const change = JSON.parse('{"__proto__": {"n": 1}}') as Doc;
    const found = patch({}, change) as Doc;
    expect(Object.keys(found)).toEqual(["__proto__"]);
    expect(({} as { n?: number }).n).toBeUndefined();
  });

  it("lays the person's document over the one for everybody", () => {
    expect(overlay({ notes: { phase: "open" }, room: { seats: 2 } }, {}, { notes: { mine: {} } })).toEqual({ notes: { phase: "open", mine: {} }, room: { seats: 2 } });
  });
});

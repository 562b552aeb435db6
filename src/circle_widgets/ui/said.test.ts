import { describe, expect, it } from "vitest";
import { cast, said } from "./said";
import type { Outgoing, View } from "./types";

const item = (id: string, n: number, state: Outgoing["state"], more: Partial<Outgoing> = {}): Outgoing => ({ id, n, state, seat: "p", step: "s1", kind: "dots.place", body: {}, ...more });
const view = (...out: Outgoing[]): View => ({ step: { id: "s1", kind: "dots", phase: "open" }, local: { out: Object.fromEntries(out.map((one) => [one.id, one])) } }) as View;
const ids = (items: readonly Outgoing[]) => items.map(({ id }) => id);

describe("what this device has said", () => {
  it("is what belongs to the current step, the oldest first", () => {
    expect(ids(said(view(item("b", 2, "waiting"), item("a", 1, "stored"), item("c", 3, "waiting", { step: "s2" }))))).toEqual(["a", "b"]);
    expect(said({})).toEqual([]);
  });

  it("has as a ballot the last one that was not refused, stored or not", () => {
    const shown = view(item("a", 1, "stored"), item("b", 2, "waiting"), item("c", 3, "refused"), item("d", 4, "waiting", { kind: "notes.write" }));
    const found = cast(shown, "dots.place");
    expect([found.last?.id, ids(found.waiting), ids(found.refused)]).toEqual(["b", ["b"], ["c"]]);
    expect(cast(view(item("a", 1, "stored")), "dots.place").last?.id).toBe("a");
    expect(cast({}, "dots.place")).toEqual({ last: undefined, waiting: [], refused: [] });
  });
});

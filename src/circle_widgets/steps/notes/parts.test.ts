import { describe, expect, it } from "vitest";
import type { Outgoing, View } from "../../ui/types";
import { mine } from "./parts";

let n = 0;
const out = (id: string, kind: string, body: object, state: Outgoing["state"] = "waiting", step = "s1"): [string, Outgoing] => [id, { id, n: ++n, seat: "me", step, kind, body: body as Outgoing["body"], state }];
const view = (own: object, ...items: [string, Outgoing][]): View => ({ step: { id: "s1", kind: "notes", phase: "open" }, notes: { mine: own }, local: { online: true, out: Object.fromEntries(items) } });

describe("my notes", () => {
  it("are those that the room has, then those on their way", () => {
    const found = mine(view({ a: { n: 1, text: "one" } }, out("b", "notes.write", { text: "two" })));
    expect(found).toMatchObject([
      { id: "a", text: "one", state: "stored" },
      { id: "b", text: "two", state: "waiting" },
    ]);
  });

  it("stand once, when the room shows one before this phone forgot it", () => {
    expect(mine(view({ a: { n: 1, text: "one" } }, out("a", "notes.write", { text: "one" }, "stored"))).length).toBe(1);
  });

  it("have their newest words, also those not yet sent", () => {
    const change = out("c", "notes.change", { note: "a", text: "better" });
    expect(mine(view({ a: { n: 1, text: "one" } }, change))).toMatchObject([{ id: "a", text: "better", state: "waiting" }]);
    const write = out("a", "notes.write", { text: "one" });
    expect(mine(view({}, write, out("d", "notes.change", { note: "a", text: "better" })))).toMatchObject([{ id: "a", text: "better", state: "waiting" }]);
  });

  it("say that one is being taken back, and then it is gone", () => {
    const own = { a: { n: 1, text: "one" } };
    expect(mine(view(own, out("w", "notes.withdraw", { note: "a" })))).toMatchObject([{ state: "leaving" }]);
    expect(mine(view(own, out("w", "notes.withdraw", { note: "a" }, "stored")))).toEqual([]);
  });

  it("keep refused words in sight: a note, a change, a change of what is gone", () => {
    expect(mine(view({}, out("b", "notes.write", { text: "two" }, "refused")))).toMatchObject([{ text: "two", state: "refused", refused: { id: "b" } }]);
    const change = out("c", "notes.change", { note: "a", text: "better" }, "refused");
    expect(mine(view({ a: { n: 1, text: "one" } }, change))).toMatchObject([{ id: "a", text: "one", state: "stored", refused: { body: { text: "better" } } }]);
    expect(mine(view({}, change))).toMatchObject([{ text: "better", state: "refused" }]);
  });

  it("are those of this step only", () => {
    expect(mine(view({}, out("b", "notes.write", { text: "two" }, "waiting", "s9")))).toEqual([]);
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Answer, Posted } from "../api";
import { type KeyItem, Pen } from "./pen";

const receipts = (items: readonly KeyItem[]): Answer<Posted> => ({ ok: true, body: { receipts: items.map(({ id }, n) => ({ id, position: n + 1 })), refused: [] } });
const away: Answer<Posted> = { ok: false, status: 0 };

describe("the facilitator's pen", () => {
  let sent: KeyItem[][];
  let answers: Answer<Posted>[];
  let pen: Pen;
  beforeEach(() => {
    vi.useFakeTimers();
    sent = [];
    answers = [];
    pen = new Pen({ post: async (items) => (sent.push([...items]), answers.shift() ?? receipts(items)), random: () => 0.5 });
  });
  afterEach(() => vi.useRealTimers());

  it("puts what is said in one go into one request, in its order, with the seat it is for", async () => {
    const said = await Promise.all([pen.send("notes.write", { text: "a" }, { step: "s1", seat: "zoe" }), pen.send("notes.write", { text: "b" }, { step: "s1" })]);
    expect(sent).toHaveLength(1);
    expect(sent[0]?.map(({ body, seat }) => [body["text"], seat])).toEqual([["a", "zoe"], ["b", undefined]]);
    expect(said.map((one) => "position" in one && one.position)).toEqual([1, 2]);
  });

  it("sends the same thing again until there is an answer", async () => {
    answers = [away, { ok: false, status: 503, after: 1_000 }];
    const said = pen.send("step.open", {}, { step: "s2" });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await said).toMatchObject({ position: 1 });
    expect(sent.map((items) => items[0]?.id)).toEqual(Array(3).fill(sent[0]?.[0]?.id));
    expect(pen.pending).toBe(false);
  });

  it("waits no more when the line is back", async () => {
    answers = [away, away, away];
    const said = pen.send("step.open", {}, { step: "s2" });
    await vi.advanceTimersByTimeAsync(1_500);
    const before = sent.length;
    answers = [];
    pen.wake();
    await said;
    expect(sent.length).toBe(before + 1);
  });

  it("passes on why something was refused, alone or all of it", async () => {
    answers = [{ ok: true, body: { receipts: [], refused: [{ id: "x", code: "too_long", message: "Shorter, please" }] } }];
    expect(await pen.send("notes.write", { text: "a" }, { id: "x" })).toMatchObject({ code: "too_long" });
    answers = [{ ok: false, status: 401, code: "unknown_token", message: "Not known" }];
    expect(await pen.send("notes.write", { text: "a" })).toMatchObject({ code: "unknown_token", message: "Not known" });
    expect(pen.pending).toBe(false);
  });

  it("sends many in several requests, one after the other", async () => {
    await Promise.all(Array.from({ length: 90 }, (_, n) => pen.send("notes.write", { text: String(n) })));
    expect(sent.map((items) => items.length)).toEqual([40, 40, 10]);
    expect(sent.flat().map(({ body }) => Number(body["text"]))).toEqual(Array.from({ length: 90 }, (_, n) => n));
  });
});

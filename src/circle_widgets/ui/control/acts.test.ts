import { describe, expect, it } from "vitest";
import type { Receipt, Send, View } from "../types";
import { Acts } from "./acts";

const showing = (page: number): View => ({ desk: { next: { label: "next", kind: "screen.show", body: { page } }, back: { label: "back", kind: "screen.show", body: { page: page - 2 } } }, step: { id: "s1", kind: "notes", phase: "revealed" } });

function acting(ahead: boolean) {
  const sent: { kind: string; body: unknown; settle: (answer: Receipt) => void }[] = [];
  const send = ((kind: string, body: unknown) => new Promise((settle) => sent.push({ kind, body, settle: settle as (answer: Receipt) => void }))) as unknown as Send;
  const place = { view: showing(2) };
  const acts = new Acts({ send, view: () => place.view, told: () => undefined, ahead });
  const answered = async (n: number, position = n) => {
    sent[n - 1]?.settle({ id: `${n}`, position });
    await Promise.resolve();
    await Promise.resolve();
  };
  return { acts, sent, place, answered };
}

describe("acts, one after another", () => {
  it("takes the same move twice for a finger that was too quick", async () => {
    const { acts, sent, answered } = acting(false);
    expect([acts.act("next"), acts.act("next")]).toEqual([true, false]);
    await answered(1);
    expect(sent).toHaveLength(1);
    expect(acts.busy).toBe(false);
  });

  it("does what the button says by now, though the answer is still on its way", async () => {
    const { acts, sent, place, answered } = acting(false);
    acts.act("next");
    place.view = showing(3);
    expect(acts.act("next")).toBe(true);
    await answered(1);
    expect(sent.map(({ body }) => body)).toEqual([{ page: 2 }, { page: 3 }]);
  });

  it("waits for the view that shows what was done, where the answer comes before it", async () => {
    const { acts, sent, place, answered } = acting(true);
    acts.act("next");
    acts.act("back");
    await answered(1, 7);
    expect(sent).toHaveLength(1);
    place.view = showing(3);
    acts.shown(7);
    expect(sent.map(({ body }) => body)).toEqual([{ page: 2 }, { page: 1 }]);
    acts.stop();
  });
});

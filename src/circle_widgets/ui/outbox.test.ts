import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Answer, Item, Posted } from "./api";
import { type Keep, keepIn } from "./keep";
import { Outbox } from "./outbox";

/** The room: what it stored, and what becomes of the next requests on their way. */
class Room {
  stored: Item[] = [];
  requests: { seat: string; ids: string[] }[] = [];
  fate: ("ok" | "lost" | "answer lost" | "busy" | "never")[] = [];
  refuses: (item: Item) => string | undefined = () => undefined;
  chokes: (items: readonly Item[]) => boolean = () => false;

  readonly post = (seat: string, items: readonly Item[]): Promise<Answer<Posted>> => {
    this.requests.push({ seat, ids: items.map((item) => item.id) });
    const fate = this.fate.shift() ?? "ok";
    if (fate === "never") return new Promise(() => undefined);
    if (fate === "lost") return Promise.resolve({ ok: false, status: 0 });
    if (fate === "busy") return Promise.resolve({ ok: false, status: 503, code: "busy", after: 7_000 });
    if (this.chokes(items)) return Promise.resolve({ ok: false, status: 400, code: "body", message: "`text` is too long" });
    const body = this.take(items);
    return Promise.resolve(fate === "answer lost" ? { ok: false, status: 0 } : { ok: true, body });
  };

  private take(items: readonly Item[]): Posted {
    const answer: { receipts: Posted["receipts"][number][]; refused: Posted["refused"][number][] } = { receipts: [], refused: [] };
    for (const item of items) {
      const code = this.refuses(item);
      if (code) answer.refused.push({ id: item.id, code, message: "no" });
      else {
        if (!this.stored.some((one) => one.id === item.id)) this.stored.push(item);
        answer.receipts.push({ id: item.id, position: this.stored.findIndex((one) => one.id === item.id) + 1 });
      }
    }
    return answer;
  }

  get texts(): unknown[] {
    return this.stored.map((item) => item.body["text"]);
  }
}

let room: Room;
let keep: Keep;
const boxes: Outbox[] = [];

function outbox(options: { keep?: Keep } = {}): Outbox {
  const box = new Outbox({ keep: options.keep ?? keep, prefix: "circle.X.", post: room.post, told: () => undefined, random: () => 0.5 });
  boxes.push(box);
  return box;
}
const write = (box: Outbox, text: string, seat = "a") => box.add(seat, "s1", "notes.write", { text });
const settle = () => vi.advanceTimersByTimeAsync(0);
/** Another tab of the same browser hears of a change. */
const elsewhere = (key: string) => dispatchEvent(Object.assign(new Event("storage"), { key }));

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
  room = new Room();
  keep = keepIn(localStorage);
});
afterEach(() => {
  for (const box of boxes.splice(0)) box.close();
  vi.useRealTimers();
});

describe("the outbox", () => {
  it("gives each thing its receipt, and forgets it when the view shows it", async () => {
    const box = outbox();
    const receipt = await write(box, "one");
    expect(receipt).toMatchObject({ position: 1 });
    expect(Object.values(box.of("a"))).toMatchObject([{ state: "stored", position: 1 }]);
    box.shown("a", 0);
    expect(Object.keys(box.of("a")).length).toBe(1);
    box.shown("a", 1);
    expect(box.of("a")).toEqual({});
    expect(keep.keys("circle.X.out.")).toEqual([]);
  });

  it("keeps the order, and sends what waits in one request", async () => {
    room.fate = ["lost"];
    const box = outbox();
    for (const text of ["one", "two", "three"]) void write(box, text);
    await settle();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(room.texts).toEqual(["one", "two", "three"]);
    expect(room.requests[room.requests.length - 1]?.ids.length).toBe(3);
  });

  it("sends again when only the answer was lost: stored once, same receipt", async () => {
    room.fate = ["answer lost"];
    const done = write(outbox(), "one");
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await done).toMatchObject({ position: 1 });
    expect(room.requests.map((one) => one.ids)).toEqual([room.requests[0]?.ids, room.requests[0]?.ids]);
    expect(room.texts).toEqual(["one"]);
  });

  it("keeps words over a reload, and sends them once when the network is back", async () => {
    room.fate = Array<"lost">(20).fill("lost");
    const before = outbox();
    void write(before, "one");
    void write(before, "two");
    await vi.advanceTimersByTimeAsync(3_000);
    before.close();
    room.fate = [];
    const after = outbox();
    after.wake();
    await settle();
    expect(room.texts).toEqual(["one", "two"]);
    expect(Object.values(after.of("a")).every((item) => item.state === "stored")).toBe(true);
  });

  it("keeps refused words, with the reason", async () => {
    room.refuses = (item) => (item.body["text"] === "bad" ? "enough" : undefined);
    const box = outbox();
    const [good, bad] = await Promise.all([write(box, "good"), write(box, "bad")]);
    expect(good).toMatchObject({ position: 1 });
    expect(bad).toMatchObject({ code: "enough", message: "no" });
    expect(Object.values(box.of("a"))[1]).toMatchObject({ state: "refused", code: "enough", message: "no", body: { text: "bad" } });
    box.shown("a", 99);
    expect(Object.values(box.of("a"))).toMatchObject([{ state: "refused", body: { text: "bad" } }]);
  });

  it("finds the one thing for which a whole request is turned away, and sends the others", async () => {
    room.fate = ["lost"];
    room.chokes = (items) => items.some((item) => item.body["text"] === "bad");
    const box = outbox();
    for (const text of ["one", "bad", "three"]) void write(box, text);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(room.texts).toEqual(["one", "three"]);
    expect(Object.values(box.of("a")).find((item) => item.state === "refused")).toMatchObject({ body: { text: "bad" }, message: "`text` is too long" });
  });

  it("waits as long as a busy room asks for", async () => {
    room.fate = ["busy"];
    void write(outbox(), "one");
    await vi.advanceTimersByTimeAsync(6_900);
    expect(room.requests.length).toBe(1);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(room.texts).toEqual(["one"]);
  });

  it("sends at once when it is woken, whatever it was waiting for", async () => {
    room.fate = Array<"lost">(6).fill("lost");
    const box = outbox();
    void write(box, "one");
    await vi.advanceTimersByTimeAsync(20_000);
    room.fate = [];
    const before = room.requests.length;
    box.wake();
    await settle();
    expect(room.requests.length).toBe(before + 1);
    expect(room.texts).toEqual(["one"]);
  });

  it("lets one tab send, and tells both of the receipt", async () => {
    room.fate = ["never"];
    const [one, two] = [outbox(), outbox({ keep: keepIn(localStorage) })];
    void write(one, "from the first");
    const done = write(two, "from the second");
    await vi.advanceTimersByTimeAsync(5_000);
    expect(room.requests.length).toBe(1);
    // the first tab was put to sleep with its request; the second takes over
    await vi.advanceTimersByTimeAsync(12_000);
    expect(await done).toMatchObject({ position: 2 });
    expect(room.texts).toEqual(["from the first", "from the second"]);
    elsewhere(keep.keys("circle.X.out.")[0]!);
    expect(Object.values(one.of("a")).map((item) => item.state)).toEqual(["stored", "stored"]);
  });

  it("does not overwrite what another tab wrote", async () => {
    room.fate = Array<"lost">(9).fill("lost");
    const [one, two] = [outbox(), outbox({ keep: keepIn(localStorage) })];
    void write(one, "one");
    void write(two, "two");
    void write(one, "three");
    await settle();
    expect(keep.keys("circle.X.out.").length).toBe(3);
  });

  it("sends for every seat of a device that is passed on, in order", async () => {
    room.fate = ["lost"];
    const box = outbox();
    void write(box, "mine", "a");
    void write(box, "hers", "b");
    void write(box, "mine again", "a");
    await vi.advanceTimersByTimeAsync(3_000);
    expect(room.texts).toEqual(["mine", "hers", "mine again"]);
    expect(room.requests.map((one) => one.seat)).toEqual(["a", "a", "b", "a"]);
    expect(Object.keys(box.of("b")).length).toBe(1);
  });

  it("works where nothing may be stored", async () => {
    const forbidden = { getItem: () => null, setItem: () => { throw new Error("quota"); }, removeItem: () => undefined } as unknown as Storage;
    const memory = keepIn(forbidden);
    const box = outbox({ keep: memory });
    await write(box, "one");
    expect(room.texts).toEqual(["one"]);
    expect(memory.lasting).toBe(false);
  });

  it("forgets a seat that was erased", async () => {
    room.fate = ["lost"];
    const box = outbox();
    void write(box, "one");
    await settle();
    box.forget("a");
    expect(keep.keys("circle.X.out.")).toEqual([]);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(room.texts).toEqual([]);
  });
});

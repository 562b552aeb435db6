import { describe, expect, it, vi } from "vitest";
import { Awake, type Wake } from "./wake";

class Sentinel {
  gone = vi.fn(async () => undefined);
  private told: (() => void)[] = [];
  addEventListener = (_name: "release", told: () => void) => void this.told.push(told);
  release = () => (this.takeBack(), this.gone());
  takeBack = () => this.told.forEach((told) => told());
}

/** A browser: it may refuse, and its page may be hidden. */
function browser() {
  const held: Sentinel[] = [];
  const seen = new Set<() => void>();
  const page = {
    visibilityState: "visible" as DocumentVisibilityState,
    addEventListener: (_name: "visibilitychange", told: () => void) => void seen.add(told),
    removeEventListener: (_name: "visibilitychange", told: () => void) => void seen.delete(told),
  };
  const found = {
    page,
    held,
    seen,
    refuses: false,
    waking: {
      request: async () => {
        if (found.refuses || page.visibilityState === "hidden") throw new DOMException("no", "NotAllowedError");
        held.push(new Sentinel());
        return held[held.length - 1]!;
      },
    },
    turn: async (to: DocumentVisibilityState) => {
      page.visibilityState = to;
      if (to === "hidden") held.splice(0).forEach((one) => one.takeBack());
      seen.forEach((told) => told());
      await settled();
    },
  };
  return found;
}

const settled = async () => {
  for (let n = 0; n < 5; n++) await Promise.resolve();
};

async function awake(of = browser(), waking: { request: () => Promise<Sentinel> } | undefined = of.waking) {
  const states: Wake[] = [];
  const made = new Awake((state) => states.push(state), waking, of.page);
  await settled();
  return { made, states, of };
}

describe("a display that is held awake", () => {
  it("is asked for, and let go at the end", async () => {
    const { made, states, of } = await awake();
    expect(states).toEqual(["held"]);
    const [one] = of.held;
    made.stop();
    await settled();
    expect(one!.gone).toHaveBeenCalledTimes(1);
    expect(of.seen.size).toBe(0);
  });

  it("is asked for again whenever the page is seen again, and once", async () => {
    const { states, of } = await awake();
    await of.turn("hidden");
    await of.turn("visible");
    await of.turn("visible");
    expect(of.held).toHaveLength(1);
    expect(states).toEqual(["held", "off", "held"]);
  });

  it("says where a browser has no such thing: an address that it does not take for a safe one", async () => {
    const of = browser();
    const states: Wake[] = [];
    new Awake((state) => states.push(state), undefined, of.page);
    await settled();
    expect(states).toEqual(["cannot"]);
  });

  it("says when the browser refuses, and takes it back when it may after all", async () => {
    const of = browser();
    of.refuses = true;
    const { states } = await awake(of);
    expect(states).toEqual(["cannot"]);
    of.refuses = false;
    await of.turn("visible");
    expect(states).toEqual(["cannot", "held"]);
  });

  it("says when it is taken back while it is seen: the battery is low", async () => {
    const { states, of } = await awake();
    of.held[0]!.takeBack();
    expect(states).toEqual(["held", "cannot"]);
  });

  it("waits with asking while the page is hidden, and says nothing", async () => {
    const of = browser();
    of.page.visibilityState = "hidden";
    const { states } = await awake(of);
    expect([states, of.held]).toEqual([[], []]);
    await of.turn("visible");
    expect(states).toEqual(["held"]);
  });

  it("lets go at once what came after its end", async () => {
    const of = browser();
    let give = (_one: Sentinel) => undefined as void;
    const late = new Sentinel();
    const made = new Awake(() => expect.unreachable(), { request: () => new Promise<Sentinel>((resolve) => (give = resolve)) }, of.page);
    made.stop();
    give(late);
    await settled();
    expect(late.gone).toHaveBeenCalledTimes(1);
  });
});

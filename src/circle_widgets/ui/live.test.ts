import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Live, type LiveOptions, type LiveState } from "./live";
import type { View } from "./types";

/** A room's end of a line: what the page asked, and a way to answer piece by piece. */
class Line {
  closed = false;
  private readonly pieces: (Uint8Array | undefined)[] = [];
  private want: ((piece: { done: boolean; value?: Uint8Array | undefined }) => void) | undefined;

  constructor(
    readonly url: string,
    readonly headers: Record<string, string>,
    signal: AbortSignal,
  ) {
    signal.addEventListener("abort", () => ((this.closed = true), this.end()));
  }

  say(event: string, data: unknown, id?: number): void {
    this.push(new TextEncoder().encode(`event: ${event}\n${id === undefined ? "" : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`));
  }

  end(): void {
    this.push(undefined);
  }

  private push(value: Uint8Array | undefined): void {
    if (this.want) this.want({ done: value === undefined, value });
    else this.pieces.push(value);
    this.want = undefined;
  }

  get body() {
    const read = () =>
      this.pieces.length > 0
        ? Promise.resolve({ done: this.pieces[0] === undefined, value: this.pieces.shift() })
        : new Promise<{ done: boolean; value?: Uint8Array | undefined }>((want) => (this.want = want));
    return { getReader: () => ({ read, cancel: () => Promise.resolve() }) };
  }
}

let lines: Line[];
let answer: { status: number; headers?: Record<string, string>; body?: unknown } | "lost" | undefined;
let views: { view: View; position: number; mine: boolean }[];
let states: LiveState[];
let live: Live | undefined;

const fetcher = ((url: string, init: { headers: Record<string, string>; signal: AbortSignal }) => {
  const line = new Line(url, init.headers, init.signal);
  lines.push(line);
  if (answer === "lost") return Promise.reject(new TypeError("no network"));
  if (answer) return Promise.resolve({ ok: false, status: answer.status, headers: new Headers(answer.headers), json: () => Promise.resolve(answer === "lost" ? {} : answer?.body) });
  return Promise.resolve({ ok: true, status: 200, headers: new Headers(), body: line.body });
}) as unknown as typeof fetch;

function open(options: Partial<LiveOptions> = {}): Live {
  live = new Live({ url: "/live", token: "secret", fetch: fetcher, random: () => 0.5, told: (view, position, mine) => views.push({ view, position, mine }), state: (state) => states.push(state), ...options });
  live.start();
  return live;
}

const settle = () => vi.advanceTimersByTimeAsync(0);
const hide = (hidden: boolean) => {
  vi.spyOn(document, "hidden", "get").mockReturnValue(hidden);
  document.dispatchEvent(new Event("visibilitychange"));
};

beforeEach(() => {
  vi.useFakeTimers();
  [lines, views, states, answer, live] = [[], [], [], undefined, undefined];
});
afterEach(() => {
  live?.stop();
  vi.useRealTimers();
});

describe("the live view", () => {
  it("asks with the seat's token, and lays the documents over each other", async () => {
    open();
    await settle();
    expect(lines[0]?.headers["Authorization"]).toBe("Bearer secret");
    lines[0]?.say("view", { replace: { circle: { title: "Sewing" }, notes: { count: 0 } } }, 4);
    lines[0]?.say("me", { replace: { me: { seat: "a" }, notes: { mine: {} } } }, 4);
    await settle();
    lines[0]?.say("me", { patch: { notes: { mine: { x: { n: 1 } } } } }, 5);
    await settle();
    expect(views[views.length - 1]).toEqual({ view: { circle: { title: "Sewing" }, me: { seat: "a" }, notes: { count: 0, mine: { x: { n: 1 } } } }, position: 5, mine: true });
  });

  it("tells the room's time", async () => {
    const times: number[] = [];
    open({ time: (now) => times.push(now) });
    lines[0]?.say("time", { now: 123 });
    await settle();
    expect(times).toEqual([123]);
  });

  it("comes back after 40 s of silence, though the line looks alive", async () => {
    open();
    lines[0]?.say("time", { now: 1 });
    await vi.advanceTimersByTimeAsync(39_000);
    lines[0]?.say("time", { now: 2 });
    await vi.advanceTimersByTimeAsync(39_000);
    expect(lines.length).toBe(1);
    await vi.advanceTimersByTimeAsync(1_500);
    expect(lines.length).toBe(2);
    expect(lines[0]?.closed).toBe(true);
  });

  it("starts anew from the whole documents when it comes back", async () => {
    open();
    lines[0]?.say("view", { replace: { a: { x: 1 }, b: 1 } }, 1);
    await settle();
    lines[0]?.end();
    await vi.advanceTimersByTimeAsync(1_000);
    lines[1]?.say("view", { replace: { a: { y: 2 } } }, 9);
    await settle();
    expect(views[views.length - 1]?.view).toEqual({ a: { y: 2 } });
  });

  it("waits longer each time, with jitter, and no longer than about 20 s", async () => {
    answer = "lost";
    open();
    await settle();
    const counts: number[] = [];
    for (const wait of [510, 1010, 2010, 4010, 8010, 15010, 15010]) {
      await vi.advanceTimersByTimeAsync(wait);
      counts.push(lines.length);
    }
    expect(counts).toEqual([2, 3, 4, 5, 6, 7, 8]);
    expect(states).toContain("broken");
  });

  it("waits as long as a busy room asks for", async () => {
    answer = { status: 503, headers: { "Retry-After": "5" }, body: { code: "busy" } };
    open();
    await vi.advanceTimersByTimeAsync(4_900);
    expect(lines.length).toBe(1);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(lines.length).toBe(2);
  });

  it("rests while the page is hidden, and is back at once when it is seen", async () => {
    open();
    lines[0]?.say("time", { now: 1 });
    await settle();
    hide(true);
    expect(lines[0]?.closed).toBe(true);
    expect(states[states.length - 1]).toBe("resting");
    await vi.advanceTimersByTimeAsync(120_000);
    expect(lines.length).toBe(1);
    hide(false);
    expect(lines.length).toBe(2);
  });

  it("is back at once when the network is", async () => {
    answer = "lost";
    open();
    await vi.advanceTimersByTimeAsync(20_000);
    const before = lines.length;
    answer = undefined;
    dispatchEvent(new Event("online"));
    expect(lines.length).toBe(before + 1);
  });

  it("is tried anew when the device says that its network is gone", async () => {
    open();
    lines[0]?.say("time", { now: 1 });
    await settle();
    answer = "lost";
    dispatchEvent(new Event("offline"));
    await settle();
    expect(lines[0]?.closed).toBe(true);
    expect(states[states.length - 1]).toBe("broken");
  });

  it("is doubted when something else was lost, unless it said something a moment ago", async () => {
    const line = open();
    lines[0]?.say("time", { now: 1 });
    await vi.advanceTimersByTimeAsync(4_000);
    line.doubt();
    expect(lines.length).toBe(1);
    await vi.advanceTimersByTimeAsync(2_000);
    line.doubt();
    expect(lines.length).toBe(2);
  });

  it("leaves when it is turned away, and says why", async () => {
    const why: unknown[] = [];
    answer = { status: 401, body: { code: "unknown_token", message: "no" } };
    open({ state: (state, refusal) => state === "refused" && why.push(refusal) });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(lines.length).toBe(1);
    expect(why).toEqual([{ status: 401, code: "unknown_token", message: "no" }]);
  });

  it("hangs up when it is stopped, and hears nothing more", async () => {
    open().stop();
    lines[0]?.say("view", { replace: { a: 1 } }, 1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(views).toEqual([]);
    expect(lines.length).toBe(1);
  });
});

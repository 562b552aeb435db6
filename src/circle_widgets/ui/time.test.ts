import { describe, expect, it } from "vitest";
import { Clock } from "./clock";
import { timeLeft, timeWords, untilNextWords } from "./time";
import type { StepView } from "./types";

const step = (more: Partial<StepView>): StepView => ({ id: "s1", kind: "notes", phase: "open", minutes: 3, started: 0, ends_at: 180_000, ...more });
const t = (key: string, slots?: Record<string, string | number>) => (slots ? `${key} ${slots["n"]}` : key);

describe("the time of a step", () => {
  it.each([
    [-40, "time.minutes 3"],
    [0, "time.minutes 3"],
    [59_999, "time.minutes 3"],
    [60_000, "time.minutes 2"],
    [120_000, "time.last"],
    [179_999, "time.last"],
    [180_000, "time.finish"],
    [999_000, "time.finish"],
  ])("at %i ms says %s", (now, words) => expect(timeWords(timeLeft(step({}), now), t)).toBe(words));

  it("stands still while we pause", () => {
    const paused = step({ paused: true, left: 90_000, ends_at: undefined } as never);
    expect(timeLeft(paused, 5e9)).toEqual({ ms: 90_000, paused: true, share: 0.5 });
    expect(timeWords(timeLeft(paused, 5e9), t)).toBe("time.paused");
    expect(untilNextWords(timeLeft(paused, 5e9))).toBeUndefined();
  });

  it("is a share of the whole, with the minutes that were added", () => {
    expect(timeLeft(step({ ends_at: 240_000 }), 120_000)?.share).toBe(0.5);
    expect(timeLeft(step({}), 999_000)?.share).toBe(0);
  });

  it("is nothing in a step without an end", () => {
    expect(timeLeft(step({ ends_at: undefined } as never), 0)).toBeUndefined();
    expect(timeWords(undefined, t)).toBe("");
    expect(timeLeft(undefined, 0)).toBeUndefined();
  });

  it("is nothing once the time for reading what was opened is over", () => {
    const read = step({ phase: "revealed" });
    expect(timeWords(timeLeft(read, 120_000), t)).toBe("time.last");
    expect(timeLeft(read, 180_000)).toBeUndefined();
    expect(timeLeft({ ...read, paused: true, left: 0 }, 999_000)?.paused).toBe(true);
  });

  it("says something else when the next minute begins", () => {
    expect(untilNextWords(timeLeft(step({}), 500))).toBe(59_500);
    expect(untilNextWords(timeLeft(step({}), 0))).toBe(60_000);
    expect(untilNextWords(timeLeft(step({}), 180_000))).toBeUndefined();
  });
});

describe("the room's clock", () => {
  it("is read from the word that travelled least", () => {
    let now = 1_000;
    const clock = new Clock(() => now);
    expect(clock.now()).toBe(1_000);
    for (const [local, said] of [[1_000, 5_900], [2_000, 6_990], [3_000, 7_400]] as const) {
      now = local;
      clock.heard(said);
    }
    expect(clock.now()).toBe(3_000 + 4_990);
  });

  it("follows when the phone's own clock is set", () => {
    let now = 0;
    const clock = new Clock(() => now);
    clock.heard(10_000_000);
    now = 3_600_000;
    clock.heard(10_015_000);
    expect(clock.now()).toBe(10_015_000);
  });
});

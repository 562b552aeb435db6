import { cleanup, fireEvent, render, screen, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import desk from "../../locale/en/desk.json";
import shared from "../../locale/en/shared.json";
import en from "../../locale/en/show.json";
import fr from "../../locale/fr/show.json";
import { translator } from "../i18n";
import type { View } from "../types";
import { EndLine, NextTime, Proposal, Steps } from "./show";
import { clockTime, endsAt, lateBy, minutesOf, proposed, untilLater } from "./showing";
import { goesOn, WakeLine } from "./wake-line";

const t = translator({ ...shared, ...desk, ...en }, "en");
const MINUTE = 60_000;
const START = new Date(2026, 10, 23, 18, 0).getTime();
const at = (minutes: number) => START + minutes * MINUTE;

/** 27 minutes from 18:00; the room is at the second step, whose time should be over at 18:05. */
const running: View = {
  circle: { title: "Sewing", code: "K7MPQX", locale: "en" },
  step: { id: "s2", kind: "notes", phase: "open", minutes: 3, started: at(2), ends_at: at(5) },
  room: { seats: 9 },
  desk: {
    show: { minutes: 27, people: 9, ends_at: at(27), due: at(5), over_at: at(207) },
    plan: {
      s1: { n: 1, kind: "talk", title: "Frame", minutes: 2, phase: "revealed" },
      s2: { n: 2, kind: "notes", title: "We write", minutes: 3, phase: "open", now: true },
      s3: { n: 3, kind: "notes", title: "We pair", minutes: 8, phase: "ahead", gives: [2, 4] },
      s4: { n: 4, kind: "talk", title: "We sort", minutes: 10, phase: "ahead", gives: [1, 3, 5], leave: 15 },
      s5: { n: 5, kind: "talk", title: "We agree", minutes: 4, phase: "ahead", leave: 7 },
    },
  },
};
const late = (view: View, minutes: number) => lateBy(view, at(minutes));

describe("how late it is", () => {
  it("counts whole half-minutes from when the step should be over", () => {
    expect([3, 5, 5.4, 5.5, 6, 9].map((minutes) => late(running, minutes))).toEqual([0, 0, 0, 1, 2, 8]);
  });

  it("counts more time that was given at once, and a pause as it passes", () => {
    expect(late({ ...running, step: { ...running.step!, ends_at: at(7) } }, 3)).toBe(4);
    const { ends_at: _, ...still } = running.step!;
    expect(late({ ...running, step: { ...still, paused: true, left: 2 * MINUTE } }, 4)).toBe(2);
  });

  it("is nothing before the start, and in another meeting", () => {
    expect(late({ ...running, desk: { show: { minutes: 27, people: 9 } } }, 90)).toBe(0);
    expect(late(running, 208)).toBe(0);
  });

  it("says when it will be another", () => {
    for (const minutes of [2, 4.9, 5, 5.2, 6, 8.7]) {
      const wait = untilLater(running, at(minutes))!;
      expect(lateBy(running, at(minutes) + wait)).toBeLessThanOrEqual(lateBy(running, at(minutes)) + 1);
      if (minutes >= 5) expect(lateBy(running, at(minutes) + wait)).toBe(late(running, minutes) + 1);
    }
    expect(untilLater(running, at(300))).toBeUndefined();
  });

  it("takes from the steps ahead what Python said, in its order", () => {
    const minutes = (by: number) => Object.values(running.desk!.plan!).map((step) => minutesOf(step, by));
    expect(minutes(0)).toEqual([2, 3, 8, 10, 4]);
    expect(minutes(3)).toEqual([2, 3, 7.5, 9, 4]);
    expect(minutes(99)).toEqual([2, 3, 7, 8.5, 4]);
    expect([6, 7, 15].map((by) => proposed(running, by).map(([id]) => id))).toEqual([[], ["s5"], ["s4", "s5"]]);
  });

  it("moves the end only by what nobody can give", () => {
    expect([0, 5, 6, 7, 9].map((by) => clockTime(endsAt(running, by)!))).toEqual(["18:27", "18:27", "18:27", "18:28", "18:29"]);
  });
});

describe("the run-of-show", () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] }));
  afterEach(() => (cleanup(), vi.useRealTimers()));

  const show = (minutes: number, view = running, answer: object = { id: "x", position: 1 }) => {
    vi.setSystemTime(at(minutes));
    const send = vi.fn(async () => answer as { id: string; position: number });
    const props = { view, t, locale: "en", now: Date.now, send };
    render(<><Steps {...props} /><EndLine {...props} /><Proposal {...props} /><NextTime {...props} /></>);
    return send;
  };

  it("has each step with its minutes, what is shortened said plainly", () => {
    show(7);
    const plan = screen.getByRole("list", { name: desk["desk.plan"] });
    expect(within(plan).getAllByRole("listitem").map((one) => one.textContent?.replace(/\s/g, " "))).toEqual([
      "Frame2 min",
      "We write3 min",
      "We pair7 min, planned 8",
      "We sort9 min, planned 10",
      "We agree4 min",
    ]);
    expect(within(plan).getByText("We write").closest("li")?.getAttribute("aria-current")).toBe("step");
    expect(screen.getByText("It should end at 18:27.")).toBeTruthy();
  });

  it("goes with the time without a word from the room", async () => {
    show(5);
    expect(screen.getByText("10 min")).toBeTruthy();
    await vi.advanceTimersByTimeAsync(32_000);
    expect(screen.getByText("9.5 min, planned 10")).toBeTruthy();
    expect(screen.queryByRole("status")).toBeNull();
    await vi.advanceTimersByTimeAsync(4 * MINUTE);
    expect(screen.getByRole("status").textContent).toContain("We agree");
    expect(screen.getByText("It should end at 18:27. As it goes, it will be about 18:29.")).toBeTruthy();
  });

  it("says before the start how long it takes with those who are here", () => {
    const { step: _, ...before } = running;
    show(0, { ...before, desk: { ...running.desk!, show: { minutes: 41.5, people: 9 } } });
    expect(screen.getByText("About 42 minutes with 9 people.")).toBeTruthy();
    cleanup();
    show(0, { ...before, desk: { show: { minutes: 40, people: 9, expected: true } } });
    expect(screen.getByText("About 40 minutes if 9 people come.")).toBeTruthy();
    cleanup();
    show(0, { ...before, desk: { show: { minutes: 20, people: 1 } } });
    expect(screen.getByText("About 20 minutes with 1 person.")).toBeTruthy();
  });

  it("says so when the end has passed, and nothing in another meeting", () => {
    show(28);
    expect(screen.getByText("It was to end at 18:27.")).toBeTruthy();
    cleanup();
    show(300);
    expect(screen.queryByText(/end/)).toBeNull();
  });

  it("proposes what to leave, and does only what is decided", async () => {
    const send = show(9);
    expect(send).not.toHaveBeenCalled();
    expect(screen.getByText("Nothing is lost: it stays in the plan. If we keep it, it will be about 18:28 when we end.")).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: en["show.propose.leave"] }));
    fireEvent.click(screen.getByRole("button", { name: en["show.propose.leave"] }));
    await vi.advanceTimersByTimeAsync(1);
    fireEvent.click(screen.getByRole("button", { name: en["show.propose.keep"] }));
    expect(send.mock.calls).toEqual([["plan.leave", { steps: ["s5"] }], ["plan.keep", { steps: ["s5"] }]]);
  });

  it("tells what the room refused", async () => {
    show(9, running, { id: "x", code: "not_ahead", message: "One of these steps has begun." });
    fireEvent.click(screen.getByRole("button", { name: en["show.propose.leave"] }));
    await vi.advanceTimersByTimeAsync(1);
    expect(screen.getByRole("alert").textContent).toBe("One of these steps has begun.");
  });

  it("names what was left for next time, and takes it up again", () => {
    const send = show(3, { circle: { ...running.circle!, ended: true }, desk: { show: { left: { s5: { n: 2, title: "We agree" }, s4: { n: 1, title: { en: "We sort" } } } } } });
    expect(screen.getByText("Left for next time: We sort, We agree")).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: en["show.take"] }));
    expect(send).toHaveBeenCalledWith("plan.take", { steps: ["s4", "s5"] });
  });

  it("counts in the language of the room", () => {
    vi.setSystemTime(at(5.6));
    const french = translator({ ...shared, ...desk, ...fr }, "fr");
    render(<Steps view={running} t={french} locale="fr" now={Date.now} />);
    expect(screen.getByText("9,5 min, prévu 10")).toBeTruthy();
  });
});

describe("a display that may fall asleep", () => {
  afterEach(() => (cleanup(), sessionStorage.clear()));

  it("is told of once, only while something goes on, and not after that was seen", async () => {
    const drawn = render(<WakeLine view={{ circle: running.circle! }} t={t} what="display" />);
    expect(screen.queryByText(en["wake.display"])).toBeNull();
    drawn.rerender(<WakeLine view={running} t={t} what="display" />);
    expect(await screen.findByText(en["wake.display"])).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: en["wake.done"] }));
    expect(screen.queryByText(en["wake.display"])).toBeNull();
    cleanup();
    render(<WakeLine view={running} t={t} what="phone" />);
    await Promise.resolve();
    expect(screen.queryByText(en["wake.phone"])).toBeNull();
  });

  it("is of no matter when nobody is here or all is over", () => {
    const circle = running.circle!;
    expect([{}, { circle }, { circle, room: { seats: 1 } }, running, { ...running, circle: { ...circle, ended: true } }].map(goesOn)).toEqual([false, false, true, true, false]);
  });
});

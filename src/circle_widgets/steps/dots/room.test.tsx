import { fireEvent, screen } from "@testing-library/preact";
import { describe, expect, it } from "vitest";
import { inRoom, settled } from "../../ui/face.test.help";
import type { View } from "../../ui/types";
import face from "./face";
import own from "./locale/en.json";

const STEP = { id: "s2", kind: "dots", phase: "open" as const };
const ITEMS = { a: { n: 1, text: "Tea", column: 1 }, b: { n: 2, text: "Time", column: 2 } };

const { sent, answers, draw, leave } = inRoom(face, own);

describe("dots on the screen", () => {
  it("has cards and no number while they are placed", () => {
    draw("screen", { step: STEP, dots: { items: ITEMS, size: "small", budget: 3, count: 2 } });
    expect(screen.getAllByRole("listitem").map((one) => one.textContent)).toEqual(["Tea", "Time"]);
    expect(document.querySelectorAll("ul")).toHaveLength(2);
  });

  it("has a column for each tray, under its name", () => {
    const items = { a: { n: 1, text: "Tea", tray: "is", column: 1 }, b: { n: 2, text: "Homework", tray: "depends", column: 3 } };
    draw("screen", { step: STEP, dots: { items, size: "least", trays: true } });
    expect([...document.querySelectorAll("section")].map((one) => [one.dataset["tray"], one.textContent])).toEqual([
      ["is", "It is …Tea"],
      ["not", "It is not …"],
      ["depends", "It depends …Homework"],
    ]);
  });

  it("then the count: a dot each, a bar where there are many, always in words", () => {
    const revealed = { ...STEP, phase: "revealed" as const };
    draw("screen", { step: revealed, dots: { items: { a: { ...ITEMS.a, dots: 4 }, b: { ...ITEMS.b, dots: 2, tie: true } }, size: "large", most: 4 } });
    expect([...document.querySelectorAll(".dots-drawn")].map((one) => one.children.length)).toEqual([4]);
    leave();
    draw("screen", { step: revealed, dots: { items: { a: { ...ITEMS.a, dots: 30 }, b: { ...ITEMS.b, column: 1, dots: 2, tie: true } }, size: "large", most: 30 } });
    expect([...document.querySelectorAll(".dots-drawn")].map((one) => one.querySelectorAll(".bar").length)).toEqual([1, 1]);
    expect(screen.getAllByRole("listitem").map((one) => one.textContent)).toEqual(["Tea30 dots", "Time2 dots = the same number"]);
  });

  it("counts a long text once, on its last page", () => {
    const revealed = { ...STEP, phase: "revealed" as const };
    draw("screen", { step: revealed, dots: { items: { a: { n: 1, text: "long", dots: 1, part: 1, parts: 2 }, "a.2": { n: 1.01, text: "end", dots: 1, part: 2, parts: 2, under: true } }, size: "large", most: 1 } });
    expect(screen.getAllByRole("listitem").map((one) => one.textContent)).toEqual(["long1 of 2", "end1 dot2 of 2"]);
  });

  it("says in the place of words that were set aside that they were", () => {
    draw("screen", { step: { ...STEP, phase: "revealed" as const }, dots: { items: { a: { ...ITEMS.a, text: "A text that was set aside", aside: true, dots: 2 } }, size: "large", most: 2 } });
    expect(screen.getByText("A text that was set aside").className).toContain("aside");
    expect(screen.getByRole("listitem").textContent).toContain("2 dots");
  });

  it("says so when there is nothing", () => {
    draw("screen", { step: STEP, dots: { items: {} } });
    expect(screen.getByText("There is nothing to place dots on yet.")).toBeTruthy();
  });
});

describe("dots at the desk", () => {
  const open = (more: object = {}): View => ({ step: STEP, dots: { items: ITEMS, budget: 1, count: 2, ...more } });

  it("gives more and fewer, and says why not", async () => {
    answers({ id: "x", code: "budget_low", message: "Somebody has placed 2 dots by now.", field: "dots" });
    draw("desk", open({ budget: 2, count: 9 }));
    fireEvent.click(screen.getByRole("button", { name: "One dot more" }));
    fireEvent.click(screen.getByRole("button", { name: "One dot fewer" }));
    await settled();
    expect(sent.map(({ kind, body, options }) => [kind, body["dots"], options?.step])).toEqual([["dots.budget", 3, "s2"], ["dots.budget", 1, "s2"]]);
    expect(screen.getByText("Somebody has placed 2 dots by now.")).toBeTruthy();
  });

  it("never fewer than one, nor more than there are texts", () => {
    draw("desk", open({ budget: 1, count: 1 }));
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "One dot fewer" }).disabled).toBe(true);
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "One dot more" }).disabled).toBe(true);
  });

  it("takes paper as a count", async () => {
    draw("desk", open({ paper_free: 3, paper_voters: 1, ballot: { a: ITEMS.a, b: ITEMS.b } }));
    expect(screen.getByText("1 ballot on paper is counted.")).toBeTruthy();
    expect(screen.getByLabelText("Tea").closest(".veiled")).not.toBeNull(); // the wall reads no count before the opening
    fireEvent.input(screen.getByLabelText("How many people"), { target: { value: "2" } });
    fireEvent.input(screen.getByLabelText("Tea"), { target: { value: "2" } });
    fireEvent.click(screen.getByRole("button", { name: "Add to the count" }));
    await settled();
    expect(sent).toEqual([{ kind: "dots.paper", body: { counts: { a: 2 }, voters: 2 }, options: { step: "s2" } }]);
    expect(screen.getByText("Added.")).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>("Tea").value).toBe("0");
  });

  it("asks before another round", async () => {
    draw("desk", { step: { ...STEP, phase: "revealed" }, dots: { items: ITEMS, again: { label: "dots.again", kind: "step.again", step: "s2" } } });
    fireEvent.click(screen.getByRole("button", { name: "Another round" }));
    expect(screen.getByText(/This result stays as round 1\./)).toBeTruthy();
    expect(sent).toEqual([]);
    fireEvent.click(screen.getByRole("button", { name: "Begin the round" }));
    await settled();
    expect(sent).toEqual([{ kind: "step.again", body: {}, options: { step: "s2" } }]);
  });

  it("keeps what an earlier round had said, on the remote as well, where the count is read", () => {
    const before = { "1": { n: 1, voters: 2, items: { a: { n: 1, text: "Tea", dots: 2 } } } };
    draw("remote", { step: { ...STEP, phase: "revealed" }, dots: { round: 2, voters: 3, most: 3, items: { b: { n: 1, text: "Time", dots: 3 } }, before } });
    expect(screen.getByText("Round 1, as it was")).toBeTruthy();
    expect(screen.getAllByRole("listitem", { hidden: true }).map((one) => one.textContent)).toEqual(["Time3 dots", "Tea2 dots"]);
  });
});

import { fireEvent, screen } from "@testing-library/preact";
import { describe, expect, it } from "vitest";
import { inRoom, settled } from "../../ui/face.test.help";
import draft from "../draft/locale/en.json";
import face from "./face";
import own from "./locale/en.json";

const STEP = { id: "s3", kind: "consent", phase: "open" as const };
const OPENED = { ...STEP, phase: "revealed" as const };
const AGAIN = { label: "consent.again", kind: "step.again", step: "s3" };
const SETTLE = { label: "consent.settle", kind: "consent.settle", step: "s3" };

const { sent, answers, draw, leave } = inRoom(face, draft, own);
const words = () => document.body.textContent ?? "";
const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));

describe("consent on the screen", () => {
  it("has the text as it stood in the draft", () => {
    const items = { a: { n: 1, text: "A table" }, b: { n: 2, text: "Open to all", tray: "is" } };
    draw("screen", { step: STEP, consent: { items, size: "small", trays: true } });
    expect(words()).toContain("Our circle is …A table");
    expect(words()).toContain("It is …Open to all");
  });

  it("says how to answer where the question is all there is", () => {
    draw("screen", { step: STEP, consent: { items: {}, size: "one" } });
    expect(words()).toBe("Answer for yourself, on your phone or on a slip. We open all answers together.");
  });

  it.each([
    [{ agreed: true }, ["No objection", "So it holds, for now."]],
    [{ objection: true, talk: true, spoken: true }, ["There is an objection: let us hear it", "Somebody wishes to talk more.", "Whoever raised it says it now, if they like."]],
    [{ objection: true, read: ["Too long"] }, ["There is an objection: let us hear it"]],
  ])("says of %j nothing but that", (result, said) => {
    draw("screen", { step: OPENED, consent: { at: "result", result } });
    expect([...document.querySelectorAll("p")].map((one) => one.textContent)).toEqual(said);
  });

  it("has words to read out alone on their page", () => {
    draw("screen", { step: OPENED, consent: { at: "words", items: { word: { n: 1, text: "<b>Too</b> long", part: 1, parts: 2 } }, result: { objection: true } } });
    expect([...document.querySelectorAll("p")].map((one) => one.textContent)).toEqual(["<b>Too</b> long", "1 of 2"]);
  });
});

describe("consent at the desk", () => {
  it("says where slips and words are, and has neither", () => {
    draw("desk", { step: STEP, room: { seats: 5, stored: 2 }, consent: { paper_seats: 2, paper_counted: 1 } });
    expect(words()).toContain("somebody may have written to you alone");
    expect(words()).toContain("2 people on paper can be counted. 1 is counted so far. Enter slips on your own phone, or behind the private look.");
    expect(screen.queryAllByRole("spinbutton")).toEqual([]);
    press("Take no more answers");
    expect(sent).toEqual([{ kind: "step.close", body: {}, options: { step: "s3" } }]);
  });

  it("does not offer to end what everyone has answered", () => {
    draw("desk", { step: STEP, room: { seats: 5, stored: 5 }, consent: {} });
    expect(screen.queryByRole("button", { name: "Take no more answers" })).toBeNull();
  });

  it("has words in private, once all have answered, and takes slips there", async () => {
    const looked = { step: STEP, private: true, consent: { waits: true, paper_seats: 3 } };
    draw("desk", looked);
    expect(words()).toContain("Words to you alone show here once all have answered");
    fireEvent.input(screen.getByLabelText("Fine for me"), { target: { value: "2" } });
    fireEvent.input(screen.getByLabelText("I have an objection"), { target: { value: "1" } });
    press("Count them");
    await settled();
    expect(sent).toEqual([{ kind: "consent.paper", body: { fine: 2, objection: 1, talk: 0 }, options: { step: "s3" } }]);
    expect(words()).toContain("Counted.");
    leave();
    draw("desk", { ...looked, consent: { words: { "2": { n: 2, text: "Zebra" }, "1": { n: 1, text: "Apple" } } } });
    expect(screen.getAllByRole("listitem").map((one) => one.textContent)).toEqual(["Apple", "Zebra"]);
    leave();
    draw("desk", { ...looked, consent: { words: {} } });
    expect(words()).toContain("Nobody wrote to you alone.");
  });

  it("says why slips were not counted, and keeps the numbers", async () => {
    answers({ id: "x", code: "paper_answers", message: "Only 1 person on paper.", field: "fine" });
    draw("remote", { step: STEP, consent: { paper_seats: 1, paper_counted: 1 } });
    fireEvent.input(screen.getByLabelText("Fine for me"), { target: { value: "1" } });
    press("Count them anew");
    await settled();
    expect(words()).toContain("Only 1 person on paper.");
    expect(screen.getByLabelText<HTMLInputElement>("Fine for me").value).toBe("1");
  });

  it("asks before the room goes on all the same, and before another round", async () => {
    draw("desk", { step: OPENED, consent: { result: { objection: true }, again: AGAIN, settle: SETTLE } });
    press("Go on all the same");
    expect(words()).toContain("Only if the room wants it so.");
    fireEvent.input(screen.getByRole("textbox"), { target: { value: " Said aloud " } });
    press("Go on");
    await settled();
    press("Ask again");
    expect(words()).toContain("What we heard stays as round 1.");
    press("Begin the round");
    await settled();
    expect(sent.map(({ kind, body, options }) => [kind, body, options?.step])).toEqual([["consent.settle", { words: "Said aloud" }, "s3"], ["step.again", {}, "s3"]]);
  });

  it("leaves it when asked to, and says what was refused", async () => {
    answers({ id: "x", code: "settled_already", message: "Somebody was faster.", field: "step" });
    draw("remote", { step: OPENED, consent: { result: { talk: true }, settle: { ...SETTLE, label: "consent.settle.talk" } } });
    press("Go on without more talk");
    press("Leave it");
    expect(sent).toEqual([]);
    press("Go on without more talk");
    press("Go on");
    await settled();
    expect(words()).toContain("Somebody was faster.");
  });

  it("says that the text reads differently by now, and what rounds before had found", () => {
    draw("desk", { step: STEP, consent: { changed: true, round: 2, before: { "1": { n: 1, objection: true, read: ["Too long"] } } } });
    expect(words()).toContain("The text was changed after we asked.");
    expect(screen.getByText("Round 1, as it was")).toBeTruthy();
    expect(words()).toContain("Too long");
  });
});

describe("consent on the remote", () => {
  it("says when words wait, which the desk never does", () => {
    const view = { step: STEP, consent: { wrote: true, lines: { a: { n: 1, text: "A table" } } } };
    draw("remote", view);
    expect(words()).toContain("Somebody wrote to you alone: look before you open.");
    expect(words()).toContain("A table");
    leave();
    document.body.textContent = "";
    draw("desk", view);
    expect(words()).not.toContain("Somebody wrote to you alone");
  });

  it("has what was found, and the private look", () => {
    draw("remote", { step: OPENED, consent: { result: { objection: true, read: ["Too long"] } } });
    expect(words()).toContain("Read outToo long");
    leave();
    document.body.textContent = "";
    draw("remote", { step: STEP, private: true, consent: { words: { "1": { n: 1, text: "Apple" } } } });
    expect(words()).toContain("Written to you alone.");
  });
});

import { fireEvent, screen } from "@testing-library/preact";
import { describe, expect, it } from "vitest";
import { onPhone } from "../../ui/face.test.help";
import type { Body, Outgoing, View } from "../../ui/types";
import draft from "../draft/locale/en.json";
import face from "./face";
import own from "./locale/en.json";

const STEP = { id: "s1", kind: "consent", phase: "open" as const };
const LINES = { a: { n: 1, text: "A table and a lamp" }, b: { n: 2, text: "Open to all", tray: "is" }, c: { n: 3, text: "A race", tray: "not" } };

const { phone, change, leave, sent, dropped, drafts: kept } = onPhone(face, draft, own);
const asked = (consent: object = {}, out: Record<string, Outgoing> = {}, online = true): View => ({
  circle: { title: "Sewing", code: "K7MPQX", facilitator: "Ana" },
  step: STEP,
  consent: { lines: LINES, may: { answer: true }, longest: 400, ...consent },
  local: { online, out },
});
const opened = (result: object, out: Record<string, Outgoing> = {}): View => ({
  step: { ...STEP, phase: "revealed" },
  consent: { lines: LINES, result },
  local: { online: true, out },
});
const ballot = (id: string, body: Body, more: Partial<Outgoing> = {}): Record<string, Outgoing> => ({
  [id]: { id, n: 1, seat: "me", step: "s1", kind: "consent.say", body, state: "waiting", ...more },
});
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole("button", { name }));
const chosen = () => screen.queryAllByRole("button", { pressed: true }).map((one) => one.querySelector("b")?.textContent);
const write = (words: string) => fireEvent.input(screen.getByRole("textbox"), { target: { value: words } });

describe("answering", () => {
  it("has the text under the names of its parts, and says who sees what, few people first", () => {
    phone(asked({ few: true, round: 2 }));
    expect(screen.getAllByRole("heading").map((one) => one.textContent)).toEqual(["Our circle is …", "It is …", "It is not …"]);
    expect(screen.getByText("Round 2")).toBeTruthy();
    const words = document.body.textContent ?? "";
    expect(words.indexOf("With so few of us")).toBeGreaterThan(0);
    expect(words.indexOf("With so few of us")).toBeLessThan(words.indexOf("Nobody sees who answered what, not Ana either."));
  });

  it("gives an answer with one button, and says that it is stored", () => {
    phone(asked());
    expect(screen.queryByRole("button", { name: "Give my answer" })).toBeNull();
    press(/^Fine for me/);
    expect(sent).toEqual([]);
    press("Give my answer");
    expect(sent).toEqual([{ kind: "consent.say", body: { answer: "fine" } }]);
    change(asked({}, ballot("x", { answer: "fine" })));
    expect(screen.getByText("◌ on its way: Fine for me")).toBeTruthy();
    change(asked({}, ballot("x", { answer: "fine" }), false));
    expect(screen.getByText("◌ waiting for Wi-Fi: Fine for me")).toBeTruthy();
    change(asked({ mine: { answer: "fine" } }));
    expect(screen.getByText("✓ stored: Fine for me. You can change it until we open.")).toBeTruthy();
    expect(screen.queryByRole("button", { name: /my answer$/ })).toBeNull();
    expect(kept.size).toBe(0);
  });

  it("lets whoever objects choose how it is heard; who is to be read has to write", () => {
    phone(asked());
    press(/^I have an objection/);
    expect(chosen()).toEqual(["I have an objection", "I will say it"]);
    press(/^Read it out for me/);
    press("Give my answer");
    expect(sent).toEqual([]);
    expect(screen.getByText("Write a line first, or choose “I will say it”.")).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByRole("textbox"));
    write(" It leaves out the deaf ");
    fireEvent.click(screen.getByRole("checkbox"));
    press("Give my answer");
    expect(sent).toEqual([{ kind: "consent.say", body: { answer: "objection", how: "read", words: "It leaves out the deaf", keep: true } }]);
  });

  it("keeps nothing that is for the facilitator alone, and of a wish to talk no more than its words", () => {
    phone(asked());
    press(/^I have an objection/);
    fireEvent.click(screen.getByRole("checkbox"));
    press(/^Only Ana sees it/);
    expect(screen.queryByRole("checkbox")).toBeNull();
    write("He scares me");
    press("Give my answer");
    press(/^It needs more talk/);
    expect(screen.queryByRole("checkbox")).toBeNull();
    press(/^Read it out for me/);
    write("What is a month?");
    press("Give my answer");
    expect(sent.map(({ body }) => body)).toEqual([
      { answer: "objection", how: "facilitator", words: "He scares me", keep: false },
      { answer: "talk", how: "read", words: "What is a month?", keep: false },
    ]);
  });

  it("changes an answer: what waits gives way, and a change that is not given yet is no answer", () => {
    phone(asked({ mine: { answer: "objection", words: "No", how: "read", keep: true } }));
    expect(chosen()).toEqual(["I have an objection", "Read it out for me"]);
    press(/^Fine for me/);
    expect(screen.getByText("✓ stored: I have an objection. You can change it until we open.")).toBeTruthy();
    change(asked({}, ballot("x", { answer: "talk" })));
    press("Change my answer");
    expect(dropped).toEqual(["x"]);
    expect(sent).toEqual([{ kind: "consent.say", body: { answer: "fine" } }]);
  });

  it("a phone that locks loses no words: they wait on it until they are given", () => {
    phone(asked());
    press(/^I have an objection/);
    write("Half a thought");
    leave();
    phone(asked());
    expect((screen.getByRole("textbox") as HTMLTextAreaElement).value).toBe("Half a thought");
    press("Give my answer");
    expect(kept.size).toBe(0);
  });

  it("a new round begins without the old answer", () => {
    phone(asked());
    press(/^I have an objection/);
    write("Old words");
    change(asked({ round: 2 }));
    expect(chosen()).toEqual([]);
    expect(screen.queryByRole("textbox")).toBeNull();
  });

  it("says what was not taken, and hands the words back", () => {
    phone(asked({}, ballot("x", { answer: "objection", words: "My words", how: "read" }, { state: "refused", message: "The slips of all are counted." })));
    const alert = screen.getByText("Not taken: The slips of all are counted.").parentElement;
    expect(alert?.textContent).toContain("My words");
    press("Understood");
    expect(dropped).toEqual(["x"]);
  });

  it("says so when answering is over", () => {
    phone({ ...asked({ may: undefined }), step: { ...STEP, phase: "closed" } });
    expect(screen.getByText("Answering is over. We open it soon.")).toBeTruthy();
  });
});

describe("the opening on a phone", () => {
  const heard = () => [...document.querySelectorAll(".consent-result > :not(ul)")].map((one) => one.textContent);

  it.each([
    [{ agreed: true }, ["No objection", "So it holds, for now."]],
    [{ objection: true, spoken: true }, ["There is an objection: let us hear it", "Whoever raised it says it now, if they like."]],
    [{ objection: true }, ["There is an objection: let us hear it", "We hear it from whoever leads."]],
    [{ objection: true, read: ["No"] }, ["There is an objection: let us hear it", "Read out"]],
    [{ talk: true, spoken: true }, ["No objection", "Somebody wishes to talk more.", "Whoever raised it says it now, if they like."]],
    [{ objection: true, settled: true, agreed: true, read: ["No"], dissent: ["No"] }, ["We go on with it all the same", "What was said against it stays beside it.", "Kept beside it, as its author wished"]],
    [{ nobody: true }, ["Nobody has answered"]],
  ])("says %j", (result, words) => {
    phone(opened(result));
    expect(heard()).toEqual(words);
    expect(screen.getByText("Who answered what is known to nobody any more.")).toBeTruthy();
    expect(document.body.textContent).not.toMatch(/\d/);
  });

  it("shows the new text once it was worded anew", () => {
    phone({ ...opened({ objection: true }), consent: { lines: LINES, result: { objection: true }, changed: true } });
    expect(screen.getByText("The text was worded anew. We ask again.")).toBeTruthy();
    expect(screen.queryByText(/There is an objection/)).toBeNull();
  });

  it("hands back what was being written, and what came too late; else nothing stays on the phone", () => {
    phone(asked());
    press(/^I have an objection/);
    write("Half a thought");
    change(opened({ agreed: true }, ballot("x", { answer: "objection", words: "Too late" }, { state: "refused" })));
    expect(screen.getByText("Half a thought")).toBeTruthy();
    expect(screen.getByText("Too late")).toBeTruthy();
    const [late, unsent] = screen.getAllByRole("button", { name: "Understood" });
    fireEvent.click(unsent!);
    fireEvent.click(late!);
    expect(dropped).toEqual(["x"]);
    expect(kept.size).toBe(0);
    expect(screen.queryByText("Half a thought")).toBeNull();
    leave();
    kept.set("s1.1", JSON.stringify({ answer: "objection" }));
    phone(opened({ agreed: true }));
    expect(kept.size).toBe(0);
  });
});

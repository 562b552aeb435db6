import { fireEvent, screen } from "@testing-library/preact";
import { describe, expect, it } from "vitest";
import { onPhone } from "../../ui/face.test.help";
import type { Body, Outgoing, View } from "../../ui/types";
import face from "./face";
import own from "./locale/en.json";

const STEP = { id: "s1", kind: "sort", phase: "open" as const };
const TRAYS = ["is", "not", "depends"];

const { phone, change, sent, dropped } = onPhone(face, own);
const out = (id: string, kind: string, body: Body, more: Partial<Outgoing> = {}): Record<string, Outgoing> => ({
  [id]: { id, n: Number(id.replace(/\D/g, "")) || 1, seat: "me", step: "s1", kind, body, state: "waiting", ...more },
});
const open = (sort: object = {}, local: Record<string, Outgoing> = {}): View => ({
  step: STEP,
  sort: { trays: TRAYS, most: 2, longest: 20, mine: {}, may: { put: true, change: true }, ...sort },
  local: { online: true, out: local },
});
const write = (text: string) => fireEvent.input(screen.getByLabelText("Words for your card"), { target: { value: text } });
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole("button", { name }));
const body = () => document.body.textContent ?? "";

describe("putting cards", () => {
  it("sends the words with the heading that was tapped, and clears the box", () => {
    phone(open());
    press("It is …");
    expect(sent).toEqual([]);
    write(" Tea ");
    press("It depends …");
    expect(sent).toEqual([{ kind: "sort.put", body: { text: "Tea", tray: "depends" } }]);
    expect((screen.getByLabelText("Words for your card") as HTMLTextAreaElement).value).toBe("");
  });

  it("takes no more than fits a card, and no more cards than there are", () => {
    phone(open());
    write("x".repeat(22));
    expect(screen.getByText("2 characters too many")).toBeTruthy();
    press("It is …");
    expect(sent).toEqual([]);
    write("");
    change(open({ mine: { a: { n: 1, text: "Tea", tray: "is" } } }, out("b2", "sort.put", { text: "Time", tray: "not" })));
    expect(screen.queryByLabelText("Words for your card")).toBeNull();
    expect(screen.getByText("You have put all your cards. You can still change them.")).toBeTruthy();
  });

  it("lays what this phone has still to say over what the room has", () => {
    const mine = { a: { n: 1, text: "Tea", tray: "is" } };
    phone(open({ mine }, { ...out("c1", "sort.place", { card: "a", tray: "not" }), ...out("c2", "sort.change", { card: "a", text: "Green tea" }) }));
    expect(screen.getByText("Green tea")).toBeTruthy();
    expect(document.querySelector(".sort-heading")?.textContent).toContain("It is not …");
    expect(screen.getByText("◌ on its way")).toBeTruthy();
    change(open({ mine }, out("c3", "sort.withdraw", { card: "a" })));
    expect(screen.getByText("◌ being taken back")).toBeTruthy();
    change(open({ mine }, out("c3", "sort.withdraw", { card: "a" }, { state: "stored" })));
    expect(screen.queryByText("Tea")).toBeNull();
  });

  it("keeps refused words, and puts them back into the box", () => {
    phone(open({}, out("b1", "sort.put", { text: "Tea", tray: "is" }, { state: "refused", message: "Shorter, please." })));
    expect(screen.getByText("Not taken: Shorter, please.")).toBeTruthy();
    press("Put it back in the box");
    expect((screen.getByLabelText("Words for your card") as HTMLTextAreaElement).value).toBe("Tea");
    expect(dropped).toEqual(["b1"]);
  });

  it("does not lose the words of a change whose card is gone", () => {
    phone(open({}, out("b1", "sort.change", { card: "gone", text: "Other words" }, { state: "refused", message: "It is gone." })));
    expect(screen.getByText("Other words")).toBeTruthy();
  });

  it("lets one's own notes be put, put elsewhere and taken out, and nothing new be written", () => {
    const mine = { a: { n: 1, text: "Tea" }, b: { n: 2, text: "Time", tray: "is" } };
    phone(open({ takes: true, mine, may: { change: true } }));
    expect(screen.queryByLabelText("Words for your card")).toBeNull();
    const [tea, time] = screen.getAllByRole("group");
    fireEvent.click(tea!.querySelector("[data-tray=not]")!);
    fireEvent.click(time!.querySelector("[data-tray=is]")!);
    expect(time!.querySelector("[aria-pressed=true]")?.textContent).toBe("It is …");
    expect(sent).toEqual([{ kind: "sort.place", body: { card: "a", tray: "not" } }, { kind: "sort.withdraw", body: { card: "b" } }]);
  });
});

const GROUPS = {
  a: { n: 1, text: "Tea", tray: "is", cards: { a: { n: 1, text: "Tea", of: ["a", "a2"] }, x: { n: 2, text: "Coffee", of: ["x"] } } },
  b: { n: 2, text: "Time", tray: "is", cards: { b: { n: 1, text: "Time", of: ["b"] } } },
  c: { n: 3, text: "Homework", tray: "not", dropped: true, cards: { c: { n: 1, text: "Homework", of: ["c"] } } },
};
const opened = (sort: object = {}, local: Record<string, Outgoing> = {}): View => ({
  room: { seats: 6 },
  step: { ...STEP, phase: "revealed" },
  sort: { trays: TRAYS, groups: GROUPS, mine: {}, may: { together: true, save: true }, said: [], ...sort },
  local: { online: true, out: local },
});

describe("the cards once they are open", () => {
  it("says of two that they belong together, with one card of each", () => {
    phone(opened());
    expect(body()).toContain("+ 1 like it");
    press(/^Tea/);
    expect(screen.getByText("Now tap the one that it belongs with.")).toBeTruthy();
    press("Time");
    press("Yes, tell it");
    expect(sent).toEqual([{ kind: "sort.together", body: { a: "a", b: "b" } }]);
    change(opened({ said: ["a b"] }));
    expect(screen.getByText("✓ told, without your name")).toBeTruthy();
  });

  it("says nothing of that to somebody who is alone", () => {
    phone({ ...opened(), room: { seats: 1 } });
    expect(screen.queryByRole("button", { name: "Time" })).toBeNull();
    expect(screen.getByText("Time")).toBeTruthy();
  });

  it("brings one dropped card back, once", () => {
    phone(opened());
    press("Bring it back");
    expect(sent).toEqual([{ kind: "sort.save", body: { group: "c" } }]);
    change(opened({}, out("s1", "sort.save", { group: "c" })));
    expect(screen.queryByRole("button", { name: "Bring it back" })).toBeNull();
    change(opened({}, out("s1", "sort.save", { group: "c" }, { state: "refused", message: "It is back already." })));
    expect(screen.getByText(/It is back already/)).toBeTruthy();
    expect(screen.getByRole("button", { name: "Bring it back" })).toBeTruthy();
    change(opened({ may: { together: true } }));
    expect(screen.getByText("You have brought one back. The others here still may.")).toBeTruthy();
  });

  it("marks one's own card, and shows apart what is not on the wall", () => {
    const mine = { a2: { n: 1, text: "Tea", tray: "is" }, z: { n: 2, text: "Late", tray: "not", late: true, hidden: true } };
    phone(opened({ mine }));
    expect(screen.getByText("yours").closest("li")?.textContent).toContain("Tea");
    expect(screen.getByText("Yours, not on the wall")).toBeTruthy();
    expect(body()).toContain("Came after the opening");
  });

  it("lets words that were being written go in late", () => {
    phone(open());
    write("Unfinished");
    change(opened());
    press("It is …");
    expect(sent).toEqual([{ kind: "sort.put", body: { text: "Unfinished", tray: "is" } }]);
  });
});

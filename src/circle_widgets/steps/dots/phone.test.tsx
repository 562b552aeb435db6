import { fireEvent, screen } from "@testing-library/preact";
import { describe, expect, it } from "vitest";
import { onPhone } from "../../ui/face.test.help";
import type { Outgoing, View } from "../../ui/types";
import face from "./face";
import own from "./locale/en.json";

const STEP = { id: "s1", kind: "dots", phase: "open" as const };
const ITEMS = { a: { n: 1, text: "Tea" }, b: { n: 2, text: { en: "Time", fr: "Du temps" } }, c: { n: 3, text: "Quiet" } };

const { phone, change, sent, dropped } = onPhone(face, own);
const open = (dots: object = {}, out: Record<string, Outgoing> = {}, online = true): View => ({
  step: STEP,
  dots: { items: ITEMS, budget: 2, count: 3, mine: [], may: { place: true }, ...dots },
  local: { online, out },
});
const ballot = (id: string, on: string[], more: Partial<Outgoing> = {}): Record<string, Outgoing> => ({
  [id]: { id, n: 1, seat: "me", step: "s1", kind: "dots.place", body: { on }, state: "waiting", ...more },
});
const card = (text: string) => screen.getByRole("button", { name: text });
const pressed = () => screen.getAllByRole("button", { pressed: true }).map((one) => one.textContent);

describe("placing dots", () => {
  it("has sentences first, then values under the names of their trays", () => {
    const items = { a: { n: 2, text: "We meet to learn." }, b: { n: 1, text: "free", tray: "is" }, c: { n: 3, text: "a class", tray: "not" } };
    phone(open({ items }));
    expect([...document.querySelectorAll(".dots-tray")].map((one) => [one.querySelector("h2")?.textContent, one.querySelectorAll("li").length])).toEqual([
      ["Sentences", 1],
      ["It is …", 1],
      ["It is not …", 1],
    ]);
    change(open());
    expect(document.querySelector(".dots-tray h2")).toBeNull();
  });

  it("says that a dot is one's own again when its text was set aside", () => {
    phone(open({ mine: ["a"], placed: true, freed: 1 }));
    expect(screen.getByText("A text was set aside after we opened. Your dot on it is yours again.")).toBeTruthy();
    expect(screen.getByText("1 dot left")).toBeTruthy();
  });

  it("says who will see it, and what so few people have to know, first", () => {
    phone(open());
    expect(screen.getByText("Nobody sees where your dots stand, only the count when we open it together.")).toBeTruthy();
    expect(screen.queryByText("With so few of us a count can tell who chose what.")).toBeNull();
    change(open({ few: true }));
    const words = document.body.textContent ?? "";
    expect(words.indexOf("With so few of us")).toBeLessThan(words.indexOf("Nobody sees"));
    expect(words.indexOf("With so few of us")).toBeGreaterThanOrEqual(0);
  });

  it("sends the whole ballot at each change", () => {
    phone(open());
    expect(screen.getByText("2 dots left")).toBeTruthy();
    fireEvent.click(card("Tea"));
    expect(sent).toEqual([{ kind: "dots.place", body: { on: ["a"] } }]);
    change(open({ mine: ["a"], placed: true }));
    expect(screen.getByText("1 dot left")).toBeTruthy();
    expect(screen.getByText("✓ stored: you can change it until we open")).toBeTruthy();
    fireEvent.click(card("Time"));
    change(open({ mine: ["a", "b"], placed: true }));
    expect(screen.getByText("All your dots are placed. Take one back to move it.")).toBeTruthy();
    expect(card("Quiet").getAttribute("aria-disabled")).toBe("true");
    fireEvent.click(card("Quiet"));
    fireEvent.click(card("Tea"));
    expect(sent.map(({ body }) => body["on"])).toEqual([["a"], ["a", "b"], ["b"]]);
  });

  it("shows what waits here, and lets a change take its place, so that the last one wins", () => {
    phone(open({ mine: ["a"], placed: true }, ballot("x", ["a", "b"]), false));
    expect(pressed()).toHaveLength(2);
    expect(screen.getByText("◌ waiting for Wi-Fi")).toBeTruthy();
    fireEvent.click(card("Tea"));
    expect(dropped).toEqual(["x"]);
    expect(sent).toEqual([{ kind: "dots.place", body: { on: ["b"] } }]);
    change(open({ mine: ["a"], placed: true }, ballot("y", ["b"]), true));
    expect(screen.getByText("◌ on its way")).toBeTruthy();
    change(open({ mine: ["a"], placed: true }, ballot("y", ["b"], { state: "stored" })));
    expect(pressed().join()).toContain("Time");
    expect(screen.getByText("✓ stored: you can change it until we open")).toBeTruthy();
  });

  it("says what was not taken, and shows what stands", () => {
    phone(open({ mine: ["a"], placed: true }, ballot("x", ["a", "c"], { state: "refused", message: "Each person has one." })));
    expect(screen.getByRole("alert").textContent).toContain("Not taken: Each person has one.");
    expect(pressed()).toHaveLength(1);
    fireEvent.click(screen.getByRole("button", { name: "Understood" }));
    expect(dropped).toEqual(["x"]);
  });

  it("an empty ballot is one, too", () => {
    phone(open({ mine: [], placed: true }));
    expect(screen.getByText("✓ stored without a dot: you can change it until we open")).toBeTruthy();
  });

  it("passes over a text that has gone", () => {
    phone(open({ mine: ["a", "gone"], placed: true }));
    expect(screen.getByText("1 dot left")).toBeTruthy();
  });

  it("on a device that goes round the whole ballot is given with one button", () => {
    phone({ ...open(), me: { seat: "s", way: "passed" } });
    fireEvent.click(card("Tea"));
    fireEvent.click(card("Quiet"));
    expect(sent).toEqual([]);
    fireEvent.click(screen.getByRole("button", { name: "Send my dots" }));
    expect(sent).toEqual([{ kind: "dots.place", body: { on: ["a", "c"] } }]);
  });

  it("stands under the names of the trays, when the room has sorted", () => {
    phone(open({ items: { a: { n: 1, text: "Tea", tray: "is" }, b: { n: 2, text: "Tests", tray: "not" } } }));
    expect(screen.getAllByRole("heading").map((one) => one.textContent)).toEqual(["It is …", "It is not …"]);
  });

  it("says so when there is nothing, and when placing is over", () => {
    phone(open({ items: {} }));
    expect(screen.getByText("There is nothing to place dots on yet.")).toBeTruthy();
    change({ ...open({ may: undefined }), step: { ...STEP, phase: "closed" } });
    expect(screen.getByText("Placing dots is over. We open the count soon.")).toBeTruthy();
  });
});

describe("the count on a phone", () => {
  const opened = (out: Record<string, Outgoing> = {}): View => ({
    step: { ...STEP, phase: "revealed" },
    dots: {
      budget: 2,
      voters: 4,
      most: 3,
      items: { b: { n: 1, text: "Time", dots: 3, place: 1 }, a: { n: 2, text: "Tea", dots: 1, place: 2, tie: true }, c: { n: 3, text: "Quiet", dots: 1, place: 2, tie: true }, d: { n: 4, text: "Cake", dots: 0, place: 4 } },
    },
    local: { online: true, out },
  });

  it("stands in its order, drawn and in words, ties as ties; one's own is not known", () => {
    phone(opened());
    expect(screen.getAllByRole("listitem").map((one) => one.textContent)).toEqual(["Time3 dots", "Tea1 dot = the same number", "Quiet1 dot = the same number", "Cakeno dot"]);
    expect([...document.querySelectorAll(".dots-drawn")].map((one) => one.children.length)).toEqual([3, 1, 1]);
    expect(screen.getByText(/4 people placed dots/)).toBeTruthy();
    expect(screen.queryAllByRole("button")).toEqual([]);
  });

  it("says that a change came too late", () => {
    phone(opened(ballot("x", ["a"], { state: "refused" })));
    fireEvent.click(screen.getByRole("button", { name: "Understood" }));
    expect(dropped).toEqual(["x"]);
  });
});

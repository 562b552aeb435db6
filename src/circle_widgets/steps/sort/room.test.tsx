import { act, fireEvent, screen } from "@testing-library/preact";
import { describe, expect, it } from "vitest";
import { inRoom, settled } from "../../ui/face.test.help";
import type { Role, View } from "../../ui/types";
import face from "./face";
import own from "./locale/en.json";

const STEP = { id: "s2", kind: "sort", phase: "revealed" as const };
const TRAYS = ["is", "not", "depends"];
const one = (n: number, id: string, text: string, tray: string, more: object = {}) => ({ n, text, tray, cards: { [id]: { n: 1, text, of: [id] } }, ...more });
const GROUPS = { a: one(1, "a", "Tea", "is"), b: one(2, "b", "Time", "is"), c: one(3, "c", "Homework", "not"), d: one(4, "d", "Exams", "not", { dropped: true }) };
const item = (n: number, group: string, text: string, column: number) => ({ n, group, text, column, tray: TRAYS[column - 1] });
const ITEMS = { a: item(1, "a", "Tea", 1), b: item(2, "b", "Time", 1), c: item(3, "c", "Homework", 2) };

const { sent, answers, draw: drawn } = inRoom(face, own);
let place: HTMLElement;

function draw(role: Role, sort: object = {}, view: View = {}): void {
  place = drawn(role, { step: STEP, screen: { mode: "all", page: 1, pages: 2 }, ...view, sort: { trays: TRAYS, ...sort } });
}
const onWall = (more: object = {}) => draw("screen", { items: ITEMS, groups: GROUPS, size: "small", ...more }, { desk: {} });
const card = (group: string) => place.querySelector<HTMLElement>(`[data-group=${group}]`)!;
const focused = () => (document.activeElement as HTMLElement).dataset["group"];
const key = (name: string) => act(() => void fireEvent.keyDown(document.activeElement!, { key: name }));
const press = (name: string | RegExp) => act(() => void fireEvent.click(screen.getByRole("button", { name })));
const said = () => sent.map(({ kind, body }) => ({ kind, body }));

describe("sorting on the wall", () => {
  it("has the headings and no card while the room writes", () => {
    draw("screen", {}, { step: { ...STEP, phase: "open" } });
    expect(screen.getAllByRole("listitem").map(({ textContent }) => textContent?.trim())).toEqual(["It is …", "It is not …", "It depends …"]);
    expect(screen.getByText("Hidden until we open them together.")).toBeTruthy();
  });

  it("is in nobody's hands without the facilitator's power", () => {
    draw("screen", { items: ITEMS, size: "small" });
    expect(place.querySelectorAll("[data-group], [tabindex]")).toHaveLength(0);
    expect([...place.querySelectorAll("section")].map((one) => one.querySelectorAll("li").length)).toEqual([2, 1, 0]);
  });

  it("leads from card to card with the arrows, column by column, and turns the page at the end", () => {
    onWall();
    card("a").focus();
    key("ArrowDown");
    expect(focused()).toBe("b");
    key("ArrowRight");
    expect(focused()).toBe("c");
    key("ArrowRight"); // the third column is empty
    key("ArrowUp");
    expect(focused()).toBe("c");
    key("ArrowDown");
    expect(said()).toEqual([{ kind: "screen.show", body: { page: 2 } }]);
  });

  it("puts together, moves, drops and shows large with one key each", () => {
    onWall({ alone: { b: 4 } });
    card("a").focus();
    key("Enter");
    expect(screen.getByRole("status").textContent).toBe("In your hand: Tea");
    key("Escape");
    expect(screen.getByRole("status").textContent).toBe("");
    key("Enter");
    key("ArrowDown");
    key("Enter");
    key("3");
    key("l");
    key("Delete");
    expect(said()).toEqual([
      { kind: "sort.join", body: { group: "a", into: "b" } },
      { kind: "sort.move", body: { group: "b", tray: "depends" } },
      { kind: "screen.show", body: { mode: "one", page: 4 } },
      { kind: "sort.drop", body: { group: "b" } },
    ]);
    expect(sent[0]?.options?.step).toBe("s2");
  });

  it("keeps the hands on its cards, and lets them go to the desk around the stage", () => {
    onWall();
    card("b").focus();
    card("b").blur(); // drawn anew
    act(() => card("a").click());
    expect(focused()).toBe("b");
    card("b").blur();
    act(() => void window.dispatchEvent(new Event("blur")));
    act(() => card("a").click());
    expect(document.activeElement).toBe(document.body);
  });

  it("leaves the keys that it does not know to those who lead", () => {
    onWall();
    const heard: string[] = [];
    const hear = (event: KeyboardEvent) => void heard.push(event.key);
    document.addEventListener("keydown", hear);
    card("a").focus();
    for (const one of ["u", "p", "ArrowDown", "Escape", " "]) key(one);
    document.removeEventListener("keydown", hear);
    expect(heard).toEqual(["u", "p", "Escape", " "]);
  });

  it("takes one card and another by two clicks, and a column for one in the hand", () => {
    onWall();
    act(() => card("a").click());
    act(() => card("b").click());
    act(() => card("c").click());
    act(() => place.querySelector<HTMLElement>("section[data-tray=depends] h2")!.click());
    expect(said()).toEqual([{ kind: "sort.join", body: { group: "a", into: "b" } }, { kind: "sort.move", body: { group: "c", tray: "depends" } }]);
  });

  it("says why something was not done", async () => {
    onWall();
    answers({ id: "x", code: "group_saved", message: "It stays." });
    card("a").focus();
    key("Delete");
    await settled();
    expect(screen.getByText("It stays.").className).toBe("sort-said");
  });

  it("takes what somebody says belongs together with T, and T alone", () => {
    onWall({ hint: { a: "a", b: "c", into: "a", group: "c" } });
    fireEvent.keyDown(document.body, { key: "t", ctrlKey: true });
    expect(sent).toEqual([]);
    fireEvent.keyDown(document.body, { key: "T" });
    expect(said()).toEqual([{ kind: "sort.join", body: { group: "c", into: "a" } }]);
  });

  it("has one group alone, under the name of its column", () => {
    draw("screen", { items: { a: { ...item(1, "a", "Tea", 1), lines: { 1: { n: 1, text: "Coffee" } } } }, size: "one" });
    expect(screen.getByRole("heading").textContent?.trim()).toBe("It is …");
    expect(screen.getByText("Coffee")).toBeTruthy();
  });
});

describe("sorting at the desk and on the remote", () => {
  it("does everything by button", () => {
    draw("remote", { groups: GROUPS, alone: { a: 1 } });
    const [pick] = screen.getAllByRole("button", { name: "Put together …" });
    act(() => pick!.click());
    act(() => screen.getAllByRole("button", { name: "Put it here" })[0]!.click());
    act(() => screen.getAllByRole("button", { name: "Put together …" })[0]!.click());
    act(() => screen.getAllByRole("button", { name: "With this one" })[0]!.click());
    act(() => screen.getAllByRole("button", { name: "Drop it" })[0]!.click());
    act(() => screen.getByRole("button", { name: "Show it large" }).click());
    press("Somebody brings it back");
    expect(said()).toEqual([
      { kind: "sort.move", body: { group: "a", tray: "not" } },
      { kind: "sort.join", body: { group: "a", into: "b" } },
      { kind: "sort.drop", body: { group: "a" } },
      { kind: "screen.show", body: { mode: "one", page: 1 } },
      { kind: "sort.save", body: { group: "d" } },
    ]);
  });

  it("names a group of several, and takes the last of those that say the same out of it", () => {
    const cards = { a: { n: 1, text: "Tea", of: ["a", "a2"] }, b: { n: 2, text: "Coffee", of: ["b"] } };
    draw("desk", { groups: { a: { n: 1, text: "Tea", tray: "is", cards } } });
    act(() => screen.getAllByRole("button", { name: "Take it out" })[0]!.click());
    fireEvent.input(screen.getByLabelText("Tea"), { target: { value: "What we drink" } });
    press("Save the name");
    expect(said()).toEqual([{ kind: "sort.apart", body: { card: "a2" } }, { kind: "sort.name", body: { group: "a", text: "What we drink" } }]);
  });

  it("adds pasted lines under a heading, and keeps in the box what was not taken", async () => {
    draw("desk", { longest: 10 }, { step: { ...STEP, phase: "open" }, desk: { paper: { zoe: { n: 1, word: "blue-heron", name: "Zoe" } } } });
    const box = screen.getByLabelText("Words of those without a phone") as HTMLTextAreaElement;
    fireEvent.input(box, { target: { value: "- Tea\n- Time" } });
    fireEvent.change(screen.getByRole("combobox"), { target: { value: "zoe" } });
    answers({ id: "x", code: "enough", message: "Enough." });
    press("It is not …");
    await screen.findByText("Some did not go in and stand in the box again: Enough.");
    expect(sent.map(({ body, options }) => [body["text"], body["tray"], options?.seat])).toEqual([["Tea", "not", "zoe"], ["Time", "not", "zoe"]]);
    expect(box.value).toBe("Tea\nTime");
    fireEvent.input(box, { target: { value: "longer than ten" } });
    expect(screen.getByText("1 line is longer than 10 characters.")).toBeTruthy();
  });

  it("shows every card behind the private look, and sets one aside or shows it", () => {
    const items = { a: { n: 1, text: "Tea", tray: "is" }, b: { n: 2, text: "Late", tray: "not", late: true, hidden: true } };
    draw("desk", { items }, { private: true, step: { ...STEP, phase: "open" } });
    press("Set aside");
    press("Show it");
    expect(said()).toEqual([{ kind: "sort.hide", body: { card: "a" } }, { kind: "sort.restore", body: { card: "b" } }]);
  });

  it("takes what somebody says belongs together, or leaves it", () => {
    draw("desk", { groups: GROUPS, hint: { a: "a", b: "c", into: "a", group: "c" } });
    press("They stay apart");
    press("Put them together (T)");
    expect(said()).toEqual([{ kind: "sort.aside", body: { a: "a", b: "c" } }, { kind: "sort.join", body: { group: "c", into: "a" } }]);
  });
});

import { act, cleanup, fireEvent, screen } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import desk from "../../locale/en/desk.json";
import shared from "../../locale/en/shared.json";
import { translator } from "../../ui/i18n";
import { mountable } from "../../ui/mount";
import type { Body, Receipt, Refusal, Role, View } from "../../ui/types";
import face from "./face";
import own from "./locale/en.json";
import { PAUSE } from "./saving";

const STEP = { id: "s4", kind: "draft", phase: "open" as const };
const LINES: Record<string, object> = {
  a: { n: 1, text: "People who meet", page: 1, close: 1, of: ["a"] },
  b: { n: 2, text: "Open", tray: "is", page: 2, close: 2, of: ["b"] },
  c: { n: 3, text: "Free", tray: "is", page: 2, close: 3, of: ["c"] },
};
const MATERIAL = {
  m: { n: 1, text: "A lamp and a question", dots: 2 },
  k: { n: 2, text: "Kind", tray: "is", dots: 1 },
  r: { n: 3, text: "A race", tray: "not" },
};

let sent: { kind: string; body: Body }[];
let answer: Receipt | Refusal;
let view: View;
let told: (() => void) | undefined;
let unmount: (() => void) | undefined;

const at = (draft: object = {}, screenView: object = { mode: "all", page: 1 }): View => ({
  step: STEP,
  screen: screenView,
  draft: { lines: LINES, material: MATERIAL, out: {}, may: { write: true }, count: 3, ...draft },
});
function draw(first: View = at(), role: Role = "desk"): void {
  view = first;
  const place = document.body.appendChild(document.createElement("div"));
  act(() => {
    unmount = mountable(face)(place, {
      view: { get: () => view, subscribe: (listener) => ((told = listener), () => (told = undefined)) },
      send: (kind, body) => (sent.push({ kind, body }), Promise.resolve(answer)),
      t: translator({ ...shared, ...desk, ...own }, "en"),
      role,
      locale: "en",
    });
  });
}
const change = (next: View) => act(() => ((view = next), told?.()));
const said = (kind: string) => sent.filter((one) => one.kind === kind).map((one) => one.body);
const settled = () => act(async () => void (await vi.advanceTimersByTimeAsync(0)));
const pause = () => act(async () => void (await vi.advanceTimersByTimeAsync(PAUSE)));
const row = (name: string | RegExp) => screen.getByRole<HTMLButtonElement>("button", { name });
const box = () => screen.getByRole<HTMLTextAreaElement>("textbox");
const key = (name: string, more: object = {}) => fireEvent.keyDown(document.activeElement ?? document.body, { key: name, ...more });
const focused = () => (document.activeElement as HTMLElement | null)?.dataset["row"];

beforeEach(() => {
  vi.useFakeTimers();
  [sent, answer, told, unmount] = [[], { id: "x", position: 1 }, undefined, undefined];
});
afterEach(() => {
  act(() => unmount?.());
  document.body.textContent = "";
  cleanup();
  vi.useRealTimers();
});

describe("with the keyboard alone", () => {
  it("the arrows lead from row to row, over the text into what stands ready", () => {
    draw();
    row("People who meet").focus();
    const seen = [focused()];
    for (let n = 0; n < 8; n += 1) {
      key("ArrowDown");
      seen.push(focused());
    }
    expect(seen).toEqual(["a", "b", "c", "new-is", "new-not", "new-depends", "m", "k", "r"]);
    key("ArrowDown");
    expect(focused()).toBe("r");
    key("ArrowUp");
    expect(focused()).toBe("k");
  });

  it("Enter inserts words in their part, and the next ones are at hand", async () => {
    draw();
    row(/^Kind/).focus();
    fireEvent.click(row(/^Kind/)); // what Enter does on a button
    await settled();
    expect(said("draft.put")).toEqual([{ line: "k", of: ["k"], tray: "is" }]);
    expect(focused()).toBe("r");
    change(at({ lines: { ...LINES, k: { n: 4, text: "Kind", tray: "is", page: 3, close: 4, of: ["k"] } }, material: { m: MATERIAL.m, r: MATERIAL.r } }));
    expect(said("screen.show")).toEqual([{ mode: "all", page: 3 }]);
    expect(focused()).toBe("r");
  });

  it("Delete takes a line out, and the one after it is at hand", async () => {
    draw();
    row("Open").focus();
    key("Delete");
    await settled();
    expect(said("draft.drop")).toEqual([{ line: "b" }]);
    expect(focused()).toBe("c");
    row(/^Kind/).focus();
    key("Delete");
    expect(said("draft.drop")).toHaveLength(1);
  });

  it("Alt and an arrow carry a line along, and it keeps the focus", async () => {
    draw();
    row("Free").focus();
    key("ArrowUp", { altKey: true });
    await settled();
    expect(said("draft.move")).toEqual([{ line: "c", tray: "is", after: "" }]);
    change(at({ lines: { ...LINES, c: { ...LINES["c"], n: 1.5 } } }));
    expect(focused()).toBe("c");
    row("People who meet").focus();
    key("ArrowUp", { altKey: true });
    expect(said("draft.move")).toHaveLength(1);
  });

  it("leaves the keys of the room to the room", () => {
    draw();
    const heard: string[] = [];
    const listen = (event: KeyboardEvent) => heard.push(event.key);
    document.addEventListener("keydown", listen);
    row("Open").focus();
    for (const name of ["ArrowRight", "PageDown", "b"]) key(name);
    key("ArrowDown");
    document.removeEventListener("keydown", listen);
    expect(heard).toEqual(["ArrowRight", "PageDown", "b"]);
  });
});

describe("a line in the box", () => {
  it("is saved as typed, once for each pause, and says so", async () => {
    draw();
    fireEvent.click(row("Free"));
    expect(document.activeElement).toBe(box());
    expect(box().value).toBe("Free");
    fireEvent.input(box(), { target: { value: "Free of" } });
    expect(screen.getByText("◌ saved when you pause")).toBeTruthy();
    fireEvent.input(box(), { target: { value: "Free of charge" } });
    await pause();
    expect(said("draft.put")).toEqual([{ line: "c", text: "Free of charge" }]);
    expect(screen.getByText("✓ saved")).toBeTruthy();
  });

  it("Enter saves at once and leads back to its row; the wall goes along", async () => {
    draw();
    fireEvent.click(row("Free"));
    expect(said("screen.show")).toEqual([{ mode: "one", page: 3 }]);
    change(at({}, { mode: "one", page: 3 }));
    fireEvent.input(box(), { target: { value: "Free, always" } });
    key("Enter");
    await settled();
    expect(said("draft.put")).toEqual([{ line: "c", text: "Free, always" }]);
    expect(screen.queryByRole("textbox")).toBeNull();
    expect(focused()).toBe("c");
    expect(said("screen.show")).toEqual([{ mode: "one", page: 3 }, { mode: "all", page: 2 }]);
  });

  it("brings the wall back also for whoever is done before it has followed", async () => {
    draw(at({}, { mode: "all", page: 2 }));
    fireEvent.click(row("Free"));
    key("Escape");
    await settled();
    expect(said("screen.show")).toEqual([{ mode: "one", page: 3 }, { mode: "all", page: 2 }]);
    change(at({}, { mode: "one", page: 3 }));
    change(at({}, { mode: "all", page: 2 }));
    fireEvent.click(row("Free"));
    expect(said("screen.show")[2]).toEqual({ mode: "one", page: 3 });
  });

  it("sends the wall again where the room has refused to", async () => {
    draw(at({}, { mode: "all", page: 2 }));
    answer = { id: "x", code: "busy", message: "One moment.", field: "" };
    fireEvent.click(row("Free"));
    await settled();
    key("Escape");
    await settled();
    fireEvent.click(row("Free"));
    expect(said("screen.show")).toEqual([{ mode: "one", page: 3 }, { mode: "one", page: 3 }]);
  });

  it("shows what became of it elsewhere, but never over what is being typed", async () => {
    draw();
    fireEvent.click(row("Free"));
    change(at({ lines: { ...LINES, c: { ...LINES["c"], text: "Taken back" } } }));
    expect(box().value).toBe("Taken back");
    fireEvent.input(box(), { target: { value: "Mine" } });
    change(at({ lines: { ...LINES, c: { ...LINES["c"], text: "Theirs" } } }));
    expect(box().value).toBe("Mine");
    await pause();
    expect(said("draft.put")).toEqual([{ line: "c", text: "Mine" }]);
  });

  it("is not thrown back by its own words that come late", async () => {
    draw();
    fireEvent.click(row("Free"));
    fireEvent.input(box(), { target: { value: "One" } });
    await pause();
    fireEvent.input(box(), { target: { value: "One two" } });
    await pause();
    change(at({ lines: { ...LINES, c: { ...LINES["c"], text: "One" } } }));
    expect(box().value).toBe("One two");
    change(at({ lines: { ...LINES, c: { ...LINES["c"], text: "One two" } } }));
    change(at({ lines: { ...LINES, c: { ...LINES["c"], text: "One" } } })); // taken back
    expect(box().value).toBe("One");
  });

  it("keeps what was not taken, says why, and tries again", async () => {
    draw();
    fireEvent.click(row("Free"));
    answer = { id: "x", code: "too_long", message: "This is too long.", field: "text" };
    fireEvent.input(box(), { target: { value: "Much too long" } });
    key("Enter");
    await settled();
    expect(screen.getByText("Not saved: This is too long.")).toBeTruthy();
    expect(box().value).toBe("Much too long");
    answer = { id: "x", position: 2 };
    key("Enter");
    await settled();
    expect(said("draft.put")).toHaveLength(2);
    expect(screen.queryByRole("textbox")).toBeNull();
  });

  it("stays as it was when it is emptied", async () => {
    draw();
    fireEvent.click(row("Free"));
    fireEvent.input(box(), { target: { value: "  " } });
    await pause();
    expect(screen.getByText("An empty line stays as it was.")).toBeTruthy();
    key("Escape");
    await settled();
    expect(sent.filter((one) => one.kind.startsWith("draft."))).toEqual([]);
    expect(row("Free")).toBeTruthy();
  });

  it("what was typed when the step goes is saved all the same", async () => {
    draw();
    fireEvent.click(row("Free"));
    fireEvent.input(box(), { target: { value: "Free till the end" } });
    act(() => unmount?.());
    unmount = undefined;
    expect(said("draft.put")).toEqual([{ line: "c", text: "Free till the end" }]);
  });

  it("a new one is written under its part, and is there from the first pause on", async () => {
    draw();
    fireEvent.click(row("Write a line under “It is not …”"));
    fireEvent.input(box(), { target: { value: "A school" } });
    await pause();
    const [put] = said("draft.put");
    expect(put).toMatchObject({ text: "A school", tray: "not" });
    const id = String(put?.["line"]);
    change(at({ lines: { ...LINES, [id]: { n: 4, text: "A school", tray: "not", page: 2, close: 4, own: true } } }));
    expect(box().value).toBe("A school");
    expect(document.activeElement).toBe(box());
    fireEvent.input(box(), { target: { value: "A school day" } });
    key("Enter");
    await settled();
    expect(said("draft.put")[1]).toEqual({ line: id, text: "A school day" });
    expect(focused()).toBe("new-not");
  });

  it("goes away with its line when that is taken back", () => {
    draw();
    fireEvent.click(row("Free"));
    const { c: _, ...rest } = LINES;
    change(at({ lines: rest }));
    expect(screen.queryByRole("textbox")).toBeNull();
  });

  it("has a button for everything: up, down, another part, out, and how it once read", async () => {
    const earlier = { "1": { n: 1, text: "Costs nothing" }, "2": { n: 2, text: "Gratis", theirs: true } };
    draw(at({ lines: { ...LINES, c: { ...LINES["c"], own: true, earlier } } }));
    fireEvent.click(row("Free"));
    fireEvent.click(row("One place up"));
    fireEvent.click(row("One place down"));
    fireEvent.change(screen.getByLabelText("Stands under"), { target: { value: "depends" } });
    fireEvent.click(screen.getByRole("button", { name: "Back to: Costs nothing", hidden: true }));
    fireEvent.click(screen.getByRole("button", { name: "Back to: Gratis", hidden: true }));
    await settled();
    expect(said("draft.move")).toEqual([
      { line: "c", tray: "is", after: "" },
      { line: "c", tray: "not", after: "" },
      { line: "c", tray: "depends", after: "" },
    ]);
    expect(said("draft.put")).toEqual([{ line: "c", text: "Costs nothing" }, { line: "c", of: ["c"] }]);
    fireEvent.click(screen.getByRole("button", { name: "Take out" }));
    await settled();
    expect(said("draft.drop")).toEqual([{ line: "c" }]);
  });
});

describe("what stands ready", () => {
  it("says how many dots it has, and what pressing it does", () => {
    draw();
    expect(row(/^A lamp and a question/).textContent).toBe("A lamp and a question2 dotsTake instead");
    expect(row(/^A race/).textContent).toBe("A raceInsert");
  });

  it("words that were not sorted go where the facilitator wants them", async () => {
    draw();
    fireEvent.change(screen.getByLabelText("These go under"), { target: { value: "depends" } });
    fireEvent.click(row(/^A lamp and a question/));
    await settled();
    expect(said("draft.put")).toEqual([{ line: "m", of: ["m"], tray: "depends" }]);
  });

  it("a line of our own that was taken out comes back as it was", async () => {
    draw(at({ out: { z: { n: 1, text: "Curious", tray: "is" } } }));
    fireEvent.click(row(/^Curious/));
    await settled();
    expect(said("draft.put")).toEqual([{ line: "z" }]);
  });

  it("says why something was not taken", async () => {
    draw();
    answer = { id: "x", code: "line_there", message: "These words stand in the text already.", field: "of" };
    fireEvent.click(row(/^A race/));
    await settled();
    expect(screen.getByText("These words stand in the text already.")).toBeTruthy();
  });

  it("says so when all of it stands in the text", () => {
    draw(at({ material: {} }));
    expect(screen.getByText("All that was said stands in the text.")).toBeTruthy();
  });
});

describe("reading it", () => {
  it("goes line by line, and back to the whole text", async () => {
    draw(at({ read: { label: "draft.read", kind: "screen.show", body: { mode: "one", page: 1 } } }), "remote");
    fireEvent.click(row("Read it line by line"));
    change(at({}, { mode: "one", page: 1 }));
    fireEvent.click(row("Show the whole text"));
    expect(said("screen.show")).toEqual([{ mode: "one", page: 1 }, { mode: "all", page: 1 }]);
  });

  it("is all there is when the step is closed", () => {
    draw(at({ may: undefined }));
    expect(screen.queryAllByRole("button", { name: "Open" })).toEqual([]);
    expect(screen.getByText("Open")).toBeTruthy();
    expect(screen.queryByText("Stands ready, in your words")).toBeNull();
  });
});

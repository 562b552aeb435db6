import { act, cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, describe, expect, it } from "vitest";
import pictures from "../../locale/en/shared.json";
import { translator } from "../../ui/i18n";
import type { FaceProps, Outgoing, View } from "../../ui/types";
import own from "./locale/en.json";
import { PhoneNotes } from "./phone";

let said: unknown[][] = [];
let dropped: string[] = [];
const kept = new Map<string, string>();
afterEach(() => (cleanup(), (said = []), (dropped = []), kept.clear()));

const MINE = { a: { n: 1, text: "my sentence" } };
const BEN = { n: 2, word: "blue-heron", name: "Ben", yes: true, notes: { b: { n: 2, text: "Ben’s sentence" } } };

function draw(notes: object, out: Record<string, Partial<Outgoing>> = {}) {
  const view: View = {
    step: { id: "s2", kind: "notes", phase: "open" },
    me: { seat: "me", word: "red-boat" },
    notes: { together: 2, mine: {}, may: { write: true, change: true }, own: MINE, seats: { me: { n: 1, word: "red-boat" }, ben: { n: 2, word: "blue-heron" } }, ...notes },
    local: { online: true, out: out as never },
  };
  const props = {
    view,
    send: async (...args: unknown[]) => (said.push(args), { id: "x", position: 1 }),
    t: translator({ ...pictures, ...own }, "en"),
    role: "phone",
    locale: "en",
    now: () => 0,
    drafts: { get: (key: string) => kept.get(key) ?? "", set: (key: string, text: string) => void kept.set(key, text) },
    drop: (id: string) => void dropped.push(id),
  };
  render(<PhoneNotes {...(props as unknown as FaceProps)} />);
}

const press = (name: string | RegExp) => act(() => void fireEvent.click(screen.getByRole("button", { name })));

describe("two who write as one", () => {
  it("see first what they bring along; a box comes with “I write for us”, and stays", () => {
    draw({});
    expect(screen.getByText("my sentence")).toBeTruthy();
    expect(screen.queryByRole("textbox")).toBeNull();
    press("I write for us");
    expect(screen.getByRole("textbox", { name: "Our sentence" })).toBeTruthy();
    cleanup();
    draw({});
    expect(screen.getByRole("textbox")).toBeTruthy();
  });

  it("need nobody’s phone but the one on which they write", () => {
    draw({});
    press("I write for us");
    act(() => void fireEvent.input(screen.getByRole("textbox"), { target: { value: " ours " } }));
    press("Send for us");
    expect(said).toEqual([["notes.write", { text: "ours" }]]);
  });

  it("ask a neighbour by the picture, never oneself", () => {
    draw({});
    press("I write for us");
    expect(screen.queryByRole("button", { name: "Red boat" })).toBeNull();
    press("Blue heron");
    expect(said).toEqual([["notes.ask", { with: "ben" }]]);
  });

  it("know that the question is out, and may take it back", () => {
    draw({ partners: { ben: { n: 2, word: "blue-heron" } } });
    expect(screen.getByText(/it waits for their yes/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Blue heron" })).toBeNull();
    press("Do not ask");
    expect(said).toEqual([["notes.part", { with: "ben" }]]);
  });

  it("have both sentences above the box after the yes", () => {
    draw({ partners: { ben: BEN } });
    expect([...document.querySelectorAll(".pair-brought")].map((one) => one.textContent)).toEqual(["Yoursmy sentence", "BenBen’s sentence"]);
    expect(screen.getByRole("textbox")).toBeTruthy();
  });

  it("keep one of several sentences out of theirs", () => {
    draw({ own: { ...MINE, c: { n: 3, text: "another" } }, partners: { ben: BEN } });
    act(() => void fireEvent.click(screen.getAllByRole("button", { name: /goes into ours/ })[0]!));
    act(() => void fireEvent.input(screen.getByRole("textbox"), { target: { value: "ours" } }));
    press("Send for us");
    expect(said).toEqual([["notes.write", { text: "ours", of: ["c", "b"] }]]);
  });

  it("are asked before their own sentence is shown, and see which one", () => {
    draw({ asks: { ben: { n: 2, word: "blue-heron", name: "Ben" } } });
    expect(screen.getByText("Show your sentence to Ben?").nextSibling?.textContent).toBe("my sentence");
    press("Yes, show it");
    press("No");
    expect(said).toEqual([["notes.agree", { with: "ben" }], ["notes.part", { with: "ben" }]]);
  });

  it("are asked plainly when there is nothing to show", () => {
    draw({ own: {}, asks: { ben: { n: 2, word: "blue-heron" } } });
    expect(screen.getByText("Blue heron would like to write for you, too.")).toBeTruthy();
  });

  it("have no box while somebody writes for them, but what was stored, and a way back", () => {
    draw({ writer: { n: 2, word: "blue-heron", name: "Ben", seat: "ben" }, ours: { o: { n: 1, text: "of us two" } }, may: { change: true } });
    expect(screen.queryByRole("textbox")).toBeNull();
    expect(screen.getByText("of us two")).toBeTruthy();
    expect(screen.queryByText(/You have sent all/)).toBeNull();
    press("Take my yes back");
    expect(said).toEqual([["notes.part", { with: "ben" }]]);
  });

  it("ask once while the question is under way, and are told why it was not taken", () => {
    draw({}, { q: { id: "q", n: 1, seat: "me", step: "s2", kind: "notes.ask", body: { with: "ben" }, state: "refused", message: "One of you is writing with somebody else." } });
    press("Understood");
    expect(dropped).toEqual(["q"]);
    cleanup();
    kept.set("us.s2", "1");
    draw({}, { q: { id: "q", n: 1, seat: "me", step: "s2", kind: "notes.ask", body: { with: "ben" }, state: "waiting" } });
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Blue heron" }).disabled).toBe(true);
  });

  it("take back what stayed single where it was written", () => {
    const view: View = { step: { id: "s2", kind: "notes", phase: "revealed" }, notes: { items: { a: { n: 1, text: "my sentence", step: "s1" } }, mine: { a: { n: 1, text: "my sentence", step: "s1" } } } };
    render(<PhoneNotes {...({ view, send: async (...args: unknown[]) => void said.push(args), t: translator(own, "en"), drafts: { get: () => "", set: () => undefined }, drop: () => undefined } as unknown as FaceProps)} />);
    press("Take back");
    expect(said).toEqual([["notes.withdraw", { note: "a" }, { step: "s1" }]]);
  });
});

import { fireEvent, screen } from "@testing-library/preact";
import { describe, expect, it } from "vitest";
import { onPhone } from "../../ui/face.test.help";
import type { Outgoing, View } from "../../ui/types";
import face from "./face";
import own from "./locale/en.json";

const STEP = { id: "s1", kind: "notes", phase: "open" as const };
const MAY = { write: true, change: true };

const { phone, change, sent, dropped, drafts } = onPhone(face, own);
const circle = { title: "Sewing", code: "X", facilitator: "Ana" };
const open = (notes: object = {}, out: Record<string, Outgoing> = {}, online = true): View => ({ circle, step: STEP, notes: { mine: {}, may: MAY, longest: 20, ...notes }, local: { online, out } });
const outgoing = (id: string, more: Partial<Outgoing>): Record<string, Outgoing> => ({ [id]: { id, n: 1, seat: "me", step: "s1", kind: "notes.write", body: { text: "mine" }, state: "waiting", ...more } });
const box = () => screen.getByLabelText<HTMLTextAreaElement>("Your words");
const type = (text: string) => fireEvent.input(box(), { target: { value: text } });

describe("writing a note", () => {
  it("says who will see it, and when", () => {
    phone(open());
    expect(screen.getByText("Hidden until we open them together. Ana may look first, so that nothing hurtful reaches the wall. Your name is not shown.")).toBeTruthy();
    change({ ...open(), circle: { title: "Sewing", code: "X" } });
    expect(screen.getByText(/The facilitator may look first/)).toBeTruthy();
  });

  it("sends the words and empties the box; nothing is sent twice, and nothing empty", () => {
    phone(open());
    fireEvent.click(screen.getByRole("button", { name: "Send" }));
    type("  Learning out loud ");
    expect(drafts.get("s1")).toBe("  Learning out loud ");
    fireEvent.click(screen.getByRole("button", { name: "Send" }));
    fireEvent.click(screen.getByRole("button", { name: "Send" }));
    expect(sent).toEqual([{ kind: "notes.write", body: { text: "Learning out loud" } }]);
    expect(box().value).toBe("");
    expect(drafts.has("s1")).toBe(false);
  });

  it("begins with the words that were being typed when the phone was locked", () => {
    drafts.set("s1", "half a sen");
    phone(open());
    expect(box().value).toBe("half a sen");
  });

  it("says how many characters are too many, and keeps them", () => {
    phone(open());
    type("x".repeat(21));
    expect(screen.getByText("1 character too many")).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "Send" }));
    expect(sent).toEqual([]);
    expect(box().value.length).toBe(21);
  });

  it("gives each note its receipt in words", () => {
    phone(open({}, outgoing("a", {})));
    expect(screen.getByText("◌ on its way")).toBeTruthy();
    change(open({}, outgoing("a", {}), false));
    expect(screen.getByText("◌ waiting for Wi-Fi")).toBeTruthy();
    change(open({ mine: { a: { n: 1, text: "mine" } } }));
    expect(screen.getByText("✓ stored")).toBeTruthy();
    expect(screen.getByText("1 note of yours is stored.")).toBeTruthy();
  });

  it("changes a note, and takes one back", () => {
    phone(open({ mine: { a: { n: 1, text: "mine" } } }));
    fireEvent.click(screen.getByRole("button", { name: "Change" }));
    const other = screen.getByLabelText<HTMLTextAreaElement>("Other words for this note");
    expect(other.value).toBe("mine");
    fireEvent.input(other, { target: { value: "ours" } });
    fireEvent.click(screen.getByRole("button", { name: "Save" }));
    fireEvent.click(screen.getByRole("button", { name: "Take back" }));
    expect(sent).toEqual([
      { kind: "notes.change", body: { note: "a", text: "ours" } },
      { kind: "notes.withdraw", body: { note: "a" } },
    ]);
  });

  it("keeps refused words with the reason, to be put back into the box", () => {
    phone(open({}, outgoing("a", { state: "refused", code: "enough", message: "Twelve notes are enough." })));
    expect(screen.getByText("Not taken: Twelve notes are enough.")).toBeTruthy();
    type("and this");
    fireEvent.click(screen.getByRole("button", { name: "Put it back in the box" }));
    expect(box().value).toBe("and this\nmine");
    expect(dropped).toEqual(["a"]);
  });

  it("says when there is room for no more, and when writing is over", () => {
    phone(open({ may: { change: true } }));
    expect(screen.getByText(/^You have sent all the notes/)).toBeTruthy();
    change({ ...open({ may: {} }), step: { ...STEP, phase: "closed" } });
    expect(screen.getByText(/^Writing is over/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Send" })).toBeNull();
  });
});

describe("what was opened", () => {
  const items = { x: { n: 1, text: "one", lines: { fr: "un" } }, y: { n: 2, text: "two", now: true } };
  const opened = (mine: object = {}): View => ({ circle, step: { ...STEP, phase: "revealed" }, notes: { items, count: 2, mine }, local: { online: true, out: {} } });

  it("stands in order, with translations, what is one's own, and the one being read", () => {
    phone(opened({ x: { n: 1, text: "one" } }));
    const notes = screen.getAllByRole("listitem");
    expect(notes.map((note) => note.textContent)).toEqual(["oneunyoursTake back", "twobeing read now"]);
    expect(notes[1]?.getAttribute("aria-current")).toBe("true");
    expect(screen.getByText("un").lang).toBe("fr");
    expect(screen.getByText("2 notes, opened together")).toBeTruthy();
  });

  it("can still be taken back by whoever wrote it, and by nobody else", () => {
    phone(opened({ x: { n: 1, text: "one" } }));
    fireEvent.click(screen.getByRole("button", { name: "Take back" }));
    expect(sent).toEqual([{ kind: "notes.withdraw", body: { note: "x" } }]);
    change({ ...opened({ x: { n: 1, text: "one" } }), local: { online: true, out: outgoing("w", { kind: "notes.withdraw", body: { note: "x" } }) } });
    expect(screen.getByText("◌ being taken back")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Take back" })).toBeNull();
  });

  it("tells the author alone what was set aside, or came late", () => {
    phone(opened({ z: { n: 3, text: "rude", hidden: true }, w: { n: 4, text: "late", hidden: true, late: true } }));
    expect(screen.getByText("Set aside by Ana: only the two of you see it.")).toBeTruthy();
    expect(screen.getByText(/^Came after the opening: Ana decides/)).toBeTruthy();
  });

  it("does not swallow what was still being typed", () => {
    drafts.set("s1", "half a sen");
    phone(opened());
    fireEvent.click(screen.getByRole("button", { name: "Send it late" }));
    expect(sent).toEqual([{ kind: "notes.write", body: { text: "half a sen" } }]);
    expect(drafts.has("s1")).toBe(false);
  });

  it("shows people's words as words, never as a page", () => {
    phone({ ...opened(), notes: { items: { x: { n: 1, text: "<img src=x onerror=alert(1)>" } }, mine: {} } });
    expect(document.querySelector("img")).toBeNull();
    expect(screen.getByText("<img src=x onerror=alert(1)>")).toBeTruthy();
  });
});

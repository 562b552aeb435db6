import { fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { describe, expect, it, vi } from "vitest";
import type { FaceProps, Send, View } from "../../ui/types";
import { Add, seatsFor } from "./add";

const paper = { p1: { n: 1, word: "blue-heron", stored: true }, p2: { n: 2, word: "red-boat" }, p3: { n: 3, word: "grey-cat", name: "Zoe" } };
const view = (more: Partial<View> = {}): View => ({ step: { id: "s1", kind: "notes", phase: "open" }, desk: { paper }, ...more });

function show(shown: View = view(), answer: (text: string) => object = () => ({ id: "x", position: 1 })) {
  const said: unknown[][] = [];
  const send: Send = vi.fn(async (kind, body, options) => (said.push([kind, body, options]), answer(String(body["text"])) as never));
  const kept = new Map<string, string>();
  const props = { view: shown, send, t: (key: string, slots?: object) => (slots ? `${key} ${JSON.stringify(slots)}` : key), role: "desk", locale: "en", now: () => 0, drop: () => undefined } as const;
  const drafts = { get: (key: string) => kept.get(key) ?? "", set: (key: string, text: string) => void kept.set(key, text) };
  render(<Add {...(props as unknown as FaceProps)} drafts={drafts} />);
  return { said, box: screen.getByRole("textbox") as HTMLTextAreaElement };
}

describe("words of those without a phone", () => {
  it("go to the seats on paper that still owe a slip, then to nobody", () => {
    const seats = Object.entries(paper);
    expect(seatsFor(["a", "b", "c"], "each", seats)).toEqual(["p2", "p3", ""]);
    expect(seatsFor(["a", "b"], "p1", seats)).toEqual(["p1", "p1"]);
    expect(seatsFor(["a"], "", seats)).toEqual([""]);
  });

  it("are sent at once and leave the box empty", async () => {
    const { said, box } = show();
    fireEvent.input(box, { target: { value: "Tea\nTime" } });
    fireEvent.click(screen.getByRole("button"));
    await waitFor(() => expect(screen.getByRole("status").textContent).toContain("notes.add.done"));
    expect(said).toEqual([
      ["notes.write", { text: "Tea" }, { step: "s1", seat: "p2" }],
      ["notes.write", { text: "Time" }, { step: "s1", seat: "p3" }],
    ]);
    expect(box.value).toBe("");
  });

  it("that were not taken stand in the box again", async () => {
    const { box } = show(view(), (text) => (text === "Time" ? { id: "x", code: "enough", message: "Enough" } : { id: "x", position: 1 }));
    fireEvent.input(box, { target: { value: "Tea\nTime" } });
    fireEvent.click(screen.getByRole("button"));
    await waitFor(() => expect(box.value).toBe("Time"));
    expect(screen.getByRole("status").textContent).toContain("Enough");
  });

  it("of two who share a slip go in for both, and no line goes to a seat by itself", async () => {
    const { said, box } = show(view({ notes: { together: 2 } }));
    const [seat] = screen.getAllByRole<HTMLSelectElement>("combobox");
    expect([...seat!.options].map((one) => one.value)).toEqual(["", "p1", "p2", "p3"]);
    fireEvent.change(seat!, { target: { value: "p2" } });
    fireEvent.change(screen.getAllByRole("combobox")[1]!, { target: { value: "p3" } });
    fireEvent.input(box, { target: { value: "of us two" } });
    fireEvent.click(screen.getByRole("button"));
    await waitFor(() => expect(screen.getByRole("status").textContent).toContain("notes.add.done"));
    expect(said).toEqual([["notes.write", { text: "of us two", with: ["p3"] }, { step: "s1", seat: "p2" }]]);
    expect(screen.getAllByRole<HTMLSelectElement>("combobox").map((one) => one.value)).toEqual([""]);
  });

  it("stay the same lists while they are chosen from: who types a name is not thrown out", () => {
    show(view({ notes: { together: 2 } }));
    fireEvent.change(screen.getAllByRole("combobox")[0]!, { target: { value: "p1" } });
    const partner = screen.getAllByRole<HTMLSelectElement>("combobox")[1]!;
    partner.focus();
    fireEvent.change(partner, { target: { value: "p2" } });
    expect(document.activeElement).toBe(partner);
    expect(partner.value).toBe("p2");
  });

  it("cannot be read on the wall before the opening, unless somebody says that there is none", () => {
    const { box } = show();
    expect(box.closest(".veiled")).not.toBeNull();
    fireEvent.click(screen.getByRole("checkbox"));
    expect(box.closest(".veiled")).toBeNull();
  });

  it("are late ones once all is open, and are typed like anything", () => {
    const { box } = show(view({ step: { id: "s1", kind: "notes", phase: "revealed" } }));
    expect(box.closest(".veiled")).toBeNull();
    expect(screen.queryByRole("checkbox")).toBeNull();
  });

  it("that are too long are said before anything is sent", () => {
    const { said, box } = show(view({ notes: { longest: 5 } }));
    fireEvent.input(box, { target: { value: "short\nmuch too long" } });
    expect(screen.getByRole("status").textContent).toContain("notes.add.long");
    fireEvent.click(screen.getByRole("button"));
    expect(said).toEqual([]);
  });
});

import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import en from "../../locale/en/desk.json";
import notes from "../../steps/notes/locale/en.json";
import shared from "../../locale/en/shared.json";
import wall from "../../locale/en/screen.json";
import run from "../../locale/en/show.json";
import undo from "../../locale/en/undo.json";
import { translator } from "../i18n";
import { Questions } from "../comm";
import { mountable } from "../mount";
import faces from "../../steps/notes/face";
import type { View } from "../types";
import { Desk } from "./desk";

const t = translator({ ...shared, ...wall, ...undo, ...notes, ...run, ...en }, "en");
const SECRET = "words that nobody may see yet";

const writing: View = {
  circle: { title: "Sewing", code: "K7MPQX", locale: "en" },
  room: { seats: 12, here: 12, stored: 9, phones: 9, paper: 3 },
  step: { id: "s2", kind: "notes", n: 2, of: 3, title: "We write", question: "One hope?", phase: "open", minutes: 3 },
  screen: { mode: "step", page: 1, pages: 1 },
  notes: {},
  join: { url: "http://192.168.1.20:8866", reached: 9 },
  desk: {
    say: "Three quiet minutes.",
    next: { label: "notes.open", kind: "step.reveal", step: "s2" },
    back: { label: "desk.step_before", kind: "step.open", step: "s1" },
    undo: { label: "undo.step.open", event: "e1", n: 2 },
    plan: { s1: { n: 1, kind: "talk", title: "Frame", minutes: 2, phase: "revealed" }, s2: { n: 2, kind: "notes", title: "We write", minutes: 3, phase: "open", now: true } },
    paper: {},
    look: true,
  },
};

/** Python in memory: answers at once what it knows. */
class Python {
  asked: Record<string, unknown>[] = [];
  answers: Record<string, object> = {
    style: { css: "" },
    private: { view: { step: writing.step, notes: { items: { n1: { n: 1, text: SECRET } } } } },
    key: { key: "KEY", code: "K7MPQX", url: "http://192.168.1.20:8866", local: "http://localhost:8866" },
  };
  private heard = new Set<(content: unknown) => void>();
  readonly model = {
    get: () => undefined,
    on: (_event: string, heard: (content: unknown) => void) => void this.heard.add(heard),
    off: (_event: string, heard: (content: unknown) => void) => void this.heard.delete(heard),
    send: (content: unknown) => {
      const asked = content as Record<string, unknown>;
      this.asked.push(asked);
      const answer = this.answers[String(asked["type"])] ?? {};
      queueMicrotask(() => this.heard.forEach((heard) => heard({ page: asked["page"], n: asked["n"], answer })));
    },
  };
  types = () => this.asked.map((one) => one["type"]);
}

function show(view: View = writing) {
  const python = new Python();
  const questions = new Questions(python.model);
  const sent: unknown[][] = [];
  const send = vi.fn(async (kind: string, body: object, options?: object) => (sent.push([kind, body, options]), { id: "x", position: 1 }));
  const el = document.body.appendChild(document.createElement("div"));
  const load = async () => ({ mount: mountable(faces) });
  const props = { questions, t, locale: "en", now: () => 0, send, load, el };
  const drawn = render(<Desk {...props} view={view} />, { container: el });
  return { python, sent, redraw: (next: View) => drawn.rerender(<Desk {...props} view={next} />) };
}

const button = (name: string) => screen.getByRole("button", { name });

describe("the desk", () => {
  afterEach(() => (cleanup(), document.body.replaceChildren()));

  it("says what happens, what to say, and what comes next", async () => {
    show();
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("2 · We write");
    expect(screen.getByText("“Three quiet minutes.”", { exact: false })).toBeTruthy();
    expect(screen.getByText("9 of 12 stored")).toBeTruthy();
    const plan = screen.getByRole("list", { name: en["desk.plan"] });
    expect(within(plan).getByText("We write").closest("li")?.getAttribute("aria-current")).toBe("step");
  });

  it("proposes what its buttons say", async () => {
    const { sent } = show();
    for (const name of [notes["notes.open"], en["desk.step_before"], en["desk.more"], "Take back: step 2 opened", en["desk.blank"]]) {
      fireEvent.click(button(name));
      await waitFor(() => expect(document.querySelector("button[aria-busy=true]")).toBeNull());
    }
    expect(sent.map(([kind, body, options]) => [kind, body, options])).toEqual([
      ["step.reveal", {}, { step: "s2" }],
      ["step.open", {}, { step: "s1" }],
      ["step.more", { minutes: 1 }, { step: "s2" }],
      ["desk.undo", { event: "e1" }, {}],
      ["screen.show", { blank: true }, {}],
    ]);
  });

  it("obeys keys and the clicker where nobody types", async () => {
    const { sent } = show();
    fireEvent.keyDown(document.body, { key: "PageDown" });
    expect(sent).toEqual([["step.reveal", {}, { step: "s2" }]]);
    fireEvent.keyDown(await screen.findByRole("textbox", { name: notes["notes.add.box"] }), { key: "b" });
    expect(sent).toHaveLength(1);
  });

  it("in a notebook obeys only while it has the focus", () => {
    document.body.append(Object.assign(document.createElement("div"), { className: "jp-NotebookPanel" }));
    const { sent } = show();
    fireEvent.keyDown(document.body, { key: "b" });
    expect(sent).toEqual([]);
    fireEvent.keyDown(button(en["desk.blank"]), { key: "b" });
    expect(sent).toHaveLength(1);
  });

  it("does one thing at a time: a turn pressed twice is one turn, another act waits", async () => {
    const { sent } = show();
    fireEvent.keyDown(document.body, { key: "PageDown" });
    fireEvent.keyDown(document.body, { key: "PageDown" });
    fireEvent.keyDown(document.body, { key: "+" });
    expect(sent).toHaveLength(1);
    await waitFor(() => expect(sent).toHaveLength(2));
  });

  it("tells what the room refused", async () => {
    const python = new Python();
    const el = document.body.appendChild(document.createElement("div"));
    const send = async () => ({ id: "x", code: "not_open", message: "Nothing is hidden in this step." });
    render(<Desk view={writing} questions={new Questions(python.model)} t={t} locale="en" now={() => 0} send={send} load={async () => ({ mount: mountable(faces) })} el={el} />, { container: el });
    fireEvent.click(button(notes["notes.open"]));
    expect((await screen.findByRole("alert")).textContent).toBe("Nothing is hidden in this step.");
  });

  it("offers nothing of a step while there is none", () => {
    show({ circle: writing.circle!, room: { seats: 0 }, desk: { next: { label: "desk.begin", kind: "step.open", step: "s1" } }, join: { reached: 0, url: "http://x" } });
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe(en["desk.before"]);
    expect(button(en["desk.begin"])).toBeTruthy();
    expect((button(en["desk.pause"]) as HTMLButtonElement).disabled).toBe(true);
    expect(screen.getByText(en["desk.phones.none"])).toBeTruthy();
  });
});

describe("a desk without a circle", () => {
  afterEach(() => (cleanup(), document.body.replaceChildren()));

  it("says how long the activity usually takes that was chosen", () => {
    show({ empty: true, chosen: { title: { en: "Our circle in short" }, minutes: 37.5, people: 9 } });
    expect(screen.getByText("Our circle in short").parentElement?.textContent).toBe("Our circle in short · About 38 minutes if 9 people come.");
    expect(button(en["desk.new.make"])).toBeTruthy();
  });
});

describe("what is not for the wall", () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] }));
  afterEach(() => (cleanup(), vi.useRealTimers(), document.body.replaceChildren()));

  const open = async () => {
    fireEvent.click(button(en["desk.look.button"]));
    fireEvent.click(button(en["desk.private.open"]));
    await vi.waitFor(() => expect(document.body.textContent).toContain(SECRET));
  };

  it("is asked for twice, and asked of Python only then", async () => {
    const { python } = show();
    fireEvent.click(button(en["desk.look.button"]));
    expect(screen.getByText(en["desk.private"])).toBeTruthy();
    expect(python.types()).not.toContain("private");
    fireEvent.click(button(en["desk.private.open"]));
    await vi.waitFor(() => expect(document.body.textContent).toContain(SECRET));
  });

  it("closes by itself after a minute, or a minute later when asked", async () => {
    show();
    await open();
    vi.advanceTimersByTime(59_000);
    fireEvent.click(button(en["desk.private.more"]));
    vi.advanceTimersByTime(59_000);
    expect(document.body.textContent).toContain(SECRET);
    vi.advanceTimersByTime(2_000);
    await vi.waitFor(() => expect(document.body.textContent).not.toContain(SECRET));
  });

  it("closes when the notes are opened, and at the next step", async () => {
    const { redraw } = show();
    await open();
    redraw({ ...writing, step: { ...writing.step!, phase: "revealed" } });
    await vi.waitFor(() => expect(document.body.textContent).not.toContain(SECRET));
  });

  it("holds the remote's key, and turns all keys off", async () => {
    const { python } = show();
    fireEvent.click(button(en["desk.remote.button"]));
    expect(python.types()).not.toContain("key");
    fireEvent.click(button(en["desk.private.open"]));
    await vi.waitFor(() => expect(screen.getByRole("img", { name: en["desk.remote.picture"] })).toBeTruthy());
    fireEvent.click(button(en["desk.remote.off"]));
    expect(python.types()).toContain("revoke");
  });
});

describe("phones that do not come", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => (cleanup(), vi.useRealTimers(), document.body.replaceChildren()));
  const waiting: View = { circle: writing.circle!, room: {}, desk: {}, join: { reached: 0, url: "http://192.168.1.20:8866" } };

  it("are helped after a minute, four ways, one click each", async () => {
    const { redraw } = show(waiting);
    await vi.advanceTimersByTimeAsync(59_000);
    expect(screen.queryByText(en["desk.ways"])).toBeNull();
    await vi.advanceTimersByTimeAsync(2_000);
    for (const way of ["firewall", "hotspot", "link", "without"] as const) {
      fireEvent.click(button(en[`desk.way.${way}`]));
      await vi.advanceTimersByTimeAsync(10);
      expect(document.body.textContent).toContain(en[`desk.way.${way}.how`].split("\n")[0]);
    }
    redraw({ ...waiting, join: { reached: 1, url: "http://192.168.1.20:8866" } });
    await vi.advanceTimersByTimeAsync(10);
    expect(screen.queryByText(en["desk.ways"])).toBeNull();
    expect(screen.getByText("1 phone has reached this laptop.")).toBeTruthy();
  });

  it("are let in where no room runs", async () => {
    const { python } = show({ ...waiting, join: { reached: 0 } });
    fireEvent.click(button(en["desk.let_in"]));
    expect(python.types()).toContain("let_in");
  });
});

import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import en from "../../locale/en/agreed.json";
import desk from "../../locale/en/desk.json";
import type { Questions } from "../comm";
import { translator } from "../i18n";
import type { WidgetProps } from "../notebook/host";
import type { Send, View } from "../types";
import { OurText, StillUs } from "./our-text";

const t = translator({ ...desk, ...en }, "en");
const agreed = { lines: { 1: { n: 1, text: "We meet to learn" }, 2: { n: 2, text: "Free", tray: "is" } }, people: 9, at: Date.UTC(2026, 10, 23, 12) };
const THREAD = "https://forum.example/t/12";

let asked: [string, object][];
let answers: Record<string, object | Error>;
let send: ReturnType<typeof vi.fn>;
let opened: string[];
let copied: string[];

const props = (view: View): WidgetProps => ({
  view,
  t,
  locale: "en",
  now: () => 0,
  send: send as unknown as Send,
  load: () => new Promise(() => undefined),
  el: document.body,
  questions: {
    ask: (kind: string, body: object = {}) => {
      asked.push([kind, body]);
      const answer = answers[kind] ?? {};
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
  } as unknown as Questions,
});
const show = (more: object = {}, view: object = {}) => render(<OurText {...props({ agreed: { ...agreed, ...more }, ...view })} />);
const button = (name: string) => screen.getByRole<HTMLButtonElement>("button", { name });
const ready = (name: string) => waitFor(() => expect(button(name).disabled).toBe(false));

beforeEach(() => {
  asked = [];
  opened = [];
  copied = [];
  answers = { answer: { text: "**We meet**" } };
  send = vi.fn(async () => ({ id: "x", position: 1 }));
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
    opened.push(this.href);
  });
  vi.stubGlobal("navigator", { language: "en", clipboard: { writeText: async (text: string) => void copied.push(text) } });
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe("the agreed text at the desk", () => {
  it("is not there before there is one", () => {
    const { container } = render(<OurText {...props({})} />);
    expect(container.textContent).toBe("");
    expect(asked).toEqual([]);
  });

  it("stands there with how many agreed, and is copied", async () => {
    show();
    expect(screen.getByText("We meet to learn")).toBeTruthy();
    expect(screen.getByText("Agreed by 9 people on 23 November 2026")).toBeTruthy();
    await ready("Copy our text");
    fireEvent.click(button("Copy our text"));
    expect(await screen.findByText("Copied.")).toBeTruthy();
    expect(copied).toEqual(["**We meet**"]);
    expect(opened).toEqual([]);
  });

  it.each([
    ["thread", THREAD, "Copy, then open the thread"],
    ["topic", "https://forum.example/new-topic?title=a&body=b", "Copy, then open a new topic"],
    ["forum", "https://forum.example/", "Copy, then open the forum"],
  ])("is copied, then the %s opens", async (what, href, says) => {
    answers["answer"] = { text: "**We meet**", what, href };
    show({ thread: THREAD });
    await ready(says);
    fireEvent.click(button(says));
    const link = await screen.findByRole<HTMLAnchorElement>("link", { name: "Nothing opened? Open it here." });
    expect([copied, opened]).toEqual([["**We meet**"], [href]]);
    expect([link.href, link.rel]).toEqual([href, "noopener noreferrer"]);
  });

  it("is there to be taken along by hand where nothing can be copied", async () => {
    vi.stubGlobal("navigator", { language: "en" });
    document.execCommand = () => false;
    answers["answer"] = { text: "**We meet**", what: "thread", href: THREAD };
    show({ thread: THREAD });
    await ready("Copy, then open the thread");
    fireEvent.click(button("Copy, then open the thread"));
    expect((await screen.findByRole<HTMLTextAreaElement>("textbox", { name: "Our text" })).value).toBe("**We meet**");
    expect(opened).toEqual([]);
  });

  it("keeps an address, and refuses what is none before it is sent", async () => {
    show();
    const field = screen.getByLabelText("Address of the thread where we answer, or of the forum");
    for (const bad of ["forum.example", "javascript:alert(1)", "https://a b", "https://me:secret@forum.example/"]) {
      fireEvent.input(field, { target: { value: bad } });
      fireEvent.click(button("Keep the address"));
      expect(await screen.findByText(en["agreed.thread.bad"])).toBeTruthy();
    }
    expect(send).not.toHaveBeenCalled();
    fireEvent.input(field, { target: { value: ` ${THREAD} ` } });
    fireEvent.click(button("Keep the address"));
    expect(await screen.findByText("Kept with the circle.")).toBeTruthy();
    expect(send).toHaveBeenCalledWith("circle.title", { thread: THREAD });
  });

  it("takes an address away", async () => {
    show({ thread: THREAD });
    fireEvent.input(screen.getByDisplayValue(THREAD), { target: { value: "" } });
    fireEvent.click(button("Keep the address"));
    expect(await screen.findByText("The address is gone.")).toBeTruthy();
    expect(send).toHaveBeenCalledWith("circle.title", { thread: "" });
  });

  it("is a poster in both papers, and says what is missing", async () => {
    answers["poster"] = new Error("SVG, PDF and PNG need one more part");
    show();
    fireEvent.change(screen.getByLabelText("Paper"), { target: { value: "a3" } });
    fireEvent.click(button("The poster as PDF"));
    expect(await screen.findByText("SVG, PDF and PNG need one more part")).toBeTruthy();
    expect(asked).toContainEqual(["poster", { how: "pdf", paper: "a3" }]);
  });

  it("goes onto the screen, and so does how it came about", () => {
    show({}, { screen: { mode: "story" } });
    fireEvent.click(button("Show our text"));
    fireEvent.click(button("How our text came about"));
    expect(send.mock.calls).toEqual([
      ["screen.show", { mode: "text", page: 1 }],
      ["screen.show", { mode: "story", page: 1 }],
    ]);
    expect(button("How our text came about").getAttribute("aria-pressed")).toBe("true");
  });
});

describe("before a later activity", () => {
  it("the text stands there: still us?", () => {
    render(<StillUs {...props({ agreed: { ...agreed, still: true } })} />);
    expect(screen.getByRole("region", { name: "Still us?" }).textContent).toContain("It is … Free");
    fireEvent.click(button("Show our text"));
    expect(send).toHaveBeenCalledWith("screen.show", { mode: "text", page: 1 });
  });

  it("and only before it", () => {
    const { container } = render(<StillUs {...props({ agreed })} />);
    expect(container.textContent).toBe("");
  });
});

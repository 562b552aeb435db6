import { cleanup, fireEvent, render, screen, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import agreedWords from "../../locale/en/agreed.json";
import phone from "../../locale/en/phone.json";
import shared from "../../locale/en/shared.json";
import { keepIn } from "../keep";
import type { View } from "../types";
import { Phone } from "./main";
import { Model } from "./model";

const never = (() => new Promise(() => undefined)) as unknown as typeof fetch;
const agreed = {
  lines: { 1: { n: 1, text: "We meet to learn" }, 2: { n: 2, text: "Free", tray: "is" }, 3: { n: 3, text: "A test", tray: "not" } },
  dissent: { 1: { n: 1, text: "Not for me" } },
  people: 9,
  at: Date.UTC(2026, 10, 23, 12),
};
const VIEW: View = { circle: { title: "Sewing", code: "K7MPQX", ended: true }, room: { seats: 9 }, me: { seat: "a", word: "blue-heron" } };
let model: Model;

function show(view: object) {
  const config = { code: "K7MPQX", base: "/circle/", locale: "en", messages: { ...shared, ...phone, ...agreedWords }, locales: { en: "/en.json" }, kinds: {} };
  model = new Model({ config, keep: keepIn(localStorage), pass: false, fetch: never, token: "x" });
  model.start();
  model.view = { ...VIEW, ...view } as View;
  return render(<Phone model={model} />);
}
const text = () => screen.getByRole("region", { name: /^(Our text|Still us\?)$/ });

beforeEach(() => localStorage.clear());
afterEach(() => {
  cleanup();
  model.stop();
  vi.unstubAllGlobals();
});

describe("the agreed text on a phone", () => {
  it("is not there before it is agreed on", () => {
    show({ agreed: { mine: {} } });
    expect(screen.queryByRole("region", { name: "Our text" })).toBeNull();
  });

  it("stands there at the end, whole, with its dissent and how many agreed", () => {
    show({ agreed });
    for (const words of ["We meet to learn", "Free", "A test", "“Not for me”", "It is …", "It is not …", "Agreed by 9 people on 23 November 2026"]) expect(within(text()).getByText(words)).toBeTruthy();
    expect(screen.getByRole("heading", { level: 1 }).textContent).toMatch(/^That was all for today/);
  });

  it("says to this person alone which of their lines live in it", () => {
    show({ agreed: { ...agreed, mine: { b: { n: 2, text: "Free", line: "Free" }, a: { n: 1, text: "To learn together", line: "We meet to learn" } } } });
    const own = within(text()).getByRole("heading", { name: "Your own lines live in it" }).parentElement!;
    expect([...own.querySelectorAll("p")].map((one) => one.textContent)).toEqual(["Only you see this.", "“To learn together”", "in “We meet to learn”", "“Free”"]);
  });

  it("is kept as a poster, in a page of its own, and copied as words", async () => {
    const copied: string[] = [];
    vi.stubGlobal("navigator", { language: "en", clipboard: { writeText: async (words: string) => void copied.push(words) } });
    show({ agreed });
    const poster = within(text()).getByRole<HTMLAnchorElement>("link", { name: "Keep the poster" });
    expect([poster.getAttribute("href"), poster.target]).toEqual(["/circle/poster/K7MPQX", "_blank"]);
    fireEvent.click(within(text()).getByRole("button", { name: "Copy our text" }));
    expect(await screen.findByText("Copied.")).toBeTruthy();
    expect(copied[0]).toMatch(/^Sewing\n\nWe meet to learn\n\nIt is …\n- Free\n/);
  });

  it("asks before a later activity: still us?", () => {
    show({ circle: { title: "Sewing", code: "K7MPQX" }, agreed: { ...agreed, still: true } });
    expect(text().querySelector("h2")?.textContent).toBe("Still us?");
    expect(screen.getByRole("heading", { level: 1 }).textContent).toMatch(/^You are in/);
  });

  it("beside the step that shows it, is no more than the ways to keep it", () => {
    show({ circle: { title: "Sewing", code: "K7MPQX" }, step: { id: "s1", kind: "consent", phase: "revealed", question: "Any objection?" }, agreed });
    expect(within(text()).queryByText("We meet to learn")).toBeNull();
    expect(within(text()).getByRole("link", { name: "Keep the poster" })).toBeTruthy();
  });
});

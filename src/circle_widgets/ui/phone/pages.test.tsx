import { act, cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import shared from "../../locale/en/shared.json";
import phone from "../../locale/en/phone.json";
import type { View } from "../types";
import { keepIn } from "../keep";
import { tidy } from "./code";
import { Phone } from "./main";
import { Model } from "./model";

const VIEW: View = { circle: { title: "Sewing", code: "K7MPQX", facilitator: "Ana" }, room: { seats: 3 }, me: { seat: "a", word: "blue-heron" } };
const never = (() => new Promise(() => undefined)) as unknown as typeof fetch;
let model: Model;

function show(options: { view?: View; pass?: boolean; token?: string; code?: string } = {}) {
  const { view, code = "K7MPQX", pass = false, token } = options;
  const config = { code, base: "/", locale: "en", messages: { ...shared, ...phone }, locales: { en: "/en.json", fr: "/fr.json" }, kinds: {}, circle: { title: "Sewing", facilitator: "Ana" } };
  model = new Model({ config, keep: keepIn(localStorage), pass, fetch: never, ...(token ? { token } : {}) });
  model.start();
  if (view) model.view = view;
  return render(<Phone model={model} />);
}
const change = (what: Partial<Pick<Model, "view" | "online">>) => act(() => Object.assign(model, what).tell());

beforeEach(() => localStorage.clear());
afterEach(() => {
  cleanup();
  model.stop();
  vi.useRealTimers();
});

describe("the pages of a phone", () => {
  it("say before joining what is kept, who sees it and how long", () => {
    show();
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Welcome. Take a seat.");
    expect(screen.getByLabelText("Your name, if you like")).toBeTruthy();
    expect(screen.getByText(/^Seen by Ana first/)).toBeTruthy();
    expect(screen.getByRole("button", { name: "Français" })).toBeTruthy();
  });

  it("wait with the ring, its words, and one's own picture", () => {
    show({ token: "x", view: VIEW });
    expect(screen.getByRole("heading", { level: 1 }).textContent).toMatch(/^You are in\.\s+We begin soon\.$/);
    expect(screen.getByText("3 people here")).toBeTruthy();
    expect(screen.getByText("Blue heron")).toBeTruthy();
  });

  it("show one question, its step and its minutes", () => {
    const step = { id: "s2", kind: "notes", n: 2, of: 3, phase: "open" as const, question: { en: "What is a circle?" }, minutes: 3, started: Date.now(), ends_at: Date.now() + 150_000 };
    show({ token: "x", view: { ...VIEW, step } });
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("What is a circle?");
    expect(screen.getByText("step 2 of 3")).toBeTruthy();
    expect(screen.getByText(/^3\smin$/)).toBeTruthy();
  });

  it("say when the time is up, when we pause, and when there is no connection", () => {
    const step = { id: "s2", kind: "notes", phase: "open" as const, question: "Q", minutes: 3, started: 0, ends_at: Date.now() - 1 };
    show({ token: "x", view: { ...VIEW, step } });
    expect(screen.getByText(/finish your thought/)).toBeTruthy();
    change({ view: { ...VIEW, step: { ...step, ends_at: undefined, paused: true, left: 9 } as never } });
    expect(screen.getByText(/^We are pausing/)).toBeTruthy();
    change({ online: false });
    expect(screen.getByText(/^No connection\. Keep writing/)).toBeTruthy();
  });

  it("mark practice as practice", () => {
    show({ token: "x", view: { ...VIEW, circle: { ...VIEW.circle!, practice: true } } });
    expect(screen.getByText(/^Practice/)).toBeTruthy();
  });

  it("open one's own seat, and close it again with Escape", () => {
    show({ token: "x", view: VIEW });
    fireEvent.click(screen.getByRole("button", { name: "My seat: Blue heron" }));
    expect(document.activeElement?.textContent).toBe("My seat");
    fireEvent.click(screen.getByRole("button", { name: "Take my seat to another device" }));
    expect(screen.getByRole("img", { name: /square code/ })).toBeTruthy();
    expect(screen.getByRole("button", { name: "Copy the link" })).toBeTruthy();
    fireEvent.keyDown(document.body, { key: "Escape" });
    expect(screen.queryByRole("heading", { name: "My seat" })).toBeNull();
  });

  it("thank at the end", () => {
    show({ token: "x", view: { ...VIEW, circle: { ...VIEW.circle!, ended: true } } });
    expect(screen.getByRole("heading", { level: 1 }).textContent).toMatch(/^That was all for today/);
  });

  it("show nothing of the person before on a device that is passed on", () => {
    show({ pass: true, token: "x" });
    expect(screen.queryByText(/Blue heron/)).toBeNull();
    act(() => model.cover());
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Please pass it on.");
    fireEvent.click(screen.getByRole("button", { name: "I have it now" }));
    expect(screen.getByRole("button", { name: "A new seat" })).toBeTruthy();
  });

  it("ask for the code, as people type it", () => {
    show({ code: "" });
    fireEvent.click(screen.getByRole("button", { name: "Go in" }));
    expect(screen.getByRole("alert").textContent).toBe("A code has six letters and digits.");
    expect([" k7m pqx ", "K7M-PQX"].map(tidy)).toEqual(["K7MPQX", "K7MPQX"]);
  });
});

import { describe, expect, it } from "vitest";
import { type Act, actOf, canPause, isTheirs, moveFor } from "./moves";
import type { View } from "../types";

const next = { label: "desk.next_step", kind: "step.open", body: {}, step: "s2" };
const back = { label: "desk.step_before", kind: "step.open", body: {}, step: "s0" };
const open: View = { step: { id: "s1", kind: "notes", phase: "open", ends_at: 9 }, screen: { mode: "step" }, desk: { next, back } };

const key = (name: string, more: KeyboardEventInit = {}, on: Element = document.body): KeyboardEvent => {
  const event = new KeyboardEvent("keydown", { key: name, bubbles: true, composed: true, ...more });
  on.dispatchEvent(event);
  return event;
};

/** The act of a key that is pressed on an element, as a page would take it. */
function pressed(name: string, on: Element): Act | undefined {
  let found: Act | undefined;
  const listen = (event: KeyboardEvent) => void (found = isTheirs(event) ? undefined : actOf(event));
  document.addEventListener("keydown", listen);
  key(name, {}, on);
  document.removeEventListener("keydown", listen);
  return found;
}

describe("keys and clicker", () => {
  it.each([
    [" ", "next"], ["ArrowRight", "next"], ["PageDown", "next"], ["ArrowLeft", "back"], ["PageUp", "back"],
    ["r", "reveal"], ["R", "reveal"], ["p", "pause"], ["+", "more"], ["b", "blank"], [".", "blank"], ["u", "undo"],
  ])("%j means %s", (name, act) => expect(actOf(key(name))).toBe(act));

  it("leaves the browser its own: %s", () => {
    expect(actOf(key("r", { ctrlKey: true }))).toBeUndefined();
    expect(actOf(key("p", { metaKey: true }))).toBeUndefined();
    expect(actOf(key("Enter"))).toBeUndefined();
  });

  it.each(["input", "textarea", "select"])("belongs to whoever types in a %s", (name) => {
    const box = document.body.appendChild(document.createElement(name));
    expect(pressed("b", box)).toBeUndefined();
    box.remove();
  });

  it("leaves the space bar to a button that has the focus, and the arrows not", () => {
    const button = document.body.appendChild(document.createElement("button"));
    expect(pressed(" ", button)).toBeUndefined();
    expect(pressed("PageDown", button)).toBe("next");
    button.remove();
  });

  it("finds the box that is typed in inside a shadow root", () => {
    const host = document.body.appendChild(document.createElement("div"));
    const box = document.createElement("textarea");
    host.attachShadow({ mode: "open" }).append(box);
    expect(pressed("b", box)).toBeUndefined();
    host.remove();
  });
});

describe("what an act proposes", () => {
  it("is what Python says comes next, and before", () => {
    expect(moveFor("next", open)).toBe(next);
    expect(moveFor("back", open)).toBe(back);
    expect(moveFor("next", {})).toBeUndefined();
  });

  it("lights a dark screen before anything moves on", () => {
    const dark = { ...open, screen: { mode: "step", blank: true } } as View;
    expect(moveFor("next", dark)).toMatchObject({ kind: "screen.show", body: { blank: false } });
    expect(moveFor("blank", dark)?.body).toEqual({ blank: false });
    expect(moveFor("blank", open)?.body).toEqual({ blank: true });
  });

  it("opens only what Python says can be opened", () => {
    const reveal = { label: "desk.open", kind: "step.reveal", step: "s1" };
    expect(moveFor("reveal", open)).toBeUndefined();
    expect(moveFor("reveal", { ...open, desk: { reveal } })).toBe(reveal);
  });

  it("pauses what runs, goes on with what stands still, and nothing else", () => {
    expect(moveFor("pause", open)?.kind).toBe("step.pause");
    expect(moveFor("pause", { ...open, step: { id: "s1", kind: "notes", phase: "open", paused: true, left: 5 } })?.kind).toBe("step.resume");
    expect(canPause({ step: { id: "s1", kind: "notes", phase: "revealed" } })).toBe(false);
    expect(moveFor("pause", {})).toBeUndefined();
    expect(moveFor("more", open)).toMatchObject({ kind: "step.more", body: { minutes: 1 }, step: "s1" });
  });

  it("lays the join card over a step and takes it away again to where it was", () => {
    const mode = (screen: string, phase: "open" | "revealed") =>
      moveFor("join", { step: { id: "s1", kind: "notes", phase }, screen: { mode: screen } } as View)?.body;
    expect(mode("step", "open")).toEqual({ mode: "join" });
    expect(mode("join", "open")).toEqual({ mode: "step" });
    expect(mode("join", "revealed")).toEqual({ mode: "all" });
    expect(moveFor("join", {})).toBeUndefined();
  });

  it("takes back the act that Python names", () => {
    expect(moveFor("undo", { desk: { undo: { label: "undo.step.open", event: "e1", n: 2 } } })).toMatchObject({ kind: "desk.undo", body: { event: "e1" } });
    expect(moveFor("undo", open)).toBeUndefined();
  });
});

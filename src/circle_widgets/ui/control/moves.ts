/** What a key, a clicker or a button of the facilitator's proposes, given the view as it stands. */

import type { Move, View } from "../types";

export type Act = "next" | "back" | "reveal" | "pause" | "more" | "blank" | "join" | "undo" | "skip";

/** The proposal for an act; undefined when there is nothing to do. */
export function moveFor(act: Act, view: View): Move | undefined {
  const { step, screen, desk } = view;
  switch (act) {
    case "next":
      // a dark screen is lit before anything moves on: the room should see what happens
      return screen?.blank ? lit : desk?.next;
    case "back":
      return screen?.blank ? lit : desk?.back;
    case "reveal":
      return desk?.reveal;
    case "skip":
      return desk?.skip;
    case "pause":
      return canPause(view) && step ? { label: step.paused ? "desk.resume" : "desk.pause", kind: step.paused ? "step.resume" : "step.pause", step: step.id } : undefined;
    case "more":
      return step && step.phase !== "closed" ? { label: "desk.more", kind: "step.more", body: { minutes: 1 }, step: step.id } : undefined;
    case "blank":
      return { label: screen?.blank ? "desk.light" : "desk.blank", kind: "screen.show", body: { blank: !screen?.blank } };
    case "join":
      return joinMove(view);
    case "undo":
      return desk?.undo && { label: desk.undo.label, kind: "desk.undo", body: { event: desk.undo.event } };
  }
}

const lit: Move = { label: "desk.light", kind: "screen.show", body: { blank: false } };

/** Time runs, or stands still because somebody paused it. */
export const canPause = ({ step }: View): boolean => step !== undefined && (step.paused === true || step.ends_at !== undefined);

/** The join card comes over the step and goes again. */
function joinMove({ step, screen }: View): Move | undefined {
  if (!step) return undefined;
  if (screen?.mode !== "join") return { label: "desk.join", kind: "screen.show", body: { mode: "join" } };
  return { label: "desk.join.away", kind: "screen.show", body: { mode: step.phase === "open" ? "step" : "all" } };
}

/** Which act a key stands for, with the keys that clickers send. */
export function actOf({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): Act | undefined {
  if (ctrlKey || metaKey || altKey) return undefined;
  return KEYS[key.length === 1 ? key.toLowerCase() : key];
}

const KEYS: Readonly<Record<string, Act>> = {
  " ": "next",
  ArrowRight: "next",
  PageDown: "next",
  ArrowLeft: "back",
  PageUp: "back",
  r: "reveal",
  p: "pause",
  "+": "more",
  b: "blank",
  ".": "blank",
  u: "undo",
};

const TYPING = "input, textarea, select, [contenteditable]";
const PRESSED = "button, a, summary, label, [role=button]";

/** Whether somebody is typing, or pressing a button with the keyboard: then the key is theirs. */
export function isTheirs(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0];
  if (!isElement(target)) return false;
  if (target.closest(TYPING)) return true;
  return event.key === " " && target.closest(PRESSED) !== null;
}

/** An element of this document or of a frame of ours, whose classes are not this window's. */
const isElement = (target: EventTarget | undefined): target is Element => typeof (target as Partial<Element> | undefined)?.closest === "function";

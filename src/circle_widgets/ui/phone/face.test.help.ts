/** A step kind's face as a phone page mounts it; what it sends and lets go is kept to be looked at. */

import { act, cleanup } from "@testing-library/preact";
import { afterEach, beforeEach } from "vitest";
import shared from "../../locale/en/shared.json";
import { type Messages, translator } from "../i18n";
import { type Faces, mountable } from "../mount";
import type { Body, Host, View } from "../types";

interface OnPhone {
  /** What it sent, and the ids of what it let go; empty at the beginning of each test. */
  readonly sent: { kind: string; body: Body }[];
  readonly dropped: string[];
  /** What was being typed, by its name. */
  readonly drafts: Map<string, string>;
  readonly phone: (view: View) => void;
  readonly change: (view: View) => void;
  readonly leave: () => void;
}

/** Called once in a file of tests, which it sets up and clears away. */
export function onPhone(faces: Faces, ...messages: readonly Messages[]): OnPhone {
  const [sent, dropped, drafts] = [[] as { kind: string; body: Body }[], [] as string[], new Map<string, string>()];
  let view: View = {};
  let told: (() => void) | undefined;
  let unmount: (() => void) | undefined;
  const host: Host = {
    view: { get: () => view, subscribe: (listener) => ((told = listener), () => (told = undefined)) },
    send: (kind, body) => (sent.push({ kind, body }), new Promise(() => undefined)),
    t: translator(Object.assign({}, shared, ...messages) as Messages, "en"),
    role: "phone",
    locale: "en",
    drafts: { get: (key) => drafts.get(key) ?? "", set: (key, text) => void (text ? drafts.set(key, text) : drafts.delete(key)) },
    drop: (id) => dropped.push(id),
  };
  const phone = (first: View): void => {
    view = first;
    const place = document.body.appendChild(document.createElement("div"));
    act(() => void (unmount = mountable(faces)(place, host)));
  };
  const change = (next: View): void => void act(() => ((view = next), told?.()));
  const leave = (): void => void act(() => unmount?.());
  beforeEach(() => {
    sent.length = dropped.length = 0;
    drafts.clear();
    told = unmount = undefined;
  });
  afterEach(() => {
    leave();
    document.body.textContent = "";
    cleanup();
  });
  return { sent, dropped, drafts, phone, change, leave };
}

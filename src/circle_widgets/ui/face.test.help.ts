/** A step kind's face as a page mounts it; what it sends and lets go is kept to be looked at. */

import { act, cleanup } from "@testing-library/preact";
import { afterEach, beforeEach } from "vitest";
import desk from "../locale/en/desk.json";
import wall from "../locale/en/screen.json";
import shared from "../locale/en/shared.json";
import { type Messages, translator } from "./i18n";
import { type Faces, mountable } from "./mount";
import type { Body, Host, Receipt, Refusal, Role, Send, SendOptions, View } from "./types";

interface OnPage {
  /** The ids of what it let go; empty at the beginning of each test. */
  readonly dropped: string[];
  /** What was being typed, by its name. */
  readonly drafts: Map<string, string>;
  /** Draws the face; the element in which it stands. */
  readonly draw: (role: Role, view: View) => HTMLElement;
  readonly change: (view: View) => void;
  readonly leave: () => void;
}

function onPage(faces: Faces, messages: readonly Messages[], send: Send): OnPage {
  const [dropped, drafts] = [[] as string[], new Map<string, string>()];
  let view: View = {};
  let told: (() => void) | undefined;
  let unmount: (() => void) | undefined;
  const host: Omit<Host, "role"> = {
    view: { get: () => view, subscribe: (listener) => ((told = listener), () => (told = undefined)) },
    send,
    t: translator(Object.assign({}, shared, ...messages) as Messages, "en"),
    locale: "en",
    drafts: { get: (key) => drafts.get(key) ?? "", set: (key, text) => void (text ? drafts.set(key, text) : drafts.delete(key)) },
    drop: (id) => dropped.push(id),
  };
  const draw = (role: Role, first: View): HTMLElement => {
    view = first;
    const place = document.body.appendChild(document.createElement("div"));
    act(() => void (unmount = mountable(faces)(place, { ...host, role })));
    return place;
  };
  const change = (next: View): void => void act(() => ((view = next), told?.()));
  const leave = (): void => void act(() => unmount?.());
  beforeEach(() => {
    dropped.length = 0;
    drafts.clear();
    told = unmount = undefined;
  });
  afterEach(() => {
    leave();
    document.body.textContent = "";
    cleanup();
  });
  return { dropped, drafts, draw, change, leave };
}

interface OnPhone extends Omit<OnPage, "draw"> {
  /** What it sent; empty at the beginning of each test. */
  readonly sent: { kind: string; body: Body }[];
  readonly phone: (view: View) => void;
}

/** On a phone, which hears nothing of what it sent. Called once in a file of tests, which it sets up and clears away. */
export function onPhone(faces: Faces, ...messages: readonly Messages[]): OnPhone {
  const sent: OnPhone["sent"] = [];
  beforeEach(() => void (sent.length = 0));
  const { draw, ...page } = onPage(faces, messages, (kind, body) => (sent.push({ kind, body }), new Promise(() => undefined)));
  return { ...page, sent, phone: (view) => void draw("phone", view) };
}

interface InRoom extends OnPage {
  /** What it sent; empty at the beginning of each test. */
  readonly sent: { kind: string; body: Body; options: SendOptions | undefined }[];
  /** What the room answers from here on; at the beginning of each test, that it has it. */
  readonly answers: (answer: Receipt | Refusal) => void;
}

/** On the screen, at the desk, on the remote. Called once in a file of tests, as above. */
export function inRoom(faces: Faces, ...messages: readonly Messages[]): InRoom {
  const sent: InRoom["sent"] = [];
  let answer: Receipt | Refusal;
  beforeEach(() => ((sent.length = 0), void (answer = { id: "x", position: 1 })));
  const page = onPage(faces, [wall, desk, ...messages], (kind, body, options) => (sent.push({ kind, body, options }), Promise.resolve(answer)));
  return { ...page, sent, answers: (next) => void (answer = next) };
}

/** Once what was sent has been answered. */
export const settled = (): Promise<void> => act(async () => undefined);

import { act, screen } from "@testing-library/preact";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type Faces, mountable } from "./mount";
import type { FaceProps, Host, View } from "./types";

let unmount: (() => void) | undefined;
let told: (() => void) | undefined;
let view: View;

function mount(faces: Faces, role: Host["role"], first: View): void {
  view = first;
  const host: Host = { view: { get: () => view, subscribe: (listener) => ((told = listener), () => (told = undefined)) }, send: () => new Promise(() => undefined), t: (key) => key, role };
  const place = document.body.appendChild(document.createElement("div"));
  act(() => {
    unmount = mountable(faces)(place, host);
  });
}
const Question = ({ view: { step } }: FaceProps) => <h1>{String(step?.question)}</h1>;
const Breaks = (): never => {
  throw new Error("a face of another package");
};
const step = { id: "s1", kind: "hopes", phase: "open" as const, question: "One hope?" };

afterEach(() => {
  act(() => unmount?.());
  document.body.textContent = "";
});

describe("a kind's module", () => {
  it("draws its role's face, again with each view, and cleans up", () => {
    mount({ phone: Question }, "phone", { step });
    expect(screen.getByRole("heading").textContent).toBe("One hope?");
    act(() => ((view = { step: { ...step, question: "One fear?" } }), told?.()));
    expect(screen.getByRole("heading").textContent).toBe("One fear?");
    act(() => unmount?.());
    expect(told).toBeUndefined();
    expect(document.body.textContent).toBe("");
  });

  const texts = { hopes: { items: { b: { n: 2, text: "second" }, a: { n: 1, text: { en: "first", fr: "premier" } } } } };

  it("has a plain face for a role that was left out", () => {
    mount({ screen: Question }, "phone", { step, ...texts });
    expect(screen.getAllByRole("listitem").map((item) => item.textContent)).toEqual(["first", "second"]);
  });

  it("shows its texts though its face breaks", () => {
    const errors = vi.spyOn(console, "error").mockImplementation(() => undefined);
    mount({ phone: Breaks }, "phone", { step, ...texts });
    expect(screen.getAllByRole("listitem").map((item) => item.textContent)).toEqual(["first", "second"]);
    expect(errors).toHaveBeenCalled();
  });
});

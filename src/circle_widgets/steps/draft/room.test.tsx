import { act, cleanup, screen } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import wall from "../../locale/en/screen.json";
import shared from "../../locale/en/shared.json";
import { translator } from "../../ui/i18n";
import { mountable } from "../../ui/mount";
import type { Role, View } from "../../ui/types";
import face from "./face";
import own from "./locale/en.json";
import { moved } from "./parts";

const STEP = { id: "s4", kind: "draft", phase: "open" as const };
const LINES = {
  a: { n: 1, text: "People who meet" },
  b: { n: 2, text: "Open", tray: "is" },
  c: { n: 3, text: "Free", tray: "is", now: true },
  d: { n: 4, text: "A race", tray: "not" },
};

let unmount: (() => void) | undefined;

function draw(role: Role, draft: object): void {
  const view: View = { step: STEP, draft };
  const place = document.body.appendChild(document.createElement("div"));
  act(() => {
    unmount = mountable(face)(place, {
      view: { get: () => view, subscribe: () => () => undefined },
      send: () => new Promise(() => undefined),
      t: translator({ ...shared, ...wall, ...own }, "en"),
      role,
      locale: "en",
    });
  });
}

beforeEach(() => (unmount = undefined));
afterEach(() => {
  act(() => unmount?.());
  document.body.textContent = "";
  cleanup();
});

describe("the text on the screen", () => {
  it("stands in its shape: the sentence, and a column for each part, the empty one too", () => {
    draw("screen", { items: LINES, size: "small", trays: true });
    expect([...document.querySelectorAll("section")].map((one) => [one.dataset["tray"], one.textContent])).toEqual([
      ["", "Our circle is …People who meet"],
      ["is", "It is …OpenFree"],
      ["not", "It is not …A race"],
      ["depends", "It depends …"],
    ]);
    expect([...document.querySelectorAll("li.now")].map((one) => one.textContent)).toEqual(["Free"]);
  });

  it("goes on where a line is too long for a page", () => {
    draw("screen", { items: { a: { n: 1, text: "People who", part: 1, parts: 2 } }, size: "one" });
    expect(screen.getByRole("heading").textContent).toBe("Our circle is … 1 of 2");
    act(() => unmount?.());
    draw("screen", { items: { "b.2": { n: 2.01, text: "and the end", tray: "is", part: 2, parts: 2 } }, size: "least", trays: true });
    expect(screen.getByRole("listitem").textContent).toBe("and the end2 of 2");
  });

  it("is one line by itself when it is spoken about, under the head of its part", () => {
    draw("screen", { items: { d: LINES.d }, size: "one" });
    expect(document.querySelector(".draft-alone section")?.textContent).toBe("It is not …A race");
  });

  it("says so while nothing stands there", () => {
    draw("screen", { items: {}, size: "one" });
    expect(screen.getByText("Nothing stands in the text yet.")).toBeTruthy();
  });
});

describe("the text on a phone", () => {
  it("stands whole, without the parts that are empty", () => {
    draw("phone", { lines: LINES, count: 4 });
    expect(screen.getAllByRole("heading").map((one) => one.textContent)).toEqual(["Our circle is …", "It is …", "It is not …"]);
    expect(screen.getAllByRole("listitem").map((one) => one.textContent)).toEqual(["People who meet", "Open", "Free", "A race"]);
    expect(document.querySelector('[aria-current="true"]')?.textContent).toBe("Free");
    expect(screen.queryAllByRole("button")).toEqual([]);
  });

  it("says so while nothing stands there", () => {
    draw("phone", { lines: {}, count: 0 });
    expect(screen.getByText("Nothing stands in the text yet.")).toBeTruthy();
  });
});

describe("one place up or down", () => {
  it("is behind a neighbour, or before it", () => {
    expect(moved(LINES, "c", -1)).toEqual({ tray: "is", after: "" });
    expect(moved(LINES, "b", 1)).toEqual({ tray: "is", after: "c" });
    expect(moved({ ...LINES, e: { n: 3.5, text: "Warm", tray: "is" } }, "e", -1)).toEqual({ tray: "is", after: "b" });
  });

  it("leads over the end of a part into the next one", () => {
    expect(moved(LINES, "c", 1)).toEqual({ tray: "not", after: "" });
    expect(moved(LINES, "d", -1)).toEqual({ tray: "is", after: "c" });
    expect(moved(LINES, "d", 1)).toEqual({ tray: "depends", after: "" });
  });

  it("ends at both ends", () => {
    expect(moved(LINES, "a", -1)).toBeUndefined();
    expect(moved({ z: { n: 1, text: "x", tray: "depends" } }, "z", 1)).toBeUndefined();
    expect(moved(LINES, "nowhere", 1)).toBeUndefined();
  });
});

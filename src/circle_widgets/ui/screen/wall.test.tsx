import { render, screen } from "@testing-library/preact";
import { describe, expect, it } from "vitest";
import own from "../../locale/en/screen.json";
import shared from "../../locale/en/shared.json";
import notes from "../../steps/notes/locale/en.json";
import talk from "../../steps/talk/locale/en.json";
import notesFaces from "../../steps/notes/face";
import talkFaces from "../../steps/talk/face";
import { translator } from "../i18n";
import { mountable } from "../mount";
import type { View } from "../types";
import { sceneOf, Wall } from "./wall";

const t = translator({ ...shared, ...own, ...notes, ...talk }, "en");
const load = async (kind: string) => ({ mount: mountable(kind === "talk" ? talkFaces : notesFaces) });
const show = (view: View, more: object = {}) => render(<Wall view={view} t={t} locale="en" now={() => 60_000} load={load} send={async () => ({ id: "x", position: 1 })} {...more} />);

const circle = { title: "Sewing", code: "K7MPQX" };
const room = { seats: 12, here: 12, stored: 9 };
const step = { id: "s2", kind: "notes", n: 2, of: 3, title: "We write", question: { en: "One hope?", fr: "Un espoir ?" }, phase: "open", minutes: 3, started: 0, ends_at: 180_000 } as const;
const join = { url: "http://192.168.1.20:8866", reached: 3 };

describe("what the wall shows", () => {
  it.each([
    ["waiting", {}],
    ["join", { circle }],
    ["join", { circle, step, screen: { mode: "join" } }],
    ["step", { circle, step, screen: { mode: "step" } }],
    ["pages", { circle, step, screen: { mode: "all" } }],
    ["pages", { circle, step, screen: { mode: "one" } }],
    ["ended", { circle: { ...circle, ended: true } }],
    ["dark", { circle, step, screen: { mode: "step", blank: true } }],
  ])("is %s", (scene, view) => expect(sceneOf(view as View)).toBe(scene));

  it("is dark at this screen alone when asked", () => {
    show({ circle, step, screen: { mode: "step" } }, { dark: true });
    expect(screen.getByRole("status").textContent).toBe(own["screen.dark"]);
    expect(screen.queryByText("One hope?")).toBeNull();
  });

  it("has the address with http, the code, a picture, and what to do when a phone says no internet", () => {
    show({ circle, room: { seats: 4, here: 4 }, join });
    expect(screen.getByText("http://192.168.1.20:8866")).toBeTruthy();
    expect(screen.getByText("K7MPQX")).toBeTruthy();
    expect(screen.getByRole("img", { name: own["screen.join.picture"] })).toBeTruthy();
    expect(screen.getByText(own["screen.join.stay"])).toBeTruthy();
    expect(screen.getByText("4 people here")).toBeTruthy();
  });

  it("has a second picture for the Wi-Fi when that is wanted", () => {
    show({ circle, room: {}, join: { ...join, wifi: { name: "Library", password: "a;b" } } });
    expect(screen.getByRole("img", { name: own["screen.join.wifi.picture"] })).toBeTruthy();
    expect(screen.getByText("Library", { exact: false })).toBeTruthy();
    expect(document.body.textContent).not.toContain("a;b");
  });

  it("a kind that fills the page has its question large above the cards, and says when numbers come", () => {
    const view = { circle, room, step, screen: { mode: "all", fills: true, page: 1, pages: 2 }, join, notes: {} } as const;
    const { unmount } = show(view);
    expect(screen.getByRole("heading", { level: 1 }).className).toBe("top-question spoken put");
    expect(screen.getByText("9 of 12 stored. Numbers appear when we open them.")).toBeTruthy();
    expect(screen.getByText("1 of 2")).toBeTruthy();
    unmount();
    show({ ...view, step: { ...step, phase: "revealed" } });
    expect(screen.getByRole("heading", { level: 1 }).className).toBe("top-question");
    expect(screen.queryByText(/Numbers appear/)).toBeNull();
  });

  it("asks the question beside the ring, whose words stand there too; minutes, no seconds", async () => {
    show({ circle, room, step, screen: { mode: "step" }, join, notes: {} });
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("One hope?");
    expect(screen.getByText("9 of 12 stored")).toBeTruthy();
    expect(screen.getByText("2 min")).toBeTruthy();
    expect(await screen.findByText(notes["notes.screen.hidden"])).toBeTruthy();
    expect(screen.getByText("http://192.168.1.20:8866")).toBeTruthy();
  });

  it("says to finish the thought when the time is over", () => {
    show({ circle, room, step, screen: { mode: "step" } }, { now: () => 200_000 });
    expect(screen.getByText(shared["time.finish"])).toBeTruthy();
  });

  it("draws the notes of the page in their columns and says which page it is", async () => {
    const items = { a: { n: 1, text: "Tea", column: 1 }, b: { n: 2, text: "Time", column: 2, lines: { fr: "Du temps" } }, c: { n: 1.5, text: "first half", column: 1, part: 1, parts: 2 } };
    show({ circle, room, step: { ...step, phase: "revealed" }, screen: { mode: "all", page: 2, pages: 3 }, notes: { size: "small", items }, join });
    expect(await screen.findByText("Tea")).toBeTruthy();
    expect([...document.querySelectorAll(".notes-page ul")].map((ul) => [...ul.querySelectorAll(".notes-text")].map((p) => p.textContent))).toEqual([["Tea", "first half"], ["Time"]]);
    expect(screen.getByText("2 of 3")).toBeTruthy();
    expect(screen.getByText("Du temps").getAttribute("lang")).toBe("fr");
  });

  it("draws one note at a time, and what people typed as text, never as markup", async () => {
    show({ circle, room, step: { ...step, phase: "revealed" }, screen: { mode: "one", page: 1, pages: 9 }, notes: { size: "one", items: { a: { n: 1, text: "<b>Tea</b>" } } } });
    expect(await screen.findByText("<b>Tea</b>")).toBeTruthy();
    expect(document.querySelector(".notes-one b")).toBeNull();
  });

  it("marks a practice circle in every scene", () => {
    const practice = { ...circle, practice: true };
    for (const view of [{ circle: practice, room }, { circle: practice, room, step, screen: { mode: "step" } }] as View[]) {
      const { unmount } = show(view);
      expect(document.querySelector(".practice")?.textContent).toMatch(/Practice/);
      unmount();
    }
  });

  it("talks: the question and its lines", async () => {
    show({ circle, room: { seats: 4, here: 4 }, step: { ...step, kind: "talk", question: "What surprised you?" }, screen: { mode: "step" }, talk: { lines: { 1: { n: 1, text: "Who spoke least goes first." } } } });
    expect(await screen.findByText("Who spoke least goes first.")).toBeTruthy();
    expect(screen.getByText("4 people here")).toBeTruthy();
  });
});

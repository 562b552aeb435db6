import { render, screen } from "@testing-library/preact";
import { describe, expect, it } from "vitest";
import agreed from "../../locale/en/agreed.json";
import own from "../../locale/en/screen.json";
import shared from "../../locale/en/shared.json";
import draft from "../../steps/draft/locale/en.json";
import notes from "../../steps/notes/locale/en.json";
import draftFaces from "../../steps/draft/face";
import notesFaces from "../../steps/notes/face";
import { translator } from "../i18n";
import { mountable } from "../mount";
import type { View } from "../types";
import { sceneOf, Wall } from "./wall";

const t = translator({ ...shared, ...own, ...agreed, ...notes, ...draft }, "en");
const load = async (kind: string) => ({ mount: mountable(kind === "draft" ? draftFaces : notesFaces) });
const show = (view: View) => render(<Wall view={view} t={t} locale="en" now={() => 0} load={load} send={async () => ({ id: "x", position: 1 })} />);

const circle = { title: "Sewing", code: "K7MPQX", ended: true };
const AT = Date.UTC(2026, 10, 23, 12);
const text = { frame: "text", face: "draft", people: 9, at: AT, own: { size: "one", items: { "0.1": { n: 0, text: "We meet to learn" } } } };
const view = (told: object, mode: "text" | "story" = "story", page = 1): View => ({ circle, told, screen: { mode, page, pages: 5 } });

describe("the agreed text on the wall", () => {
  it("stands there by its mode, over the step, and gives way to the join card and to the dark", () => {
    expect(sceneOf(view(text))).toBe("told");
    expect(sceneOf({ ...view(text), step: { id: "s1", kind: "notes", phase: "open" } })).toBe("told");
    expect(sceneOf({ ...view(text), screen: { mode: "join" } })).toBe("join");
    expect(sceneOf({ ...view(text), screen: { mode: "text", blank: true } })).toBe("dark");
  });

  it("is drawn as the draft drew it, with how many agreed and since when", async () => {
    show(view(text));
    expect(await screen.findByText("We meet to learn")).toBeTruthy();
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("What we agreed on");
    expect(screen.getByText("Agreed by 9 people on 23 November 2026")).toBeTruthy();
    expect(screen.getByText("1 of 5")).toBeTruthy();
  });

  it("asks at the beginning of a later activity: still us?", () => {
    show(view({ ...text, still: true }, "text"));
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Still us?");
  });

  it("honours who sees it differently", async () => {
    show(view({ ...text, face: "notes", dissent: true, own: { size: "large", items: { "0.1": { n: 0, text: "Not for me", column: 1 } } } }));
    expect(await screen.findByText("Not for me")).toBeTruthy();
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Not all of us see it this way");
  });

  it("tells of texts that stay with their authors how many there are, and no more", () => {
    show(view({ frame: "notes", kept: 9, people: 9, at: AT }));
    expect(screen.getByText(/^9 texts, written in silence\./)).toBeTruthy();
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("What each of us wrote first");
    expect(screen.getByText("How our text came about")).toBeTruthy();
  });

  it("tells that beside those that were opened", async () => {
    show(view({ frame: "notes", face: "notes", kept: 1, people: 9, at: AT, own: { size: "large", items: { "0.1": { n: 0, text: "First of all", column: 1 } } } }));
    expect(await screen.findByText("First of all")).toBeTruthy();
    expect(screen.getByText(/^One text, written in silence\./)).toBeTruthy();
  });
});

import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { afterEach, describe, expect, it, vi } from "vitest";
import en from "../../locale/en/moments.json";
import fr from "../../locale/fr/moments.json";
import { translator } from "../i18n";
import type { WidgetProps } from "../notebook/host";
import type { View } from "../types";
import { Moment } from "./moment";

const at = (name: string, n: number): View => ({ moment: { name, n, of: 3 } });

function show(view: View, ask: (type: string, body?: object) => Promise<object> = async () => ({}), locale = "en") {
  const asked = vi.fn(ask);
  const t = translator(locale === "en" ? en : fr, locale);
  const props = { t, locale, questions: { ask: asked } } as unknown as WidgetProps;
  const drawn = render(<Moment {...props} view={view} />);
  return { asked, redraw: (next: View) => drawn.rerender(<Moment {...props} view={next} />) };
}

describe("a hard moment at the desk", () => {
  afterEach(cleanup);

  it("says what happens, what is safe, and three sentences to say", () => {
    show(at("wifi", 2));
    expect(screen.getByRole("heading", { level: 2 }).textContent).toBe("The Wi-Fi is gone");
    expect(screen.getByText("A hard moment, 2 of 3")).toBeTruthy();
    expect(screen.getByRole("status").textContent).toContain("stays on their phones and is sent once");
    expect(screen.getAllByRole("listitem").length).toBe(3);
  });

  it.each(["silence", "wifi", "objection"])("has words for %s in French", (name) => {
    show(at(name, 1), undefined, "fr");
    expect(screen.getByRole("status").textContent).not.toContain("moment.");
  });

  it("goes on, and waits for the next one", async () => {
    const { asked, redraw } = show(at("silence", 1));
    fireEvent.click(screen.getByRole("button", { name: "Go on" }));
    await waitFor(() => expect(screen.queryByRole("status")).toBeNull());
    expect(asked).toHaveBeenCalledWith("go_on", { name: "silence" });
    redraw(at("wifi", 2));
    expect(screen.getByRole("button", { name: "Go on" })).toBeTruthy();
    redraw({});
    redraw(at("silence", 1)); // another play in the same circle
    expect(screen.getByRole("button", { name: "Go on" })).toBeTruthy();
  });

  it("stays, and says so, when Python does not answer", async () => {
    show(at("silence", 1), () => Promise.reject(new Error("It is busy.")));
    fireEvent.click(screen.getByRole("button", { name: "Go on" }));
    expect((await screen.findByRole("alert")).textContent).toBe("It is busy.");
    expect(screen.getByRole("button", { name: "Go on" })).toBeTruthy();
  });

  it("is not there while nothing stands still", () => {
    show({});
    expect(screen.queryByRole("status")).toBeNull();
  });
});

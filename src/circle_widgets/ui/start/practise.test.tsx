import { fireEvent, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { drawn, Python } from "../widget/python.test.help";
import start from "./main";

const LINK = { href: "/voila/render/30-define-your-circle.ipynb?circle=K7MPQX" };

describe("practising", () => {
  let end = () => {};
  beforeEach(() => void vi.stubGlobal("open", vi.fn(() => null)));
  afterEach(() => end());

  function page(locale = "en") {
    const python = new Python({ view: {}, locale, _style: "" }, { practise: () => ({ code: "K7MPQX", link: { ...LINK, tab: true } }) });
    const found = drawn(start, python);
    end = found.end;
    return { python, ...within(found.inside) };
  }

  it.each([
    ["en", "Start practising", { locale: "en" }],
    ["en", "Watch a whole meeting", { locale: "en", whole: true }],
    ["fr", "Regarder toute une rencontre", { locale: "fr", whole: true }],
  ])("in %s: %s", async (locale, name, body) => {
    const { python, getByRole, findByRole } = page(locale);
    fireEvent.click(getByRole("button", { name }));
    await waitFor(() => expect(python.asked).toEqual([{ type: "practise", ...body }]));
    expect((await findByRole("link", { name: locale === "en" ? "Open" : "Ouvrir" })).getAttribute("href")).toBe(LINK.href);
  });
});

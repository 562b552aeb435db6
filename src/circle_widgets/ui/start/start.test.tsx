import { fireEvent, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { drawn, No, Python } from "../widget/python.test.help";
import start from "./main";
import { day } from "./view";

const LINK = { href: "/user/a-b/voila/render/20-one-question.ipynb?circle=K7MPQX", tab: true };
const LAST = { n: 1, title: "Sewing", code: "K7MPQX", at: Date.now(), link: LINK, notes: 12 };

describe("the start page", () => {
  let end = () => {};
  let opened: ReturnType<typeof vi.fn>;
  beforeEach(() => {
    opened = vi.fn(() => ({}));
    vi.stubGlobal("open", opened);
  });
  afterEach(() => end());

  function page(view: object, answers: ConstructorParameters<typeof Python>[1] = {}, locale = "en") {
    const python = new Python({ view, locale, _style: "" }, answers);
    const found = drawn(start, python);
    end = found.end;
    return { python, ...within(found.inside) };
  }

  it("goes on with the last circle, whose notes it counts", () => {
    const { getByRole, getByText } = page({ last: LAST });
    expect(getByRole("link", { name: "Go on" }).getAttribute("href")).toBe(LINK.href);
    expect(getByText("Last time: today · 12 notes")).toBeTruthy();
    expect(getByRole("button", { name: "New circle" })).toBeTruthy();
  });

  it("speaks French", () => {
    const { getByRole } = page({ last: LAST }, {}, "fr");
    expect(getByRole("link", { name: "Continuer" })).toBeTruthy();
  });

  it("makes the first circle without a click more, and goes to its desk", async () => {
    const { python, getByLabelText, getByRole } = page({}, { make: () => ({ code: "K7MPQX", link: LINK }) });
    fireEvent.input(getByLabelText("What is your circle called?"), { target: { value: " Sewing " } });
    fireEvent.click(getByRole("button", { name: "Make the circle" }));
    await waitFor(() => expect(opened).toHaveBeenCalledWith(LINK.href, "_blank"));
    expect(python.asked).toEqual([{ type: "make", title: "Sewing", facilitator: "", locale: "en" }]);
  });

  it("shows the way when the browser opens no tab by itself", async () => {
    opened.mockReturnValue(null);
    const { getByRole } = page({}, { practise: () => ({ code: "K7MPQX", link: LINK }) });
    fireEvent.click(getByRole("button", { name: "Start practising" }));
    await waitFor(() => expect(getByRole("link", { name: "Open" }).getAttribute("href")).toBe(LINK.href));
  });

  it("says what Python refused, and lets go of the button", async () => {
    const refuse = () => {
      throw new No("A circle needs a title.");
    };
    const { getByRole, findByRole } = page({}, { make: refuse });
    fireEvent.click(getByRole("button", { name: "Make the circle" }));
    expect((await findByRole("alert")).textContent).toBe("A circle needs a title.");
    expect(getByRole("button", { name: "Make the circle" }).getAttribute("aria-disabled")).not.toBe("true");
  });

  it("clears a circle only after its file was read back", async () => {
    vi.stubGlobal("URL", Object.assign(URL, { createObjectURL: () => "blob:x", revokeObjectURL: () => {} }));
    const kept = { name: "sewing.circle.jsonl", mime: "text/plain", base64: btoa("{}"), events: 3 };
    const { python, getByRole, queryByRole, findByText, getAllByText } = page(
      { last: LAST },
      { keep: () => kept, parcel: () => ({}), prove: () => ({ events: 3 }), clear: () => ({}) },
    );
    fireEvent.click(getAllByText("Clear from this computer …")[0]!);
    expect(queryByRole("button", { name: /3 · Clear/ })).toBeNull();
    fireEvent.click(getByRole("button", { name: "1 · Save the file" }));
    await findByText(/Saved as sewing.circle.jsonl, with 3 entries/);
    expect(queryByRole("button", { name: /3 · Clear/ })).toBeNull();
    const chooser = getByRole("group", { name: "Clear from this computer …" }).querySelector<HTMLInputElement>("input[type=file]")!;
    fireEvent.change(chooser, { target: { files: [new File(["{}"], "sewing.circle.jsonl")] } });
    await findByText(/holds everything: 3 entries/);
    fireEvent.click(getByRole("button", { name: "3 · Clear “Sewing” from this computer" }));
    await waitFor(() => expect(python.asked.map(({ type }) => type)).toEqual(["keep", "parcel", "prove", "clear"]));
    expect(python.asked[3]).toEqual({ type: "clear", code: "K7MPQX" });
    expect(python.asked[1]).toMatchObject({ part: 0, parts: 1, base64: btoa("{}") });
  });

  it("draws anew when Python says so", async () => {
    const { python, findByRole } = page({});
    python.set("view", { last: LAST });
    expect(await findByRole("link", { name: "Go on" })).toBeTruthy();
  });

  it("lists one's own workbooks with their question, and where they are changed", () => {
    const book = { n: 1, title: "One question", about: "One hope?", name: "20-one-question", link: LINK, mine: true, edit: { href: "/lab/tree/mine/20-one-question.ipynb", tab: true } };
    const { getByRole } = page({ books: { b1: book } });
    const item = getByRole("listitem");
    expect(item.textContent).toContain("One hope?");
    expect(within(item).getByRole("link", { name: "Change it" }).getAttribute("target")).toBe("_blank");
  });
});

describe("a day", () => {
  const now = new Date(2026, 10, 23, 9).getTime();
  it.each([
    [new Date(2026, 10, 23, 0, 5), "en", "today"],
    [new Date(2026, 10, 22, 23, 55), "en", "yesterday"],
    [new Date(2026, 10, 20), "fr", "il y a 3 jours"],
    [new Date(2026, 9, 1), "fr", "1 octobre 2026"],
    [new Date(2026, 10, 24), "en", "November 24, 2026"],
  ])("%s in %s", (at, locale, words) => expect(day(at.getTime(), locale, now)).toBe(words));
});

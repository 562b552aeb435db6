import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { keepIn } from "../keep";
import type { PageConfig } from "../phone/config";
import { keyFrom, Model } from "./model";

const config: PageConfig = { code: "K7MPQX", base: "/", locale: "en", messages: {}, locales: { en: "/en.json", fr: "/fr.json" }, kinds: {} };
const view = { circle: { title: "Sewing", code: "K7MPQX", locale: "en" }, step: { id: "s1", kind: "notes", phase: "open", ends_at: 9 }, screen: { mode: "step" }, desk: { next: { label: "x", kind: "step.reveal", step: "s1" } } };

/** A room that says one view and keeps the line open; `status` when it turns somebody away. */
function room(status = 200) {
  const asked: { url: string; token: string; body?: unknown }[] = [];
  const fetcher = vi.fn(async (url: string, init: RequestInit = {}) => {
    const headers = init.headers as Record<string, string>;
    asked.push({ url, token: headers["Authorization"] ?? "", ...(init.body ? { body: JSON.parse(String(init.body)) as unknown } : {}) });
    if (url.endsWith("contributions")) return new Response(JSON.stringify({ receipts: [{ id: (JSON.parse(String(init.body)) as { id: string }[])[0]!.id, position: 7 }], refused: [] }));
    if (headers["Authorization"] && status !== 200) return new Response("{}", { status });
    const said = new TextEncoder().encode(`event: view\nid: 5\ndata: ${JSON.stringify({ replace: view })}\n\n`);
    return new Response(new ReadableStream({ start: (stream) => stream.enqueue(said) }));
  });
  return { asked, fetch: fetcher as unknown as typeof fetch };
}

const press = (key: string) => document.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));

describe("the projector's page", () => {
  let model: Model | undefined;
  beforeEach(() => location.replace("#"));
  afterEach(() => model?.stop());
  const start = async (key: string | undefined, there = room()) => {
    model = new Model({ config, key, fetch: there.fetch });
    model.start();
    await vi.waitFor(() => expect(model!.view.circle).toBeTruthy());
    return { model, ...there };
  };

  it("without a key only darkens itself", async () => {
    const { model, asked } = await start(undefined);
    for (const key of ["PageDown", " ", "r", "p", "+"]) press(key);
    expect(model.dark).toBe(false);
    press("b");
    expect(model.dark).toBe(true);
    press(".");
    expect(model.dark).toBe(false);
    expect(asked.map(({ url }) => url)).toEqual(["/api/v1/circles/K7MPQX/live"]);
  });

  it("with a key leads the meeting, one thing at a time", async () => {
    const { asked } = await start("KEY");
    expect(asked[0]).toEqual({ url: "/api/v1/circles/K7MPQX/live?role=desk", token: "Bearer KEY" });
    press("PageDown");
    press("PageDown");
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    expect(asked[1]).toMatchObject({ token: "Bearer KEY", body: [{ kind: "step.reveal", step: "s1" }] });
  });

  it("goes on without power when its key was turned off", async () => {
    const there = room(401);
    const { model, asked } = await start("KEY", there);
    expect(model.gone).toBe(false);
    expect(asked.map(({ token }) => token)).toEqual(["Bearer KEY", ""]);
    press("PageDown");
    expect(asked).toHaveLength(2);
  });

  it("speaks the circle's language once it is known", async () => {
    const there = room();
    const french = vi.fn(async (url: string, init?: RequestInit) => (url === "/fr.json" ? new Response('{"screen.waiting": "Un instant"}') : there.fetch(url, init)));
    vi.stubGlobal("fetch", french);
    view.circle.locale = "fr";
    const { model } = await start(undefined, there);
    await vi.waitFor(() => expect(model.sentences.t("screen.waiting")).toBe("Un instant"));
    view.circle.locale = "en";
  });
});

describe("the key of the address", () => {
  it("is taken out of it and kept for a reload", () => {
    const keep = keepIn(undefined);
    location.hash = "#key=SECRET";
    expect(keyFrom("K7MPQX", keep)).toBe("SECRET");
    expect(location.hash).toBe("");
    expect(keyFrom("K7MPQX", keep)).toBe("SECRET");
    expect(keyFrom("ANOTHR", keep)).toBeUndefined();
  });
});

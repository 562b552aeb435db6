import { cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, describe, expect, it, vi } from "vitest";
import desk from "../../locale/en/desk.json";
import remote from "../../locale/en/remote.json";
import own from "../../locale/en/screen.json";
import shared from "../../locale/en/shared.json";
import undo from "../../locale/en/undo.json";
import notes from "../../steps/notes/locale/en.json";
import type { PageConfig } from "../phone/config";
import { Model } from "./model";
import { RemotePage } from "./page";

const messages = { ...shared, ...own, ...desk, ...remote, ...undo, ...notes };
const config: PageConfig = { code: "K7MPQX", base: "/", locale: "en", messages, locales: {}, kinds: {} };
const view = {
  circle: { title: "Sewing", code: "K7MPQX", locale: "en" },
  room: { seats: 12, here: 12, stored: 9 },
  step: { id: "s2", kind: "notes", n: 2, of: 3, title: "We write", phase: "open", ends_at: 1 },
  screen: { mode: "step" },
  notes: {},
  desk: { look: true, say: "Three quiet minutes.", next: { label: "notes.open", kind: "step.reveal", step: "s2" }, undo: { label: "undo.step.open", event: "e1", n: 2 } },
};

interface Asked {
  readonly method: string;
  readonly url: string;
  readonly body?: readonly Record<string, unknown>[];
}

function show(key = "KEY", status = 200) {
  const asked: Asked[] = [];
  const fetcher = vi.fn(async (url: string, init: RequestInit = {}) => {
    const body = init.body ? (JSON.parse(String(init.body)) as Record<string, unknown>[]) : undefined;
    asked.push({ method: init.method ?? "GET", url, ...(body ? { body } : {}) });
    if (status !== 200) return new Response("{}", { status });
    if (body) return new Response(JSON.stringify({ receipts: body.map(({ id }) => ({ id, position: 7 })), refused: [] }));
    return new Response(new ReadableStream({ start: (stream) => ((line = stream), tell(5)) }));
  });
  let line: ReadableStreamDefaultController<Uint8Array>;
  const tell = (position: number) => line.enqueue(new TextEncoder().encode(`event: view\nid: ${position}\ndata: ${JSON.stringify({ replace: view })}\n\n`));
  const model = new Model({ config, key, fetch: fetcher as unknown as typeof fetch });
  model.start();
  render(<RemotePage model={model} />);
  return { model, asked, tell };
}

describe("the facilitator's phone", () => {
  let stop = () => {};
  afterEach(() => (cleanup(), stop()));
  const there = async (...options: Parameters<typeof show>) => {
    const shown = show(...options);
    stop = () => shown.model.stop();
    return shown;
  };

  it("has the next line and what comes next", async () => {
    const { asked } = await there();
    expect(await screen.findByText("“Three quiet minutes.”", { exact: false })).toBeTruthy();
    expect(screen.getByText("9 of 12 stored")).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: notes["notes.open"] }));
    await vi.waitFor(() => expect(asked[1]?.body).toMatchObject([{ kind: "step.reveal", step: "s2" }]));
  });

  it("takes back the last act and seats somebody on paper", async () => {
    const { asked, model, tell } = await there();
    fireEvent.click(await screen.findByRole("button", { name: "Take back: step 2 opened" }));
    await vi.waitFor(() => expect(asked[1]?.body).toMatchObject([{ kind: "desk.undo", body: { event: "e1" } }]));
    tell(7);
    await vi.waitFor(() => expect(model.busy).toBe(false));
    fireEvent.click(screen.getByRole("button", { name: desk["desk.seat.add"] }));
    await vi.waitFor(() => expect(asked[2]?.body).toMatchObject([{ kind: "seat.join", body: { way: "paper" } }]));
    expect(asked[2]?.body?.[0]?.["seat"]).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("does one act after another, each about what the one before has shown", async () => {
    const { asked, model, tell } = await there();
    fireEvent.click(await screen.findByRole("button", { name: notes["notes.open"] }));
    model.act("next"); // a finger that was too quick
    fireEvent.click(screen.getByRole("button", { name: desk["desk.pause"] }));
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    tell(6); // something else has happened meanwhile
    expect(model.busy).toBe(true);
    tell(7);
    await vi.waitFor(() => expect(asked[2]?.body).toMatchObject([{ kind: "step.pause", step: "s2" }]));
    expect(asked).toHaveLength(3);
  });

  it("looks at what is hidden only when asked", async () => {
    const { asked } = await there();
    fireEvent.click(await screen.findByRole("button", { name: desk["desk.look.button"] }));
    await vi.waitFor(() => expect(asked.map(({ url }) => url)).toContain("/api/v1/circles/K7MPQX/private?step=s2"));
    fireEvent.click(screen.getByRole("button", { name: desk["desk.private.close"] }));
    expect(screen.queryByText(desk["desk.private"])).toBeNull();
  });

  it.each([
    ["", 200, remote["remote.no_key"]],
    ["OLD", 401, remote["remote.no_key"]],
    ["KEY", 404, own["screen.gone.circle"]],
  ])("with the key %j and the answer %i says: %s", async (key, status, says) => {
    await there(key, status);
    expect(await screen.findByText(says)).toBeTruthy();
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Api, PATIENCE, passing } from "./api";

const answered = (status: number, text: string, headers: Record<string, string> = {}) =>
  (() => Promise.resolve({ ok: status < 300, status, headers: new Headers(headers), text: () => Promise.resolve(text) })) as unknown as typeof fetch;
const api = (fetcher: typeof fetch) => new Api("/user/a-b/circle/", "K7MPQX", fetcher);
const items = [{ id: "i", step: "s1", kind: "notes.write", body: { text: "x" } }];

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("the room's routes", () => {
  it("are asked below the room's own base", () => expect(api(fetch).url("live")).toBe("/user/a-b/circle/api/v1/circles/K7MPQX/live"));

  it("carry the token in a header, and say that no cookie is wanted", async () => {
    const seen: { url: string; init: RequestInit }[] = [];
    const fetcher = ((url: string, init: RequestInit) => (seen.push({ url, init }), answered(200, '{"receipts":[],"refused":[]}')(url))) as unknown as typeof fetch;
    await api(fetcher).post("secret", items);
    expect(seen[0]?.url).not.toContain("secret");
    expect(seen[0]?.init).toMatchObject({ method: "POST", credentials: "omit", headers: { Authorization: "Bearer secret", "Content-Type": "application/json" } });
  });

  it("give what the room says, a refusal with its reason and its pause", async () => {
    expect(await api(answered(201, '{"participant":"p","token":"t"}')).join({ name: null, locale: "en" }, "x")).toEqual({ ok: true, body: { participant: "p", token: "t" } });
    expect(await api(answered(503, '{"code":"busy","message":"wait"}', { "Retry-After": "2" })).held("t")).toEqual({ ok: false, status: 503, code: "busy", message: "wait", after: 2000 });
    expect(await api(answered(502, "<html>proxy</html>")).held("t")).toEqual({ ok: false, status: 502 });
  });

  it("do not take a Wi-Fi's sign-in page for the room", async () => {
    expect(await api(answered(200, "<html>Sign in</html>")).post("t", items)).toEqual({ ok: false, status: 0 });
    expect(await api(answered(200, '{"portal":true}')).post("t", items)).toEqual({ ok: false, status: 0 });
  });

  it("count as unanswered when nothing comes for a while", async () => {
    const silent = ((_: string, init: { signal: AbortSignal }) => new Promise((_done, lost) => init.signal.addEventListener("abort", () => lost(new Error("aborted"))))) as unknown as typeof fetch;
    const done = api(silent).held("t");
    await vi.advanceTimersByTimeAsync(PATIENCE);
    expect(await done).toEqual({ ok: false, status: 0 });
  });

  it.each([
    [0, true],
    [408, true],
    [429, true],
    [503, true],
    [400, false],
    [401, false],
    [404, false],
    [413, false],
  ])("with status %i: trying again may help is %s", (status, may) => expect(passing({ ok: false, status })).toBe(may));
});

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { keepIn } from "../keep";
import type { PageConfig } from "./config";
import { Model, type ModelOptions } from "./model";

const CONFIG: PageConfig = { code: "K7MPQX", base: "/", locale: "en", messages: { a: "A" }, locales: { en: "/en.json", fr: "/fr.json" }, kinds: {} };

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: unknown;
}

/** A room that answers as it is told; a stream that never says anything. */
class Room {
  asked: Asked[] = [];
  answers: Record<string, { status: number; body?: unknown; headers?: Record<string, string> } | "lost"> = {};

  readonly fetch = ((url: string, init: { method?: string; headers?: Record<string, string>; body?: string } = {}) => {
    const path = url.replace("/api/v1/circles/K7MPQX", "");
    const method = init.method ?? "GET";
    if (path !== "/live") this.asked.push({ method, path, headers: init.headers ?? {}, body: init.body ? JSON.parse(init.body) : undefined });
    const answer = this.answers[`${method} ${path}`] ?? (path === "/participants" ? { status: 201, body: { participant: "p", token: `token${this.asked.length}` } } : { status: 200, body: {} });
    if (path === "/live" && !(this.answers["GET /live"])) return new Promise(() => undefined);
    if (answer === "lost") return Promise.reject(new TypeError("no network"));
    const items = Array.isArray(JSON.parse(init.body ?? "0")) ? (JSON.parse(init.body!) as { id: string }[]) : [];
    const receipts = path === "/contributions" ? { receipts: items.map(({ id }, i) => ({ id, position: i + 1 })), refused: [] } : {};
    const text = JSON.stringify({ ...receipts, ...(answer.body as object | undefined) });
    return Promise.resolve({ ok: answer.status < 300, status: answer.status, headers: new Headers(answer.headers), text: () => Promise.resolve(text), json: () => Promise.resolve(JSON.parse(text)) });
  }) as unknown as typeof fetch;

  to(path: string): Asked[] {
    return this.asked.filter((one) => one.path === path);
  }
}

let room: Room;
let models: Model[];

function phone(options: Partial<ModelOptions> = {}): Model {
  const model = new Model({ config: CONFIG, keep: keepIn(localStorage), pass: false, fetch: room.fetch, ...options });
  models.push(model);
  model.start();
  return model;
}
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
  [room, models] = [new Room(), []];
});
afterEach(() => {
  for (const model of models) model.stop();
  vi.useRealTimers();
});

describe("a phone", () => {
  it("asks for the code when the address has none", () => expect(phone({ config: { ...CONFIG, code: "" } }).stage).toEqual({ at: "code" }));

  it("takes a seat, and has it again after a reload", async () => {
    const model = phone();
    expect(model.stage).toEqual({ at: "join" });
    await model.join("  Ana ");
    expect(room.to("/participants")[0]?.body).toEqual({ name: "Ana", locale: "en" });
    expect(model.stage).toEqual({ at: "room" });
    expect(phone().seat?.token).toBe("token1");
  });

  it("takes one seat, though the answer is lost at first", async () => {
    room.answers["POST /participants"] = "lost";
    const model = phone();
    await model.join("");
    expect(model.stage).toMatchObject({ at: "join", trouble: "offline", going: true });
    delete room.answers["POST /participants"];
    await vi.advanceTimersByTimeAsync(5_000);
    expect(model.stage).toEqual({ at: "room" });
    const keys = room.to("/participants").map((one) => one.headers["Idempotency-Key"]);
    expect(keys.length).toBe(2);
    expect(new Set(keys).size).toBe(1);
  });

  it.each([
    [{ status: 409, body: { code: "full", message: "x" } }, { at: "join", trouble: "full", going: false }],
    [{ status: 503, body: { code: "busy", message: "x" }, headers: { "Retry-After": "9" } }, { at: "join", trouble: "busy", going: true }],
    [{ status: 400, body: { code: "body", message: "Say it shorter." } }, { at: "join", trouble: "other", said: "Say it shorter." }],
    [{ status: 404, body: { code: "unknown_circle" } }, { at: "gone", why: "circle" }],
  ])("that gets %j says so", async (answer, stage) => {
    room.answers["POST /participants"] = answer;
    const model = phone();
    await model.join("");
    expect(model.stage).toMatchObject(stage);
  });

  it("sits in a seat that was brought by a personal link", () => {
    const model = phone({ token: "brought" });
    expect(model.seat?.token).toBe("brought");
    expect(model.link).toMatch(/\/join\/K7MPQX#seat=brought$/);
  });

  it.each([
    [401, "seat"],
    [404, "circle"],
    [410, "circle"],
  ])("that is turned away with %i says what is gone, and keeps unsent words", async (status, why) => {
    room.answers["GET /live"] = { status };
    room.answers["POST /contributions"] = "lost";
    const model = phone({ token: "x" });
    void model.send("notes.write", { text: "my words" }, { step: "s1" });
    await settle();
    expect(model.stage).toEqual({ at: "gone", why });
    expect(model.unsent).toMatchObject([{ body: { text: "my words" } }]);
  });

  it("keeps what is being typed, per step, until it is sent", () => {
    phone({ token: "x" }).drafts.set("s1", "half a sen");
    const again = phone();
    expect(again.drafts.get("s1")).toBe("half a sen");
    expect(again.drafts.get("s2")).toBe("");
    again.drafts.set("s1", "");
    expect(phone().drafts.get("s1")).toBe("");
  });

  it("erases: nothing of the seat stays on the device", async () => {
    const model = phone({ token: "x" });
    model.drafts.set("s1", "half");
    room.answers["POST /contributions"] = "lost";
    void model.send("notes.write", { text: "words" }, { step: "s1" });
    room.answers["DELETE /me"] = "lost";
    expect(await model.erase()).toBe(false);
    expect(model.stage).toEqual({ at: "room" });
    delete room.answers["DELETE /me"];
    expect(await model.erase()).toBe(true);
    expect(model.stage).toEqual({ at: "gone", why: "erased" });
    expect(JSON.stringify(localStorage)).not.toMatch(/half|words|token/);
  });

  it("speaks another language at once, tells the room, and remembers", async () => {
    room.answers["GET /fr.json"] = { status: 200, body: { a: "Bonjour" } };
    const model = phone({ token: "x" });
    await model.choosesLanguage("fr");
    expect(model.t("a")).toBe("Bonjour");
    expect(room.to("/me")[0]).toMatchObject({ method: "PATCH", body: { locale: "fr" } });
    const again = phone();
    await settle();
    expect(again.locale).toBe("fr");
  });

  it("says that it is away only after a while", async () => {
    room.answers["GET /live"] = "lost";
    const model = phone({ token: "x" });
    await vi.advanceTimersByTimeAsync(2_500);
    expect(model.online).toBe(true);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(model.online).toBe(false);
  });
});

describe("a device that is passed on", () => {
  it("covers itself after sending, then asks for the next seat", async () => {
    const model = phone({ pass: true });
    await model.join("");
    expect(room.to("/participants")[0]?.body).toMatchObject({ way: "passed" });
    await model.send("notes.write", { text: "hers" }, { step: "s1" });
    expect(model.stage).toMatchObject({ at: "cover" });
    expect(model.view).toEqual({});
    model.choose();
    expect(model.stage).toEqual({ at: "choose" });
    expect(model.seat).toBeUndefined();
    model.newSeat();
    await model.join("");
    expect(model.seats.all().map((seat) => seat.token)).toEqual(["token1", "token3"]);
  });

  it("never opens with the last person's seat", async () => {
    const model = phone({ pass: true });
    await model.join("");
    expect(phone({ pass: true }).stage).toEqual({ at: "choose" });
    expect(phone().stage).toEqual({ at: "join" });
  });
});

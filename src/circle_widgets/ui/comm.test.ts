import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Model, Questions, Refused } from "./comm";

/** Python in memory: keeps what was asked, and answers when told to. */
class Python implements Model {
  asked: { page: string; n: number; type: string }[] = [];
  private heard = new Set<(content: unknown) => void>();
  get = () => undefined;
  on = (_event: string, heard: (content: unknown) => void) => void this.heard.add(heard);
  off = (_event: string, heard: (content: unknown) => void) => void this.heard.delete(heard);
  send = (content: unknown) => void this.asked.push(content as (typeof this.asked)[number]);
  says = (content: unknown) => this.heard.forEach((heard) => heard(content));
  get listeners() {
    return this.heard.size;
  }
}

describe("questions to Python", () => {
  let python: Python;
  let questions: Questions;
  beforeEach(() => {
    vi.useFakeTimers();
    python = new Python();
    questions = new Questions(python);
  });
  afterEach(() => vi.useRealTimers());

  it("are numbered, and resolve with the answer of their number", async () => {
    const [one, two] = [questions.ask("make", { title: "Sewing" }), questions.ask("hello")];
    const [first, second] = python.asked;
    expect(first).toMatchObject({ n: 1, type: "make", title: "Sewing" });
    python.says({ page: second!.page, n: 2, answer: { b: 2 } });
    python.says({ page: first!.page, n: 1, answer: { a: 1 } });
    expect(await Promise.all([one, two])).toEqual([{ a: 1 }, { b: 2 }]);
  });

  it("are asked again with the same number until they are answered, and then no more", async () => {
    const answer = questions.ask("hello");
    vi.advanceTimersByTime(4_100);
    expect(python.asked.map(({ n }) => n)).toEqual([1, 1, 1]);
    python.says({ page: python.asked[0]!.page, n: 1, answer: {} });
    await answer;
    vi.advanceTimersByTime(20_000);
    expect(python.asked).toHaveLength(3);
  });

  it("that Python refuses reject with its sentence", async () => {
    const answer = questions.ask("load");
    python.says({ page: python.asked[0]!.page, n: 1, error: { code: "bad_file", message: "Line 3 is broken", field: "file" } });
    await expect(answer).rejects.toEqual(new Refused("bad_file", "Line 3 is broken", "file"));
  });

  it("take no answer that is meant for another page", () => {
    let done = false;
    void questions.ask("hello").then(() => (done = true));
    python.says({ page: "another", n: 1, answer: {} });
    python.says(undefined);
    expect(done).toBe(false);
  });

  it("say when nobody answers, and when somebody does again", async () => {
    const answer = questions.ask("hello");
    vi.advanceTimersByTime(7_900);
    expect(questions.asleep.get()).toBe(false);
    vi.advanceTimersByTime(2_100);
    expect(questions.asleep.get()).toBe(true);
    python.says({ page: python.asked[0]!.page, n: 1, answer: {} });
    await answer;
    expect(questions.asleep.get()).toBe(false);
  });

  it("end with the page", () => {
    void questions.ask("hello");
    questions.stop();
    vi.advanceTimersByTime(10_000);
    expect(python.asked).toHaveLength(1);
    expect(python.listeners).toBe(0);
  });
});

import { describe, expect, it } from "vitest";
import { EventParser } from "./sse";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const STREAM = 'event: view\r\nid: 7\r\ndata: {"replace":{"t":"où ça — “日本” 🧵"}}\r\n\r\n: still here\n\nevent: time\ndata: {"now":1}\n\n';
const EVENTS = [
  { event: "view", data: '{"replace":{"t":"où ça — “日本” 🧵"}}', id: "7" },
  { event: "time", data: '{"now":1}', id: "7" },
];

describe("an event stream", () => {
  it("is read whole", () => expect(new EventParser().feed(bytes(STREAM))).toEqual(EVENTS));

  it("is read the same, wherever it is cut in two", () => {
    const all = bytes(STREAM);
    for (let cut = 0; cut <= all.length; cut++) {
      const parser = new EventParser();
      expect([...parser.feed(all.slice(0, cut)), ...parser.feed(all.slice(cut))]).toEqual(EVENTS);
    }
  });

  it("is read the same byte by byte", () => {
    const parser = new EventParser();
    expect([...bytes(STREAM)].flatMap((byte) => parser.feed(Uint8Array.of(byte)))).toEqual(EVENTS);
  });

  it("joins several lines of data, and forgets the name after each event", () => {
    const found = new EventParser().feed(bytes("event: a\ndata: 1\ndata:2\n\ndata: 3\n\nevent: nothing\n\n"));
    expect(found).toEqual([
      { event: "a", data: "1\n2", id: "" },
      { event: "message", data: "3", id: "" },
    ]);
  });
});

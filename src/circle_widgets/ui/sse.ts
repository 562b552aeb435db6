/** The event stream format, read from a body's bytes: `EventSource` can send no Bearer header and hides broken lines. */

export interface StreamEvent {
  readonly event: string;
  readonly data: string;
  readonly id: string;
}

/** Feed it the bytes as they come, cut anywhere, in the middle of a letter too; it gives back the events that are whole. */
export class EventParser {
  private readonly decoder = new TextDecoder("utf-8");
  private rest = "";
  private event = "";
  private data: string[] = [];
  private id = "";

  feed(bytes: Uint8Array): StreamEvent[] {
    this.rest += this.decoder.decode(bytes, { stream: true });
    const found: StreamEvent[] = [];
    for (;;) {
      const end = /\r\n|\n|\r(?!$)/.exec(this.rest); // a last \r may be the half of a \r\n
      if (!end) return found;
      const whole = this.line(this.rest.slice(0, end.index));
      this.rest = this.rest.slice(end.index + end[0].length);
      if (whole) found.push(whole);
    }
  }

  private line(line: string): StreamEvent | undefined {
    if (line === "") return this.dispatch();
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(line[colon + 1] === " " ? colon + 2 : colon + 1);
    if (field === "event") this.event = value;
    else if (field === "data") this.data.push(value);
    else if (field === "id") this.id = value;
    return undefined;
  }

  private dispatch(): StreamEvent | undefined {
    const { event, data, id } = this;
    this.event = "";
    this.data = [];
    return data.length > 0 ? { event: event || "message", data: data.join("\n"), id } : undefined;
  }
}

/** Files between the person and Python: kept from here, handed over in parts. */

import { uuid } from "../uuid";
import type { Questions } from "../comm";

export interface Kept {
  readonly name: string;
  readonly mime: string;
  readonly base64: string;
}

/** What one message carries: a web socket refuses much more than that. */
const PART = 512 * 1024;

function bytes(base64: string): Uint8Array<ArrayBuffer> {
  const raw = atob(base64);
  const found = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i++) found[i] = raw.charCodeAt(i);
  return found;
}

/** Has the browser keep a file among its downloads. */
export function keep({ name, mime, base64 }: Kept): void {
  const address = URL.createObjectURL(new Blob([bytes(base64)], { type: mime }));
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.download = name;
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000); // some browsers read it later
}

/** Opens a page of ours that needs no server; its address, and whether the browser let it open. */
export function openPage(html: string): { address: string; opened: boolean } {
  const address = URL.createObjectURL(new Blob([html], { type: "text/html;charset=utf-8" }));
  return { address, opened: window.open(address, "_blank") !== null };
}

const read = (part: Blob): Promise<string> =>
  new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result).replace(/^[^,]*,?/, ""));
    reader.onerror = () => failed(reader.error);
    reader.readAsDataURL(part);
  });

/** Hands a file to Python, part by part; the parcel's name, to ask with. */
export async function hand(questions: Questions, file: Blob): Promise<string> {
  const parcel = uuid();
  const parts = Math.max(1, Math.ceil(file.size / PART));
  for (let part = 0; part < parts; part++) {
    const base64 = await read(file.slice(part * PART, (part + 1) * PART));
    await questions.ask("parcel", { parcel, part, parts, base64 });
  }
  return parcel;
}

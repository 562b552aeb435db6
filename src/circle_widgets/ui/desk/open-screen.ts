/** Opens the page of the screen in a window of its own, with power over the meeting for keys and clicker. */

import type { Questions } from "../comm";
import type { KeyAnswer } from "./private";

/** False when the browser let no window open. */
export async function openScreen(questions: Questions): Promise<boolean> {
  // at once, while the click counts: after an answer from Python a browser would take it for an unasked window
  const opened = window.open("", "circle-screen");
  if (!opened) return false;
  const { key, code, local, url } = await questions.ask<KeyAnswer>("key");
  const base = isHere() ? (local ?? url) : url;
  opened.location.replace(`${base ?? `${jupyterBase()}circle`}/screen/${code}#key=${key}`);
  return true;
}

/**
 * Tells Python under which address this page's own Jupyter server holds the room, when somebody elsewhere can reach it:
 * on a hub there is no other room. Resolves when there is nothing to tell, too.
 */
export async function tellWhere(questions: Questions): Promise<void> {
  if (isHere()) return;
  const url = `${jupyterBase()}circle`;
  const answer = await fetch(`${url}/healthz`, { credentials: "omit", cache: "no-store" }).catch(() => undefined);
  if (answer?.ok) await questions.ask("here", { url });
}

/** Whether this browser runs on the computer that the room runs on. */
const isHere = (): boolean => ["localhost", "127.0.0.1", "[::1]"].includes(location.hostname);

/** Where the Jupyter server of this page stands: our room is mounted below it. */
export function jupyterBase(page: Document = document): string {
  try {
    const config = JSON.parse(page.getElementById("jupyter-config-data")?.textContent ?? "{}") as { baseUrl?: string };
    return new URL(config.baseUrl ?? "/", page.location.origin).href;
  } catch {
    return `${page.location.origin}/`;
  }
}

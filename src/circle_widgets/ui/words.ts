/** Words that people type: how long they are, the lines of many, and kept until they are sent. */

import { useState } from "preact/hooks";
import type { FaceProps } from "./types";

/** Characters as the room counts them: an emoji is one. */
export const length = (text: string): number => Array.from(text).length;

/** The lines of a pasted text; list marks that people type before a line are not part of it. */
export const linesOf = (text: string): string[] =>
  text.split(/\r?\n/).map((line) => line.replace(/^\s*(?:[-*•–]|\d{1,3}[.)])\s+/, "").trim()).filter((line) => line !== "");

/** The words in a box, and how they are changed: this device keeps them under a key, so that a reload loses nothing. */
export function useWords({ drafts }: Pick<FaceProps, "drafts">, key: string): readonly [string, (words: string) => void] {
  const [text, setText] = useState(() => drafts.get(key));
  return [text, (words) => (setText(words), drafts.set(key, words))];
}

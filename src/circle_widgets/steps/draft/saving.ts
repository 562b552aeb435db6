/** Words that are saved as they are typed: one message for each pause, and nothing typed is lost to what others do. */

import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Receipt, Refusal } from "../../ui/types";
import { isRefusal } from "../../ui/types";

/** A pause in typing, in ms. */
export const PAUSE = 700;

export type State = "saved" | "typing" | "empty" | "refused";

export interface Saving {
  readonly text: string;
  readonly state: State;
  /** Why the room did not take it. */
  readonly why: string;
  readonly type: (text: string) => void;
  /** Saves at once what is not saved yet; true when all is. */
  readonly flush: () => Promise<boolean>;
}

interface SavingOptions {
  /** How it reads in the room. */
  readonly there: string;
  /** How it reads in the box, where that was not saved before. */
  readonly kept: string;
  readonly save: (text: string) => Promise<Receipt | Refusal>;
  readonly keep: (text: string) => void;
}

export function useSaving({ there, kept, save, keep }: SavingOptions): Saving {
  const [text, setText] = useState(kept || there);
  const [state, setState] = useState<State>("saved");
  const [why, setWhy] = useState("");
  const now = useRef({ text: kept || there, saved: there, sent: [] as string[], timer: 0, save, keep });
  now.current.save = save;
  now.current.keep = keep;

  const flush = useCallback(async (): Promise<boolean> => {
    const own = now.current;
    clearTimeout(own.timer);
    const words = own.text.trim();
    if (words === own.saved.trim()) return true;
    if (!words) return false;
    own.saved = words;
    own.sent.push(words);
    const answer = await own.save(words);
    if (isRefusal(answer)) {
      own.sent = own.sent.filter((one) => one !== words);
      if (own.saved === words) own.saved = "";
      setState("refused");
      setWhy(answer.message);
      return false;
    }
    if (own.text.trim() === words) {
      setState("saved");
      own.keep("");
    }
    return true;
  }, []);

  const type = useCallback(
    (typed: string) => {
      const own = now.current;
      own.text = typed;
      own.keep(typed);
      setText(typed);
      setState(typed.trim() === "" ? "empty" : typed.trim() === own.saved.trim() ? "saved" : "typing");
      clearTimeout(own.timer);
      own.timer = setTimeout(() => void flush(), PAUSE) as unknown as number;
    },
    [flush],
  );

  useEffect(() => {
    const own = now.current;
    const at = own.sent.indexOf(there);
    // our own words come back in the view; what others made of the line is taken over unless something is being typed
    if (at >= 0) own.sent.splice(0, at + 1);
    else if (own.sent.length === 0 && there !== own.saved && own.text.trim() === own.saved.trim()) {
      own.text = own.saved = there;
      setText(there);
    }
  }, [there]);

  // what was typed in the moment in which the step, or the page, goes is saved all the same
  useEffect(() => () => void flush(), [flush]);
  return { text, state, why, type, flush };
}

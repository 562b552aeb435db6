/** Small things that components share. */

import { useEffect, useRef, useState } from "preact/hooks";
import { untilNextWords, timeLeft } from "./time";
import type { StepView } from "./types";

/** A function that has its component drawn again. */
function useDraw(): () => void {
  const [, set] = useState(0);
  return useRef(() => set((n) => n + 1)).current;
}

/** Draws again whenever the source says so. */
export function useTold(subscribe: (told: () => void) => () => void): void {
  const draw = useDraw();
  useEffect(() => {
    draw(); // what changed between drawing and listening
    return subscribe(draw);
  }, [subscribe]);
}

/** The server's time, drawn again when the minutes of this step say something else. */
export function useMinutes(step: StepView | undefined, now: () => number): number {
  const draw = useDraw();
  const at = now();
  const wait = untilNextWords(timeLeft(step, at));
  useEffect(() => {
    if (wait === undefined) return undefined;
    const timer = setTimeout(draw, wait + 50);
    return () => clearTimeout(timer);
  }, [wait]);
  return at;
}

/** A heading that takes the focus when it appears, so that reading aloud begins with it. */
export function useFocus<T extends HTMLElement>(active = true) {
  const ref = useRef<T>(null);
  useEffect(() => {
    if (active) ref.current?.focus({ preventScroll: false });
  }, [active]);
  return ref;
}

/** The time of a step, drawn again when its words or its arc would be different. */

import { useEffect, useState } from "preact/hooks";
import { type Left, timeLeft, untilNextWords } from "../time";
import type { StepView } from "../types";

/** How often the arc moves on, in ms: a sixtieth of a three-minute step. */
const ARC = 3_000;

export function useTime(step: StepView | undefined, now: () => number): Left | undefined {
  const [, drawAgain] = useState(0);
  const left = timeLeft(step, now());
  const next = untilNextWords(left);
  useEffect(() => {
    if (next === undefined) return;
    const timer = setTimeout(() => drawAgain((n) => n + 1), Math.min(ARC, next + 50));
    return () => clearTimeout(timer);
  });
  return left;
}

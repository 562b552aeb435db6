/** The time of a step: minutes, never seconds. */

import type { StepView, Translate } from "./types";

export interface Left {
  /** ms until the end; below zero after it. */
  readonly ms: number;
  /** What is left of the whole, 0 to 1: the ring's arc. */
  readonly share: number;
  readonly paused: boolean;
}

/** What is left of this step at server time `now`; undefined when it has no end. */
export function timeLeft(step: StepView | undefined, now: number): Left | undefined {
  if (!step) return undefined;
  const paused = step.paused === true;
  const ms = paused ? step.left : step.ends_at === undefined ? undefined : step.ends_at - now;
  if (ms === undefined) return undefined;
  // the time for reading is over, and nobody writes who could finish a thought
  if (step.phase === "revealed" && !paused && ms <= 0) return undefined;
  const whole = step.started !== undefined && step.ends_at !== undefined && !paused ? step.ends_at - step.started : (step.minutes ?? 0) * 60_000;
  // a clock that lags by the way of a message has not gained a minute
  return { ms: paused || whole <= 0 ? ms : Math.min(ms, whole), paused, share: whole > 0 ? Math.min(1, Math.max(0, ms / whole)) : 0 };
}

/** "4 min", "last minute", "finish your thought", or "" when the step has no end. */
export function timeWords(left: Left | undefined, t: Translate): string {
  if (!left) return "";
  if (left.paused) return t("time.paused");
  if (left.ms <= 0) return t("time.finish");
  const minutes = Math.ceil(left.ms / 60_000);
  return minutes <= 1 ? t("time.last") : t("time.minutes", { n: minutes });
}

/** ms until the words above say something else; undefined when they will not. */
export function untilNextWords(left: Left | undefined): number | undefined {
  if (!left || left.paused || left.ms <= 0) return undefined;
  return left.ms % 60_000 || 60_000;
}

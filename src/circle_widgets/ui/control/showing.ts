/** The run-of-show at a moment: Python has said what gives way at how many half-minutes late; a page only counts these. */

import { inOrder } from "../i18n";
import type { Planned, View } from "../types";

export const HALF = 30_000;
/** Half-minutes too late that are nothing to talk about. */
const NOTHING = 2;

/** When the time of the current step will be over, at server time `now`. */
function end({ step }: View, now: number): number {
  return step?.paused ? now + (step.left ?? 0) : Math.max(now, step?.ends_at ?? 0);
}

/** How many half-minutes late the room will be at `now`; 0 in time, before the start, and in another meeting. */
export function lateBy(view: View, now: number): number {
  const { due, over_at: over } = view.desk?.show ?? {};
  if (!view.step || due === undefined || now > (over ?? Infinity)) return 0;
  return Math.max(0, Math.floor((end(view, now) - due) / HALF));
}

/** ms until `lateBy` says something else; undefined when it will not. */
export function untilLater(view: View, now: number): number | undefined {
  const { due, over_at: over } = view.desk?.show ?? {};
  if (!view.step || due === undefined || now > (over ?? Infinity)) return undefined;
  const at = end(view, now);
  if (!view.step.paused && at > now) return at - now;
  const beyond = at - due;
  return beyond < 0 ? HALF - beyond : HALF - (beyond % HALF);
}

/** The minutes of a step as they are to be when the room is so late. */
export function minutesOf(step: Planned, late: number): number {
  const given = (step.gives ?? []).filter((one) => one <= late).length;
  return step.got ?? (step.minutes ?? 0) - given / 2;
}

/** The steps that it is proposed to leave for next time, in order. */
export const proposed = (view: View, late: number): [string, Planned][] =>
  inOrder(view.desk?.plan).filter(([, step]) => step.leave !== undefined && step.leave <= late);

/** When it will end, in ms, if all goes on as it goes and every step ahead gives what it can. */
export function endsAt(view: View, late: number): number | undefined {
  const { ends_at } = view.desk?.show ?? {};
  if (ends_at === undefined) return undefined;
  const given = inOrder(view.desk?.plan).reduce((sum, [, step]) => sum + (step.gives?.length ?? 0), 0);
  const beyond = Math.max(0, late - given);
  return beyond < NOTHING ? ends_at : ends_at + beyond * HALF;
}

/** A time of day, "18:40", by this device's clock; the minute that has begun. */
export function clockTime(ms: number): string {
  const time = new Date(ms);
  return `${String(time.getHours()).padStart(2, "0")}:${String(time.getMinutes()).padStart(2, "0")}`;
}

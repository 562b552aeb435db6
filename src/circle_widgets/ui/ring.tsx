/**
 * The ring, our sign: a seat for each person here, filled when that person's answer is stored; the arc inside is the
 * time left. It is anonymous: how many, never who. Words stand beside it, always (`ringWords`).
 */

import type { RoomView, Translate } from "./types";

export interface RingProps {
  /** How many seats there are, 0 to some thousands. */
  readonly seats: number;
  readonly here?: number;
  readonly stored?: number;
  /** What is left of the time, 0 to 1; without it no arc is drawn. */
  readonly time?: number;
  /** What the ring says, in words; without it the ring is decoration beside such words. */
  readonly label?: string;
  /** Whether the seats light up one after another: something is on its way. */
  readonly busy?: boolean;
}

interface Dot {
  readonly x: number;
  readonly y: number;
  readonly r: number;
}

const CENTRE = 100;
const OUTER = 90;
const BIGGEST = 8.5;
const AROUND = 2 * Math.PI;

/** Rows of seats that are needed so that none gets too small, and the space between two rows. */
function rows(seats: number): { count: number; pitch: number } {
  if (seats <= 64) return { count: 1, pitch: 0 };
  const count = seats <= 140 ? 2 : seats <= 240 ? 3 : Math.min(9, Math.ceil(seats / 100));
  return { count, pitch: count <= 3 ? 9 : 6 };
}

/** Where the seats are, clockwise from the top, so that what is filled grows like a hand of a clock. */
export function places(seats: number): Dot[] {
  const { count, pitch } = rows(seats);
  const radii = Array.from({ length: count }, (_, row) => OUTER - 4 - row * pitch);
  const whole = radii.reduce((sum, radius) => sum + radius, 0);
  const found: (Dot & { turn: number })[] = [];
  let given = 0;
  radii.forEach((radius, row) => {
    const here = row === count - 1 ? seats - given : Math.round((seats * radius) / whole);
    given += here;
    const gap = Math.min((AROUND * radius) / Math.max(here, 1), pitch || Infinity);
    for (let i = 0; i < here; i++) {
      // every second row is shifted by half a seat
      const turn = (i + (row % 2) / 2) / here;
      const angle = turn * AROUND - AROUND / 4;
      const r = Math.min(BIGGEST, gap * 0.42);
      found.push({ x: CENTRE + radius * Math.cos(angle), y: CENTRE + radius * Math.sin(angle), r, turn });
    }
  });
  return found.sort((a, b) => a.turn - b.turn);
}

const at = (value: number): string => value.toFixed(2);

/** Circles as one path: six hundred seats are three elements, not six hundred. */
const path = (dots: readonly Dot[]): string =>
  dots.map(({ x, y, r }) => `M${at(x - r)} ${at(y)}a${at(r)} ${at(r)} 0 1 1 ${at(2 * r)} 0a${at(r)} ${at(r)} 0 1 1 ${at(-2 * r)} 0z`).join("");

const trackRadius = (seats: number): number => {
  const { count, pitch } = rows(seats);
  return Math.min(62, OUTER - 4 - (count - 1) * pitch - 12);
};

function arc(radius: number, share: number): string {
  const angle = AROUND * Math.min(share, 0.9999) - AROUND / 4;
  const [x, y] = [CENTRE + radius * Math.cos(angle), CENTRE + radius * Math.sin(angle)];
  return `M${CENTRE} ${at(CENTRE - radius)}A${radius} ${radius} 0 ${share > 0.5 ? 1 : 0} 1 ${at(x)} ${at(y)}`;
}

export function Ring({ seats, here = seats, stored = 0, time, label, busy }: RingProps) {
  const dots = places(Math.max(0, Math.floor(seats)));
  const radius = trackRadius(dots.length);
  const says = label === undefined ? ({ "aria-hidden": "true" } as const) : ({ role: "img", "aria-label": label } as const);
  const parts = { stored: dots.slice(0, stored), here: dots.slice(stored, here), away: dots.slice(Math.max(stored, here)) };
  return (
    <svg class={busy ? "ring busy" : "ring"} viewBox="0 0 200 200" focusable="false" {...says}>
      <circle class="track" cx={CENTRE} cy={CENTRE} r={radius} />
      {time !== undefined && time > 0 && <path class="time" d={arc(radius, time)} />}
      {busy
        ? dots.map((dot, i) => <path key={i} class="seat stored" style={{ animationDelay: `${(i * 1.8) / dots.length}s` }} d={path([dot])} />)
        : (["away", "here", "stored"] as const).map((state) => parts[state].length > 0 && <path key={state} class={`seat ${state}`} d={path(parts[state])} />)}
    </svg>
  );
}

/** The ring as our mark: logo, and, when `busy`, the sign that something is on its way. */
export const Mark = ({ busy }: { busy?: boolean }) => <Ring seats={9} stored={busy ? 9 : 6} {...(busy ? { busy } : {})} />;

/** What stands beside the ring: "9 of 12 stored", or "12 here", or that nobody is here yet. */
export function ringWords(room: RoomView | undefined, t: Translate): string {
  const seats = room?.seats ?? 0;
  if (room?.stored !== undefined && seats > 0) return t("ring.stored", { n: room.stored, seats });
  return seats > 0 ? t("ring.here", { n: seats }) : t("ring.empty");
}

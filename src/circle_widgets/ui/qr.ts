/**
 * QR codes (ISO/IEC 18004), as much as a personal link needs: bytes, error correction M, versions 1 to 15 (412 bytes).
 * Drawn on the phone itself, because the link is a secret that no server has to see in an address.
 */

/** For each version: error correction bytes of a block, and how many blocks (table 9 of the standard, level M). */
const CORRECTION = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24];
const BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10];

export class TooLong extends RangeError {}

type Grid = (boolean | undefined)[][];

/** The dark modules of the code for `text`, row by row, without the quiet zone. Raises `TooLong` past 412 bytes. */
export function qr(text: string): boolean[][] {
  const bytes = Array.from(new TextEncoder().encode(text));
  const version = BLOCKS.findIndex((_, i) => bytes.length <= dataBytes(i + 1) - (i < 9 ? 2 : 3)) + 1;
  if (version === 0) throw new TooLong(`a QR code of ours holds 412 bytes, not ${bytes.length}`);
  const words = interleave(codewords(bytes, version), version);
  const frame = drawFrame(version);
  let best: { grid: boolean[][]; cost: number } | undefined;
  for (let mask = 0; mask < 8; mask++) {
    const grid = fill(frame, words, mask);
    drawFormat(grid, mask);
    const cost = penalty(grid);
    if (!best || cost < best.cost) best = { grid, cost };
  }
  return best!.grid;
}

const size = (version: number): number => version * 4 + 17;

/** Bytes that a version holds in all: its modules without the function patterns. */
function allBytes(version: number): number {
  const centres = version < 2 ? 0 : Math.floor(version / 7) + 2;
  const alignment = centres === 0 ? 0 : (centres * centres - 3) * 25 - (centres - 2) * 2 * 5;
  const modules = size(version) ** 2 - 3 * 64 - 31 - 2 * (size(version) - 16) - alignment - (version < 7 ? 0 : 36);
  return modules >> 3;
}

const dataBytes = (version: number): number => allBytes(version) - CORRECTION[version - 1]! * BLOCKS[version - 1]!;

function codewords(bytes: readonly number[], version: number): number[] {
  const bits: number[] = [];
  const put = (value: number, width: number) => {
    for (let i = width - 1; i >= 0; i--) bits.push((value >> i) & 1);
  };
  const room = dataBytes(version);
  put(4, 4);
  put(bytes.length, version < 10 ? 8 : 16);
  for (const byte of bytes) put(byte, 8);
  put(0, Math.min(4, room * 8 - bits.length));
  while (bits.length % 8) bits.push(0);
  const words = Array.from({ length: bits.length / 8 }, (_, i) => bits.slice(i * 8, i * 8 + 8).reduce((sum, bit) => sum * 2 + bit, 0));
  for (let pad = 0xec; words.length < room; pad ^= 0xec ^ 0x11) words.push(pad);
  return words;
}

/** Multiplication in GF(256) with the standard's polynomial. */
function times(a: number, b: number): number {
  let product = 0;
  for (let i = 7; i >= 0; i--) product = (product << 1) ^ ((product >> 7) * 0x11d) ^ (((b >> i) & 1) * a);
  return product;
}

function generator(degree: number): number[] {
  let found = [1];
  for (let i = 0, root = 1; i < degree; i++, root = times(root, 2)) {
    found = [...found, 0].map((value, k) => value ^ (k > 0 ? times(found[k - 1]!, root) : 0));
  }
  return found.slice(1);
}

function correction(block: readonly number[], divisor: readonly number[]): number[] {
  const rest: number[] = divisor.map(() => 0);
  for (const byte of block) {
    const factor = byte ^ rest.shift()!;
    rest.push(0);
    divisor.forEach((value, i) => (rest[i]! ^= times(value, factor)));
  }
  return rest;
}

function interleave(data: readonly number[], version: number): number[] {
  const count = BLOCKS[version - 1]!;
  const short = Math.floor(data.length / count);
  const longer = data.length % count;
  const divisor = generator(CORRECTION[version - 1]!);
  let from = 0;
  const blocks = Array.from({ length: count }, (_, i) => data.slice(from, (from += short + (i >= count - longer ? 1 : 0))));
  const columns = (lists: readonly (readonly number[])[]) => {
    const longest = Math.max(...lists.map((list) => list.length));
    return Array.from({ length: longest }, (_, i) => lists.flatMap((list) => (i < list.length ? [list[i]!] : []))).flat();
  };
  return [...columns(blocks), ...columns(blocks.map((block) => correction(block, divisor)))];
}

function drawFrame(version: number): Grid {
  const n = size(version);
  const grid: Grid = Array.from({ length: n }, () => new Array<boolean | undefined>(n).fill(undefined));
  const square = (cy: number, cx: number, reach: number, dark: (ring: number) => boolean) => {
    for (let y = -reach; y <= reach; y++) {
      for (let x = -reach; x <= reach; x++) {
        if (grid[cy + y] !== undefined && cx + x >= 0 && cx + x < n) grid[cy + y]![cx + x] = dark(Math.max(Math.abs(x), Math.abs(y)));
      }
    }
  };
  for (let i = 0; i < n; i++) grid[6]![i] = grid[i]![6] = i % 2 === 0;
  for (const [y, x] of [[3, 3], [3, n - 4], [n - 4, 3]] as const) square(y, x, 4, (ring) => ring !== 2 && ring !== 4);
  const centres = alignments(version);
  const last = centres.length - 1;
  centres.forEach((y, i) =>
    centres.forEach((x, k) => {
      const corner = (i === 0 && k === 0) || (i === 0 && k === last) || (i === last && k === 0);
      if (!corner) square(y, x, 2, (ring) => ring !== 1);
    }),
  );
  drawFormat(grid, 0); // kept free here, written with the mask
  if (version >= 7) drawVersion(grid, version);
  return grid;
}

function alignments(version: number): number[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.ceil((version * 4 + 4) / (count * 2 - 2)) * 2;
  const found = Array.from({ length: count - 1 }, (_, i) => size(version) - 7 - i * step);
  return [6, ...found.reverse()];
}

/** Bits with the remainder of a division by a generator, as the standard's BCH codes have them. */
function withRemainder(value: number, polynomial: number, degree: number): number {
  let rest = value;
  for (let i = 0; i < degree; i++) rest = (rest << 1) ^ ((rest >> (degree - 1)) * polynomial);
  return (value << degree) | rest;
}

function drawFormat(grid: Grid, mask: number): void {
  const n = grid.length;
  const bits = withRemainder(mask, 0x537, 10) ^ 0x5412; // level M is 00
  const bit = (i: number) => ((bits >> i) & 1) === 1;
  for (let i = 0; i < 15; i++) {
    const down = i < 6 ? i : i < 8 ? i + 1 : n - 15 + i;
    const along = i < 8 ? n - 1 - i : i === 8 ? 7 : 14 - i;
    grid[down]![8] = bit(i);
    grid[8]![along] = bit(i);
  }
  grid[n - 8]![8] = true;
}

function drawVersion(grid: Grid, version: number): void {
  const bits = withRemainder(version, 0x1f25, 12);
  for (let i = 0; i < 18; i++) {
    const [near, far] = [Math.floor(i / 3), grid.length - 11 + (i % 3)];
    grid[near]![far] = grid[far]![near] = ((bits >> i) & 1) === 1;
  }
}

const MASKS: readonly ((y: number, x: number) => boolean)[] = [
  (y, x) => (y + x) % 2 === 0,
  (y) => y % 2 === 0,
  (_, x) => x % 3 === 0,
  (y, x) => (y + x) % 3 === 0,
  (y, x) => (Math.floor(y / 2) + Math.floor(x / 3)) % 2 === 0,
  (y, x) => ((y * x) % 2) + ((y * x) % 3) === 0,
  (y, x) => (((y * x) % 2) + ((y * x) % 3)) % 2 === 0,
  (y, x) => (((y + x) % 2) + ((y * x) % 3)) % 2 === 0,
];

function fill(frame: Grid, words: readonly number[], mask: number): boolean[][] {
  const n = frame.length;
  const grid = frame.map((row) => [...row]);
  let i = 0;
  for (let right = n - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < n; step++) {
      const y = ((right + 1) & 2) === 0 ? n - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (frame[y]![x] !== undefined) continue;
        const dark = i < words.length * 8 && ((words[i >> 3]! >> (7 - (i & 7))) & 1) === 1;
        grid[y]![x] = dark !== MASKS[mask]!(y, x);
        i++;
      }
    }
  }
  return grid as boolean[][];
}

/** How hard a grid is to read: long runs, blocks, things that look like a finder, too dark or too light. */
function penalty(grid: readonly (readonly boolean[])[]): number {
  const lines = [...grid, ...grid.map((_, x) => grid.map((row) => row[x]!))].map((line) => line.map((dark) => (dark ? "1" : "0")).join(""));
  let cost = 0;
  for (const line of lines) {
    for (const run of line.match(/0{5,}|1{5,}/g) ?? []) cost += run.length - 2;
    for (const finder of ["10111010000", "00001011101"]) for (let at = line.indexOf(finder); at >= 0; at = line.indexOf(finder, at + 1)) cost += 40;
  }
  let dark = 0;
  grid.forEach((row, y) =>
    row.forEach((one, x) => {
      dark += Number(one);
      if (y > 0 && x > 0 && one === row[x - 1] && one === grid[y - 1]![x] && one === grid[y - 1]![x - 1]) cost += 3;
    }),
  );
  return cost + Math.floor(Math.abs((dark * 20) / grid.length ** 2 - 10)) * 10;
}

import { render, screen } from "@testing-library/preact";
import { describe, expect, it } from "vitest";
import { places, Ring, ringWords } from "./ring";

const t = (key: string, slots?: Record<string, string | number>) => `${key} ${JSON.stringify(slots ?? {})}`;

describe("the ring", () => {
  it.each([1, 2, 3, 9, 12, 30, 64, 65, 140, 141, 240, 241, 600, 900])("seats %i people apart from each other and inside its frame", (seats) => {
    const dots = places(seats);
    expect(dots.length).toBe(seats);
    expect(Math.min(...dots.map((dot) => dot.r))).toBeGreaterThan(1.2);
    expect(Math.max(...dots.map((dot) => Math.hypot(dot.x - 100, dot.y - 100) + dot.r))).toBeLessThanOrEqual(100);
    let nearest = Infinity; // of any two, how far apart, in sums of their radii
    dots.forEach((a, i) => {
      for (const b of dots.slice(i + 1)) nearest = Math.min(nearest, Math.hypot(a.x - b.x, a.y - b.y) / (a.r + b.r));
    });
    expect(nearest).toBeGreaterThan(0.98);
  });

  it("fills as many seats as have answers stored", () => {
    const { container } = render(<Ring seats={12} here={10} stored={9} />);
    const count = (state: string) => (container.querySelector(`.${state}`)?.getAttribute("d")?.match(/M/g) ?? []).length;
    expect([count("stored"), count("here"), count("away")]).toEqual([9, 1, 2]);
  });

  it("draws an arc for the time that is left, the whole of it too", () => {
    const time = (share: number) => render(<Ring seats={3} time={share} />).container.querySelector(".time");
    expect(time(0)).toBeNull();
    expect(time(1)?.getAttribute("d")).toContain(" 0 1 1 ");
    expect(time(0.25)?.getAttribute("d")).toContain(" 0 0 1 ");
  });

  it("says what it shows, or is silent beside words", () => {
    render(<Ring seats={3} label="1 of 3 stored" />);
    expect(screen.getByRole("img", { name: "1 of 3 stored" })).toBeTruthy();
    expect(render(<Ring seats={3} />).container.querySelector("svg")?.getAttribute("aria-hidden")).toBe("true");
  });

  it("has words for every state", () => {
    expect(ringWords({ seats: 12, stored: 9 }, t)).toBe('ring.stored {"n":9,"seats":12}');
    expect(ringWords({ seats: 12 }, t)).toBe('ring.here {"n":12}');
    expect(ringWords(undefined, t)).toBe("ring.empty {}");
  });
});

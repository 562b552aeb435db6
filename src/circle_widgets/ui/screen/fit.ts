/** The largest size at which a text stands whole in its place: for texts whose length nobody knows beforehand. */

import { type RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

/**
 * Sets `--fit` (rem) on the element: the first of `sizes`, the largest first, at which its content does not overflow.
 * `key` says when the content is another one. It measures again when the window or the type changes, and when a part of
 * the content, a step kind's face, comes after it.
 */
export function useFit<T extends HTMLElement>(sizes: readonly number[], key: string): RefObject<T> {
  const place = useRef<T>(null);
  useLayoutEffect(() => {
    const element = place.current;
    if (!element) return;
    const page = element.ownerDocument;
    const fit = () => {
      for (const size of sizes) {
        element.style.setProperty("--fit", `${size}rem`);
        if (!overflows(element)) return;
      }
    };
    fit();
    const late = new MutationObserver(fit);
    late.observe(element, { childList: true, subtree: true, characterData: true });
    let here = true;
    void page.fonts?.ready.then(() => here && fit());
    page.defaultView?.addEventListener("resize", fit);
    return () => {
      here = false;
      late.disconnect();
      page.defaultView?.removeEventListener("resize", fit);
    };
  }, [key, sizes]);
  return place;
}

/** A pixel of grace: browsers round. */
const overflows = ({ scrollHeight, clientHeight, scrollWidth, clientWidth }: HTMLElement): boolean =>
  scrollHeight > clientHeight + 1 || scrollWidth > clientWidth + 1;

/** The types of layout.py (rem): their sizes on the narrowest screen, on a page that is full. */
const TYPES = { large: 6.6, one: 6.6, middle: 5.2, pair: 5.2, small: 4.4, smaller: 4, least: 3.6 };
const LARGER = [1.5, 1.4, 1.3, 1.2, 1.1, 1];

/** By the name of a type the sizes for `useFit`: up to `most` times as large where there is more room than that; `own` types of a kind besides. */
export function grown(most: number, own: Readonly<Record<string, number>> = {}): ReadonlyMap<string, readonly number[]> {
  const larger = LARGER.filter((more) => more <= most);
  return new Map(Object.entries({ ...TYPES, ...own }).map(([name, least]) => [name, larger.map((more) => least * more)]));
}

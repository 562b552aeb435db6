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

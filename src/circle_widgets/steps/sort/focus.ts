/** Which card has the focus, and which one an arrow leads to. */

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

export type Place = { readonly current: HTMLElement | null };

/** The sections in which the cards lie. */
export const TRAYS = "section[data-tray]";
export const elements = (root: ParentNode | null, selector: string): HTMLElement[] => [...(root?.querySelectorAll<HTMLElement>(selector) ?? [])];
export const groupOf = (one: Element | null | undefined): string => (one as HTMLElement | null | undefined)?.dataset["group"] ?? "";

export const ARROWS: Readonly<Record<string, true>> = { ArrowUp: true, ArrowDown: true, ArrowLeft: true, ArrowRight: true };

/** The card that an arrow leads to: in its column, or at the same height of the next column that has one. */
export function neighbour(root: HTMLElement | null, group: string, key: string, stacked: boolean): HTMLElement | undefined {
  const columns = elements(root, TRAYS).map((one) => elements(one, "[data-group]")).filter((one) => one.length > 0);
  const all = stacked ? [columns.flat()] : columns;
  const column = all.findIndex((one) => one.some((card) => groupOf(card) === group));
  const row = (all[column] ?? []).findIndex((card) => groupOf(card) === group);
  if (key === "ArrowDown" || (stacked && key === "ArrowRight")) return all[column]?.[row + 1];
  if (key === "ArrowUp" || (stacked && key === "ArrowLeft")) return row > 0 ? all[column]?.[row - 1] : undefined;
  const next = all[column + (key === "ArrowRight" ? 1 : -1)];
  return next?.[Math.min(row, next.length - 1)];
}

/**
 * The focus stays among the cards while the hands are there, whatever is drawn anew: on the card that it was on, or on
 * the one that this was put together with, or else on the first.
 */
export function useFocus(place: Place) {
  const [cursor, setCursor] = useState("");
  const here = useRef(false);
  useEffect(() => {
    const page = place.current?.ownerDocument;
    const away = (event: Event) => {
      const root = place.current;
      if (root && !event.composedPath().includes(root)) here.current = false;
    };
    // out of the stage's page into the desk around it, or into another window
    const out = () => void (here.current = false);
    const window = page?.defaultView;
    for (const kind of ["pointerdown", "focusin"]) page?.addEventListener(kind, away, true);
    window?.addEventListener("blur", out);
    return () => {
      window?.removeEventListener("blur", out);
      for (const kind of ["pointerdown", "focusin"]) page?.removeEventListener(kind, away, true);
    };
  }, [place]);
  useLayoutEffect(() => {
    const root = place.current;
    if (!root) return;
    const every = elements(root, "[data-group]");
    const entry = every.find((one) => groupOf(one) === cursor) ?? every[0];
    for (const one of every) one.tabIndex = one === entry ? 0 : -1;
    if (!here.current) return;
    const active = (root.getRootNode() as Document | ShadowRoot).activeElement;
    const on = active instanceof Object && root.contains(active) ? groupOf(active as Element) : undefined;
    if (on === cursor || (on !== undefined && !on)) return;
    (every.find((one) => groupOf(one) === cursor) ?? (on === undefined ? entry : undefined))?.focus();
  });
  return {
    here: (group: string) => ((here.current = true), setCursor(group)),
    next: (group: string) => setCursor(group),
  };
}

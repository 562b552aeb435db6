/**
 * Cards in the hand: by dragging, by two clicks, by the keyboard alone. It works on any element in which sections with
 * `data-tray` hold elements with `data-group`: on the wall, in the desk's stage, and in the list beside it.
 */

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { isTheirs } from "../../ui/control/moves";
import type { Acts } from "./acts";

/** How far (px) a pointer moves before it drags. */
const FIRM = 6;
const INSIDE = "button, a, input, textarea, select, summary, label";

interface Options {
  readonly acts: Acts;
  /** The groups that there are: what is held is one of them. */
  readonly groups: Readonly<Record<string, unknown>>;
  /** All sections stand below each other, as in a list. */
  readonly stacked: boolean;
}

export interface Hands {
  readonly held: string | undefined;
  readonly hold: (group: string | undefined) => void;
  /** Puts what is held together with this one, or picks this one up. */
  readonly touch: (group: string) => void;
  readonly place: { readonly current: HTMLElement | null };
  /** For the element that holds all sections. */
  readonly board: Readonly<Record<string, unknown>>;
  /** For each group. */
  readonly card: (group: string) => Readonly<Record<string, unknown>>;
}

interface Drag {
  readonly group: string;
  readonly x: number;
  readonly y: number;
  firm: boolean;
}

const elements = (root: ParentNode | null, selector: string): HTMLElement[] => [...(root?.querySelectorAll<HTMLElement>(selector) ?? [])];
const groupOf = (one: Element | null | undefined): string => (one as HTMLElement | null | undefined)?.dataset["group"] ?? "";

export function useHands<T extends HTMLElement>({ acts, groups, stacked }: Options): Hands & { readonly ref: { current: T | null } } {
  const place = useRef<T>(null);
  const [picked, hold] = useState<string>();
  const held = picked !== undefined && groups[picked] ? picked : undefined;
  const focus = useFocus(place);
  const drag = useRef<Drag>();
  const dropped = useRef(false);

  const touch = (group: string) => {
    if (held && held !== group) {
      acts.join(held, group);
      focus.next(group);
    }
    hold(held ? undefined : group);
  };
  const move = (group: string, tray: number) => {
    acts.move(group, tray);
    focus.next(group);
    hold(undefined);
  };

  const board = {
    onKeyDown: (event: KeyboardEvent) => {
      const card = event.target as HTMLElement;
      const group = groupOf(card);
      if (!group || event.ctrlKey || event.metaKey || event.altKey) return;
      const done = keyed(event.key, group);
      if (!done) return;
      // the same keys lead the meeting on: here they are the card's
      event.preventDefault();
      event.stopPropagation();
    },
    onPointerDown: (event: PointerEvent) => {
      dropped.current = false;
      const card = (event.target as Element).closest<HTMLElement>("[data-group]");
      if (event.button !== 0 || !card || (event.target as Element).closest(INSIDE)) return;
      drag.current = { group: groupOf(card), x: event.clientX, y: event.clientY, firm: false };
    },
    onPointerMove: (event: PointerEvent) => {
      const now = drag.current;
      if (!now) return;
      const [x, y] = [event.clientX - now.x, event.clientY - now.y];
      if (!now.firm && Math.hypot(x, y) < FIRM) return;
      // so that it is heard of where it leaves the stage
      if (!now.firm) (event.currentTarget as HTMLElement).setPointerCapture?.(event.pointerId);
      now.firm = true;
      lift(place.current, now.group, x, y);
      mark(place.current, under(place.current, event, now.group));
    },
    onPointerUp: (event: PointerEvent) => {
      const now = drag.current;
      drag.current = undefined;
      if (!now?.firm) return;
      const at = under(place.current, event, now.group);
      settle(place.current);
      dropped.current = true;
      if (at?.dataset["group"]) acts.join(now.group, groupOf(at));
      else if (at) acts.move(now.group, elements(place.current, "[data-tray]").indexOf(at));
      hold(undefined);
    },
    onPointerCancel: () => {
      drag.current = undefined;
      settle(place.current);
    },
    onClick: (event: MouseEvent) => {
      const target = event.target as Element;
      if (dropped.current || target.closest(INSIDE)) return void (dropped.current = false);
      const group = groupOf(target.closest("[data-group]"));
      const tray = elements(place.current, "[data-tray]").indexOf(target.closest<HTMLElement>("[data-tray]")!);
      if (group) touch(group);
      else if (held && tray >= 0) move(held, tray);
    },
  };

  const keyed = (key: string, group: string): boolean => {
    if (ARROWS[key]) {
      const to = neighbour(place.current, group, key, stacked);
      if (to) to.focus();
      else if (!stacked) acts.page(key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : 0);
      return true;
    }
    if (key === "Enter") return touch(group), true;
    if (key === "Escape") return held ? (hold(undefined), true) : false;
    if (key === "Delete" || key === "Backspace") {
      focus.next(groupOf(neighbour(place.current, group, "ArrowDown", stacked) ?? neighbour(place.current, group, "ArrowUp", stacked)));
      return acts.drop(group), hold(undefined), true;
    }
    if (key.toLowerCase() === "l") return acts.show(group), true;
    if (/^[1-9]$/.test(key)) return move(held ?? group, Number(key) - 1), true;
    return false;
  };

  const card = (group: string) => ({
    "data-group": group,
    tabIndex: -1, // one of them has another: see useFocus
    "data-held": held === group ? "" : undefined,
    onFocus: (event: FocusEvent) => event.target === event.currentTarget && focus.here(group),
  });
  return { held, hold, touch, place, ref: place, board, card };
}

const ARROWS: Readonly<Record<string, true>> = { ArrowUp: true, ArrowDown: true, ArrowLeft: true, ArrowRight: true };

/** The card that an arrow leads to: in its column, or at the same height of the next column that has one. */
function neighbour(root: HTMLElement | null, group: string, key: string, stacked: boolean): HTMLElement | undefined {
  const columns = elements(root, "[data-tray]").map((one) => elements(one, "[data-group]")).filter((one) => one.length > 0);
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
function useFocus(place: { readonly current: HTMLElement | null }) {
  const [cursor, setCursor] = useState("");
  const here = useRef(false);
  useEffect(() => {
    const page = place.current?.ownerDocument;
    const away = (event: Event) => {
      const root = place.current;
      if (root && !event.composedPath().includes(root)) here.current = false;
    };
    for (const kind of ["pointerdown", "focusin"]) page?.addEventListener(kind, away, true);
    return () => {
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

// ------------------------------------------------------------ dragging

function lift(root: HTMLElement | null, group: string, x: number, y: number): void {
  for (const one of elements(root, "[data-group]").filter((card) => groupOf(card) === group)) {
    one.classList.add("lifted");
    one.style.transform = `translate(${x}px, ${y}px)`;
  }
}

/** What lies under the pointer: another group, else a tray. */
function under(root: HTMLElement | null, { clientX, clientY }: PointerEvent, group: string): HTMLElement | undefined {
  const at = (root?.getRootNode() as Document | ShadowRoot | undefined)?.elementFromPoint(clientX, clientY);
  if (!at || !root?.contains(at)) return undefined;
  const card = at.closest<HTMLElement>("[data-group]");
  return (card && groupOf(card) !== group ? card : at.closest<HTMLElement>("[data-tray]")) ?? undefined;
}

function mark(root: HTMLElement | null, at: HTMLElement | undefined): void {
  for (const one of elements(root, ".target")) if (one !== at) one.classList.remove("target");
  at?.classList.add("target");
}

function settle(root: HTMLElement | null): void {
  mark(root, undefined);
  for (const one of elements(root, ".lifted")) {
    one.classList.remove("lifted");
    one.style.transform = "";
  }
}

// ------------------------------------------------------------ one key, wherever the hands are

/** Does something at a key, unless somebody types; in a notebook with keys of its own only inside the desk. */
export function useKey(place: { readonly current: HTMLElement | null }, key: string, act: (() => void) | undefined): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const page = place.current?.ownerDocument;
    const pressed = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== key || event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTheirs(event)) return;
      const root = place.current?.getRootNode() as Document | ShadowRoot | undefined;
      const inside = root && event.composedPath().includes("host" in root ? root.host : root);
      if (!latest.current || (!inside && page?.querySelector(".jp-NotebookPanel"))) return;
      event.preventDefault();
      latest.current();
    };
    page?.addEventListener("keydown", pressed);
    return () => page?.removeEventListener("keydown", pressed);
  }, [place, key]);
}

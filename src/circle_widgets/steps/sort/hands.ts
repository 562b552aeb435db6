/**
 * Cards in the hand: by dragging, by two clicks, by the keyboard alone. It works on any element in which sections with
 * `data-tray` hold elements with `data-group`: on the wall, in the desk's stage, and in the list beside it.
 */

import { useRef, useState } from "preact/hooks";
import type { Acts } from "./acts";
import { INSIDE, useDrag } from "./drag";
import { ARROWS, elements, groupOf, neighbour, type Place, TRAYS, useFocus } from "./focus";

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
  readonly place: Place;
  /** For the element that holds all sections. */
  readonly board: Readonly<Record<string, unknown>>;
  /** For each group. */
  readonly card: (group: string) => Readonly<Record<string, unknown>>;
}

export function useHands<T extends HTMLElement>({ acts, groups, stacked }: Options): Hands & { readonly ref: { current: T | null } } {
  const place = useRef<T>(null);
  const [picked, hold] = useState<string>();
  const held = picked !== undefined && groups[picked] ? picked : undefined;
  const focus = useFocus(place);
  const trayOf = (at: Element | null): number => elements(place.current, TRAYS).findIndex((one) => one === at);

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
  const drop = (group: string) => {
    focus.next(groupOf(neighbour(place.current, group, "ArrowDown", stacked) ?? neighbour(place.current, group, "ArrowUp", stacked)));
    acts.drop(group);
    hold(undefined);
  };
  const go = (key: string, group: string) => {
    const to = neighbour(place.current, group, key, stacked);
    if (to) to.focus();
    else if (!stacked) acts.page(key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : 0);
  };
  const { handlers, wasDrag } = useDrag(place, (group, at) => {
    if (groupOf(at)) acts.join(group, groupOf(at));
    else if (at) acts.move(group, trayOf(at));
    hold(undefined);
  });

  /** What a key does on a card; undefined for a key that is not the card's. */
  const keyed = (key: string, group: string): (() => void) | undefined => {
    if (ARROWS[key]) return () => go(key, group);
    if (key === "Enter") return () => touch(group);
    if (key === "Escape") return held ? () => hold(undefined) : undefined;
    if (key === "Delete" || key === "Backspace") return () => drop(group);
    if (key.toLowerCase() === "l") return () => acts.show(group);
    return /^[1-9]$/.test(key) ? () => move(held ?? group, Number(key) - 1) : undefined;
  };
  const board = {
    ...handlers,
    onKeyDown: (event: KeyboardEvent) => {
      const group = groupOf(event.target as Element);
      const act = group && !event.ctrlKey && !event.metaKey && !event.altKey ? keyed(event.key, group) : undefined;
      if (!act) return;
      // the same keys lead the meeting on: here they are the card's
      event.preventDefault();
      event.stopPropagation();
      act();
    },
    onClick: (event: MouseEvent) => {
      const target = event.target as Element;
      if (wasDrag() || target.closest(INSIDE)) return;
      const group = groupOf(target.closest("[data-group]"));
      const tray = trayOf(target.closest(TRAYS));
      if (group) touch(group);
      else if (held && tray >= 0) move(held, tray);
    },
  };
  const card = (group: string) => ({
    "data-group": group,
    tabIndex: -1, // one of them has another: see useFocus
    "data-held": held === group ? "" : undefined,
    onFocus: (event: FocusEvent) => event.target === event.currentTarget && focus.here(group),
  });
  return { held, hold, touch, place, ref: place, board, card };
}

/** A card under the pointer: lifted when it moves, let go on another card or on a tray. */

import { useRef } from "preact/hooks";
import { elements, groupOf, type Place, TRAYS } from "./focus";

/** How far (px) a pointer moves before it drags. */
const FIRM = 6;
/** What is pressed, not dragged. */
export const INSIDE = "button, a, input, textarea, select, summary, label";

interface Drag {
  readonly group: string;
  readonly x: number;
  readonly y: number;
  firm: boolean;
}

/** The pointer's events, for the element that holds all sections; `put` hears where a card was let go. */
export function useDrag(place: Place, put: (group: string, at: HTMLElement | undefined) => void) {
  const drag = useRef<Drag>();
  const letGo = useRef(false);
  const handlers = {
    onPointerDown: (event: PointerEvent) => {
      letGo.current = false;
      const target = event.target as Element;
      const card = target.closest<HTMLElement>("[data-group]");
      if (event.button !== 0 || !card || target.closest(INSIDE)) return;
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
      letGo.current = true;
      put(now.group, at);
    },
    onPointerCancel: () => {
      drag.current = undefined;
      settle(place.current);
    },
  };
  /** Whether a click is what is left of a drag; asked once. */
  const wasDrag = (): boolean => {
    const was = letGo.current;
    letGo.current = false;
    return was;
  };
  return { handlers, wasDrag };
}

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
  return (card && groupOf(card) !== group ? card : at.closest<HTMLElement>(TRAYS)) ?? undefined;
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

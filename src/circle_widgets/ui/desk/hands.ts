/**
 * Who leads with the keyboard is never nowhere: where the control that had the focus is gone, or can do nothing any
 * more, the focus goes to the nearest one that can, and in the end to the primary button.
 */

import { useEffect } from "preact/hooks";

const CONTROLS = "button, summary, input, select, textarea, a[href], [tabindex='0']";
/** What is asked once more comes first, then what calls itself a home, then the one thing to do. */
const FIRST = [".sure", "[data-home]", ".primary"];
/** Beyond these nothing is near. */
const FAR = ".two, .desk";

interface Held {
  readonly one: HTMLElement;
  readonly around: readonly HTMLElement[];
  readonly form: HTMLFormElement | null;
}

export function useHands(el: HTMLElement): void {
  useEffect(() => {
    const root = el.shadowRoot ?? el;
    const page = el.shadowRoot ?? document;
    let held: Held | undefined;
    let typed = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      const { activeElement: now } = page;
      const outside = document.activeElement;
      const lost = (!now || now === document.body || now === held?.one) && (!outside || outside === document.body || outside === el || outside === held?.one);
      if (!held || !typed || !lost || can(held.one)) return;
      const to = nearest(held, root);
      if (to?.matches(".sure")) to.tabIndex = -1;
      to?.focus();
    };
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(look);
    };
    const came = (event: Event) => void (held = heldBy(event.target as HTMLElement));
    // somebody went elsewhere, and the control stayed
    const left = () => {
      const was = held;
      setTimeout(() => void (held === was && was && can(was.one) && page.activeElement !== was.one && (held = undefined)));
    };
    const byKey = () => void (typed = true);
    const byHand = () => void (typed = false);
    const heard: [string, (event: Event) => void][] = [["focusin", came], ["focusout", left], ["keydown", byKey], ["pointerdown", byHand]];
    for (const [kind, act] of heard) root.addEventListener(kind, act, true);
    const observer = new MutationObserver(soon);
    observer.observe(root, { childList: true, subtree: true, attributes: true, attributeFilter: ["disabled", "hidden"] });
    return () => {
      for (const [kind, act] of heard) root.removeEventListener(kind, act, true);
      observer.disconnect();
      clearTimeout(timer);
    };
  }, [el]);
}

function heldBy(one: HTMLElement): Held {
  const around: HTMLElement[] = [];
  for (let at = one.parentElement; at && !at.matches(FAR); at = at.parentElement) around.push(at);
  return { one, around, form: one.closest("form") };
}

/** There, and of use. */
const can = (one: HTMLElement): boolean => one.isConnected && !one.matches(":disabled") && !one.closest("[hidden]") && (one.tagName === "SUMMARY" || !one.closest("details:not([open])"));

function nearest({ around, form }: Held, root: ShadowRoot | HTMLElement): HTMLElement | undefined {
  const done = form !== null && !form.isConnected; // what was filled in is filled in: the meeting goes on
  for (const place of done ? [] : around.filter(can)) {
    const inside = place.closest(".card, .private") ? [...FIRST, CONTROLS] : ["[data-home]"];
    for (const which of inside) {
      const found = [...place.querySelectorAll<HTMLElement>(which)].find((one) => can(one) && one.tabIndex >= (which === ".sure" ? -1 : 0));
      if (found) return found;
    }
  }
  return [".primary", "button"].map((which) => root.querySelector<HTMLElement>(`.controls ${which}:not(:disabled)`)).find((one) => one !== null) ?? undefined;
}

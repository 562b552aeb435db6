/** A value that can be set, for hosts that hold a view and hand it on. */

import { useEffect, useRef } from "preact/hooks";
import type { Source } from "../types";

export class Held<T> implements Source<T> {
  private readonly told = new Set<() => void>();

  constructor(private value: T) {}

  readonly get = (): T => this.value;

  set(value: T): void {
    if (value === this.value) return;
    this.value = value;
    for (const tell of [...this.told]) tell();
  }

  readonly subscribe = (tell: () => void): (() => void) => {
    this.told.add(tell);
    return () => void this.told.delete(tell);
  };
}

/** The value of each drawing, as a source for what was mounted by hand and is drawn by its own renderer. */
export function useHeld<T>(value: T): Held<T> {
  const held = useRef<Held<T>>();
  held.current ??= new Held(value);
  useEffect(() => held.current!.set(value), [value]);
  return held.current;
}

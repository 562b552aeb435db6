/** Does something when a value becomes another one, not when it is first there. */

import { useEffect, useRef } from "preact/hooks";

export function useChange(value: string, act: () => void): void {
  const last = useRef(value);
  useEffect(() => {
    if (last.current === value) return;
    last.current = value;
    act();
  }, [value, act]);
}

/** A button that lets the person choose one file of a circle. */

import type { ComponentChildren } from "preact";

interface ChooseFileProps {
  readonly busy: boolean;
  readonly look?: "quiet" | "primary";
  readonly chosen: (file: File) => void;
  readonly children: ComponentChildren;
}

export function ChooseFile({ busy, look = "quiet", chosen, children }: ChooseFileProps) {
  const change = (event: Event) => {
    const input = event.currentTarget as HTMLInputElement;
    const file = input.files?.[0];
    input.value = ""; // the same file may be chosen again
    if (file && !busy) chosen(file);
  };
  return (
    <label class="file">
      <span class={look} aria-disabled={busy}>
        {children}
      </span>
      <input type="file" accept=".jsonl,application/x-ndjson,application/json,text/plain" onChange={change} />
    </label>
  );
}

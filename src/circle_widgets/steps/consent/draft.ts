/** An answer that is being made up, kept on this phone alone until it is sent: a locked phone loses no words. */

import { useState } from "preact/hooks";
import type { FaceProps } from "../../ui/types";
import { consentOf, type Say } from "./parts";

interface Kept {
  readonly draft: Partial<Say> | undefined;
  readonly set: (draft: Partial<Say>) => void;
  readonly clear: () => void;
}

export function useDraft({ view, drafts }: Pick<FaceProps, "view" | "drafts">): Kept {
  const key = `${view.step?.id ?? ""}.${consentOf(view).round ?? 1}`;
  const [draft, setDraft] = useState(() => read(drafts.get(key)));
  return {
    draft,
    set: (next) => (setDraft(next), drafts.set(key, JSON.stringify(next))),
    clear: () => (setDraft(undefined), drafts.set(key, "")),
  };
}

function read(kept: string): Partial<Say> | undefined {
  try {
    return kept ? (JSON.parse(kept) as Partial<Say>) : undefined;
  } catch {
    return undefined;
  }
}

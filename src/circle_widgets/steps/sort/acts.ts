/** What the facilitator does with groups: each a proposal, and what was refused is said. */

import { useMemo, useState } from "preact/hooks";
import { type Body, type FaceProps, isRefusal, type View } from "../../ui/types";
import { sortOf, traysOf } from "./parts";

export interface Acts {
  readonly join: (group: string, into: string) => void;
  /** Into the tray with this number, from 0. */
  readonly move: (group: string, tray: number) => void;
  readonly drop: (group: string) => void;
  readonly save: (group: string, seat: string) => void;
  readonly name: (group: string, text: string) => void;
  readonly apart: (card: string) => void;
  readonly hide: (card: string) => void;
  readonly restore: (card: string) => void;
  /** Takes what somebody says belongs together, or leaves it. */
  readonly take: () => void;
  readonly leave: () => void;
  /** A group alone on the wall, large; all of them again. */
  readonly show: (group: string) => void;
  readonly all: () => void;
  readonly page: (by: number) => void;
}

/** The acts, and why the last one was refused. `latest` has the view as it stands when one is done. */
export function useActs({ send }: Pick<FaceProps, "send">, latest: { readonly current: View }): [Acts, string] {
  const [said, setSaid] = useState("");
  const acts = useMemo(() => made((kind, body, seat) => {
    const step = kind.startsWith("sort.") ? { step: latest.current.step?.id ?? "" } : {};
    void send(kind, body, { ...step, ...(seat ? { seat } : {}) }).then((answer) => setSaid(isRefusal(answer) ? answer.message : ""));
  }, latest), [send, latest]);
  return [acts, said];
}

function made(act: (kind: string, body: Body, seat?: string) => void, latest: { readonly current: View }): Acts {
  const hint = () => sortOf(latest.current).hint;
  return {
    join: (group, into) => act("sort.join", { group, into }),
    move: (group, number) => {
      const tray = traysOf(latest.current)[number];
      if (tray && sortOf(latest.current).groups?.[group]?.tray !== tray) act("sort.move", { group, tray });
    },
    drop: (group) => act("sort.drop", { group }),
    save: (group, seat) => act("sort.save", { group }, seat),
    name: (group, text) => act("sort.name", { group, text }),
    apart: (card) => act("sort.apart", { card }),
    hide: (card) => act("sort.hide", { card }),
    restore: (card) => act("sort.restore", { card }),
    take: () => {
      const { group, into } = hint() ?? {};
      if (group && into) act("sort.join", { group, into });
    },
    leave: () => {
      const { a, b } = hint() ?? {};
      if (a && b) act("sort.aside", { a, b });
    },
    show: (group) => act("screen.show", { mode: "one", page: sortOf(latest.current).alone?.[group] ?? 1 }),
    all: () => act("screen.show", { mode: "all", page: 1 }),
    page: (by) => {
      const { page = 1, pages = 1 } = latest.current.screen ?? {};
      if (by !== 0 && page + by >= 1 && page + by <= pages) act("screen.show", { page: page + by });
    },
  };
}

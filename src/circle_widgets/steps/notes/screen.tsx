/** Notes on the wall: nothing but the promise while the room writes; then all of them in pages, or one at a time, large. */

import { inOrder } from "../../ui/i18n";
import { grown, useFit } from "../../ui/screen/fit";
import type { FaceProps } from "../../ui/types";
import { notesOf, type Shown } from "./parts";

export function ScreenNotes({ view, t }: FaceProps) {
  const notes = notesOf(view);
  if (view.step?.phase !== "revealed") return <p class="notes-hidden">{t(view.step?.phase === "closed" ? "notes.screen.closed" : "notes.screen.hidden")}</p>;
  const items = inOrder(notes.items);
  if (items.length === 0) return <p class="notes-none">{t("notes.screen.none")}</p>;
  const [first] = items;
  if (notes.size === "one" && first) return <One id={first[0]} note={first[1]} t={t} />;
  return <Many items={items} size={notes.size ?? "least"} t={t} />;
}

interface ManyProps extends Pick<FaceProps, "t"> {
  readonly items: readonly (readonly [string, Shown])[];
  readonly size: string;
}

const SIZES_OF = grown(1.4);

function Many({ items, size, t }: ManyProps) {
  const place = useFit<HTMLDivElement>(SIZES_OF.get(size) ?? SIZES, `${size}|${JSON.stringify(items)}`);
  const columns = size === "large" || size === "middle" ? [1] : [1, 2];
  return (
    <div class="notes-page" data-size={size} ref={place}>
      {columns.map((column) => (
        <ul key={column}>
          {items.filter(([, note]) => (note.column ?? 1) === column).map(([id, note]) => (
            <li key={id} class="card">
              <p class={note.under ? "notes-text under" : "notes-text"} dir="auto">{note.text}</p>
              <Lines note={note} />
              <Part note={note} t={t} />
            </li>
          ))}
        </ul>
      ))}
    </div>
  );
}

type Inside = { readonly note: Shown };

/** Larger than a sixteenth when it is short: the back row reads along. */
const SIZES = [11, 9.6, 8.4, 7.4, 6.6] as const;

function One({ id, note, t }: Inside & { readonly id: string; readonly t: FaceProps["t"] }) {
  const place = useFit<HTMLDivElement>(SIZES, `${id}|${note.text}|${JSON.stringify(note.lines ?? "")}`);
  return (
    <div class="notes-one" ref={place}>
      <p class={note.under ? "notes-text under" : "notes-text"} dir="auto">{note.text}</p>
      <Lines note={note} />
      <Part note={note} t={t} />
    </div>
  );
}

const Lines = ({ note }: Inside) => (
  <>
    {Object.entries(note.lines ?? {}).map(([locale, text]) => (
      <p key={locale} class="notes-line" dir="auto" lang={locale}>{text}</p>
    ))}
  </>
);

const Part = ({ note, t }: Inside & Pick<FaceProps, "t">) => (note.parts ? <p class="notes-part">{t("screen.page", { n: note.part ?? 1, of: note.parts })}</p> : null);

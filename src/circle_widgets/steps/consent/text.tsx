/** The text that the room is asked about, under the names of its trays. */

import { inOrder } from "../../ui/i18n";
import type { Translate } from "../../ui/types";
import { type Line, TRAYS } from "./parts";

interface TextProps {
  readonly lines: Readonly<Record<string, Line>> | undefined;
  readonly t: Translate;
}

type Group = { readonly tray: string; readonly lines: [string, Line][] };

/** Lines that follow each other in one tray stand together. */
export function groups(lines: Readonly<Record<string, Line>> | undefined): Group[] {
  const found: Group[] = [];
  for (const [id, line] of inOrder(lines)) {
    const tray = line.tray && TRAYS[line.tray] ? line.tray : "";
    const last = found[found.length - 1];
    if (last && last.tray === tray) last.lines.push([id, line]);
    else found.push({ tray, lines: [[id, line]] });
  }
  return found;
}

export function AskedText({ lines, t }: TextProps) {
  return (
    <div class="consent-asked">
      {groups(lines).map(({ tray, lines: own }) => (
        <section key={own[0]?.[0]} data-tray={tray}>
          <h2>{t(TRAYS[tray] ?? "")}</h2>
          <ul>
            {own.map(([id, line]) => (
              <li key={id}>
                <p class="consent-text" dir="auto">{line.text}</p>
                <Part line={line} t={t} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** Which part of a long line this is. */
export const Part = ({ line, t }: { readonly line: Line; readonly t: Translate }) =>
  line.parts === undefined ? null : <p class="consent-part">{t("screen.page", { n: line.part ?? 1, of: line.parts })}</p>;

/** The text that the room is asked about, part by part, as phones and the remote list it. */

import type { Translate } from "../../ui/types";
import { byTray, head } from "../draft/parts";
import type { Line } from "./parts";

interface TextProps {
  readonly lines: Readonly<Record<string, Line>> | undefined;
  readonly t: Translate;
}

export function AskedText({ lines, t }: TextProps) {
  const parts = byTray(lines).filter(([, own]) => own.length > 0);
  if (parts.length === 0) return null;
  return (
    <div class="consent-asked">
      {parts.map(([tray, own]) => (
        <section key={tray} data-tray={tray}>
          <h2>{t(head(tray))}</h2>
          <ul>
            {own.map(([id, line]) => (
              <li key={id} class="consent-text" dir="auto">{line.text}</li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

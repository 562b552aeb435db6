/** `draft` on a phone: the text as it stands, whole, to read along. */

import type { FaceProps } from "../../ui/types";
import { byTray, draftOf, head } from "./parts";

export function PhoneDraft({ view, t }: FaceProps) {
  const { lines, count = 0 } = draftOf(view);
  return (
    <div class="draft-phone">
      <p class="soft">{t("draft.phone")}</p>
      {count === 0 && <p class="calm">{t("draft.nothing")}</p>}
      {byTray(lines).map(
        ([tray, own]) =>
          own.length > 0 && (
            <section key={tray} class="draft-part" data-tray={tray}>
              <h2>{t(head(tray))}</h2>
              <ul>
                {own.map(([id, line]) => (
                  <li key={id} class={line.now ? "now" : ""} {...(line.now ? { "aria-current": "true" as const } : {})}>
                    <p class="draft-text" dir="auto">{line.text}</p>
                  </li>
                ))}
              </ul>
            </section>
          ),
      )}
    </div>
  );
}

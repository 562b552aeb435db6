/** The text on the wall: the sentence large, below it what it is, what it is not, what depends; or one line by itself. */

import { inOrder } from "../../ui/i18n";
import { useFit } from "../../ui/screen/fit";
import { TRAYS as VALUES } from "../../ui/trays";
import type { FaceProps } from "../../ui/types";
import { draftOf, head, type Line, trayOf } from "./parts";

type Lines = readonly (readonly [string, Line])[];

export function ScreenDraft(props: FaceProps) {
  const { view, t } = props;
  const { items, size, trays } = draftOf(view);
  const all = inOrder(items);
  if (all.length === 0) return <p class="draft-nothing">{t("draft.nothing")}</p>;
  if (!trays) return <Alone {...props} lines={all} />;
  const sentence = all.filter(([, one]) => trayOf(one) === "");
  return (
    <div class="draft-page">
      {sentence.length > 0 && <Large {...props} lines={sentence} />}
      <div class="draft-trays" data-size={size}>
        {VALUES.map((tray) => (
          <section key={tray} data-tray={tray}>
            <h2>{t(head(tray))}</h2>
            <Small {...props} lines={all.filter(([, one]) => trayOf(one) === tray)} />
          </section>
        ))}
      </div>
    </div>
  );
}

/** A page of one line: as large as the page lets it be. */
function Alone(props: FaceProps & { readonly lines: Lines }) {
  const place = useFit<HTMLDivElement>(SIZES, JSON.stringify([props.lines, props.locale]));
  return (
    <div class="draft-page draft-alone" ref={place}>
      <Large {...props} />
    </div>
  );
}

/** From the size of what is spoken about (`layout.py`) to 1.4 times as much. */
const SIZES = [9.2, 8.4, 7.6, 6.6] as const;

/** The sentence, or the one line that is spoken about. */
function Large({ t, lines }: FaceProps & { readonly lines: Lines }) {
  return (
    <section class="draft-large" data-tray={lines[0] ? trayOf(lines[0][1]) : ""}>
      {lines.map(([id, line]) => (
        <div key={id} class={line.now ? "now" : ""}>
          <h2>
            {t(head(trayOf(line)))}
            {line.parts !== undefined && <span class="draft-piece"> {t("screen.page", { n: line.part ?? 1, of: line.parts })}</span>}
          </h2>
          <p class="draft-text" dir="auto">{line.text}</p>
        </div>
      ))}
    </section>
  );
}

const Small = ({ t, lines }: FaceProps & { readonly lines: Lines }) => (
  <ul>
    {lines.map(([id, line]) => (
      <li key={id} class={line.now ? "now" : ""}>
        <p class="draft-text" dir="auto">{line.text}</p>
        {line.parts !== undefined && <p class="draft-piece">{t("screen.page", { n: line.part ?? 1, of: line.parts })}</p>}
      </li>
    ))}
  </ul>
);

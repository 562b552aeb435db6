/** How many dots stand on a text: drawn, and in words, always. */

import type { Translate } from "../../ui/types";

/** Up to so many are drawn one by one; where one text has more, all have a bar (`seen.py`). */
const DRAWN = 16;
/** The longest bar, in heights of the type. */
const LONGEST = 12;

interface CountProps {
  readonly dots: number;
  /** The most that one text has. */
  readonly most: number;
  readonly tie?: boolean | undefined;
  readonly t: Translate;
}

export function Count({ dots, most, tie, t }: CountProps) {
  return (
    <p class="dots-count" data-dots={dots}>
      {dots > 0 && <Drawn dots={dots} most={most} />}
      <span class="dots-words">
        <b>{dots > 0 ? t("dots.count", { n: dots }) : t("dots.count.none")}</b>
        {tie && (
          <>
            {" "}
            <span class="dots-tie"><i aria-hidden="true">=</i> {t("dots.tie")}</span>
          </>
        )}
      </span>
    </p>
  );
}

const Drawn = ({ dots, most }: { readonly dots: number; readonly most: number }) => (
  <span class="dots-drawn" aria-hidden="true">
    {most > DRAWN ? <i class="bar" style={{ width: `${((dots / most) * LONGEST).toFixed(2)}em` }} /> : Array.from({ length: dots }, (_, n) => <i key={n} />)}
  </span>
);

/** A seat's word and picture: what a person without a name is called by. */

import { COLOURS, PICTURES, seatWordParts } from "./pictures";
import type { Translate } from "./types";

/** "Blue heron", "Héron bleu", "Blue heron 2". */
export function seatWord(word: string | undefined, t: Translate): string {
  const parts = seatWordParts(word);
  if (!parts) return word ?? "";
  const said = t("seat.word", { colour: t(`colour.${parts.colour}`), picture: t(`picture.${parts.picture}`) });
  const begun = said.charAt(0).toUpperCase() + said.slice(1);
  return parts.lap === undefined ? begun : `${begun} ${parts.lap}`;
}

/** The picture alone, decoration beside the word. */
export function SeatPicture({ word }: { word: string | undefined }) {
  const parts = seatWordParts(word);
  const [ground, figure] = COLOURS[parts?.colour ?? "grey"] ?? ["", ""];
  const [shape, lines] = (PICTURES[parts?.picture ?? ""] ?? "").split("|");
  return (
    <svg class="seat-picture" viewBox="0 0 40 40" aria-hidden="true" focusable="false">
      <circle cx="20" cy="20" r="20" fill={ground} />
      <g transform="translate(8 8)" fill={figure} stroke="none">
        {shape && <path d={shape} fill-rule="evenodd" />}
        {lines && <path d={lines} fill="none" stroke={figure} stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" />}
      </g>
    </svg>
  );
}

export function SeatMark({ word, t }: { word: string | undefined; t: Translate }) {
  return (
    <span class="seat-mark">
      <SeatPicture word={word} /> <b>{seatWord(word, t)}</b>
    </span>
  );
}

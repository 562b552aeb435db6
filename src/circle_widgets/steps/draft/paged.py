"""How a draft's text stands on the screen's pages: the sentence large, below it a column for each other part.

Lengths are in rem, as in ``layout.py``; ``screen.css`` of this kind keeps to these numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from circle_widgets import layout
from circle_widgets.steps.draft.written import SENTENCE, TRAYS

LEAD = 6.4
"""The height of the words above the sentence ("Our circle is …"), or above a line that is read by itself."""
GAP = 2.4
"""Between the sentence and the columns below it."""
ROWS = (
    layout.Type("small", 4.4, 5.4, 1.6, 36.5),
    layout.Type("smaller", 4.0, 4.9, 1.4, 36.5),
    layout.Type("least", 3.6, 4.4, 1.2, 36.5),
)
"""The lines of a column, with a thin line between two: a text is read, not sorted, so they are no cards."""
HEADING = 8.0
"""The height of the name above a column, and of what frames it."""
LEAST = 18.0
"""Under this height there are no columns below a sentence: they have a page to themselves."""
COLUMNS = len(TRAYS) - 1

Words = tuple[str, str]
"""The text of a line, and its part."""


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on a page; ``size`` is the type of its columns, ``trays`` whether it has them."""

    places: tuple[layout.Place, ...]
    size: str
    trays: bool = False


def pages_of(text: Sequence[Words], tall: float, *, close: bool = False) -> list[Page]:
    """The pages of a text, at least one; ``close``: each line by itself, as large as what is spoken about."""
    if close and text:
        return _each(range(len(text)), [words for words, _ in text], tall)
    sentence = [n for n, (_, tray) in enumerate(text) if tray == SENTENCE]
    values = [n for n, (_, tray) in enumerate(text) if tray != SENTENCE]
    above = _each(sentence, [text[n][0] for n in sentence], tall)
    if not values:
        return above or [Page((), layout.ONE.name)]
    if len(above) == 1:
        words = text[sentence[0]][0]
        used = LEAD + layout.lines(words, layout.ONE.size, layout.ONE.room) * layout.ONE.line
        left = tall - used - GAP
        below = _columns(text, values, left) if left >= LEAST else []
        if len(below) == 1:
            return [Page((*above[0].places, *below[0].places), below[0].size, trays=True)]
    return [*above, *_columns(text, values, tall)]


def _each(indices: Sequence[int], texts: Sequence[str], tall: float) -> list[Page]:
    places = layout.single(texts, (), tall - LEAD)
    return [Page((replace(one, index=indices[one.index]),), layout.ONE.name) for one in places]


def _columns(text: Sequence[Words], values: Sequence[int], tall: float) -> list[Page]:
    """Below each other's heading; a column that is full goes on at the same place of the next page."""
    column_of = [TRAYS.index(text[n][1]) - 1 for n in values]
    pages, type_ = layout.side_by_side(
        [text[n][0] for n in values], column_of, COLUMNS, (), tall, types=ROWS, heading=HEADING
    )
    return [
        Page(tuple(replace(one, index=values[one.index]) for one in page), type_.name, trays=True) for page in pages
    ]

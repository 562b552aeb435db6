"""Examples on cards: a sentence, or values in a list; one at a time on the screen, as large as what is spoken about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from circle_widgets import layout
from circle_widgets.events import Text
from circle_widgets.sentences import pick
from circle_widgets.steps.base import View
from circle_widgets.steps.trays import TRAYS

MOST_CARDS, MOST_LINES, LONGEST_TITLE = 12, 12, 90
Lines = Annotated[Sequence[Text], Meta(max_length=MOST_LINES)]


class Card(Struct, frozen=True, forbid_unknown_fields=True):
    """An example under its ``title`` (at most 90 signs): a ``text``, and values under *it is*, *is not*, *depends*."""

    title: Text = ""
    text: Text = ""
    is_: Lines = msgspec.field(default=(), name="is")
    not_: Lines = msgspec.field(default=(), name="not")
    depends: Lines = ()

    def __post_init__(self) -> None:
        titles = [self.title] if isinstance(self.title, str) else self.title.values()
        if any(len(title) > LONGEST_TITLE for title in titles):
            raise ValueError(f"the title of a card has at most {LONGEST_TITLE} characters")

    @property
    def trays(self) -> dict[str, Sequence[Text]]:
        """The values, by the heading under which they stand; headings without any are left out."""
        found = zip(TRAYS, (self.is_, self.not_, self.depends), strict=True)
        return {tray: lines for tray, lines in found if lines}


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on the screen at once: a card, or a part of it. ``size`` is the name of its type."""

    card: int
    size: str
    text: str = ""
    trays: Mapping[str, Sequence[str]] = field(default_factory=dict)
    part: int = 1
    parts: int = 1


TITLE = layout.Type("title", 4.0, 5.0, 1.6, 108.0)
"""Of a card's title, beside which "1 of 2" has its place."""
HEADING = 10.8
"""Height (rem) of the name above a column of values, and of what frames it."""
GAP = 1.6
"""Between two values (rem)."""
ROOM, BETWEEN, FRAME = 120.0, 2.4, 5.6
"""The width that there is on the narrowest screen; between two columns, and inside of one (rem)."""
SIZES = (("large", 6.6, 8.0), ("middle", 5.2, 6.4), ("wide", 4.4, 5.5))
"""Names, sizes and lines (rem) in which the values of a card stand on one page, the largest first."""


def pages(cards: Sequence[Card], question: Text, locale: str) -> list[Page]:
    """The cards as pages of the screen below ``question``; nothing is cut, and what is long goes on."""
    asked = [question] if isinstance(question, str) else list(question.values())
    found: list[Page] = []
    for n, card in enumerate(cards):
        titles = layout.lines(pick(card.title, locale), TITLE.size, TITLE.room)
        tall = layout.height(asked, spoken=True) - titles * TITLE.line - TITLE.frame
        own = _text(n, pick(card.text, locale), tall) + _values(n, card, locale, tall) or [Page(n, layout.ONE.name)]
        found += [replace(page, part=part, parts=len(own)) for part, page in enumerate(own, 1)]
    return found


def _text(n: int, text: str, tall: float) -> list[Page]:
    return [Page(n, layout.ONE.name, place.text) for place in layout.single([text], tall=tall)] if text else []


def _values(n: int, card: Card, locale: str, tall: float) -> list[Page]:
    """On one page in the largest type that lets them; where none does, as sorted texts stand everywhere."""
    trays = {tray: [pick(line, locale) for line in lines] for tray, lines in card.trays.items()}
    if not trays:
        return []
    for name, letters, line in SIZES:
        if all(_height(lines, letters, line, len(trays)) <= tall for lines in trays.values()):
            return [Page(n, name, trays=trays)]
    texts = [(tray, text) for tray, lines in trays.items() for text in lines]
    placed, type_ = layout.side_by_side(
        [text for _, text in texts], [TRAYS.index(tray) for tray, _ in texts], len(TRAYS), tall=tall
    )
    return [Page(n, type_.name, trays=_columns([texts[one.index][0] for one in page], page)) for page in placed]


def _columns(trays: Sequence[str], page: Sequence[layout.Place]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for tray, place in zip(trays, page, strict=True):
        found.setdefault(tray, []).append(place.text)
    return found


def _height(lines: Sequence[str], letters: float, line: float, columns: int) -> float:
    room = (ROOM - (columns - 1) * BETWEEN) / columns - FRAME
    return HEADING + sum(layout.lines(text, letters, room) * line + GAP for text in lines)


def view(card: Card, n: int) -> View:
    """A whole card, as phones show it."""
    trays = {tray: dict(enumerate(lines, 1)) for tray, lines in card.trays.items()}
    return _view(n, card.title, card.text, trays)


def shown(card: Card, page: Page) -> View:
    """The same as far as it stands on a page."""
    trays = {tray: dict(enumerate(lines, 1)) for tray, lines in page.trays.items()}
    found = _view(page.card + 1, card.title, page.text, trays) | {"size": page.size}
    return found | ({"part": page.part, "parts": page.parts} if page.parts > 1 else {})


def _view(n: int, title: Text, text: Text, trays: Mapping[str, Mapping[int, Text]]) -> View:
    found: View = {"n": n}
    found |= {key: words for key, words in (("title", title), ("text", text)) if words}
    for tray, lines in trays.items():
        found.setdefault("trays", {})[tray] = {str(key): {"n": key, "text": line} for key, line in lines.items()}
    return found

"""How texts become pages of the screen. Pure, and the same for every host: desk, remote and screen agree on "2 of 3".

Lengths are in rem: 1 rem is 1 % of the screen's height. Sizes are those of a 4:3 screen, the narrowest; a wider one has
room to spare. Widths are estimates from above: a line that is thought too long is better than a word cut off.
The style sheets of the screen (``ui/screen/main.css``, ``steps/*/style.css``) keep to these numbers; a browser test
holds that.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

HEIGHT = 72.0
"""Height in rem that a page has when the question above it takes two lines."""
_WIDTHS = {0.3: " '.,;:\u2019!|ijl", 0.43: 'ftrI1()[]{}-/"“”«»', 0.5: "csvyz", 0.74: "wOQG&…", 0.95: "mMW%@—œŒæÆ"}
"""Signs of Atkinson Hyperlegible Next, medium weight, by their width in heights of the type (rounded up)."""
_SMALL, _CAPITAL, _FULL, _OTHER = 0.59, 0.7, 1.05, 0.8
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Type:
    """A size of type and the place for a text of it, all in rem but ``name`` and ``columns``.

    ``line`` is the height of a line, ``frame`` what stands above and below a text, ``room`` the width of its lines.
    """

    name: str
    size: float
    line: float
    frame: float
    room: float
    columns: int = 1


ALL = (
    Type("large", 6.6, 8.0, 6.2, 120.0),
    Type("middle", 5.2, 6.4, 6.2, 120.0),
    Type("small", 4.4, 5.5, 5.4, 57.0, columns=2),
    Type("smaller", 4.0, 5.0, 5.0, 57.0, columns=2),
    Type("least", 3.6, 4.5, 4.8, 57.0, columns=2),
)
"""For many texts at once: the first at which all stand on one page, else pages of the last. None under a thirtieth."""
ONE = Type("one", 6.6, 8.0, 0.0, 120.0)
"""For the text that is spoken about: never under a sixteenth of the height."""
UNDER = Type("under", 4.4, 5.6, 1.6, 120.0)
"""For a translation under the text that is spoken about."""
QUESTION, LONG_QUESTION = Type("question", 4.2, 5.05, 0.0, 78.0), Type("long", 3.4, 4.1, 0.0, 78.0)
LONG_FROM, SPEECH_FROM = 72, 200
"""A question of more characters than this stands in the smaller type; of a speech there are no more than these."""


def width(text: str) -> float:
    """How wide a text is, in heights of its type."""
    return sum(map(_width, text))


@lru_cache(maxsize=4096)
def _width(sign: str) -> float:
    for wide, signs in _WIDTHS.items():
        if sign in signs:
            return wide
    kind = unicodedata.category(sign)
    if kind in {"Mn", "Me", "Cf"}:
        return 0.0  # stands above, below or between
    if unicodedata.east_asian_width(sign) in "WF":
        return _FULL
    if kind in {"Lu", "Nd"}:
        return _CAPITAL
    return _SMALL if unicodedata.name(sign, "").startswith(_NEAR_LATIN) else _OTHER


_NEAR_LATIN = ("LATIN", "GREEK", "CYRILLIC", "ARABIC", "HEBREW")


def lines(text: str, size: float, room: float) -> int:
    """How many lines ``text`` takes in type of ``size`` when a line is ``room`` wide (both in rem)."""
    return len(_wrapped(text, room / size))


def height(questions: Sequence[str] = ()) -> float:
    """The height (rem) left for a page below a question; of several languages the longest counts."""
    tallest = 2 * QUESTION.line
    for text in questions:
        type_ = LONG_QUESTION if len(text) > LONG_FROM else QUESTION
        tallest = max(tallest, lines(text[:SPEECH_FROM], type_.size, type_.room) * type_.line)
    return HEIGHT - (tallest - 2 * QUESTION.line)


Span = tuple[int, int]
"""Where a line stands in its text: from, to."""


@lru_cache(maxsize=8192)  # a view is made anew at each change, of texts that stay the same
def _wrapped(text: str, room: float) -> tuple[Span, ...]:
    found: list[Span] = []
    start = 0
    for paragraph in text.split("\n"):
        found += [(start + begin, start + end) for begin, end in _wrap(paragraph, room)]
        start += len(paragraph) + 1
    return tuple(found)


def _wrap(paragraph: str, room: float) -> list[Span]:
    """Lines of a paragraph, broken at blanks; a word too wide for a line is cut."""
    found: list[Span] = []
    begin = end = 0  # the line so far
    used = 0.0
    for word in _WORD.finditer(paragraph):
        wide, at = width(word[0]), word.start()
        gap = width(paragraph[end:at]) if end > begin else 0.0
        if end > begin and used + gap + wide > room:
            found.append((begin, end))
            begin, used, gap = at, 0.0, 0.0
        while wide > room:
            cut = max(1, int((word.end() - at) * room / wide))
            found.append((at, at + cut))
            at += cut
            begin, used, wide = at, 0.0, width(paragraph[at : word.end()])
        begin = begin if end > begin else at
        end, used = word.end(), used + gap + wide
    return [*found, (begin, end)]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands: which text, which column (from 1), and the part of it that this page shows.

    A text in one part has its lines below it. One in several parts is followed by its lines as further parts, which are
    ``under``.
    """

    index: int
    column: int
    text: str
    part: int = 1
    parts: int = 1
    under: bool = False


def many(
    texts: Sequence[str], under: Sequence[Sequence[str]] = (), tall: float = HEIGHT
) -> tuple[list[list[Place]], Type]:
    """Pages of several texts, and the type they stand in: the largest that needs only one page.

    Columns fill from the left. ``under`` holds, for each text, the lines that stand below it. A text too tall for a
    column has one to itself and goes on in the next. ``tall`` is the height of a page in rem.
    """
    for type_ in ALL[:-1]:
        pages = _pages(texts, under, type_, tall, whole=True)
        if len(pages) == 1:
            return pages, type_
    return _pages(texts, under, ALL[-1], tall), ALL[-1]


def _pages(
    texts: Sequence[str], under: Sequence[Sequence[str]], type_: Type, tall: float, *, whole: bool = False
) -> list[list[Place]]:
    """The pages in one type. ``whole``: only one page without a text in parts will do, give up at the second."""
    pages: list[list[Place]] = [[]]
    column, used = 1, 0.0
    for index, text in enumerate(texts):
        below = under[index] if under else ()
        extra = sum(lines(one, type_.size, type_.room) * type_.line for one in below)
        for place in _places(index, text, below, type_, (tall - type_.frame, extra)):
            count = lines(place.text, type_.size, type_.room) + (place.parts > 1)
            needs = count * type_.line + type_.frame + (extra if place.parts == 1 else 0.0)
            if used and used + needs > tall:
                column, used = column + 1, 0.0
            if column > type_.columns or (whole and place.parts > 1):
                pages.append([])
                column = 1
                if whole:
                    return pages
            pages[-1].append(replace(place, column=column))
            used += needs
    return pages


def single(texts: Sequence[str], under: Sequence[Sequence[str]] = (), tall: float = HEIGHT) -> list[Place]:
    """Pages of one text each, large; a long one takes several pages. ``tall`` is the height of a page in rem."""
    pages: list[Place] = []
    for index, text in enumerate(texts):
        below = under[index] if under else ()
        extra = sum(lines(one, UNDER.size, UNDER.room) * UNDER.line + UNDER.frame for one in below)
        pages += _places(index, text, below, ONE, (tall - ONE.frame, extra))
    return pages


def _places(index: int, text: str, below: Sequence[str], type_: Type, heights: tuple[float, float]) -> Sequence[Place]:
    """The text whole, with its lines below; else in parts of about the same length, and then its lines as parts.

    ``heights``: what there is for text and lines, and what the lines take below a whole text.
    """
    room, extra = heights
    if lines(text, type_.size, type_.room) * type_.line + extra <= room:
        return [Place(index, 1, text)]
    most = max(1, int(room / type_.line) - 1)  # a line is for "1 of 2"
    pieces = [(piece, n > 0) for n, one in enumerate((text, *below)) for piece in _pieces(one, type_, most)]
    return [Place(index, 1, piece, n, len(pieces), under) for n, (piece, under) in enumerate(pieces, 1)]


def _pieces(text: str, type_: Type, most: int) -> list[str]:
    wrapped = _wrapped(text, type_.room / type_.size)
    count = -(-len(wrapped) // most)
    each = -(-len(wrapped) // count)
    spans = [wrapped[start : start + each] for start in range(0, len(wrapped), each)]
    return [text[span[0][0] : span[-1][1]] for span in spans]

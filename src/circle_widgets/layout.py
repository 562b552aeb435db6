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

HEIGHT = 71.6
"""Height in rem that a page has when the question above it takes two lines, and the foot two as well."""
FEW = 8
"""Pages up to which it pays to look for a larger type that needs no more of them."""
_WIDTHS = {
    0.24: "',.:;|",
    0.3: " !ijl\u2018\u2019\u00a0",
    0.37: 'ft"r()[]{}',
    0.45: "I1-_/\\°“”•",
    0.52: "*csvxyz?7",
    0.56: "kaehnouJL2F<>^~",
    0.61: "bdgpqETSYßø35+$9«»\u2013",
    0.66: "0468PVZBRKAXC=ď",
    0.74: "DHNUGOQw#&…",
    0.88: "mMW@",
    0.95: "%œæÆ—",
}
"""Signs of Atkinson Hyperlegible Next, medium weight, by their width in heights of the type (rounded up)."""
_SMALL, _CAPITAL, _FULL, _PICTURE, _OTHER = 0.59, 0.74, 1.08, 1.3, 0.8
"""The others: a full-width sign is as wide as it is high, and a little for the signs that may not begin a line."""
_WORD = re.compile(r"\S+(?:[\u00a0\u202f]\S*)*")
"""Words; blanks that keep two together are no gap."""


@dataclass(frozen=True, slots=True)
class Type:
    """A size of type and the place for a text of it, all in rem but ``name`` and ``columns``.

    ``line`` is the height of a line, ``frame`` what stands above and below a text, ``gap`` what is between two,
    ``room`` the width of a line.
    """

    name: str
    size: float
    line: float
    frame: float
    room: float
    gap: float = 0.0
    columns: int = 1


ALL = (
    Type("large", 6.6, 8.0, 4.2, 120.0, 2.0),
    Type("middle", 5.2, 6.4, 4.2, 120.0, 2.0),
    Type("pair", 5.2, 6.4, 4.2, 56.0, 2.0, columns=2),
    Type("small", 4.4, 5.5, 3.4, 57.0, 1.6, columns=2),
    Type("smaller", 4.0, 5.0, 3.0, 57.0, 1.4, columns=2),
    Type("least", 3.6, 4.5, 2.8, 57.0, 1.4, columns=2),
)
"""For many texts at once: the largest that needs no more pages than any other. None under a thirtieth."""
BESIDE = (
    Type("small", 4.4, 5.5, 3.2, 33.0, 1.4),
    Type("smaller", 4.0, 5.0, 2.8, 33.0, 1.2),
    Type("least", 3.6, 4.5, 2.4, 33.0, 1.2),
)
"""For texts in columns that stand for something, three beside each other."""
HEADING = 10.6
"""Height (rem) of the name above such a column, and of what frames it."""
ONE = Type("one", 6.6, 8.0, 0.0, 120.0)
"""For the text that is spoken about: never under a sixteenth of the height."""
UNDER = Type("under", 4.4, 5.6, 1.6, 120.0)
"""For a translation under the text that is spoken about."""
QUESTION, LONG_QUESTION = Type("question", 4.2, 5.05, 0.0, 66.0), Type("long", 3.4, 4.1, 0.0, 66.0)
SPOKEN_QUESTION = Type("spoken", 6.3, 7.1, 0.0, 108.0)
"""The question above pages; above the text that is spoken about it is as large as that one, without words beside it."""
LONG_FROM, LONG_SPOKEN_FROM, SPEECH_FROM = 72, 100, 200
"""A question of more characters than this stands in the smaller type; of a speech there are no more than these."""


def width(text: str) -> float:
    """How wide a text is, in heights of its type."""
    return sum(map(_width, text))


@lru_cache(maxsize=4096)
def _width(sign: str) -> float:
    plain = unicodedata.normalize("NFD", sign)[0]
    for wide, signs in _WIDTHS.items():
        if sign in signs or plain in signs:
            return wide
    kind = unicodedata.category(sign)
    if kind in {"Mn", "Me", "Cf"}:
        return 0.0  # stands above, below or between
    if unicodedata.east_asian_width(sign) in "WF":
        return _PICTURE if kind == "So" else _FULL
    if kind in {"Lu", "Nd"}:
        return _CAPITAL
    return _SMALL if unicodedata.name(sign, "").startswith(_NEAR_LATIN) else _OTHER


_NEAR_LATIN = ("LATIN", "GREEK", "CYRILLIC", "ARABIC", "HEBREW")


def lines(text: str, size: float, room: float) -> int:
    """How many lines ``text`` takes in type of ``size`` when a line is ``room`` wide (both in rem)."""
    return len(_wrapped(text, room / size))


def height(questions: Sequence[str] = (), *, spoken: bool = False) -> float:
    """The height (rem) left for a page below a question; of several languages the longest counts.

    ``spoken``: for the page of the one text that is spoken about, where the question is larger.
    """
    tallest = 2 * QUESTION.line
    usual, long_from = (SPOKEN_QUESTION, LONG_SPOKEN_FROM) if spoken else (QUESTION, LONG_FROM)
    for text in questions:
        type_ = LONG_QUESTION if len(text) > long_from else usual
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
            cut = _cut(paragraph, at, room)
            found.append((at, cut))
            begin, used, wide = cut, 0.0, width(paragraph[cut : word.end()])
            at = cut
        begin = begin if end > begin else at
        end, used = word.end(), used + gap + wide
    return [*found, (begin, end)]


def _cut(text: str, start: int, room: float) -> int:
    """Where a line that begins at ``start``, in the middle of a long word, is full; one sign at least is in it."""
    used, at = width(text[start]), start + 1
    while used + width(text[at]) <= room:
        used += width(text[at])
        at += 1
    return at


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands: which text, which column (from 1), and the part of it that this page shows.

    A text in one part has its lines below it. One in several parts is followed by its lines as further parts, which are
    ``under``; or, where they are ``tied`` to it, has them below its last part, which is ``under`` then.
    """

    index: int
    column: int
    text: str
    part: int = 1
    parts: int = 1
    under: bool = False

    def key(self, id: str) -> str:
        """What this part goes by in a view: the first by the ``id`` of its text, the others by ids of their own."""
        return id if self.part == 1 else f"{id}.{self.part}"

    @property
    def piece(self) -> dict[str, int]:
        """As a view says which ``part`` of how many ``parts`` it is; of a text that is whole it says nothing."""
        return {"part": self.part, "parts": self.parts} if self.parts > 1 else {}


def many(
    texts: Sequence[str], under: Sequence[Sequence[str]] = (), tall: float = HEIGHT, *, tied: bool = False
) -> tuple[list[list[Place]], Type]:
    """Pages of several texts, and the type they stand in: the fewest pages, then the largest type that needs no more.

    Columns are filled evenly, from the left: no last page with a text alone. ``under`` holds, for each text, the lines
    that stand below it; ``tied``: they say nothing without some of it, as a count does. A text too tall for a column
    has one to itself and goes on in the next. ``tall`` is the height of a page in rem. What is returned is kept for the
    next who asks: it is not to be changed.
    """
    return _many(tuple(texts), tuple(map(tuple, under)), tall, tied)


@lru_cache(maxsize=16)  # the same for desk, screen and remote, and for what comes next
def _many(
    texts: tuple[str, ...],
    under: tuple[tuple[str, ...], ...],
    tall: float,
    tied: bool,  # noqa: FBT001 - a cache keeps what is named and what is not apart
) -> tuple[list[list[Place]], Type]:
    flows = [_Flow(texts, under, ALL[-1], tall, tied=tied)]
    if flows[0].pages <= FEW:  # a larger type never takes as few as many pages of the least
        flows += [_Flow(texts, under, type_, tall, tied=tied) for type_ in ALL[:-1]]
    best = min(flows, key=lambda flow: (flow.pages, len(flow.places), -flow.type.size))
    return best.paged(), best.type


def side_by_side(  # noqa: PLR0913 - each says something else about the page
    texts: Sequence[str],
    column_of: Sequence[int],
    columns: int,
    under: Sequence[Sequence[str]] = (),
    tall: float = HEIGHT,
    *,
    types: Sequence[Type] = BESIDE,
    heading: float = HEADING,
    tied: bool = False,
) -> tuple[list[list[Place]], Type]:
    """Pages of texts of which each has its column (``column_of``, from 0), and their type, chosen as in :func:`many`.

    A column that is full goes on at the same place of the next page. ``types``, the largest first, and the height of a
    column's name are those of the style sheet that draws them.
    """
    room = tall - heading
    groups = [[n for n, column in enumerate(column_of) if column == one] for one in range(columns)]
    best: tuple[list[list[Place]], Type] | None = None
    for type_ in types:
        pages: list[list[Place]] = []
        for column, group in enumerate(groups, 1):
            below = [under[n] for n in group] if under else ()
            flow = _Flow([texts[n] for n in group], below, type_, room, tied=tied)
            for number, part in enumerate(flow.paged() if group else []):
                pages += [[]] if number == len(pages) else []
                pages[number] += [replace(one, index=group[one.index], column=column) for one in part]
        if best is None or len(pages) < len(best[0]):
            best = pages, type_
    return best if best is not None else ([[]], types[-1])


class _Flow:
    """Texts on their way through the columns of one type: ``places``, in no column yet, and how much each ``needs``."""

    def __init__(
        self, texts: Sequence[str], under: Sequence[Sequence[str]], type_: Type, tall: float, *, tied: bool = False
    ) -> None:
        self.type, self.tall = type_, tall + type_.gap  # below the last one there is no gap
        self.places: list[Place] = []
        self.needs: list[float] = []
        for index, text in enumerate(texts):
            below = under[index] if under else ()
            extra = sum(lines(one, type_.size, type_.room) * type_.line for one in below)
            heights = (tall - type_.frame, extra)
            for place in (_tied if tied else _places)(index, text, below, type_, heights):
                count = lines(place.text, type_.size, type_.room) + (place.parts > 1)
                has_lines = place.parts == 1 or (tied and place.under)
                self.places.append(place)
                self.needs.append(count * type_.line + type_.frame + type_.gap + (extra if has_lines else 0.0))
        self.pages = max(1, -(-len(_brimful(self.needs, self.tall)) // type_.columns))

    def paged(self) -> list[list[Place]]:
        """The pages, with about as much in each column as in the others."""
        columns = self.type.columns
        pages: list[list[Place]] = [[] for _ in range(self.pages)]
        start = 0
        for n, end in enumerate(_even(self.needs, self.pages * columns, self.tall)):
            pages[n // columns] += [replace(one, column=n % columns + 1) for one in self.places[start:end]]
            start = end
        return pages


def _brimful(needs: Sequence[float], tall: float) -> list[int]:
    """Where each column ends when every one is filled to the brim: no other way takes fewer columns."""
    ends: list[int] = []
    used = 0.0
    for n, need in enumerate(needs):
        if used and used + need > tall:
            ends.append(n)
            used = 0.0
        used += need
    return [*ends, len(needs)] if needs else []


def _even(needs: Sequence[float], columns: int, tall: float) -> list[int]:
    """Where each of ``columns`` ends when all are about equally full; so many columns have to be enough."""
    count = len(needs)
    # where what stands in the last 0, 1, 2 … columns begins at the earliest
    latest = [count, *(count - end for end in _brimful(needs[::-1], tall)), *[0] * columns]
    left, start = sum(needs), 0
    ends: list[int] = []
    for after in range(columns - 1, -1, -1):
        share, used, end = left / (after + 1), 0.0, start
        while end < count:
            more = used + needs[end]
            further = more - share > share - used  # from an equal share than without it
            if used and (more > tall or (further and end >= latest[after])):
                break
            used, end = more, end + 1
        ends.append(end)
        left, start = left - used, end
    return ends


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


def _tied(index: int, text: str, below: Sequence[str], type_: Type, heights: tuple[float, float]) -> Sequence[Place]:
    """The same, with the lines below the last part of the text, for which every part leaves room."""
    room, extra = heights
    if lines(text, type_.size, type_.room) * type_.line + extra <= room:
        return [Place(index, 1, text)]
    most = max(1, int((room - extra) / type_.line) - 1)
    pieces = _pieces(text, type_, most)
    last = len(pieces)
    return [Place(index, 1, piece, n, last, 1 < n == last and bool(below)) for n, piece in enumerate(pieces, 1)]


def _pieces(text: str, type_: Type, most: int) -> list[str]:
    wrapped = _wrapped(text, type_.room / type_.size)
    count = -(-len(wrapped) // most)
    each = -(-len(wrapped) // count)
    spans = [wrapped[start : start + each] for start in range(0, len(wrapped), each)]
    return [text[span[0][0] : span[-1][1]] for span in spans]

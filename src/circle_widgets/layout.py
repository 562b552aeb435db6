"""How texts become pages of the screen. Pure, and the same for every host, so that desk, remote and screen agree on "2 of 3".

Lengths are in rem: 1 rem is 1 % of the screen's height. Sizes are those of a 4:3 screen, the narrowest; a wider one has
room to spare. Widths are estimates from above: a line that is thought too long is better than a word cut off.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 118.0
"""Width in rem of the part of a 4:3 screen that texts stand in (margins and the card's padding taken off)."""
HEIGHT = 64.0
"""Height in rem left between the question and the foot."""
_LATIN, _WIDE, _CAPITAL = 0.56, 1.05, 0.74


@dataclass(frozen=True, slots=True)
class Type:
    """A size of type: its height, its line and what stands around a text of it, in rem."""

    size: float
    line: float
    frame: float


SMALL = Type(3.8, 4.9, 6.2)
"""For many texts at once; never under a thirtieth of the height."""
LARGE = Type(6.6, 8.0, 4.0)
"""For the text that is spoken about; never under a sixteenth."""
UNDER = Type(4.4, 5.6, 1.2)
"""For a translation under a text."""


def width(text: str) -> float:
    """How wide a text is, in heights of its type."""
    total = 0.0
    for char in text:
        if unicodedata.east_asian_width(char) in "WF":
            total += _WIDE
        else:
            total += _CAPITAL if char.isupper() or char in "mwMW@%" else _LATIN
    return total


def lines(text: str, size: float, room: float) -> int:
    """How many lines ``text`` takes in type of ``size`` when a line is ``room`` wide (both in rem)."""
    total = 0
    for paragraph in text.splitlines() or [""]:
        total += len(_wrap(paragraph, room / size))
    return total


def _wrap(paragraph: str, room: float) -> list[str]:
    found: list[str] = []
    line, used = "", 0.0
    for word in paragraph.split(" "):
        wide = width(word)
        while wide > room:
            cut = max(1, int(len(word) * room / wide))
            if line:
                found.append(line)
            found.append(word[:cut])
            line, used, word = "", 0.0, word[cut:]  # noqa: PLW2901 - what is left of the word
            wide = width(word)
        gap = _LATIN if line else 0.0
        if line and used + gap + wide > room:
            found.append(line)
            line, used = word, wide
        else:
            line, used = f"{line} {word}" if line else word, used + gap + wide
    return [*found, line]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands: which text, which column (from 1), and the part of it that this page shows."""

    index: int
    column: int
    text: str
    part: int = 1
    parts: int = 1


def many(texts: Sequence[str], under: Sequence[Sequence[str]] = (), columns: int = 2) -> list[list[Place]]:
    """Pages of several texts, in columns that fill from the left.

    ``under`` holds, for each text, the lines that stand below it. A text too tall for a column has the page's
    column to itself and goes on in the next.
    """
    room = WIDTH / columns - SMALL.frame
    pages: list[list[Place]] = [[]]
    column, used = 1, 0.0
    for index, text in enumerate(texts):
        below = under[index] if under else ()
        extra = sum(lines(one, SMALL.size, room) * SMALL.line for one in below)
        for part, parts, piece in _parts(text, SMALL, room, HEIGHT - SMALL.frame - extra):
            tall = lines(piece, SMALL.size, room) * SMALL.line + SMALL.frame + extra
            if used and used + tall > HEIGHT:
                column, used = column + 1, 0.0
            if column > columns:
                pages.append([])
                column = 1
            pages[-1].append(Place(index, column, piece, part, parts))
            used += tall
    return pages


def single(texts: Sequence[str], under: Sequence[Sequence[str]] = ()) -> list[Place]:
    """Pages of one text each, large; a long one takes several pages."""
    pages = []
    for index, text in enumerate(texts):
        below = under[index] if under else ()
        extra = sum(lines(one, UNDER.size, WIDTH) * UNDER.line + UNDER.frame for one in below)
        room = max(LARGE.line * 2, HEIGHT - LARGE.frame - extra)
        pages += [Place(index, 1, piece, n, of) for n, of, piece in _parts(text, LARGE, WIDTH, room)]
    return pages


def _parts(text: str, type_: Type, room: float, height: float) -> list[tuple[int, int, str]]:
    most = max(1, int(height / type_.line))
    wrapped = [line for paragraph in text.splitlines() or [""] for line in _wrap(paragraph, room / type_.size)]
    if len(wrapped) <= most:
        return [(1, 1, text)]
    pieces = [" ".join(wrapped[start : start + most]) for start in range(0, len(wrapped), most)]
    return [(n, len(pieces), piece) for n, piece in enumerate(pieces, 1)]

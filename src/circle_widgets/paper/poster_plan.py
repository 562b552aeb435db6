"""How the agreed text becomes sheets of a poster: the type shrinks in steps, then there is a second sheet. Pure.

All lengths are points on A4; A3 is the same, larger. Widths are estimates from above (``layout.py``), so what is
thought to fit does: the style sheet and the typst file keep to the numbers here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from circle_widgets import layout

WIDTH, TALL = 595.0, 842.0
SIDE, TOP, FOOT = 46.0, 44.0, 62.0
"""The margins; the lowest holds the line at the foot."""
INNER = WIDTH - 2 * SIDE
SENTENCE = (54.0, 48.0, 42.0, 37.0, 33.0, 29.0, 26.0, 23.0, 20.5, 18.0, 16.0, 14.0, 12.0)
VALUE = (26.0, 23.0, 20.5, 18.5, 16.5, 15.0, 13.5, 12.0, 11.0, 10.0, 9.2)
LARGER = 1.55
"""The sentence is at least so much larger than the values."""
BESIDE = 18.5
"""The largest type of values in columns: lines of two words tire."""
LONGEST_WORD = 26
"""Signs from which a word is broken where its line ends: an address, a slip of a finger."""
PITCH = 1.2
"""From line to line, in heights of the type."""
BOLD = 1.07
"""Bold is so much wider than the weight that the widths are of."""
TITLE, KICKER, SMALL = 17.0, 13.0, 10.5
"""The circle's title beside the least ring, the line below it, the dissent."""
RING_LEAST, RING_MOST = 64.0, 168.0
GUTTER, PAD, GAP = 12.0, 13.0, 22.0
"""Between panels; inside one; between the parts of a sheet."""
BETWEEN = 0.8
"""Between two values, in heights of their type; a thin line stands in the middle."""
HEADING = 1.15
"""The type of a panel's name, in heights of that of the values, where that fits."""
MANY = 6
"""From so many values a tray that is alone takes several columns."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A column of values of one tray."""

    tray: str
    heading: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: the first has the sentence. ``stacked``: its panels stand one below the other."""

    panels: tuple[Panel, ...] = ()
    dissent: tuple[str, ...] = ()
    stacked: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """The sizes of the type, of the ring, and the sheets."""

    sentence: float
    value: float
    heading: float
    ring: float
    sheets: tuple[Sheet, ...]
    title: float = TITLE


@dataclass(frozen=True, slots=True)
class Words:
    """What stands on a poster: people's words, and ours around them."""

    title: str
    sentence: str
    trays: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    """Name and values of each tray that holds some."""
    dissent: tuple[str, ...] = ()


def plan(words: Words) -> Plan:
    """The largest type that needs one sheet; else the least type, and as many sheets as it takes."""
    stacked = not words.sentence  # then there is room, and the values are what people read from afar
    for sentence, value in _sizes():
        panels = _panels(words, value, stacked=stacked)
        across = 1 if stacked else len(panels)
        if not _type_fits(words, panels, sentence, value, across):
            continue
        heading = _heading(panels, value, across)
        heights = [_height(one.texts, value, heading, across) for one in panels]
        tall = sum(heights) + GUTTER * (len(heights) - 1) if stacked else max(heights, default=0.0)
        left = TALL - TOP - FOOT - _fixed(words, sentence) - (tall + GAP if panels else 0.0) - _dissent(words.dissent)
        if left >= 0:
            ring = min(RING_MOST, RING_LEAST + left * 0.45)
            return Plan(sentence, value, heading, ring, (Sheet(panels, words.dissent, stacked),), _title(words, ring))
    return _several(words)


def _title(words: Words, ring: float) -> float:
    """The type of the circle's title: beside a larger ring it is larger, while it stands beside it whole."""
    room = INNER - ring - GAP
    most = TITLE * (0.5 + 0.5 * ring / RING_LEAST)
    for size in (TITLE * 1.8, TITLE * 1.6, TITLE * 1.4, TITLE * 1.2):
        tall = layout.lines(words.title, size * BOLD, room) * size * PITCH + KICKER * PITCH
        if size <= most and tall <= ring and _widest([words.title]) * BOLD * size <= room:
            return size
    return TITLE


def _sizes() -> Iterator[tuple[float, float]]:
    """Pairs of sizes, the largest first; both get smaller about alike."""
    pairs = [(s, v) for s in range(len(SENTENCE)) for v in range(len(VALUE))]
    pairs.sort(key=lambda pair: (sum(pair), abs(pair[0] - pair[1])))
    return ((SENTENCE[s], VALUE[v]) for s, v in pairs)


def _type_fits(words: Words, panels: Sequence[Panel], sentence: float, value: float, across: int) -> bool:
    """Whether the type suits the width of the lines: no word is too wide for its line, and no line is too short."""
    if not panels:
        value = VALUE[-1]
    texts = [text for one in panels for text in one.texts]
    return (
        (across == 1 or value <= BESIDE)
        and (not words.sentence or sentence >= LARGER * value or value == VALUE[-1])
        and (sentence == SENTENCE[-1] or _widest([words.sentence]) * BOLD * sentence <= INNER)
        and (value == VALUE[-1] or _widest(texts) * value <= _width(across) - 2 * PAD)
    )


def _heading(panels: Sequence[Panel], value: float, across: int) -> float:
    """The type of the panels' names: a little larger than the values, as far as each stands on one line."""
    widest = max((layout.width(one.heading) for one in panels), default=0.0) * BOLD
    return min(value * HEADING, (_width(across) - 2 * PAD) / widest) if widest else value


def _widest(texts: Sequence[str]) -> float:
    """The width of the widest word that is not broken, in heights of its type."""
    words = (word for text in texts for word in text.split() if len(word) <= LONGEST_WORD)
    return max(map(layout.width, words), default=0.0)


def _fixed(words: Words, sentence: float) -> float:
    """The top of the first sheet and the sentence."""
    title = layout.lines(words.title, TITLE * BOLD, INNER - RING_LEAST - GAP) * TITLE * PITCH
    found = max(RING_LEAST, title + KICKER * PITCH)
    if words.sentence:
        found += GAP + layout.lines(words.sentence, sentence * BOLD, INNER) * sentence * PITCH
    return found


def _width(across: int) -> float:
    return (INNER - GUTTER * (across - 1)) / across if across else INNER


def _panels(words: Words, value: float, *, stacked: bool = False) -> tuple[Panel, ...]:
    """A panel for each tray; one that is alone and has many values takes up to three columns."""
    if len(words.trays) == 1 and not stacked:
        tray, (name, texts) = next(iter(words.trays.items()))
        columns = 1 if len(texts) < MANY else 2 if len(texts) < 2 * MANY else 3
        return tuple(Panel(tray, name if n == 0 else "", part) for n, part in enumerate(_shared(texts, columns, value)))
    return tuple(Panel(tray, name, texts) for tray, (name, texts) in words.trays.items())


def _shared(texts: Sequence[str], columns: int, value: float) -> Iterator[tuple[str, ...]]:
    """The texts in columns of about the same height, in their order."""
    needs = [_row(text, value, columns) for text in texts]
    left, start = sum(needs), 0
    for column in range(columns, 0, -1):
        used, end = 0.0, start
        while end < len(texts) and (column == 1 or used + needs[end] / 2 <= left / column):
            used, end = used + needs[end], end + 1
        yield tuple(texts[start:end])
        left, start = left - used, end


def _row(text: str, value: float, across: int) -> float:
    return layout.lines(text, value, _width(across) - 2 * PAD) * value * PITCH + value * BETWEEN


def _height(texts: Sequence[str], value: float, heading: float, across: int) -> float:
    """The height of a panel."""
    return 2 * PAD + heading * PITCH + value * 0.5 + sum(_row(text, value, across) for text in texts)


def _dissent(texts: Sequence[str]) -> float:
    if not texts:
        return 0.0
    return GAP + KICKER * PITCH + sum(_quoted(text) for text in texts)


def _quoted(text: str) -> float:
    return layout.lines(text, SMALL, INNER - 14) * SMALL * PITCH + SMALL * 0.5


def _several(words: Words) -> Plan:
    """The least type, and a sentence that leaves the first sheet some room; the rest goes on on the next sheets."""
    room = TALL - TOP - FOOT
    later = room - RING_LEAST / 2 - 2 * TITLE * PITCH - GAP
    sentence = next((one for one in SENTENCE if _fits_alone(words, one, room * 0.5)), SENTENCE[-1])
    sheets = _Sheets(room - _fixed(words, sentence) - GAP, later)
    rows = _rows(words, later)
    for row in rows:
        sheets.put(row)
    sheets.quote(list(words.dissent))
    heading = _heading([one for row in rows for one in row], VALUE[-1], max(map(len, rows)))
    return Plan(sentence, VALUE[-1], heading, RING_LEAST, tuple(sheets.done))


def _fits_alone(words: Words, sentence: float, room: float) -> bool:
    return _fixed(words, sentence) <= room and _widest([words.sentence]) * BOLD * sentence <= INNER


def _rows(words: Words, room: float) -> list[tuple[Panel, ...]]:
    """The panels beside each other; each alone when a text would be taller than a sheet."""
    panels = _panels(words, VALUE[-1])
    if all(_small(one.texts[n : n + 1], len(panels)) <= room for one in panels for n in range(len(one.texts))):
        return [panels]
    return [(Panel(tray, name, texts),) for tray, (name, texts) in words.trays.items()]


def _small(texts: Sequence[str], across: int) -> float:
    """The height of a panel in the least type."""
    return _height(texts, VALUE[-1], VALUE[-1] * HEADING, across)


class _Sheets:
    """Sheets as they fill; ``left`` is the room on the last one, ``later`` that of a new one."""

    def __init__(self, left: float, later: float) -> None:
        self.done = [Sheet()]
        self.left, self.later = left, later

    def _turn(self) -> None:
        self.done.append(Sheet())
        self.left = self.later

    def put(self, row: tuple[Panel, ...]) -> None:
        """Fill sheets with these panels; a panel goes on at the same place of the next sheet."""
        queues = [list(one.texts) for one in row]
        if self.done[-1].panels:
            self._turn()
        while any(queues):
            taken = [self._take(queue, len(row)) for queue in queues]
            if any(taken):
                here = tuple(Panel(one.tray, one.heading, some) for one, some in zip(row, taken, strict=True))
                self.done[-1] = Sheet(here)
                self.left -= max(_small(some, len(row)) for some in taken) + GAP
            if any(queues):
                self._turn()

    def _take(self, queue: list[str], across: int) -> tuple[str, ...]:
        """What of the queue fits on this sheet, taken out of it; on a new sheet at least one."""
        taken: list[str] = []
        while queue and (_small([*taken, queue[0]], across) <= self.left or (not taken and self.left >= self.later)):
            taken.append(queue.pop(0))
        return tuple(taken)

    def quote(self, texts: list[str]) -> None:
        """The dissent, below the last panels and on."""
        while texts:
            here: list[str] = []
            while texts and (_dissent([*here, texts[0]]) <= self.left or (not here and self.left >= self.later)):
                here.append(texts.pop(0))
            self.done[-1] = Sheet(self.done[-1].panels, tuple(here))
            if texts:
                self._turn()

"""Numbers about persons: what a room may be shown of them, and when it may be shown anew.

**The law.** A *view* counts the persons who answered a question, each once, in cells. Three rules hold for every view:

1. It is about :data:`LEAST_ANSWERS` persons or more; under that there is none.
2. No cell holds one or two. Cells are merged until each holds nobody or :data:`LEAST_CELL` and more: neighbours where
   they have an order, else the smallest into one "together". Nobody is dropped: the cells sum to the answers.
3. What two views tell together is a table too, about those whose answers differ (came, went, or changed): the same two
   rules hold for it, for *any* two views of a question, not only for consecutive ones, and whatever part of the room
   each is about. So no two differ by one or two persons, nor by three or four, nor does any number that can be worked
   out of both change by one or two. While that cannot be kept, the picture stays as it is: it is frozen.

Rule 3 is why a view is made at a moment (:func:`release`) and kept, with the answers behind it, and never computed anew
from the answers of now: whoever watches a number while one person answers has read that answer. What is concluded from
answers (an advice, the sizes of two sides) is such a number as well and speaks of the last release.

**What it does not hide.** That a merged cell held a small one. That all are alike, where all are: then the room knows
of each. What people tell each other. An erased answer stays in a frozen picture as a number, nameless, until that one
may change; whoever wants it gone at once shows no picture at all. The thresholds are our own judgement.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from msgspec import Struct

LEAST_ANSWERS = 5
"""From so many persons on there is a number about them: in a view, and between two views."""
LEAST_CELL = 3
"""So many persons stand in a cell, or nobody."""
MOST_ORDERED = 12
"""So many cells may an ordered question have: each way of merging neighbours is looked at."""

Partition = tuple[tuple[str, ...], ...]


class Bin(Struct, frozen=True):
    """A number that is shown: how many persons are in these cells (one, or several that were merged)."""

    cells: tuple[str, ...]
    count: int


class Release(Struct, frozen=True):
    """A view at a moment. ``bins`` are for every eye; ``answers`` (person to cell) stay with whoever decides."""

    bins: tuple[Bin, ...]
    answers: dict[str, str]

    @property
    def total(self) -> int:
        """How many persons the view is about."""
        return sum(one.count for one in self.bins)


def release(
    answers: Mapping[str, str], cells: Sequence[str], *, ordered: bool = True, earlier: Sequence[Release] = ()
) -> Release | None:
    """The view to show now: a new one, or the last one where the law freezes it; None where there is nothing to show.

    ``answers`` maps a person to the one cell of their answer (unknown is left out); where several may be chosen, each
    choice is a question of its own. ``cells`` are all that there are, in their order when ``ordered``. ``earlier`` are
    the views of this question that anybody was shown, oldest first. Of the ways to merge, the one with most cells is
    taken, then the one that leaves most gaps open, then the most even one. Raises ``ValueError`` for an answer in no
    cell, and for too many ordered cells.
    """
    _check(answers, cells, ordered=ordered)
    same = next((one for one in reversed(earlier) if one.answers == answers), None)
    last = earlier[-1] if earlier else None
    if same or len(answers) < LEAST_ANSWERS or any(differ(one.answers, answers) < LEAST_ANSWERS for one in earlier):
        return same or last
    counts = Counter(answers.values())
    ways = _neighbours(cells) if ordered else _together(cells, counts)
    fit = (way for way in ways if _may_be_shown(_bins(way, counts), earlier))
    best = min(fit, key=lambda way: _rank(way, counts), default=())
    if earlier and len(best) < min(2, len(cells)):  # a picture that says only how many takes no better one's place
        return last
    return Release(_bins(best, counts), dict(sorted(answers.items())))


def told(shown: Release | None, cells: Iterable[str]) -> int | None:
    """How many persons are in these cells, where the view's own numbers say so; else None."""
    wanted = set(cells)
    inside = [one for one in shown.bins if wanted.issuperset(one.cells)] if shown else []
    whole = wanted == {cell for one in inside for cell in one.cells}
    return sum(one.count for one in inside) if shown and whole else None


def differ(one: Mapping[str, str], other: Mapping[str, str]) -> int:
    """How many persons came, went, or changed their answer from one to the other."""
    return sum(one.get(person) != other.get(person) for person in one.keys() | other.keys())


def changes(one: Sequence[Bin], other: Sequence[Bin]) -> list[int]:
    """By how much each number changed that can be worked out of both views: the finest cells that both know."""
    blocks = [set(each.cells) for each in one]
    for each in other:
        touched = [block for block in blocks if not block.isdisjoint(each.cells)]
        blocks = [block for block in blocks if block.isdisjoint(each.cells)]
        blocks.append(set(each.cells).union(*touched))
    return [_inside(block, other) - _inside(block, one) for block in blocks]


def few(count: int) -> bool:
    """Whether a number tells of one or two persons."""
    return 0 < abs(count) < LEAST_CELL


# ---------------------------------------------------------------- the parts of it


def _check(answers: Mapping[str, str], cells: Sequence[str], *, ordered: bool) -> None:
    strange = sorted(set(answers.values()).difference(cells))
    if strange:
        raise ValueError(f"answers: each is one of {', '.join(cells)}; got {strange[0]!r}")
    if ordered and len(cells) > MOST_ORDERED:
        raise ValueError(f"cells: an ordered question has at most {MOST_ORDERED}; got {len(cells)}")


def _bins(way: Partition, counts: Counter[str]) -> tuple[Bin, ...]:
    return tuple(Bin(cells, sum(counts[cell] for cell in cells)) for cells in way)


def _may_be_shown(bins: Sequence[Bin], earlier: Sequence[Release]) -> bool:
    return not any(few(one.count) for one in bins) and not any(
        few(change) for one in earlier for change in changes(one.bins, bins)
    )


def _neighbours(cells: Sequence[str]) -> Iterator[Partition]:
    """Every way to merge neighbours."""
    for many in range(len(cells)):
        for cuts in combinations(range(1, len(cells)), many):
            ends = (0, *cuts, len(cells))
            yield tuple(tuple(cells[a:b]) for a, b in pairwise(ends))


def _together(cells: Sequence[str], counts: Counter[str]) -> Iterator[Partition]:
    """Every number of largest cells alone, the others together; in the question's order, which tells no rank."""
    largest = sorted(cells, key=lambda cell: (-counts[cell], cells.index(cell)))
    for many in range(len(cells)):
        alone = [cell for cell in cells if cell in largest[:many]]
        yield (*((cell,) for cell in alone), tuple(cell for cell in cells if cell not in alone))


def _rank(way: Partition, counts: Counter[str]) -> tuple[int, int, int, tuple[int, ...]]:
    sizes = [one.count for one in _bins(way, counts)]
    return -len(way), -sizes.count(0), sum(size * size for size in sizes), tuple(map(len, way))


def _inside(block: set[str], bins: Sequence[Bin]) -> int:
    return sum(one.count for one in bins if not block.isdisjoint(one.cells))

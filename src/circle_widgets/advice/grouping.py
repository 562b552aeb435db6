"""Groups of a size or a number: the worst-off group is lifted first, and nobody is isolated.

Hard rules: people who are to be kept apart never sit together, and sizes differ by one at most. Then each group is
measured by what it lacks (``lacks``: people isolated, people who would like help and get none, levels), and the groups
are exchanged until the one that lacks most lacks as little as the search finds (``lifting``, max-min as CATME's team
maker). How far that is from a bound which no grouping can be better than is part of the result: 0 is proven best.

Mixed groups are the default, for weaker learners gain in them. Groups of similar level gain a little on the whole, and
not always (Lou et al. 1996); and how a group works together predicts more than who is in it (Webb, Welner & Zuniga
2001). All of this is known here from abstracts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from random import Random

from circle_widgets.advice.lacks import BEGINNERS, Lack, Lacks
from circle_widgets.advice.lifting import Lifting
from circle_widgets.advice.person import NOTHING, Person, in_order, together
from circle_widgets.advice.reasons import Alone, Group, Unmet, left, reasons, unmet
from circle_widgets.advice.seating import seated

TRIES = 400
"""How many exchanges are tried for each person."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """Groups by first id; who is in none; whose wish stays open; how good it is.

    Args:
        groups: Each with its reasons.
        alone: Those whom do-not-pair leaves no place.
        unmet: Wishes that stay open.
        lacks: What each group lacks, in the order of the groups.
        worst: What the worst-off group lacks, as one whole number without a unit.
        bound: What it lacks at least in any grouping of those who have a place.
    """

    groups: tuple[Group, ...]
    alone: tuple[Alone, ...]
    unmet: tuple[Unmet, ...]
    lacks: tuple[Lack, ...]
    worst: int
    bound: int

    @property
    def distance(self) -> int:
        """How far from the bound the worst-off group is; 0 is proven best, above it may be."""
        return self.worst - self.bound


def group(  # noqa: PLR0913 - one sentence: these people, so many groups, of this kind
    people: Iterable[Person],
    *,
    size: int = 0,
    count: int = 0,
    alike: bool = False,
    apart: Iterable[tuple[str, str]] = (),
    last: Iterable[Iterable[str]] = (),
    seed: int = 0,
    tries: int = TRIES,
) -> Grouping:
    """Groups of those who are here.

    Args:
        people: Who is here, in any order; any number from none on.
        size: How many people a group should have; there are as many groups as come nearest to it. Or:
        count: How many groups; never more than people.
        alike: Whether people of one group should have similar levels; else groups are mixed.
        apart: Two ids each that never come together, either way round.
        last: The groups of last time, ids: only named where they come again.
        seed: Breaks ties.
        tries: How many exchanges are tried for each person.

    Raises:
        ValueError: When an id is there twice, or not exactly one of ``size`` and ``count`` is above 0.
    """
    if (size > 0) == (count > 0) or min(size, count) < 0:
        raise ValueError(f"size, count: one of them is above 0, not {size} and {count}")
    here = in_order(people)
    never, met = together(apart), together(last)
    many = min(len(here), count or max(1, (2 * len(here) + size) // (2 * size)))
    pieces = _pieces(here, alike=alike, many=many, seed=seed)
    dealt = [person for piece in pieces for person in piece]
    wish = [n for n, piece in enumerate(pieces) for _ in piece]
    start, out = seated(wish, _barred(dealt, never), many)
    alone = tuple(left(id, here, never) for id in sorted(dealt[n].id for n in out))
    room = [person for n, person in enumerate(dealt) if n not in out]
    place = {person.id: n for n, person in enumerate(room)}
    lacks = Lacks(room, max(1, len(start)), alike=alike)
    lifting = Lifting(
        [[place[dealt[n].id] for n in one] for one in start], lacks.of, _barred(room, never), seed, tries * len(room)
    )
    found = sorted(sorted(room[n].id for n in one) for one in lifting.run(lacks.bound()))
    groups = tuple(_told([room[place[id]] for id in one], met) for one in found)
    measured = tuple(lacks.parts([place[id] for id in one]) for one in found)
    return Grouping(
        groups,
        alone,
        unmet(here, [one.ids for one in groups], never),
        measured,
        max(map(lacks.number, measured), default=0),
        lacks.bound(),
    )


def _pieces(here: Sequence[Person], *, alike: bool, many: int, seed: int) -> list[list[Person]]:
    """The groups as levels alone would have them, ties by the seed.

    For similar levels each is a piece of the row by level. For mixed ones beginners come by twos or threes, and the
    others in turn, from the top.
    """
    room = list(here)
    Random(seed).shuffle(room)  # noqa: S311 - ties, not secrets
    room.sort(key=lambda person: -1 if person.level is None else person.level)
    small, larger = divmod(len(room), many) if many else (0, 0)
    sizes = [small + (n < larger) for n in range(many)]
    if alike:
        ends = list(accumulate(sizes))
        row = _row(room, {0, *ends})
        return [row[end - size : end] for end, size in zip(ends, sizes, strict=True)]
    beginners = [person for person in room if person.level in BEGINNERS]
    others = [person for person in reversed(room) if person.level not in BEGINNERS]
    with_some = max(1, min(many, len(beginners) // 2))
    pieces = [beginners[n::with_some] if n < with_some else [] for n in range(many)]
    return _filled(pieces, others, sizes)


def _row(room: Iterable[Person], ends: Collection[int]) -> list[Person]:
    """People by level; those whose level is unknown fill up the group that the last of a level would leave open."""
    levels = {level: list(people) for level, people in groupby(room, key=lambda person: person.level)}
    unknown = levels.pop(None, [])
    row: list[Person] = []
    for people in levels.values():
        row += people
        while unknown and len(row) not in ends:
            row.append(unknown.pop())
    return row + unknown


def _filled(pieces: list[list[Person]], others: Iterable[Person], sizes: Sequence[int]) -> list[list[Person]]:
    """Pieces of these sizes; what is too much in one goes to the others."""
    over = [person for piece, size in zip(pieces, sizes, strict=True) for person in piece[size:]]
    pieces = [piece[:size] for piece, size in zip(pieces, sizes, strict=True)]
    for person in [*over, *others]:
        n = min(range(len(pieces)), key=lambda n: (len(pieces[n]) >= sizes[n], len(pieces[n]), n))
        pieces[n].append(person)
    return pieces


def _barred(room: Sequence[Person], never: Mapping[str, set[str]]) -> list[set[int]]:
    place = {person.id: n for n, person in enumerate(room)}
    return [{place[id] for id in never.get(person.id, NOTHING) if id in place} for person in room]


def _told(people: Sequence[Person], met: Mapping[str, set[str]]) -> Group:
    return Group(tuple(person.id for person in people), reasons(people, met))

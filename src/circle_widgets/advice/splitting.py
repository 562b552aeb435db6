"""Two sides of similar level, four people on each at least: advanced and beginners, with a shared beginning and end.

Exact, without a search. People who are to be kept apart hang together in chains, each of which fits the two sides in
two ways, one the mirror of the other; everyone else is a chain of one. Which way round each of them goes is decided for
all sizes of a side at once: the fewest people on the side that is not their level's, then the most equal sides. Unknown
levels are at home on both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, Literal

from circle_widgets.advice.person import NOTHING, Person, in_order, together
from circle_widgets.advice.reasons import Alone, left

LEAST = 4
"""How many people a side has at least: a starting point, not evidence."""

Chain = tuple[list[Person], list[Person]]
Way = tuple[int, tuple[Any, ...]]
"""How many people are not on their level's side, and the way of the chains before with whether the last is turned."""


@dataclass(frozen=True, slots=True)
class Split:
    """Two sides, or why there are none.

    Args:
        sides: Ids, sorted: those under the level ``at``, then the others. Empty when the room should not be split.
        why: ``few``: fewer than twice the least. ``side``: one of the two levels has too few people for a side.
        moved: Ids of those whom do-not-pair put on the other side than their level.
        alone: Those whom do-not-pair leaves no side.
    """

    sides: tuple[tuple[str, ...], ...] = ()
    why: Literal["", "few", "side"] = ""
    moved: tuple[str, ...] = ()
    alone: tuple[Alone, ...] = ()


def split(
    people: Iterable[Person],
    at: int,
    *,
    apart: Iterable[tuple[str, str]] = (),
    least: int = LEAST,
    seed: int = 0,
) -> Split:
    """Two sides by level, or none.

    Args:
        people: Who is here, in any order; any number from none on.
        at: The lowest level of the upper side, 1 to 4.
        apart: Two ids each that never come together, either way round.
        least: How many people a side has at least.
        seed: Breaks ties.

    Raises:
        ValueError: When an id is there twice.
    """
    here = in_order(people)
    never = together(apart)
    room = list(here)
    Random(seed).shuffle(room)  # noqa: S311 - ties, not secrets
    chains, out = _chains(room, never)
    alone = tuple(left(one, here, never) for one in sorted(out))
    sizes = _sizes(chains, at)
    whole = len(here) - len(out)
    fit = [size for size in sizes if least <= size <= whole - least]
    if not fit:
        return Split(why="few" if whole < 2 * least else "side", alone=alone)
    size = min(fit, key=lambda size: (sizes[size][0], abs(2 * size - whole), size))
    wrong, turned = sizes[size]
    if wrong > min(way[0] for way in sizes.values()):
        return Split(why="side", alone=alone)
    sides: tuple[list[Person], list[Person]] = ([], [])
    for chain in reversed(chains):
        turned, turn = turned
        sides[0].extend(chain[turn])
        sides[1].extend(chain[not turn])
    moved = sorted(person.id for n, side in enumerate(sides) for person in side if _strange(person, n, at))
    ids = tuple(tuple(sorted(person.id for person in side)) for side in sides)
    return Split(ids, moved=tuple(moved), alone=alone)


def _strange(person: Person, side: int, at: int) -> bool:
    """Whether somebody is on the other side than their level."""
    return person.level is not None and (person.level >= at) != bool(side)


def _sizes(chains: Sequence[Chain], at: int) -> dict[int, Way]:
    """For each size that the lower side can have: the way with the fewest people on the other side than their level."""
    sizes: dict[int, Way] = {0: (0, ())}
    for chain in chains:
        wrong = [sum(_strange(person, side ^ turn, at) for side in (0, 1) for person in chain[side]) for turn in (0, 1)]
        ahead: dict[int, Way] = {}
        for size, (cost, turned) in sizes.items():
            for turn in (0, 1):
                now, way = size + len(chain[turn]), (cost + wrong[turn], (turned, turn))
                if now not in ahead or way[0] < ahead[now][0]:
                    ahead[now] = way
        sizes = ahead
    return sizes


def _chains(room: Sequence[Person], never: Mapping[str, set[str]]) -> tuple[list[Chain], list[str]]:
    """Chains of people who are to be kept apart, in two colours; and who fits neither."""
    people = {person.id: person for person in room}
    side: dict[str, int] = {}
    out: list[str] = []
    chains: list[Chain] = []
    for first in room:
        if first.id in side or first.id in out:
            continue
        chain: Chain = ([], [])
        ahead = [first.id]
        while ahead:
            one = ahead.pop(0)
            if one in side or one in out:
                continue
            taken = {side[other] for other in never.get(one, NOTHING) if other in side}
            if len(taken) > 1:
                out.append(one)
                continue
            side[one] = 1 - taken.pop() if taken else 0
            chain[side[one]].append(people[one])
            ahead += sorted(other for other in never.get(one, NOTHING) if other in people)
        chains.append(chain)
    return chains, out

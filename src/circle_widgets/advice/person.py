"""A person as advice sees one: what was said about this topic, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations, pairwise

NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is here.

    Args:
        id: Unlike every other's. Only its place in the sorted order matters.
        level: Experience with this topic, 0 (can't yet) to 4 (can show others); None is unknown, never a beginner.
        offers: Topics that this person can help with.
        wants: Topics that this person would like help with.
        marks: What else nobody should be the only one of in a group, a language for instance.
    """

    id: str
    level: int | None = None
    offers: frozenset[str] = NOTHING
    wants: frozenset[str] = NOTHING
    marks: frozenset[str] = NOTHING


def in_order(people: Iterable[Person]) -> list[Person]:
    """People sorted by id.

    Raises:
        ValueError: When two have the same id.
    """
    found = sorted(people, key=lambda person: person.id)
    for one, other in pairwise(found):
        if one.id == other.id:
            raise ValueError(f"people: {one.id!r} is there twice; an id stands for one person")
    return found


def gap(one: Person, other: Person) -> int | None:
    """How many levels two people are apart; None when either level is unknown."""
    return None if one.level is None or other.level is None else abs(one.level - other.level)


def together(groups: Iterable[Iterable[str]]) -> dict[str, set[str]]:
    """Who is in a group with whom, by id, in both directions."""
    found: dict[str, set[str]] = {}
    for group in groups:
        for one, other in combinations(sorted(set(group)), 2):
            found.setdefault(one, set()).add(other)
            found.setdefault(other, set()).add(one)
    return found

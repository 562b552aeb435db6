"""Why people sit together, and whose wish stays open: codes with parameters, of which a page makes sentences.

A reason that names a gap says something of two levels: it is for the facilitator's private panel, never for a page that
others see. ``help``, ``third``, ``again`` and ``fixed`` say nothing of a level.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations
from typing import Literal

from circle_widgets.advice.person import NOTHING, Person, gap

SMALL = 2
"""The largest gap that is still near: starting points, not evidence."""

Code = Literal["help", "near", "like", "far", "unknown", "again", "third", "fixed"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why some people of a group are in it together.

    Args:
        code: ``help``: the first helps the second with ``topics``. ``near``, ``like``, ``far``: their levels are 1 or 2
            apart, the same, or further. ``unknown``: one of the levels is. ``again``: they were together last time,
            which could not be avoided. ``third``: joined a pair, so that nobody is left out. ``fixed``: put together by
            hand.
        who: Ids; of ``help`` the one who helps, then the one who is helped; of the others sorted.
        topics: Of ``help``, sorted.
        gap: Levels between them, of ``near``, ``like`` and ``far``.
    """

    code: Code
    who: tuple[str, ...]
    topics: tuple[str, ...] = ()
    gap: int | None = None


@dataclass(frozen=True, slots=True)
class Unmet:
    """A wish that this grouping leaves open.

    Args:
        id: Who wished.
        topic: For what.
        why: ``nobody`` else offers it; those who do are ``elsewhere``; or all of them are to be kept ``apart``.
        who: Ids of those who offer it, sorted.
    """

    id: str
    topic: str
    why: Literal["nobody", "elsewhere", "apart"]
    who: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """People who sit together: ids, sorted, and why."""

    ids: tuple[str, ...]
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Alone:
    """Somebody in no group.

    Args:
        id: Who.
        why: ``only``: nobody else is here. ``apart``: everyone who could be joined is to be kept apart. ``fixed``:
            everyone else was put together by hand, and no pair is left that could take a third.
        who: Ids of those here who are to be kept apart, sorted.
    """

    id: str
    why: Literal["only", "apart", "fixed"]
    who: tuple[str, ...] = ()


def reasons(group: Sequence[Person], met: Mapping[str, set[str]]) -> tuple[Reason, ...]:
    """The reasons of a group: help first, then levels, then what could not be avoided.

    Args:
        group: Its people, sorted by id.
        met: Who was with whom last time.
    """
    found = [
        Reason("help", (one.id, other.id), topics)
        for one, other in permutations(group, 2)
        if (topics := tuple(sorted(one.offers & other.wants)))
    ]
    found += [_levels(one, other) for one, other in combinations(group, 2)]
    found += [
        Reason("again", (one.id, other.id)) for one, other in combinations(group, 2) if other.id in met.get(one.id, ())
    ]
    return tuple(found)


def _levels(one: Person, other: Person) -> Reason:
    between, who = gap(one, other), (one.id, other.id)
    if between is None:
        return Reason("unknown", who)
    if between == 0:
        return Reason("like", who, gap=0)
    return Reason("near" if between <= SMALL else "far", who, gap=between)


def unmet(
    people: Iterable[Person], groups: Iterable[Sequence[str]], apart: Mapping[str, set[str]]
) -> tuple[Unmet, ...]:
    """The wishes that these groups leave open, by id and topic.

    Args:
        people: Everyone who is here, sorted by id, also those in no group.
        groups: Ids.
        apart: Who is to be kept from whom.
    """
    people = list(people)
    place = {id: n for n, group in enumerate(groups) for id in group}
    offer: dict[str, list[str]] = {}
    for person in people:
        for topic in person.offers:
            offer.setdefault(topic, []).append(person.id)
    found = []
    for person in people:
        for topic in sorted(person.wants):
            who = [id for id in offer.get(topic, ()) if id != person.id]
            if not any(id in place and place[id] == place.get(person.id) for id in who):
                found.append(_open(person.id, topic, who, apart.get(person.id, NOTHING)))
    return tuple(found)


def _open(id: str, topic: str, who: list[str], apart: Iterable[str]) -> Unmet:
    if not who:
        return Unmet(id, topic, "nobody")
    return Unmet(id, topic, "apart" if set(who) <= set(apart) else "elsewhere", tuple(who))


def left(id: str, here: Sequence[Person], never: Mapping[str, set[str]]) -> Alone:
    """Why somebody is in no group."""
    if len(here) == 1:
        return Alone(id, "only")
    barred = never.get(id, NOTHING)
    who = tuple(person.id for person in here if person.id in barred)
    return Alone(id, "apart" if who else "fixed", who)

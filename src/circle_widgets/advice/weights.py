"""What it is worth that two people learn together: the tiers of the pairing rule as one whole number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from circle_widgets.advice.matching import Worth
from circle_widgets.advice.person import NOTHING, Person

NEAR = (2, 5, 4, 2, 1)
"""What a gap of 0 to 4 levels is worth beside the others. At least 1 each, at most 5."""
UNKNOWN = 3
"""What it is worth when a level is unknown: the middle, so that saying nothing neither wins nor loses."""


def weighed(room: Sequence[Person], never: Mapping[str, set[str]], met: Mapping[str, set[str]]) -> Worth:
    """What each two are worth. A tier is one more than all below it can come to, over every link of a pairing.

    Args:
        room: People in the order that breaks ties.
        never: Who is to be kept from whom, by id.
        met: Who was with whom last time, by id.
    """
    links = len(room)
    one_help = links * max(*NEAR, UNKNOWN) + 1
    repeat = links * (2 * one_help + max(*NEAR, UNKNOWN)) + 1
    near = (*NEAR, UNKNOWN)
    values = [[[new * repeat + help_ * one_help + one for one in near] for help_ in range(3)] for new in range(2)]
    topics = {topic: 1 << n for n, topic in enumerate(sorted({t for p in room for t in p.offers | p.wants}))}
    offers = [sum(topics[topic] for topic in person.offers) for person in room]
    wants = [sum(topics[topic] for topic in person.wants) for person in room]
    levels = [person.level for person in room]
    place = {person.id: n for n, person in enumerate(room)}
    before = [frozenset(place[id] for id in met.get(person.id, NOTHING) if id in place) for person in room]
    table = [[0] * len(room) for _ in room]
    for n, one in enumerate(room):
        barred, old, level = never.get(one.id, NOTHING), before[n], levels[n]
        for m in range(n):
            if room[m].id not in barred:
                other = levels[m]
                between = -1 if level is None or other is None else abs(level - other)
                helps = bool(offers[n] & wants[m]) + bool(offers[m] & wants[n])
                table[n][m] = table[m][n] = values[m not in old][helps][between]
    return Worth(table, before, repeat)

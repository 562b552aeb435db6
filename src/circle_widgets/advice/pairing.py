"""Study pairs: who learns beside whom until the next meeting, and why.

The rule, from the top; a tier outweighs all below it together, in whole numbers:

1. people who are to be kept apart never sit together;
2. as many people as possible are in a pair, or are the third of one;
3. as few as possible are with somebody they were with last time;
4. as much help as possible: each direction in which one wants what the other offers counts once, however many topics;
5. levels near each other, not the same: `weights.NEAR`, starting points and not evidence.

Help comes before levels because explaining helps the one who explains, too (Cohen et al. 1982; Leung 2019), and because
how people work together predicts more than who is in a group (Webb, Welner & Zuniga 2001); weaker learners gain in
mixed groups. All three are known here from their abstracts.

A trio, of which an odd number makes one, counts by its best two links of three, as a chain holds together; a repeat in
it counts whichever two they are. So it is neither better nor worse than a pair by its size. Which one of all trios,
and who sits where else, is the best over all choices; ``matching`` says how. Where more than one is left over, because
many are to be kept apart, the pairs come first, and each of these joins one that can take a third.

Ties are broken by the order of the sorted ids, shuffled by the seed: the same people and seed give the same result, in
whatever order they come.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from circle_widgets.advice.matching import Found, best, joined
from circle_widgets.advice.person import Person, in_order, together
from circle_widgets.advice.reasons import Alone, Group, Reason, Unmet, left, reasons, unmet
from circle_widgets.advice.weights import weighed

PAIR = 2


@dataclass(frozen=True, slots=True)
class Pairing:
    """Pairs and trios, by first id; who is in none; whose wish stays open; the total, and whether none exceeds it.

    The total has no unit: it compares pairings of the same people, last time and do-not-pair. It leaves out what was
    fixed by hand. It is not proven (``exact``) only in an odd room of more than thirty where
    many were together last time.
    """

    groups: tuple[Group, ...]
    alone: tuple[Alone, ...]
    unmet: tuple[Unmet, ...]
    total: int
    exact: bool = True


def pair(
    people: Iterable[Person],
    *,
    last: Iterable[Iterable[str]] = (),
    apart: Iterable[tuple[str, str]] = (),
    fixed: Iterable[Iterable[str]] = (),
    seed: int = 0,
) -> Pairing:
    """The best study pairs of those who are here.

    Args:
        people: Who is here, in any order; any number from none on.
        last: The groups of last time, ids; people who are not here are passed over.
        apart: Two ids each that never come together, either way round.
        fixed: Groups made by hand, ids. One that has somebody who is not here is made anew like all others. A fixed
            pair takes a third one only if that one would be alone.
        seed: Breaks ties.

    Raises:
        ValueError: When an id is there twice, or in two fixed groups, or when a fixed group holds people who are to be
            kept apart.
    """
    here = in_order(people)
    never, met = together(apart), together(last)
    kept = _kept(here, fixed, never)
    room = list(here)
    Random(seed).shuffle(room)  # noqa: S311 - ties, not secrets
    worth = weighed(room, never, met)
    place = {person.id: n for n, person in enumerate(room)}
    busy = {place[id] for group in kept for id in group}
    found = best([n for n in range(len(room)) if n not in busy], worth)
    by_hand = joined([(place[group[0]], place[group[1]]) for group in kept if len(group) == PAIR], found.over, worth)
    seats = [*_seats(room, found), *_seats(room, by_hand), *((group, "") for group in kept if len(group) > PAIR)]
    groups = _told({person.id: person for person in here}, seats, {id for group in kept for id in group}, met)
    ids = [group.ids for group in groups]
    alone = sorted(room[n].id for n in by_hand.over)
    return Pairing(
        groups, tuple(left(one, here, never) for one in alone), unmet(here, ids, never), found.total, found.exact
    )


def _seats(room: Sequence[Person], found: Found) -> list[tuple[tuple[str, ...], str]]:
    """The ids of each group, sorted, and who joined it as a third."""
    third = {pair: one for one, pair in found.thirds}
    seats = []
    for two in found.pairs:
        group = (*two, third[two]) if two in third else two
        seats.append((tuple(sorted(room[n].id for n in group)), room[third[two]].id if two in third else ""))
    return seats


def _told(
    people: Mapping[str, Person],
    seats: Iterable[tuple[tuple[str, ...], str]],
    by_hand: set[str],
    met: Mapping[str, set[str]],
) -> tuple[Group, ...]:
    """Groups by first id, with their reasons."""
    groups = []
    for ids, third in sorted(seats):
        why = [*reasons([people[id] for id in ids], met)]
        why += [Reason("third", (third,))] if third else []
        kept = tuple(id for id in ids if id in by_hand)
        groups.append(Group(ids, (*why, Reason("fixed", kept)) if kept else tuple(why)))
    return tuple(groups)


def _kept(here: Sequence[Person], fixed: Iterable[Iterable[str]], never: dict[str, set[str]]) -> list[tuple[str, ...]]:
    """The fixed groups whose people are all here, ids sorted."""
    ids = {person.id for person in here}
    kept = sorted(group for one in fixed if len(group := tuple(sorted(set(one)))) > 1 and ids.issuperset(group))
    seen: set[str] = set()
    for group in kept:
        if twice := seen.intersection(group):
            raise ValueError(f"fixed: {min(twice)!r} is in two groups; one person has one place")
        seen.update(group)
        for id in group:
            if barred := never.get(id, set()).intersection(group):
                raise ValueError(f"fixed: {id!r} and {min(barred)!r} are to be kept apart; fix them in two groups")
    return kept

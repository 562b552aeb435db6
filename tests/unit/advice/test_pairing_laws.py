"""The laws of pairing, against an exhaustive search that knows nothing of weights, and against networkx."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import combinations, permutations
from random import Random

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from circle_widgets.advice.matching import best
from circle_widgets.advice.pairing import Pairing, pair
from circle_widgets.advice.person import Person, together
from circle_widgets.advice.weights import weighed
from tests.unit.advice.rooms import KINDS, PEOPLE, SIZES, room, twos

Twos = Sequence[tuple[str, str]]
Worth = tuple[int, int, int]
"""Fewest repeats, most help, nearest levels, as the rule says it."""

NEAR = {0: 2, 1: 5, 2: 4, 3: 2, 4: 1, None: 3}
SEEDS = st.integers(0, 99)


def ids(found: Pairing) -> list[tuple[str, ...]]:
    return [group.ids for group in found.groups]


def met(two: Iterable[str], last: Twos) -> bool:
    return any(set(two) == set(one) for one in last)


def link(one: Person, other: Person) -> Worth:
    between = None if one.level is None or other.level is None else abs(one.level - other.level)
    return 0, bool(one.offers & other.wants) + bool(other.offers & one.wants), NEAR[between]


def plus(*worths: Worth) -> Worth:
    return sum(one[0] for one in worths), sum(one[1] for one in worths), sum(one[2] for one in worths)


def worth(group: Sequence[Person], last: Twos) -> Worth:
    """A pair by its link, a trio by the best two of three; repeats whichever two they are."""
    repeats = sum(met((one.id, other.id), last) for one, other in combinations(group, 2))
    links = [link(one, other) for one, other in combinations(group, 2)]
    return plus((-repeats, 0, 0), *([max(plus(*two) for two in combinations(links, 2))] if len(links) > 1 else links))


def exhaustive(people: Sequence[Person], last: Twos, apart: Twos) -> Worth | None:
    """The best of every way to place everyone in pairs, and in one trio when they are odd; None when there is none."""
    never = {frozenset(two) for two in apart}

    def may(group: Iterable[Person]) -> bool:
        return not any(frozenset((one.id, other.id)) in never for one, other in combinations(group, 2))

    @cache
    def pairs(left: int) -> Worth | None:
        if not left:
            return (0, 0, 0)
        low = left & -left
        one, rest, found = low.bit_length() - 1, left ^ low, None
        for other in range(one + 1, len(people)):
            two = (people[one], people[other])
            if rest >> other & 1 and may(two) and (more := pairs(rest ^ 1 << other)) is not None:
                total = plus(worth(two, last), more)
                found = total if found is None else max(found, total)
        return found

    everyone = (1 << len(people)) - 1
    if len(people) % 2 == 0:
        return pairs(everyone)
    trios = [three for three in combinations(range(len(people)), 3) if may(people[n] for n in three)]
    rests = [(three, pairs(everyone ^ sum(1 << n for n in three))) for three in trios]
    return max((plus(worth([people[n] for n in three], last), rest) for three, rest in rests if rest), default=None)


def holds(people: Sequence[Person], found: Pairing, apart: Twos) -> None:
    """What is true of every result."""
    placed = [one for group in ids(found) for one in group] + [one.id for one in found.alone]
    assert sorted(placed) == sorted(person.id for person in people)
    never = together(apart)
    for group in ids(found):
        assert len(group) in {2, 3}
        assert list(group) == sorted(group)
        assert not any(other in never.get(one, ()) for one, other in permutations(group, 2))
    for one in found.alone:
        assert set(one.who) == never.get(one.id, set()) & {person.id for person in people}
        assert one.why == ("only" if len(people) == 1 else "apart")
        pairs = [group for group in ids(found) if len(group) == 2]
        assert all(never.get(one.id, set()).intersection(group) for group in pairs), f"{one.id} could join"
    assert all(other.id in never[one.id] for one, other in combinations(found.alone, 2))
    assert ids(found) == sorted(ids(found))


@given(PEOPLE, twos(20), twos(8), SEEDS)
def test_up_to_nine_people_the_whole_result_is_the_best_of_all(
    people: list[Person], last: Twos, apart: Twos, seed: int
) -> None:
    found = pair(people, last=last, apart=apart, seed=seed)
    holds(people, found, apart)
    assert found.exact
    top = exhaustive(people, last, apart)
    assert bool(found.alone) == (top is None) or len(people) < 2
    if top is not None:
        by_id = {person.id: person for person in people}
        assert plus(*(worth([by_id[one] for one in group], last) for group in ids(found))) == top


@pytest.mark.parametrize("size", [10, 11, 12, 13])
@pytest.mark.parametrize("seed", [1, 2])
def test_up_to_thirteen_too(size: int, seed: int) -> None:
    people = room(size, seed)
    random = Random(seed)
    two = list(combinations([person.id for person in people], 2))
    last, apart = random.sample(two, 12), random.sample(two, 8)
    found = pair(people, last=last, apart=apart, seed=seed)
    holds(people, found, apart)
    by_id = {person.id: person for person in people}
    total = plus(*(worth([by_id[one] for one in group], last) for group in ids(found)))
    assert total == exhaustive(people, last, apart)


@pytest.mark.parametrize("size", [5, 9, 13])
def test_where_a_trio_must_repeat_it_is_still_the_best_of_all(size: int) -> None:
    """Last time the room was in two halves: in every trio two were together."""
    people = room(size, 3)
    names = [person.id for person in people]
    found = pair(people, last=[names[::2], names[1::2]], seed=1)
    last = [two for half in (names[::2], names[1::2]) for two in combinations(half, 2)]
    by_id = {person.id: person for person in people}
    assert found.exact
    assert plus(*(worth([by_id[one] for one in group], last) for group in ids(found))) == exhaustive(people, last, [])


@pytest.mark.parametrize("size", [31, 101])
def test_a_large_room_says_whether_that_is_proven(size: int) -> None:
    people = room(size, 3)
    names = [person.id for person in people]
    found = pair(people, last=[names[::2], names[1::2]], seed=1)
    holds(people, found, [])
    assert found.exact == (size == 31)
    assert sum(one.code == "again" for group in found.groups for one in group.reasons) == 1


@given(PEOPLE, twos(6), twos(6), SEEDS, st.randoms(use_true_random=False))
def test_the_order_in_which_people_come_changes_nothing(
    people: list[Person], last: Twos, apart: Twos, seed: int, random: Random
) -> None:
    found = pair(people, last=last, apart=apart, seed=seed)
    for given_ in (people, last := list(last), apart := list(apart)):
        random.shuffle(given_)
    turned = [(other, one) for one, other in apart]
    assert pair(people, last=last, apart=turned, seed=seed) == found


@given(PEOPLE, twos(6), twos(6), SEEDS, st.permutations(range(10)))
def test_other_names_change_no_total_and_names_in_the_same_order_nothing(
    people: list[Person], last: Twos, apart: Twos, seed: int, order: list[int]
) -> None:
    def renamed(name: Callable[[str], str]) -> Pairing:
        others = [Person(name(person.id), person.level, person.offers, person.wants) for person in people]
        return pair(
            others,
            last=[(name(one), name(other)) for one, other in last],
            apart=[(name(one), name(other)) for one, other in apart],
            seed=seed,
        )

    found = pair(people, last=last, apart=apart, seed=seed)
    assert ids(renamed(lambda one: f"q{one}")) == [tuple(f"q{one}" for one in group) for group in ids(found)]
    other = renamed(lambda one: f"r{order[int(one[1:])]}")
    assert len(other.alone) == len(found.alone) or len(found.alone) > 1
    if not found.alone:
        assert other.total == found.total


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_room(size: int, kind: str) -> None:
    people = KINDS[kind](size)
    found = pair(people, seed=size)
    holds(people, found, [])
    assert len(found.alone) == (size == 1)
    assert sum(len(group) == 3 for group in ids(found)) == (size > 1 and size % 2)
    assert pair(reversed(people), seed=size) == found


def test_at_a_hundred_people_the_total_is_networkx_s() -> None:
    people = room(100)
    last = [(f"p{n:03}", f"p{n + 1:03}") for n in range(0, 100, 2)]
    apart = [(f"p{n:03}", f"p{n + 3:03}") for n in range(0, 90, 10)]
    table = weighed(people, together(apart), together(last))
    found = best(range(100), table)
    graph: nx.Graph[int] = nx.Graph()
    graph.add_weighted_edges_from(
        (n, m, table.links[n][m]) for n, m in combinations(range(100), 2) if table.links[n][m]
    )
    theirs = nx.max_weight_matching(graph, maxcardinality=True)
    assert found.over == ()
    assert found.total == sum(table.links[n][m] for n, m in theirs)
    assert found.total == pair(people, last=last, apart=apart, seed=5).total


def test_who_is_the_third_is_the_best_of_everyone() -> None:
    """Everyone as the third in turn, by networkx, at a size where that can be waited for."""
    people = room(21)
    table = weighed(people, {}, {})
    totals = []
    for one in range(21):
        graph: nx.Graph[int] = nx.Graph()
        rest = [n for n in range(21) if n != one]
        graph.add_weighted_edges_from((n, m, table.links[n][m]) for n, m in combinations(rest, 2))
        theirs = nx.max_weight_matching(graph, maxcardinality=True)
        totals.append(sum(table.links[n][m] for n, m in theirs) + max(table.third(one, two) for two in theirs))
    assert best(range(21), table).total == max(totals)

"""The laws of groups and splits; small rooms against an exhaustive search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, permutations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circle_widgets.advice.grouping import Grouping, group
from circle_widgets.advice.lacks import Lacks
from circle_widgets.advice.person import Person, together
from circle_widgets.advice.splitting import split
from tests.unit.advice.rooms import KINDS, PEOPLE, SIZES, room, twos

SEEDS = st.integers(0, 99)
COUNTS = st.integers(1, 4)


def holds(people: Sequence[Person], found: Grouping, apart: Sequence[tuple[str, str]]) -> None:
    groups = [one.ids for one in found.groups]
    placed = [one for ids in groups for one in ids] + [one.id for one in found.alone]
    assert sorted(placed) == sorted(person.id for person in people)
    never = together(apart)
    for ids in groups:
        assert not any(other in never.get(one, ()) for one, other in permutations(ids, 2))
    assert max(map(len, groups), default=0) - min(map(len, groups), default=0) <= 1
    assert all(one.why == ("only" if len(people) == 1 else "apart") for one in found.alone)
    assert found.distance >= 0
    assert len(found.lacks) == len(groups)


def cut(left: tuple[int, ...], sizes: tuple[int, ...]) -> Iterator[list[tuple[int, ...]]]:
    """Every way to make groups of these sizes."""
    if not sizes:
        yield []
        return
    for first in combinations(left, sizes[0]):
        if sizes.count(sizes[0]) == len(sizes) and left[0] not in first:
            return  # the same groups in another order
        rest = tuple(one for one in left if one not in first)
        yield from ([first, *more] for more in cut(rest, sizes[1:]))


@given(PEOPLE, twos(8), COUNTS, st.booleans(), SEEDS)
def test_everyone_is_placed_once_and_rules_hold(
    people: list[Person], apart: list[tuple[str, str]], count: int, alike: bool, seed: int
) -> None:
    found = group(people, count=count, alike=alike, apart=apart, seed=seed, tries=20)
    holds(people, found, apart)
    if not apart and people:
        assert len(found.groups) == min(count, len(people))
        assert found.alone == ()


@given(PEOPLE, twos(8), COUNTS, st.booleans(), SEEDS, st.randoms(use_true_random=False))
def test_the_order_in_which_people_come_changes_nothing(
    people: list[Person], apart: list[tuple[str, str]], count: int, alike: bool, seed: int, random: Random
) -> None:
    found = group(people, count=count, alike=alike, apart=apart, seed=seed, tries=20)
    random.shuffle(people)
    random.shuffle(apart)
    turned = [(other, one) for one, other in apart]
    assert group(people, count=count, alike=alike, apart=turned, seed=seed, tries=20) == found


@given(PEOPLE, twos(8), COUNTS, SEEDS)
def test_other_names_in_the_same_order_change_nothing(
    people: list[Person], apart: list[tuple[str, str]], count: int, seed: int
) -> None:
    found = group(people, count=count, apart=apart, seed=seed, tries=20)
    others = [Person(f"q{one.id}", one.level, one.offers, one.wants) for one in people]
    again = group(others, count=count, apart=[(f"q{a}", f"q{b}") for a, b in apart], seed=seed, tries=20)
    assert [tuple(f"q{one}" for one in each.ids) for each in found.groups] == [each.ids for each in again.groups]
    assert (again.worst, again.bound) == (found.worst, found.bound)


@pytest.mark.parametrize("alike", [False, True])
@pytest.mark.parametrize("seed", range(6))
def test_in_small_rooms_the_worst_off_group_is_as_well_off_as_can_be(seed: int, alike: bool) -> None:
    people = room(9, seed)
    found = group(people, count=3, alike=alike, seed=seed)
    lacks = Lacks(people, 3, alike=alike)
    every = (sorted(map(lacks.of, groups), reverse=True) for groups in cut(tuple(range(9)), (3, 3, 3)))
    top = min(every)
    assert found.bound <= top[0]
    assert sorted(map(lacks.number, found.lacks), reverse=True) == top


@given(PEOPLE, COUNTS, st.booleans())
def test_no_grouping_is_better_than_the_bound(people: list[Person], count: int, alike: bool) -> None:
    few = people[:7]
    count = min(count, len(few))
    if not few:
        return
    small, larger = divmod(len(few), count)
    sizes = tuple(small + (n < larger) for n in range(count))
    lacks = Lacks(few, count, alike=alike)
    best = min(max(map(lacks.of, groups)) for groups in cut(tuple(range(len(few))), sizes))
    assert lacks.bound() <= best


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_room(size: int, kind: str) -> None:
    people = KINDS[kind](size)
    for alike in (False, True):
        found = group(people, size=4, alike=alike, seed=size, tries=20)
        holds(people, found, [])
        assert found.alone == ()


@given(
    st.lists(st.sampled_from([None, 0, 1, 2, 3, 4]), max_size=14),
    twos(4),
    st.integers(1, 4),
    SEEDS,
    st.randoms(use_true_random=False),
)
def test_a_split_has_four_a_side_or_there_is_none(
    levels: list[int | None], apart: list[tuple[str, str]], at: int, seed: int, random: Random
) -> None:
    people = [Person(f"p{n}", level) for n, level in enumerate(levels)]
    found = split(people, at, apart=apart, seed=seed)
    assert bool(found.sides) != bool(found.why)
    never = together(apart)
    for side in found.sides:
        assert len(side) >= 4
        assert not any(other in never.get(one, ()) for one, other in permutations(side, 2))
    if found.sides:
        placed = [one for side in found.sides for one in side] + [one.id for one in found.alone]
        assert sorted(placed) == sorted(person.id for person in people)
        level = {person.id: person.level for person in people}
        wrong = {one for one in found.sides[0] if (level[one] or 0) >= at}
        wrong |= {one for one in found.sides[1] if (known := level[one]) is not None and known < at}
        assert wrong == set(found.moved)
        assert apart or not wrong
    random.shuffle(people)
    assert split(people, at, apart=apart, seed=seed) == found

"""Groups and splits: each rule by an example."""

from __future__ import annotations

import pytest

from circle_widgets.advice.grouping import group
from circle_widgets.advice.lacks import Lack, Lacks
from circle_widgets.advice.person import Person
from circle_widgets.advice.reasons import Alone
from circle_widgets.advice.splitting import split


def people(*levels: int | None) -> list[Person]:
    return [Person(f"p{n:02}", level) for n, level in enumerate(levels)]


def test_as_many_groups_as_come_nearest_to_the_size() -> None:
    sizes = {n: sorted(len(one.ids) for one in group(people(*[2] * n), size=4).groups) for n in (1, 3, 5, 6, 7, 14)}
    assert sizes == {1: [1], 3: [3], 5: [5], 6: [3, 3], 7: [3, 4], 14: [3, 3, 4, 4]}


def test_never_more_groups_than_people() -> None:
    assert [one.ids for one in group(people(1, 2), count=5).groups] == [("p00",), ("p01",)]
    assert group([], count=2).groups == ()


@pytest.mark.parametrize("given", [{}, {"size": 3, "count": 2}, {"size": -1}, {"count": -2, "size": 2}])
def test_a_size_or_a_number(given: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="one of them is above 0"):
        group(people(1, 2), **given)  # type: ignore[arg-type] # what each says


def test_mixed_groups_have_beginners_together_and_somebody_experienced() -> None:
    found = group(people(0, 0, 1, 1, 2, 2, 4, 3), count=2)
    assert found.lacks == (Lack(0, 0, 0), Lack(0, 0, 0))
    assert found.distance == 0


def test_nobody_is_the_only_beginner_while_there_are_two() -> None:
    found = group(people(0, 1, 3, 3, 3, 4, 4, 4), count=2)
    assert any({"p00", "p01"} <= set(one.ids) for one in found.groups)
    assert [lack.isolated for lack in found.lacks] == [0, 0]


def test_nobody_is_the_only_one_with_a_mark() -> None:
    marked = [Person(f"m{n}", 3, marks=frozenset({"Tamil"})) for n in range(3)]
    for seed in range(5):
        found = group([*people(3, 3, 3, 3, 3, 3), *marked], count=3, seed=seed)
        assert [lack.isolated for lack in found.lacks] == [0, 0, 0]


def test_one_of_a_kind_in_the_whole_room_is_nobodys_fault() -> None:
    assert group(people(0, 3, 3, 3), count=1).lacks == (Lack(0, 0, 0),)
    assert group(people(0, 3, 3, 3), count=2).worst == 0


def test_who_would_like_help_sits_with_somebody_who_offers_it() -> None:
    room = [
        *(Person(f"o{topic}", offers=frozenset(topic)) for topic in "abc"),
        *(Person(f"w{topic}{n}", wants=frozenset(topic)) for topic in "abc" for n in range(2)),
    ]
    found = group(room, count=3)
    assert found.unmet == ()
    assert found.worst == 0


def test_similar_levels() -> None:
    found = group(people(0, 4, 0, 4, 1, 3, 3, 1), count=2, alike=True)
    assert [one.ids for one in found.groups] == [("p00", "p02", "p04", "p07"), ("p01", "p03", "p05", "p06")]
    assert found.distance == 0


def test_do_not_pair_is_honoured_and_whom_it_leaves_out_is_named() -> None:
    apart = [("p00", "p01"), ("p01", "p02"), ("p00", "p02")]
    found = group(people(1, 1, 1, 1), count=2, apart=apart)
    [one] = found.alone
    assert one.why == "apart"
    assert {one.id, *one.who} == {"p00", "p01", "p02"}
    assert group(people(1, 1, 1, 1, 1, 1), count=3, apart=apart).alone == ()


def test_a_place_is_found_where_the_obvious_one_is_taken() -> None:
    """A ring of six, each apart from both neighbours and from the one across: two groups of three, and only one way."""
    ring = [(f"p{n:02}", f"p{(n + step) % 6:02}") for n in range(6) for step in (1, 3)]
    found = group(people(*[2] * 6), count=2, apart=ring)
    assert [one.ids for one in found.groups] == [("p00", "p02", "p04"), ("p01", "p03", "p05")]


def test_a_single_experienced_person_is_not_isolated() -> None:
    lacks = Lacks(people(0, 0, 4, 0, 0, 4), 2, alike=False)
    assert lacks.parts([0, 1, 2]) == Lack(0, 0, 0)
    assert lacks.parts([0, 2, 5]).isolated == 1


# ---------------------------------------------------------------- splits


def test_a_split_by_level() -> None:
    found = split(people(0, 3, 1, 4, 0, 3, 1, 4, 0), 2)
    assert found.sides == (("p00", "p02", "p04", "p06", "p08"), ("p01", "p03", "p05", "p07"))
    assert found.moved == ()


def test_no_split_without_four_on_each_side() -> None:
    assert split(people(0, 0, 0, 3, 3, 3, 3), 2).why == "few"
    assert split(people(0, 0, 0, 3, 3, 3, 3, 3, 3), 2).why == "side"
    assert split(people(0, 0, 0, 3, 3, 3, 3, 3, 3), 2).sides == ()
    assert split([], 2).why == "few"


def test_unknown_is_at_home_on_both_sides() -> None:
    found = split(people(0, 0, 0, None, 3, 3, 3, None), 2)
    assert [len(side) for side in found.sides] == [4, 4]
    assert found.moved == ()


def test_a_split_keeps_apart_who_must_be_and_says_who_moved() -> None:
    found = split(people(0, 0, 0, 0, 0, 3, 3, 3, 3), 2, apart=[("p00", "p01")])
    [moved] = found.moved
    assert moved in {"p00", "p01"}
    assert moved in found.sides[1]


def test_three_who_are_all_to_be_kept_apart_do_not_fit_two_sides() -> None:
    apart = [("p00", "p01"), ("p01", "p02"), ("p00", "p02")]
    found = split(people(0, 0, 0, 0, 0, 0, 3, 3, 3, 3), 2, apart=apart)
    [one] = found.alone
    assert isinstance(one, Alone)
    assert sum(len(side) for side in found.sides) == 9

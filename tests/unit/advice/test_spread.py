"""How far apart a room is: unknown is unknown, two clear levels, and the table of starting points."""

from __future__ import annotations

import ast
import inspect
from itertools import pairwise
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from circle_widgets.advice.spread import (
    BOUNDS,
    Known,
    Need,
    Person,
    Room,
    Row,
    ThresholdError,
    Thresholds,
    known,
    rows,
    show,
    two_sides,
    with_row,
)

USUAL = Thresholds()


def room(*counts: int, unknown: int = 0, checks: str = "", need: Need = "needed") -> Room:
    """So many people at each level, some unknown; ``checks``: "m", "p", "n" or "u" for the first, the second …"""
    levels = [level for level, count in enumerate(counts) for _ in range(count)] + [None] * unknown
    words = {"m": "met", "p": "partly", "n": "not_yet", "u": "unsure"}
    found: dict[str, Any] = {}
    for n, level in enumerate(levels):
        found[f"p{n:03}"] = Person(level, {"files": words[checks[n]]} if n < len(checks) else {})  # type: ignore[dict-item] # a literal, looked up
    return Room(found, {"files": need} if checks else {})


def looked_at(found: Room, thresholds: Thresholds = USUAL) -> Known:
    return known(show(found), thresholds)


# ---------------------------------------------------------------- what is known


def test_what_is_known_of_a_room() -> None:
    found = looked_at(room(2, 3, 0, 1, 4, unknown=3, checks="mmpnu"))
    assert found.people == 13
    assert found.known == 10
    assert found.counts == (2, 3, 0, 1, 4)
    assert (found.lowest, found.highest, found.spread) == (0, 4, 4)
    assert found.experienced == 5
    assert found.missing == {"files": 2}


def test_unknown_is_no_beginner() -> None:
    assert looked_at(room(0, 0, 0, 0, 6, unknown=6)).counts == (0, 0, 0, 0, 6)
    assert looked_at(room(0, 0, 0, 0, 6, unknown=6)).spread == 0


@pytest.mark.parametrize("people", [0, 1, 4, 5, 100])
def test_a_room_that_says_nothing_is_no_level(people: int) -> None:
    found = looked_at(room(unknown=people))
    assert (found.people, found.known, found.spread, found.sides, found.missing) == (people, 0, 0, None, {})


def test_four_levels_are_too_few_to_say_anything() -> None:
    assert looked_at(room(2, 0, 0, 0, 2, unknown=8)).known == 0


def test_a_skill_that_is_only_helpful_is_not_missing() -> None:
    assert looked_at(room(12, checks="nnnnnn", need="helpful")).missing == {}


def test_whoever_is_unsure_is_not_counted_as_short_of_a_skill() -> None:
    assert looked_at(room(12, checks="uuuuuumm")).missing == {}
    assert looked_at(room(12, checks="pppuuumm")).missing == {"files": 3}


def test_fewer_than_five_checks_say_nothing() -> None:
    assert looked_at(room(12, checks="nnnn")).missing == {}


def test_a_check_of_a_skill_that_nobody_asked_for_is_passed_over() -> None:
    strange = Room({f"p{n}": Person(4, {"juggling": "not_yet"}) for n in range(6)}, {"files": "needed"})
    assert looked_at(strange).missing == {}


@pytest.mark.parametrize("level", [-1, 5, True, 2.0, "2"])
def test_a_level_that_there_is_not_is_named(level: Any) -> None:
    with pytest.raises(ValueError, match=f"level: from 0 to 4, or None where it is not known; got {level!r}"):
        Person(level)


def test_a_check_that_there_is_not_is_named() -> None:
    with pytest.raises(ValueError, match="checks: each is one of not_yet, partly, met, unsure; got 'maybe'"):
        Person(2, {"files": "maybe"})  # type: ignore[dict-item] # the case


# ---------------------------------------------------------------- two clear levels


@pytest.mark.parametrize(
    ("counts", "sides"),
    [
        ((3, 2, 0, 2, 3), (3, 5, 5)),
        ((5, 0, 0, 0, 4), (4, 5, 4)),
        ((0, 5, 0, 0, 1), (4, 5, 1)),
        ((4, 0, 5, 0, 0), None),  # a spread of two is no two levels
        ((5, 0, 0, 4, 0), (3, 5, 4)),
        ((3, 0, 3, 0, 3), None),  # three groups
        ((3, 3, 3, 3, 3), None),
        ((0, 0, 9, 0, 0), None),
        ((0, 0, 0, 0, 0), None),
    ],
)
def test_two_clear_levels(counts: tuple[int, ...], sides: tuple[int, int, int] | None) -> None:
    found = two_sides(counts, USUAL)
    assert (found and (found.cut, found.below, found.above)) == sides


def test_how_clear_two_levels_must_be_can_be_set() -> None:
    apart = with_row(USUAL, "gap", 2)
    assert two_sides((3, 2, 0, 2, 3), apart) is None
    assert two_sides((3, 0, 0, 2, 3), apart) is not None


@given(st.lists(st.integers(0, 9), min_size=5, max_size=5), st.integers(1, 3))
def test_nobody_stands_between_two_sides(counts: list[int], gap: int) -> None:
    found = two_sides(counts, with_row(USUAL, "gap", gap))
    if found is not None:
        assert found.below + found.above == sum(counts)
        assert min(found.below, found.above) > 0
        assert counts[found.cut] > 0
        assert sum(counts[found.cut - gap : found.cut]) == 0


# ---------------------------------------------------------------- what is shown


def test_an_advice_speaks_of_what_was_shown_until_that_may_change() -> None:
    first = show(room(8))
    one_more = room(8, 0, 0, 0, 1)
    second = show(one_more, [first])
    assert second.people == 9
    assert known(second, USUAL).experienced == 0
    assert known(show(one_more), USUAL).experienced == 1


def test_each_skill_is_shown_anew_by_itself() -> None:
    first = show(room(12, checks="mmmmm"))
    second = show(room(12, checks="mmmmmnnnnn"), [first])
    assert known(second, USUAL).missing == {"files": 5}
    assert known(show(room(12, checks="mmmmmn"), [first]), USUAL).missing == {}


# ---------------------------------------------------------------- starting points, not evidence


def test_the_table_has_every_number_that_is_used() -> None:
    assert [row.key for row in rows(USUAL)] == list(Thresholds.__struct_fields__)
    assert rows(USUAL)[0] == Row("small", 4, 2, 10)
    assert all(row.least <= row.value <= row.most for row in rows(USUAL))


def test_each_number_says_what_it_is() -> None:
    body = ast.parse(inspect.getsource(Thresholds)).body[0]
    assert isinstance(body, ast.ClassDef)
    for one, following in pairwise(body.body):
        if isinstance(one, ast.AnnAssign):
            assert isinstance(following, ast.Expr), ast.unparse(one)


def test_a_row_is_changed_and_the_others_stay() -> None:
    found = with_row(USUAL, "large", 20)
    assert found.large == 20
    assert [one.key for one, other in zip(rows(found), rows(USUAL), strict=True) if one != other] == ["large"]


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("small", 1, "small: must be from 2 to 10; got 1"),
        ("side", 2, "side: must be from 3 to 20; got 2"),
        ("gap", 4, "gap: must be from 1 to 3; got 4"),
        ("large", 15.0, "large: must be a whole number; got 15.0"),
        ("large", "15", "large: must be a whole number; got '15'"),
        ("lead", True, "lead: must be a whole number; got True"),
        ("wide", 1, "wide: must be 2 or more, as some is 2; got 1"),
        ("small", 10, ""),
        ("beginner", 3, "experienced: must be 4 or more, as beginner is 3; got 3"),
        ("colour", 3, "colour: must be one of small, large, side, gap, .*; got 3"),
    ],
)
def test_a_number_that_makes_no_sense_is_named(key: str, value: Any, said: str) -> None:
    if not said:
        assert getattr(with_row(USUAL, key, value), key) == value
        return
    with pytest.raises(ThresholdError, match=said) as refused:
        with_row(USUAL, key, value)
    assert isinstance(refused.value, ValueError)
    wrong = refused.value
    assert str(wrong) == f"{wrong.field}: must be {wrong.rule}; got {wrong.value!r}"


def test_small_is_never_over_large() -> None:
    with pytest.raises(ThresholdError, match="large: must be 10 or more, as small is 10; got 5"):
        Thresholds(small=10, large=5)


def test_what_a_file_says_is_held_to_the_same() -> None:
    assert msgspec.json.decode(b'{"small": 5}', type=Thresholds) == Thresholds(small=5)
    with pytest.raises(msgspec.ValidationError, match="small: must be from 2 to 10; got 11"):
        msgspec.json.decode(b'{"small": 11}', type=Thresholds)


@given(st.sampled_from(sorted(BOUNDS)), st.integers(-2, 120))
def test_a_row_may_be_set_to_its_value_or_says_why_not(key: str, value: int) -> None:
    try:
        found = with_row(USUAL, key, value)
    except ThresholdError as wrong:
        assert wrong.field in BOUNDS  # noqa: PT017 - either way is right
    else:
        assert BOUNDS[key][0] <= getattr(found, key) <= BOUNDS[key][1]

"""Numbers about persons: none under five, no cell of one or two, and nothing to be read between two views."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circle_widgets.advice import numbers
from circle_widgets.advice.numbers import Bin, Release, release, told

CELLS = ("0", "1", "2", "3", "4")
PEOPLE = [f"p{n}" for n in range(24)]
ANSWERS = st.dictionaries(st.sampled_from(PEOPLE), st.sampled_from(CELLS), max_size=24)


def answers(*counts: int, start: int = 0) -> dict[str, str]:
    """So many people in each cell."""
    cells = [cell for cell, count in zip(CELLS, counts, strict=False) for _ in range(count)]
    return {f"p{n}": cell for n, cell in enumerate(cells, start)}


def bins(shown: Release | None) -> dict[str, int]:
    assert shown is not None
    return {"+".join(one.cells): one.count for one in shown.bins}


# ---------------------------------------------------------------- one view


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ((5, 0, 0, 0, 0), {"0": 5, "1": 0, "2": 0, "3": 0, "4": 0}),
        ((3, 0, 0, 0, 4), {"0": 3, "1": 0, "2": 0, "3": 0, "4": 4}),
        ((0, 1, 4, 0, 5), {"0": 0, "1+2": 5, "3": 0, "4": 5}),
        ((1, 1, 1, 1, 1), {"0+1+2+3+4": 5}),
        ((2, 1, 0, 1, 2), {"0+1": 3, "2": 0, "3+4": 3}),
        ((1, 0, 0, 0, 8), {"0+1+2+3+4": 9}),
        ((8, 0, 1, 0, 3), {"0": 8, "1": 0, "2+3+4": 4}),
    ],
)
def test_neighbours_are_merged_until_no_cell_is_one_or_two(counts: tuple[int, ...], shown: dict[str, int]) -> None:
    assert bins(release(answers(*counts), CELLS)) == shown


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ((5, 3, 0), {"0": 5, "1": 3, "2": 0}),
        ((5, 1, 2), {"0": 5, "1+2": 3}),
        ((1, 5, 3, 0), {"1": 5, "0+2+3": 4}),
        ((5, 1, 4, 1, 1), {"0": 5, "2": 4, "1+3+4": 3}),
        ((1, 1, 1, 1, 1), {"0+1+2+3+4": 5}),
    ],
)
def test_without_an_order_the_small_are_together(counts: tuple[int, ...], shown: dict[str, int]) -> None:
    """With nobody's cells among them where there is one to hide, so that "together" tells no names of cells."""
    assert bins(release(answers(*counts), CELLS[: len(counts)], ordered=False)) == shown


def test_the_order_inside_together_tells_no_rank() -> None:
    shown = release(answers(5, 0, 1, 2), CELLS[:4], ordered=False)
    assert shown is not None
    assert shown.bins[-1].cells == ("1", "2", "3")


@pytest.mark.parametrize("count", range(5))
def test_under_five_answers_there_is_no_number(count: int) -> None:
    assert release(answers(count), CELLS) is None
    assert release(answers(count), CELLS, ordered=False) is None


@given(ANSWERS, st.booleans())
def test_a_view_keeps_everybody_and_no_cell_is_one_or_two(said: dict[str, str], ordered: bool) -> None:
    shown = release(said, CELLS, ordered=ordered)
    if shown is None:
        assert len(said) < numbers.LEAST_ANSWERS
        return
    assert shown.total == len(said) >= numbers.LEAST_ANSWERS
    assert sorted(cell for one in shown.bins for cell in one.cells) == sorted(CELLS)
    true = Counter(said.values())
    for one in shown.bins:
        assert one.count not in {1, 2}
        assert one.count == sum(true[cell] for cell in one.cells)
        assert not ordered or one.cells == CELLS[CELLS.index(one.cells[0]) :][: len(one.cells)]


@given(ANSWERS, st.booleans(), st.randoms(use_true_random=False))
def test_the_order_and_the_names_of_people_change_nothing(said: dict[str, str], ordered: bool, mix: Random) -> None:
    items = list(said.items())
    mix.shuffle(items)
    renamed = {f"z{person}": cell for person, cell in items}
    one, other = (release(each, CELLS, ordered=ordered) for each in (said, renamed))
    assert (one and one.bins) == (other and other.bins)


# ---------------------------------------------------------------- two views


def test_one_more_answer_changes_nothing_that_is_seen() -> None:
    first = release(answers(3, 0, 0, 0, 3), CELLS)
    assert first is not None
    for new in CELLS:
        assert release(answers(3, 0, 0, 0, 3) | {"late": new}, CELLS, earlier=[first]) is first


def test_three_more_answers_are_still_a_table_of_three() -> None:
    first = release(answers(3, 0, 0, 0, 3), CELLS)
    assert first is not None
    late = {f"late{n}": "0" for n in range(3)}
    assert release(answers(3, 0, 0, 0, 3) | late, CELLS, earlier=[first]) is first


def test_five_more_are_shown_where_nothing_is_told_of_one_or_two() -> None:
    first = release(answers(3, 0, 0, 0, 3), CELLS)
    assert first is not None
    shown = release(answers(8, 0, 0, 0, 3), CELLS, earlier=[first])
    assert bins(shown) == {"0": 8, "1": 0, "2": 0, "3": 0, "4": 3}
    mixed = release(answers(7, 0, 0, 0, 4), CELLS, earlier=[first])
    assert mixed is first


def test_cells_are_merged_further_where_that_hides_a_change_of_one() -> None:
    first = release(answers(3, 3, 0, 0, 3), CELLS)
    assert first is not None
    shown = release(answers(4, 7, 0, 0, 3), CELLS, earlier=[first])
    assert bins(shown) == {"0+1": 11, "2": 0, "3": 0, "4": 3}


def test_the_same_answers_are_always_the_same_picture() -> None:
    first = release(answers(3, 3, 0, 0, 3), CELLS)
    assert first is not None
    second = release(answers(3, 8, 0, 0, 3), CELLS, earlier=[first])
    assert second is not None
    assert release(answers(3, 3, 0, 0, 3), CELLS, earlier=[first, second]) is first


def test_a_view_is_held_against_all_before_it_not_only_the_last() -> None:
    first = release(answers(10, 0, 0, 0, 10), CELLS)
    assert first is not None
    second = release(answers(10, 0, 0, 0, 15), CELLS, earlier=[first])
    assert second is not None
    assert second.total == 25
    back_but_one = answers(10, 0, 0, 0, 10) | {"p0": "4"}
    assert numbers.differ(back_but_one, second.answers) == 6
    assert release(back_but_one, CELLS, earlier=[first, second]) is second
    two_changed_places = answers(10, 0, 0, 0, 10) | {"p0": "4", "p19": "0"}
    assert release(two_changed_places, CELLS, earlier=[first, second]) is second


def test_no_number_moves_by_one_since_any_view_before() -> None:
    first = release(answers(10, 0, 0, 0, 10), CELLS)
    assert first is not None
    second = release(answers(10, 0, 0, 0, 10) | {f"late{n}": "0" for n in range(5)}, CELLS, earlier=[first])
    assert bins(second)["0"] == 15
    assert second is not None
    now = answers(10, 0, 0, 0, 10) | {"late0": "0"} | {f"later{n}": "4" for n in range(10)}
    assert release(now, CELLS, earlier=[second]) is not second
    assert release(now, CELLS, earlier=[first, second]) is second


def test_what_is_left_by_all_but_four_stays_as_it_was() -> None:
    first = release(answers(5, 0, 0, 0, 5), CELLS)
    assert first is not None
    assert release(answers(4), CELLS, earlier=[first]) is first


@given(st.lists(ANSWERS, min_size=2, max_size=5), st.booleans())
def test_no_two_views_differ_by_one_or_two(evening: list[dict[str, str]], ordered: bool) -> None:
    _hold(evening, ordered=ordered)


@given(st.lists(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(["", *CELLS])), max_size=40), st.booleans())
def test_nor_when_people_answer_one_after_another(said: list[tuple[str, str]], ordered: bool) -> None:
    evening: list[dict[str, str]] = [{}]
    for person, cell in said:
        now = {id: one for id, one in evening[-1].items() if id != person}
        evening.append(now | {person: cell} if cell else now)
    _hold(evening, ordered=ordered)


def _hold(evening: list[dict[str, str]], *, ordered: bool) -> None:
    """Show a picture at each moment, and hold every two of those that were seen to the law."""
    seen: list[Release] = []
    for now in evening:
        shown = release(now, CELLS, ordered=ordered, earlier=seen)
        if shown is not None and shown not in seen:
            seen.append(shown)
    for one in seen:
        assert not any(numbers.few(each.count) for each in one.bins)
        assert one.total == len(one.answers) >= numbers.LEAST_ANSWERS
    for one, other in combinations(seen, 2):
        assert numbers.differ(one.answers, other.answers) >= numbers.LEAST_ANSWERS
        assert not {1, 2} & {abs(change) for change in numbers.changes(one.bins, other.bins)}


# ---------------------------------------------------------------- what a view tells


def test_what_changed_is_said_of_the_finest_cells_that_both_know() -> None:
    one = [Bin(("0",), 3), Bin(("1", "2"), 4), Bin(("3",), 5)]
    other = [Bin(("0", "1"), 6), Bin(("2",), 3), Bin(("3",), 9)]
    assert sorted(numbers.changes(one, other)) == [2, 4]
    assert numbers.changes(one, one) == [0, 0, 0]


def test_a_number_is_told_only_where_the_picture_tells_it() -> None:
    shown = release(answers(0, 1, 4, 0, 5), CELLS)
    assert told(shown, ("0", "1", "2")) == 5
    assert told(shown, ("3", "4")) == 5
    assert told(shown, ("3",)) == 0
    assert told(shown, ("0", "1")) is None
    assert told(shown, ("2", "3", "4")) is None
    assert told(None, CELLS) is None


def test_an_answer_in_no_cell_is_named() -> None:
    with pytest.raises(ValueError, match=r"answers: each is one of 0, 1, 2, 3, 4; got 'often'"):
        release({"ana": "often"}, CELLS)


def test_a_question_with_too_many_ordered_cells_is_named() -> None:
    many = [f"c{n}" for n in range(13)]
    with pytest.raises(ValueError, match="cells: an ordered question has at most 12; got 13"):
        release({}, many)
    assert release(dict.fromkeys(PEOPLE, "c3"), many, ordered=False) is not None

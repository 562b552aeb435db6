"""A word and a picture for everybody, no two alike."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from circle_widgets import seats


def test_words_are_unique_up_to_six_hundred_and_far_beyond() -> None:
    taken: set[str] = set()
    for n in range(1500):
        word = seats.next_word(f"seat-{n}", taken)
        assert word not in taken
        taken.add(word)
    assert sum(word.count("-") == 1 for word in taken) == len(seats.words())


def test_a_seat_has_the_same_word_on_every_machine() -> None:
    assert seats.next_word("ana", set()) == seats.next_word("ana", set())


@given(st.sets(st.integers(0, 191)))
def test_a_word_is_never_one_that_is_taken(which: set[int]) -> None:
    taken = {seats.words()[n] for n in which}
    assert seats.next_word("ana", taken) not in taken


def test_a_word_that_two_got_is_told_apart_by_a_number() -> None:
    taken = {"blue-heron", "red-boat-2"}
    assert seats.told_apart("blue-heron", 5, taken) == "blue-heron-5"
    assert seats.told_apart("red-boat-2", 2, taken) == "red-boat-3"
    assert seats.told_apart("green-kite", 2, taken) == "green-kite"
    assert seats.told_apart("", 2, {""}) == ""

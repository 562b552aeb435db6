"""Verbs that take away for good: they ask first, and what they took away comes back with no old copy."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from circle_widgets import Circle
from tests.unit.conftest import Say


@pytest.fixture
def sewing(say: Say) -> Circle:
    """A circle of two Berts and a Carol, led by Ana, with a note of each."""
    circle = Circle.make("Sewing", facilitator="Ana")
    circle.start("one-question")
    circle.move("next")
    circle.move("next")
    for name in ("Bert", "Carol", "Bert"):
        circle.write(f"a word of {name}", seat=circle.add_seat(name))
    circle.move("reveal")
    return circle


def in_file(circle: Circle) -> bytes:
    path = Path(circle.store.url.removeprefix("sqlite:///"))
    return b"".join(one.read_bytes() for one in path.parent.glob(f"{path.name}*"))


def test_nothing_is_taken_away_without_asking(say: Say, sewing: Circle) -> None:
    for typed in (["erase", sewing.code, "Carol"], ["erase", sewing.code, "--everything"], ["anonymise", sewing.code]):
        code, _, err = say(*typed)
        assert code == 2
        assert "--yes" in err
    assert b"Carol" in in_file(sewing)
    assert len(sewing.state.seats) == 3


def test_a_persons_words_are_erased_by_name_and_no_old_copy_brings_them_back(say: Say, sewing: Circle) -> None:
    say("export", sewing.code, "-o", "before.jsonl")
    assert json.loads(say("erase", sewing.code, "carol", "--yes", "--json")[1])["erased"] == 2
    assert b"Carol" not in in_file(sewing)
    say("import", "before.jsonl")
    assert b"Carol" not in in_file(sewing)


def test_of_two_with_one_name_the_word_says_which(say: Say, sewing: Circle) -> None:
    seats = list(sewing.state.seats.values())
    code, _, err = say("erase", sewing.code, "Bert", "--yes")
    assert code == 2
    assert seats[0].word in err
    assert seats[2].word in err
    assert say("erase", sewing.code, seats[2].word.replace("-", " "), "--yes")[0] == 0
    assert [seat.name for seat in sewing.state.seats.values()] == ["Bert", "Carol"]


def test_nobody_of_that_name_is_said(say: Say, sewing: Circle) -> None:
    code, _, err = say("erase", sewing.code, "Zebedee", "--yes")
    assert (code, "Zebedee" in err) == (2, True)


def test_whose_words_has_to_be_said(say: Say, sewing: Circle) -> None:
    assert say("erase", sewing.code, "--yes")[0] == 2
    assert say("erase", sewing.code, "Carol", "--everything", "--yes")[0] == 2


def test_a_circle_is_cleared_after_its_file_was_read_back(say: Say, sewing: Circle) -> None:
    facts = json.loads(say("erase", sewing.code, "--everything", "-o", "kept.jsonl", "--yes", "--json")[1])
    assert facts["cleared"] is True
    assert b"Carol" not in in_file(sewing)
    assert json.loads(say("import", "kept.jsonl", "--json")[1])["new"] > 0


def test_names_are_taken_out_for_good_and_people_and_their_words_stay(say: Say, sewing: Circle) -> None:
    say("export", sewing.code, "-o", "before.jsonl")
    seats = list(sewing.state.seats)
    assert json.loads(say("anonymise", sewing.code, "--yes", "--json")[1])["names"] == 4  # Ana's too
    after = sewing.state
    assert list(after.seats) == seats
    assert {seat.name for seat in after.seats.values()} == {""}
    assert after.facilitator == ""
    assert "a word of Carol" in sewing.exported("csv").decode()
    say("import", "before.jsonl")
    assert {seat.name for seat in sewing.state.seats.values()} == {""}
    assert json.loads(say("anonymise", sewing.code, "--yes", "--json")[1])["names"] == 0

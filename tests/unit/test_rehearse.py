"""Made-up people: what they say and when, by seed; and a whole rehearsal in an instant, on a real room."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from circle_widgets import Circle
from circle_widgets.rehearse import Asked, NotPractice, rehearse
from circle_widgets.rehearse.bank import Deck, asks_what_a_circle_is, bank
from circle_widgets.rehearse.pace import AtOnce
from circle_widgets.rehearse.people import FAULTS, Act, crowd, plan
from circle_widgets.rehearse.room import NoRoom
from circle_widgets.sentences import LOCALES, both
from circle_widgets.serve.own_room import own_room
from circle_widgets.steps import Notes

STEP: dict[str, Any] = {"id": "s2", "n": 2, "kind": "notes", "minutes": 3, "question": both("one_question.question")}


@pytest.mark.parametrize("locale", LOCALES)
def test_the_bank_is_varied_and_fits_in_a_note(locale: str) -> None:
    found = bank(locale)
    answers = found.circle + found.general
    lengths = [len(one) for one in found.circle]
    assert len(found.circle) >= 60
    assert len(set(answers)) == len(answers)
    assert max(map(len, answers)) <= Notes().longest
    assert min(lengths) < 12
    assert max(lengths) > 180
    assert statistics.pstdev(lengths) > 25
    assert [one for one in answers if one != one.strip() or not re.search(r"[.?!]$", one)] == []


def test_no_two_languages_share_an_answer() -> None:
    assert set(bank("en").circle) & set(bank("fr").circle) == set()


def test_the_threads_question_gets_answers_of_its_own() -> None:
    assert asks_what_a_circle_is(both("one_question.question"))
    assert asks_what_a_circle_is(both("one_question.question")["fr"])
    assert not asks_what_a_circle_is("What helped you today?")
    assert Deck("What helped you today?", "1").deal("en") in bank("en").general


def test_nobody_says_what_somebody_said_before_all_was_said() -> None:
    deck = Deck(both("one_question.question"), "1")
    size = len(bank("fr").circle)
    said = [deck.deal("fr") for _ in range(size + 5)]
    assert len(set(said[:size])) == size


def test_the_same_seed_gives_the_same_people_and_plans_and_another_seed_others() -> None:
    people = crowd(12, 7, faults=FAULTS)
    assert people == crowd(12, 7, faults=FAULTS)
    assert people != crowd(12, 8, faults=FAULTS)
    assert plan(STEP, people, 7) == plan(STEP, people, 7)
    assert plan(STEP, people, 7) != plan(STEP, people, 8)


def test_people_have_names_or_none_and_speak_both_languages() -> None:
    people = crowd(40, 1)
    assert {person.locale for person in people} == {"en", "fr"}
    nameless = sum(not person.name for person in people)
    assert 5 < nameless < 25
    named = [person.name for person in people if person.name]
    assert len(set(named)) == len(named)


def test_each_fault_happens_to_one_phone_even_in_a_small_room() -> None:
    assert Counter(person.fault for person in crowd(9, 3, faults=FAULTS)) == {"": 7, "lock": 1, "offline": 1}
    assert len(crowd(1, 3, faults=FAULTS)) == 1


@pytest.mark.parametrize("seed", range(20))
def test_everyone_writes_within_the_time_and_faults_end_before_it(seed: int) -> None:
    people = crowd(12, seed, faults=FAULTS)
    acts = plan(STEP, people, seed)
    assert {act.person for act in acts if act.deed == "write"} == set(range(12))
    assert all(0 < act.after < 180 for act in acts)
    for person in people:
        own = [act for act in acts if act.person == person.n]
        deeds = [act.deed for act in own]
        assert "change" not in deeds or deeds.index("write") < deeds.index("change")
        if person.fault == "lock":
            assert deeds[:2] == ["lock", "unlock"]
        if person.fault == "offline":
            assert (deeds[0], deeds[-1]) == ("offline", "online")


def test_a_step_in_which_nobody_types_is_left_alone() -> None:
    assert plan({"id": "s1", "n": 1, "kind": "talk"}, crowd(3, 1), 1) == []


def test_acts_come_in_the_order_of_their_time() -> None:
    assert min([Act(2, 0, 0, "write"), Act(1, 1, 0, "write")]).person == 1


# ---- a whole one


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("rehearsal") / "circles.sqlite")


@pytest.fixture(scope="module")
def room(store: str) -> Iterator[str]:
    """The address of a room for those circles, in a process of its own."""
    with own_room(store) as port:
        yield f"http://127.0.0.1:{port}"


def played(store: str, room: str, seed: int, *, lead: bool = True) -> tuple[Circle, Any, list[str]]:
    circle = Circle.make(f"Practice {seed}", practice=True, store=store)
    said: list[str] = []
    asked = Asked(people=12, seed=seed, lead=lead, faults=frozenset(FAULTS))
    outcome = rehearse(circle, room, asked, pace=AtOnce(), tell=lambda key, **_: said.append(key))
    return circle, outcome, said


def test_a_rehearsal_plays_an_activity_to_its_end_and_loses_nothing(store: str, room: str) -> None:
    circle, outcome, said = played(store, room, 1)
    state = circle.state
    assert state.run is not None
    assert state.run.ended
    assert outcome.people == len(state.seats) == 12
    assert outcome.sent == outcome.stored >= 12
    assert (outcome.lost, outcome.twice, outcome.refused) == (0, 0, {})
    assert said.count("rehearse.step") == 3
    assert {seat.locale for seat in state.seats.values()} == {"en", "fr"}


def test_the_same_seed_says_the_same_words(store: str, room: str) -> None:
    texts = []
    for _ in range(2):
        circle, _, _ = played(store, room, 5)
        texts.append(sorted(row["text"] for row in circle.frame("notes").to_dict("records")))
    assert texts[0] == texts[1]
    assert len(texts[0]) >= 12


def test_made_up_people_come_to_no_real_circle(store: str, room: str) -> None:
    circle = Circle.make("Sewing", store=store)
    with pytest.raises(NotPractice, match="Sewing"):
        rehearse(circle, room, Asked(people=2))
    assert circle.state.seats == {}


def test_a_room_that_does_not_answer_is_named(store: str, tmp_path: Path) -> None:
    circle = Circle.make("Practice", practice=True, store=str(tmp_path / "other.sqlite"))
    with pytest.raises(NoRoom, match=r"127\.0\.0\.1:9"):
        rehearse(circle, "http://127.0.0.1:9", Asked(people=1), pace=AtOnce())

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
from circle_widgets.rehearse.bank import answers, asks_what_a_circle_is, bank, same, shared, theme_of, values
from circle_widgets.rehearse.made_up import Scene, of_kind
from circle_widgets.rehearse.pace import AtOnce
from circle_widgets.rehearse.people import FAULTS, Act, Person, crowd, with_faults
from circle_widgets.rehearse.room import NoRoom
from circle_widgets.sentences import LOCALES, both
from circle_widgets.serve.own_room import own_room
from circle_widgets.steps import Notes

STEP: dict[str, Any] = {"id": "s2", "n": 2, "kind": "notes", "minutes": 3, "question": both("one_question.question")}


def plan(step: dict[str, Any], people: list[Person], seed: int) -> list[Act]:
    """What people do in a step that has just opened, and what happens to their phones."""
    scene = Scene({"step": step}, people, seed, 180.0)
    return with_faults(of_kind(step["kind"]).plan(scene), people, scene.seconds)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_bank_is_varied_and_fits_in_a_note(locale: str) -> None:
    found = bank(locale)
    said = found.circle + found.general + found.pairs
    lengths = [len(one) for one in found.circle]
    assert len(found.circle) >= 60
    assert len(found.pairs) >= 15
    assert len(set(said)) == len(said)
    assert max(map(len, said)) <= Notes().longest
    assert min(lengths) < 12
    assert max(lengths) > 180
    assert statistics.pstdev(lengths) > 25
    assert [one for one in said if one != one.strip() or not re.search(r"[.?!]$", one)] == []


def test_values_are_short_and_their_themes_are_the_same_in_both_languages() -> None:
    themes = [{tray: list(found) for tray, found in bank(locale).values.items()} for locale in LOCALES]
    assert themes[0] == themes[1]
    assert list(themes[0]) == ["is", "not", "depends"]
    texts = [
        text
        for locale in LOCALES
        for tray in bank(locale).values.values()
        for theme in tray.values()
        for text in (theme.name, *theme.said)
    ]
    assert len({same(text) for text in texts}) == len(texts)
    assert max(map(len, texts)) <= 80
    assert theme_of("it costs nothing") == theme_of("Ça ne coûte rien.") == "is/free"
    assert theme_of("A purple cow.") == ""


@pytest.mark.parametrize("locale", LOCALES)
def test_an_objection_has_words_and_the_line_that_answers_it(locale: str) -> None:
    objections = bank(locale).objections
    assert len({one.words for one in objections}) == len(objections) >= 6
    assert {one.tray for one in objections} == {"is", "not", "depends"}
    assert [one.line for one in objections if not one.line or one.line.endswith(".")] == []


def test_no_two_languages_share_an_answer() -> None:
    english, french = (
        {
            *bank(locale).circle,
            *bank(locale).general,
            *bank(locale).pairs,
            *(one.line for one in bank(locale).objections),
        }
        for locale in LOCALES
    )
    assert english & french == set()


def test_the_threads_question_gets_answers_of_its_own() -> None:
    assert asks_what_a_circle_is(both("one_question.question"))
    assert asks_what_a_circle_is(both("one_question.question")["fr"])
    assert not asks_what_a_circle_is("What helped you today?")
    assert answers("What helped you today?", "1").deal("en") in bank("en").general


def test_nobody_says_what_somebody_said_before_all_was_said() -> None:
    for deck in (answers(both("one_question.question"), "1"), shared("1"), values("is", "1"), values("round", "1")):
        said = [deck.deal("fr") for _ in range(80)]
        size = len(set(said))
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

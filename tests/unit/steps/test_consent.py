"""Consent: what is asked, who answers, and what an opening lets out. Never a count of answers."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circle_widgets import views
from circle_widgets.events import Event
from circle_widgets.state import fold
from circle_widgets.steps import registry
from circle_widgets.steps.consent import ballots
from tests.unit.steps.consenting import ASK, DRAFT, SENTENCE, VALUES, asking

WHOLE = [SENTENCE, *VALUES]
OPENED = {"round", "voters", "objection", "talk", "spoken", "read", "kept"}

# ---------------------------------------------------------------- what is asked about


def test_it_asks_about_the_text_of_the_draft_as_it_stands() -> None:
    world = asking(people=6)
    assert world.texts == WHOLE
    assert [one.tray for one in world.last.lines] == ["", "is", "not", "depends"]
    assert (world.last.here, world.last.at) == (6, world.at)


def test_without_a_draft_the_question_itself_is_asked() -> None:
    world = asking(text=False, question="Shall we meet on Thursdays?")
    assert world.texts == []
    world.all_fine(6)
    world.opened()
    assert world.data.agreed is world.last
    assert world.view("phone")["lines"] == {}


def test_a_second_one_is_about_what_was_written_since() -> None:
    world = asking()
    steps = [{"id": "again", "kind": "consent", "params": {"question": "Shall we meet on Thursdays?"}}]
    world.did("activity.change", {"steps": steps})
    world.did("step.open", step="again")
    assert world.state.steps["again"].data.round(1).lines == []


def test_the_log_names_the_step_and_holds_no_words_of_the_text() -> None:
    world = asking()
    opened = next(event for event in world.log if event.kind == "step.open" and event.step == ASK)
    assert opened.body == {"given": {"step": DRAFT}}


def test_words_that_are_erased_are_gone_from_what_was_asked() -> None:
    world = asking()
    note = next(event for event in world.log if event.kind == "notes.write")
    blank = [Event(note.id, note.at, note.kind) if event is note else event for event in world.log]
    erased = Event("gone", world.at + 1, "erased", {"ids": [note.id], "seat": "p0"}, by="desk")
    again = fold([*blank, erased], registry())
    assert [one.text for one in again.steps[ASK].data.round(1).lines] == list(VALUES)


def test_a_text_that_is_worded_anew_is_not_the_one_that_people_answer_about() -> None:
    world = asking()
    world.answers("p0", "fine")
    world.words_anew("A class", "A course")
    assert world.texts == WHOLE
    assert world.view("desk")["changed"] is True
    assert world.view("phone")["lines"]["v1"]["text"] == "A class"


# ---------------------------------------------------------------- answering


def test_an_answer_may_be_changed_until_the_opening() -> None:
    world = asking()
    assert world.answers("p0", "objection", "It is too long", "read") == 1
    assert world.answers("p0", "fine") == 1
    world.opened()
    assert (world.last.objection, world.last.read, world.last.voters) == (False, [], 1)
    assert world.code(world.answers("p0", "objection")) == "round_over"


def test_everyone_answers_for_themselves() -> None:
    world = asking(paper=1)
    assert world.code(world.ballot("consent.say", {"answer": "fine"}, "paper0", "desk")) == "own_answer"
    assert world.code(world.ballot("consent.say", {"answer": "fine"}, "nobody")) == "unknown_seat"
    assert world.code(world.ballot("consent.say", {"answer": "fine"})) == "unknown_seat"


@pytest.mark.parametrize("how", ["read", "facilitator"])
@pytest.mark.parametrize("words", ["", "   ", "\u200b"])
def test_without_words_there_is_nothing_to_read(how: str, words: str) -> None:
    world = asking()
    assert world.code(world.answers("p0", "objection", words, how)) == "words_missing"
    assert world.answers("p0", "objection", words, "say") == 1


@pytest.mark.parametrize(
    "body",
    [{}, {"answer": "no"}, {"answer": "fine", "how": "shout"}, {"answer": "talk", "words": "x" * 401}, {"answer": 3}],
)
def test_what_is_no_answer_is_refused(body: dict[str, Any]) -> None:
    world = asking()
    assert world.code(world.ballot("consent.say", body, "p0")) == "body"
    assert world.state.ballots == {}


def test_nobody_answers_before_it_is_asked_nor_once_it_is_closed() -> None:
    world = asking()
    world.did("step.close", step=ASK)
    assert world.code(world.answers("p0", "fine")) == "round_over"
    assert "may" not in views.person(world.state, "p0")["consent"]


# ---------------------------------------------------------------- paper


def test_paper_is_counted_at_once_and_counted_anew() -> None:
    world = asking(people=2, paper=3)
    assert world.paper(fine=2, objection=1) == 1
    assert world.paper(fine=3) == 1
    world.all_fine(2)
    world.opened()
    assert (world.last.voters, world.last.objection) == (5, False)


def test_paper_has_no_more_answers_than_people_on_paper_who_have_not_answered() -> None:
    world = asking(people=2, paper=3)
    assert world.code(world.paper(fine=4)) == "paper_answers"
    world.answers("paper0", "fine")
    assert world.code(world.paper(fine=3)) == "paper_answers"
    assert world.paper(fine=1, talk=1) == 1
    assert world.code(world.answers("paper1", "fine")) == "paper_answers"
    assert world.answers("paper0", "objection") == 1
    world.opened()
    assert world.last.voters == 3


def test_only_the_desk_counts_paper_and_for_nobody_in_particular() -> None:
    world = asking(paper=1)
    assert world.code(world.paper(fine=1, by="")) == "desk_only"
    assert world.code(world.paper(fine=1, by="", seat="paper0")) == "desk_only"
    assert world.code(world.paper(fine=1, seat="paper0")) == "desk_only"
    assert world.code(world.paper(fine=-1)) == "body"


def test_paper_never_enters_the_log() -> None:
    world = asking(paper=2)
    before = len(world.log)
    world.paper(objection=1, fine=1)
    assert len(world.log) == before
    assert "consent.paper" not in registry()["consent"].bodies


def test_an_objection_on_paper_is_spoken() -> None:
    world = asking(people=0, paper=2)
    world.paper(objection=1, fine=1)
    world.opened()
    assert (world.last.objection, world.last.spoken, world.last.read) == (True, True, [])


# ---------------------------------------------------------------- what an opening lets out


def test_an_opening_lets_out_what_its_authors_said_and_nothing_else() -> None:
    world = asking(people=7)
    world.answers("p0", "objection", "Zebra words", "read", keep=True)
    world.answers("p1", "objection", "Apple words", "read")
    world.answers("p2", "objection", "Secret words", "facilitator", keep=True)
    world.answers("p3", "objection", "Own words", "say")
    world.answers("p4", "objection", "Kept words", "say", keep=True)
    world.answers("p5", "talk", "Talk words", "read")
    world.answers("p6", "fine")
    tally = world.opened().body["tally"]
    assert tally == {
        "round": 1,
        "voters": 7,
        "objection": True,
        "talk": True,
        "spoken": True,
        "read": ["Apple words", "Talk words", "Zebra words"],
        "kept": ["Kept words", "Zebra words"],
    }
    assert not any(seat in str(tally) for seat in world.state.seats)


def test_the_same_words_of_several_people_stand_there_once() -> None:
    world = asking()
    for seat in ("p0", "p1", "p2"):
        world.answers(seat, "objection", " Too long ", "read")
    world.opened()
    assert world.last.read == ["Too long"]


def test_words_with_an_answer_that_is_fine_are_nobodys() -> None:
    world = asking()
    world.ballot("consent.say", {"answer": "fine", "words": "But", "how": "read", "keep": True}, "p0")
    tally = world.opened().body["tally"]
    assert (tally["read"], tally["kept"], tally["objection"]) == ([], [], False)


SAYS = st.fixed_dictionaries(
    {
        "answer": st.sampled_from(["fine", "objection", "talk"]),
        "words": st.sampled_from(["", "One", "Two", "  "]),
        "how": st.sampled_from(["say", "read", "facilitator"]),
        "keep": st.booleans(),
    }
)
ROOMS = st.dictionaries(st.sampled_from([f"p{n}" for n in range(9)]), SAYS, max_size=9)


@given(ROOMS, st.permutations(range(9)))
def test_who_said_it_and_in_which_order_makes_no_difference(room: dict[str, Any], order: list[int]) -> None:
    turned = {f"p{order[int(seat[1:])]}": body for seat, body in reversed(room.items())}
    assert ballots.counted(room) == ballots.counted(turned)


@given(ROOMS)
def test_how_many_raise_something_is_not_told(room: dict[str, Any]) -> None:
    """Another one who is not fine with it, and has no words of their own, changes nothing but the number of voters."""
    found = ballots.counted(room)
    for answer, key in (("objection", "objection"), ("talk", "talk")):
        if found[key] and found["spoken"]:
            more = ballots.counted({**room, "p9": {"answer": answer}})
            assert more == found | {"voters": found["voters"] + 1}
    assert set(found) == OPENED - {"round"}


@pytest.mark.parametrize("people", [1, 2, 3, 4, 5, 9, 12, 30])
@pytest.mark.parametrize("raised", ["nothing", "objection", "talk", "both", "all"])
def test_every_result_is_right_at_any_size(people: int, raised: str) -> None:
    world = asking(people)
    said = {"nothing": [], "objection": ["objection"], "talk": ["talk"], "both": ["objection", "talk"]}
    answers = ["objection"] * people if raised == "all" else said[raised][:people]
    for n, answer in enumerate(itertools.chain(answers, ["fine"] * (people - len(answers)))):
        world.answers(f"p{n}", answer)
    world.opened()
    objection, talk = "objection" in answers, "talk" in answers
    assert (world.last.objection, world.last.talk, world.last.voters) == (objection, talk, people)
    assert world.last.agreed is not (objection or talk)
    for role in ("phone", "screen", "desk", "remote"):
        assert world.view(role)["result"].get("objection", False) is objection
        assert world.view(role)["result"].get("talk", False) is talk
        assert world.view(role)["result"].get("agreed", False) is world.last.agreed
    assert ("few" in world.view("phone")) is (people < 5)

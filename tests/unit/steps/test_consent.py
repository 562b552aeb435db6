"""Consent: what is asked, who answers, what an opening lets out, what holds afterwards. Never a count of answers."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circle_widgets import views
from circle_widgets.events import Event, Refusal
from circle_widgets.state import fold
from circle_widgets.steps import registry
from circle_widgets.steps.consent import ballots
from circle_widgets.steps.consent.rounds import Round
from tests.unit.steps.consenting import AFTER, ASK, DRAFT, NOTES, SENTENCE, VALUES, Asked, asking
from tests.unit.worlds import JUNK

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


# ---------------------------------------------------------------- rounds


def test_an_objection_leads_back_to_the_text_and_from_there_into_a_new_round() -> None:
    world = asking(people=3)
    world.answers("p0", "objection", "A class is fine", "read", keep=True)
    world.all_fine(3, first=1)
    assert move(world) == ("step.reveal", ASK)
    world.opened()
    goes(world)  # the words that were to be read out
    assert move(world) == ("step.open", DRAFT)
    goes(world)
    line = next(one.id for one in world.last.lines if one.text == "A class")
    world.did("draft.drop", {"line": line}, step=DRAFT)
    assert move(world) == ("step.open", ASK)
    goes(world)
    assert world.view("screen")["items"].keys().isdisjoint({line})
    assert move(world) == ("step.again", ASK)
    goes(world)
    assert (world.step.round, world.step.phase) == (2, "open")
    assert world.texts == [SENTENCE, "Open to whoever comes", "Who brings the tea"]
    assert not [one for one in world.data.rounds.values() if one.agreed]
    world.all_fine(3)
    world.opened()
    assert world.data.agreed is world.data.rounds[2]
    assert move(world) == ("step.open", AFTER)
    first = world.data.rounds[1]
    assert (first.objection, first.read, [one.text for one in first.lines]) == (True, ["A class is fine"], WHOLE)
    assert world.view("desk")["before"]["1"]["objection"] is True


def test_a_wish_to_talk_leads_back_too_and_the_same_text_may_be_asked_about_again() -> None:
    world = asking(people=3)
    world.answers("p0", "talk")
    world.all_fine(3, first=1)
    world.opened()
    assert (world.last.objection, world.last.talk) == (False, True)
    assert move(world) == ("step.open", DRAFT)
    world.did("step.again", step=ASK)
    assert world.texts == WHOLE
    world.all_fine(3)
    world.opened()
    assert world.data.agreed is world.last


def test_a_question_alone_is_asked_again_where_it_stands() -> None:
    world = asking(text=False, question="Shall we meet on Thursdays?")
    world.answers("p0", "objection")
    world.opened()
    assert move(world) == ("step.again", ASK)


def test_nobody_agrees_by_saying_nothing() -> None:
    world = asking()
    world.opened()
    assert not world.last.agreed
    assert world.view("screen")["result"] == {"nobody": True}
    assert move(world) == ("step.again", ASK)


def test_while_a_new_round_is_open_what_held_before_holds() -> None:
    world = asking(people=1)
    world.all_fine(1)
    world.opened()
    world.did("step.again", step=ASK)
    world.answers("p0", "objection")
    assert world.data.agreed is world.data.rounds[1]
    world.opened()
    assert world.data.agreed is None


# ---------------------------------------------------------------- going on all the same


def test_the_room_goes_on_with_the_dissent_that_its_authors_want_kept() -> None:
    world = asking()
    world.answers("p0", "objection", "It leaves out the deaf", "read", keep=True)
    world.answers("p1", "objection", "Only said", "read")
    world.opened()
    assert world.last.dissent == []
    world.did("consent.settle", step=ASK)
    assert world.data.agreed == world.last
    assert world.last.dissent == ["It leaves out the deaf"]
    assert move(world) == ("step.open", AFTER)
    assert world.refused("consent.settle", step=ASK).code == "settled_already"
    assert "settle" not in world.view("desk")
    last = world.state.last_act
    assert last is not None
    assert last.kind == "consent.settle"
    world.did("desk.undo", {"event": last.id})
    assert world.data.agreed is None


def test_there_is_something_to_settle_only_where_something_was_raised() -> None:
    world = asking()
    assert world.refused("consent.settle", step=ASK).code == "nothing_to_settle"
    world.all_fine(6)
    world.opened()
    assert world.refused("consent.settle", step=ASK).code == "nothing_to_settle"
    assert world.refused("consent.settle", step=ASK, seat="p0", by="").code == "desk_only"


# ---------------------------------------------------------------- files


@given(JUNK | st.fixed_dictionaries({}, optional=dict.fromkeys(sorted(OPENED), JUNK)))
def test_a_count_from_a_file_never_stops_the_fold(tally: Any) -> None:
    world = asking(people=1)
    events = [*world.log, Event("odd", world.at + 1, "step.reveal", {"tally": tally}, ASK, by="desk")]
    data = fold(events, registry()).steps[ASK].data
    assert all(isinstance(word, str) for one in data.opened for word in (*one.read, *one.kept))


@given(JUNK)
def test_whatever_a_file_says_is_asked_about_it_asks(about: Any) -> None:
    for given_ in ({"step": about}, about, {"step": ASK}, {"step": AFTER}, {"step": NOTES}):
        world = asking(people=1)
        events = [event for event in world.log if not (event.kind == "step.open" and event.step == ASK)]
        events.append(Event("odd", world.at, "step.open", {"given": given_}, ASK, by="desk"))
        data = fold(events, registry()).steps[ASK].data
        assert data.round(1).lines == []


def test_the_same_log_in_any_order_gives_the_same_rounds() -> None:
    world = asking(people=3)
    world.answers("p0", "objection", "No", "read", keep=True)
    world.opened()
    world.did("consent.settle", step=ASK)
    world.did("step.again", step=ASK)
    assert fold(reversed(world.log), registry()).steps[ASK].data == world.data


def test_a_settlement_of_nothing_is_passed_over() -> None:
    world = asking()
    events = [*world.log, Event("odd", world.at + 1, "consent.settle", {}, ASK, by="desk")]
    assert fold(events, registry()).steps[ASK].data == world.data


# ---------------------------------------------------------------- what is kept


def test_the_table_has_a_row_for_each_opened_round() -> None:
    world = asking(people=2)
    kind = registry()["consent"]
    world.answers("p0", "objection", "Kept", "say", keep=True)
    world.answers("p1", "objection", "Not kept", "read")
    assert kind.table(world.step) == []
    world.opened()
    world.did("consent.settle", step=ASK)
    (row,) = kind.table(world.step)
    assert row == {
        "round": 1,
        "text": "\n".join(WHOLE),
        "agreed": True,
        "objection": True,
        "talk": False,
        "settled": True,
        "dissent": "Kept",
        "voters": 2,
        "here": 2,
    }
    assert tuple(row) == kind.columns


def test_the_text_that_people_keep_says_how_it_stands() -> None:
    world = asking(people=2)
    world.all_fine(2)
    world.opened()
    assert markdown(world) == (
        "**Our circle is …**\n\n"
        f"{SENTENCE}\n\n"
        "**It is …**\n\n- Open to whoever comes\n\n"
        "**It is not …**\n\n- A class\n\n"
        "**It depends …**\n\n- Who brings the tea\n\n"
        "*No objection. 2 people answered.*"
    )


def test_dissent_stands_below_and_only_with_its_authors_yes() -> None:
    world = asking(people=3, text=False, question="Shall we meet on Thursdays?")
    world.answers("p0", "objection", "I *work* on Thursdays", "say", keep=True)
    world.answers("p1", "objection", "Never kept", "read")
    world.opened()
    assert markdown(world) == "*There was an objection, and it is not agreed on yet. 2 people answered.*"
    world.did("consent.settle", step=ASK)
    assert markdown(world) == (
        "*The circle went on with it, with a dissent. 2 people answered.*\n\n"
        "**Dissent, in its author’s words**\n\n- I \\*work\\* on Thursdays"
    )
    assert "« " not in markdown(world, "fr")


def test_an_empty_round_is_one() -> None:
    assert Round().reads_as([])
    assert registry()["consent"].markdown(asking().step, "en") == ""


def markdown(world: Asked, locale: str = "en") -> str:
    found: str = registry()["consent"].markdown(world.step, locale)
    return found


def move(world: Asked) -> tuple[str, str]:
    found = views.ahead(world.state)
    assert found is not None
    return found.kind, found.step


def goes(world: Asked) -> None:
    found = views.ahead(world.state)
    assert found is not None
    assert not isinstance(world.say(found.kind, found.body, step=found.step), Refusal)

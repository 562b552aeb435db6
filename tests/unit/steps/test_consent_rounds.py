"""Consent over several rounds: back to the text, going on all the same, what holds afterwards, and what is kept."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from circle_widgets import views
from circle_widgets.events import Event, Refusal
from circle_widgets.state import fold
from circle_widgets.steps import registry
from circle_widgets.steps.consent.rounds import Round
from tests.unit.steps.consenting import AFTER, ASK, DRAFT, NOTES, SENTENCE, VALUES, Asked, asking
from tests.unit.worlds import JUNK

WHOLE = [SENTENCE, *VALUES]
OPENED = {"round", "voters", "objection", "talk", "spoken", "read", "kept"}

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


def test_words_that_were_said_aloud_or_on_a_slip_are_kept_with_the_others() -> None:
    world = asking(people=1, paper=1)
    world.answers("p0", "objection", "Zebra", "read", keep=True)
    world.paper(objection=1)
    world.opened()
    assert world.refused("consent.settle", {"words": "x" * 401}, step=ASK).code == "body"
    world.did("consent.settle", {"words": " Apple "}, step=ASK)
    assert world.view("phone")["result"]["dissent"] == ["Apple", "Zebra"]
    assert "- Apple\n- Zebra" in markdown(world)


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
    assert "«" not in markdown(world, "fr")


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

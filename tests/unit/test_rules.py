"""The rules: each no names the field and the rule; what is too large, not theirs, or not there is refused."""

from __future__ import annotations

from typing import Any, cast

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from circle_widgets import events as ev
from circle_widgets import rules
from circle_widgets.errors import Refused
from circle_widgets.events import Event, Proposal, Refusal
from circle_widgets.seats import MOST_SEATS
from circle_widgets.state import State
from circle_widgets.steps import registry
from tests.unit.worlds import JUNK, MOVES, SEATS, Move, World, busy, meeting, play

ANY_KIND = sorted({*ev.CORE, *(kind for one in registry().values() for kind in one.bodies), "made.up"})


@given(
    st.sampled_from(ANY_KIND),
    st.dictionaries(st.sampled_from(["text", "note", "name", "n", "steps", "title", "mode", "event", "x"]), JUNK),
    st.sampled_from(["", "s1", "s2", "s9"]),
    st.sampled_from(["", "ana", "nobody"]),
    st.sampled_from(["", "desk"]),
)
def test_whatever_is_proposed_there_is_an_answer(
    kind: str, body: dict[str, Any], step: str, seat: str, by: Any
) -> None:
    world = meeting()
    answer = world.fold.decide(Proposal("p", kind, body, step, seat, by), world.at + 1)
    if isinstance(answer, Refusal):
        assert answer.code
        assert len(answer.message) < 400


def test_what_json_cannot_say_is_refused() -> None:
    round_ = {"text": "x"}
    cast("dict[str, Any]", round_)["self"] = round_
    for body in ({"text": object()}, {"text": "\ud800"}, round_):
        with pytest.raises(Refused) as refused:
            rules.judge(State(registry()), Proposal("p", "notes.write", cast("dict[str, Any]", body), "s1"), 1)
        assert (refused.value.code, refused.value.field) == ("body", "body")


def test_a_body_has_its_size() -> None:
    world = meeting()
    refusal = world.refused("notes.write", {"text": "x" * rules.MOST_BYTES}, step="s2", seat="ana", by="")
    assert (refusal.code, refusal.params) == ("too_large", {"most": rules.MOST_BYTES})
    steps = [{"id": f"n{n}", "kind": "talk", "params": {"say": "x" * 2000, "title": "y" * 2000}} for n in range(60)]
    world.did("activity.start", {"name": "long", "title": "Long", "steps": steps})
    steps = [{"id": f"m{n}", "kind": "talk", "params": {"lines": ["x" * 2000] * 20}} for n in range(60)]
    assert world.refused("activity.start", {"name": "a", "title": "A", "steps": steps}).code == "too_large"


# ---------------------------------------------------------------- whose it is to decide


@pytest.mark.parametrize("kind", sorted(rules.DESK_ONLY))
def test_seats_do_not_run_the_meeting(kind: str) -> None:
    refusal = meeting().refused(kind, {}, step="s2", seat="ana", by="")
    assert (refusal.code, refusal.field) == ("desk_only", "kind")


def test_nobody_speaks_without_a_seat() -> None:
    world = meeting()
    for seat in ("", "nobody"):
        assert world.refused("notes.write", {"text": "x"}, step="s2", seat=seat, by="").field == "seat"
        assert world.refused("seat.change", {"name": "x"}, seat=seat, by="").code == "unknown_seat"
        assert world.refused("seat.leave", seat=seat, by="").code == "unknown_seat"
    assert world.refused("notes.write", {"text": "x"}, step="s2", seat="nobody").code == "unknown_seat"


def test_a_turn_of_the_room_carries_no_seat() -> None:
    # else it would be erased with that seat
    assert meeting(at="s1").did("step.open", step="s2", seat="ana").seat == ""
    count = meeting().did("room.count", {"n": 3}, step="any where", seat="any\nbody")
    assert (count.step, count.seat) == ("", "")
    assert meeting().did("seat.join", {"way": "paper"}, seat="dee").seat == "dee"


# ---------------------------------------------------------------- circle and seats


def test_a_circle_is_made_once() -> None:
    world = meeting()
    assert world.refused("circle.made", {"title": "Again"}).code == "made_already"


@pytest.mark.parametrize("kind", ["circle.title", "screen.show"])
def test_nothing_said_is_refused(kind: str) -> None:
    assert meeting().refused(kind).code == "nothing_said"


def test_a_title_is_words() -> None:
    assert meeting().refused("circle.title", {"title": "  "}).field == "title"


def test_a_seat_is_taken_once_left_once_and_taken_again() -> None:
    world = meeting()
    assert world.refused("seat.join", {}, seat="ana", by="").code == "seat_taken"
    word = world.state.seats["ana"].word
    world.did("seat.leave", seat="ana", by="")
    assert world.refused("seat.leave", seat="ana", by="").code == "left_already"
    world.did("seat.join", {"locale": "fr", "word": "my-own-2"}, seat="ana", by="")
    seat = world.state.seats["ana"]
    assert (seat.word, seat.name, seat.locale, seat.left) == (word, "Ana", "fr", False)
    assert world.refused("seat.change", {}, seat="ana", by="").code == "nothing_said"
    assert world.refused("seat.join", {}, seat="", by="").field == "seat"


@pytest.mark.parametrize(
    ("typed", "kept"), [(" Ana\n B. ", "Ana B."), ("\u202eAna\x00", "Ana"), ("  ", ""), ("É Ø", "É Ø")]
)
def test_a_name_is_one_line(typed: str, kept: str) -> None:
    world = meeting(seats=())
    world.did("seat.join", {"name": typed}, seat="ana", by="")
    assert world.state.seats["ana"].name == kept
    world.did("seat.change", {"name": f"{typed}!"}, seat="ana", by="")
    assert world.state.seats["ana"].name.removesuffix("!").strip() == kept


@pytest.mark.parametrize("id", ["", "a b", "a\n", "x" * 65, "\x00", "é"])
def test_an_id_is_one_that_a_file_can_hold(id: str) -> None:
    world = meeting()
    answer = world.fold.decide(Proposal(id, "notes.write", {"text": "x"}, "s2", "ana"), world.at + 1)
    assert isinstance(answer, Refusal)
    assert answer.field == "id"
    assert world.refused("seat.join", {}, seat=id).field == "seat"


@given(MOVES)
def test_whatever_was_accepted_a_file_can_hold(moves: list[Move]) -> None:
    world = busy()
    for _ in play(world, moves):
        pass
    assert [msgspec.json.decode(msgspec.json.encode(event), type=Event) for event in world.log] == world.log


def test_a_full_circle_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "MOST_SEATS", 3)
    world = meeting(seats=SEATS)
    refusal = world.refused("seat.join", {}, seat="dee", by="")
    assert (refusal.code, refusal.params) == ("full", {"most": 3})
    world.did("seat.leave", seat="ben", by="")
    world.did("seat.join", {}, seat="dee", by="")
    assert MOST_SEATS == 600


# ---------------------------------------------------------------- plans


def started(steps: Any, **more: Any) -> Event | Refusal:
    return meeting(at="").say("activity.start", {"name": "a", "title": "A", "steps": steps} | more)


@pytest.mark.parametrize(
    ("steps", "code", "field"),
    [
        ([], "body", "steps"),
        ([{"id": "n1", "kind": "dance"}], "unknown_step_kind", "steps[0].kind"),
        ([{"id": "s1", "kind": "talk"}], "step_taken", "steps[0].id"),
        ([{"id": "n1", "kind": "talk"}, {"id": "n1", "kind": "talk"}], "step_taken", "steps[1].id"),
        ([{"id": "n1", "kind": "notes", "params": {"most": 0}}], "body", "steps[0].params.most"),
        ([{"id": "n1", "kind": "notes", "params": {"minutes": -1}}], "body", "steps[0].params.minutes"),
        ([{"id": "n1", "kind": "talk", "params": {"colour": "red"}}], "body", "steps[0].params.colour"),
        ([{"id": "n 1", "kind": "talk"}], "body", "steps[0].id"),
        ([{"id": "n1", "kind": "talk", "params": {"say": {"not a language": "x"}}}], "body", "steps[0].params.say"),
        ([{"id": f"n{n}", "kind": "talk"} for n in range(61)], "body", "steps"),
    ],
)
def test_a_plan_that_cannot_be_run_is_refused_with_its_place(steps: Any, code: str, field: str) -> None:
    answer = started(steps)
    assert isinstance(answer, Refusal)
    assert (answer.code, answer.field) == (code, field)


def test_a_change_puts_other_steps_in_the_place_of_those_ahead() -> None:
    world = meeting(at="s2")
    world.did("step.open", step="s1")
    world.did("activity.change", {"steps": [{"id": "s4", "kind": "notes"}, {"id": "n1", "kind": "talk"}]})
    run = world.state.run
    assert run is not None
    assert run.steps == ["s1", "s2", "s4", "n1"]
    assert [(world.state.steps[one].n, world.state.steps[one].of) for one in run.steps] == [(n, 4) for n in range(1, 5)]
    assert world.state.steps["s4"].kind == "notes"
    assert world.refused("step.open", step="s3").code == "unknown_step"
    assert world.refused("notes.write", {"text": "x"}, step="s3", seat="ana", by="").code == "unknown_step"
    assert world.refused("activity.change", {"steps": [{"id": "s2", "kind": "talk"}]}).code == "step_taken"


def test_a_change_takes_no_step_of_another_activity() -> None:
    world = meeting(at="s1")
    world.did("activity.start", {"name": "b", "title": "B", "steps": [{"id": "b1", "kind": "talk"}]})
    refusal = world.refused("activity.change", {"steps": [{"id": "s4", "kind": "talk"}]})
    assert (refusal.code, refusal.field) == ("step_taken", "steps[0].id")


def test_a_step_that_holds_words_stays_although_its_opening_was_taken_back() -> None:
    world = meeting(at="s2")
    world.writes("ana", "kept")
    last = world.state.last_act
    assert last is not None
    world.did("desk.undo", {"event": last.id})
    assert world.state.steps["s2"].phase == "ahead"
    world.did("activity.change", {"steps": [{"id": "n1", "kind": "talk"}]})
    run = world.state.run
    assert run is not None
    assert run.steps == ["s2", "n1"]


def test_nothing_is_changed_or_ended_when_nothing_runs() -> None:
    world = World()
    assert world.refused("activity.change", {"steps": []}).code == "nothing_runs"
    assert world.refused("activity.end").code == "nothing_runs"
    world = meeting()
    world.did("activity.end")
    assert world.refused("activity.end").code == "nothing_runs"


def test_an_activity_may_be_started_while_another_runs_and_gone_back_from() -> None:
    world = meeting(at="s2")
    world.writes("ana", "before")
    world.did("activity.start", {"name": "b", "title": "B", "steps": [{"id": "b1", "kind": "talk"}]})
    assert world.state.current is None
    world.writes("ben", "on its way")
    world.did("step.open", step="s2")
    assert world.state.run is not None
    assert world.state.run.name == "hopes"
    assert len(world.state.steps["s2"].data.notes) == 2


def test_erasing_is_not_proposed() -> None:
    assert meeting().refused("erased", {"ids": ["w1"]}).code == "erase_differently"


def test_a_ballot_needs_a_kind_that_holds_ballots() -> None:
    world = meeting()
    answer = world.fold.admit(Proposal("p", "dots.cast", {}, "s2", "ana"), world.at)
    assert isinstance(answer, Refusal)
    assert (answer.code, answer.field) == ("no_ballot", "kind")
    answer = world.fold.admit(Proposal("p", "dots.cast", {}, "s9", "ana"), world.at)
    assert isinstance(answer, Refusal)
    assert answer.code == "unknown_step"

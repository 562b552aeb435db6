"""The fold: one state for one set of events, however they come; it never raises; what undo and erase leave."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circle_widgets import events as ev
from circle_widgets import export, views
from circle_widgets.events import Event, Refusal
from circle_widgets.state import State, fold
from circle_widgets.steps import registry
from tests.unit.worlds import HOSTILE, MOVES, START, Move, World, all_views, begun, busy, meeting, play, sound_ids

KINDS = registry()


def facts(state: State) -> State:
    """A state without what only counts events."""
    return replace(state, last=(0, ""), count=0)


def arrived(events: list[Event]) -> State:
    """The state of a process that got the events in this order: one at a time, anew when the past changed."""
    state, log = State(KINDS), []
    for event in events:
        log.append(event)
        if not state.apply(event):
            state = fold(log, KINDS)
    return state


# ---------------------------------------------------------------- order, repetition, one at a time


@given(HOSTILE, st.randoms(use_true_random=False))
def test_order_and_repetition_change_nothing(events: list[Event], rng: random.Random) -> None:
    log = begun(events)
    shuffled = log + rng.choices(log, k=7)
    rng.shuffle(shuffled)
    assert fold(shuffled, KINDS) == fold(log, KINDS)


@given(HOSTILE, st.randoms(use_true_random=False))
def test_one_at_a_time_is_the_same_as_all_at_once(events: list[Event], rng: random.Random) -> None:
    log = sound_ids(begun(events))
    whole = fold(log, KINDS)
    assert arrived(sorted(log, key=lambda event: event.order)) == whole
    rng.shuffle(log)
    assert arrived(log) == whole


@given(MOVES)
def test_what_the_rules_accept_folds_the_same_one_at_a_time(moves: list[Move]) -> None:
    world = busy()
    for _ in play(world, moves):
        pass
    assert fold(world.log, KINDS) == world.state
    assert arrived(world.log) == world.state


@given(HOSTILE, st.booleans())
def test_nothing_that_a_file_may_hold_breaks_it(events: list[Event], after_a_beginning: bool) -> None:
    state = fold(begun(events) if after_a_beginning else events, KINDS)
    all_views(state)
    views.private(state)
    for step in state.steps:
        views.private(state, step)
    for kind in KINDS:
        list(export.rows(state, kind, private=True))
        export.as_csv(state, kind)
    export.as_markdown(state)
    assert state.present == sum(not seat.left for seat in state.seats.values())
    assert len(state.words - {""}) == len({seat.word for seat in state.seats.values()} - {""})


def test_a_length_beyond_all_measure_is_passed_over() -> None:
    world = World()
    body = {"name": "a", "title": "A", "steps": [{"id": "s1", "kind": "talk", "params": {"minutes": 1e308}}]}
    assert world.refused("activity.start", body).field == "steps[0].params.minutes"
    state = fold([Event("a", 1, "activity.start", body, "", "", "desk"), Event("b", 2, "step.open", {}, "s1")], KINDS)
    assert state.steps == {}


def test_of_two_events_with_one_id_the_same_stands_whichever_comes_first() -> None:
    world = meeting()
    early = Event("twice", START * 2, "notes.write", {"text": "early"}, "s2", "ana")
    late = Event("twice", START * 2 + 5, "notes.write", {"text": "late"}, "s2", "ana")
    first = fold([*world.log, early, late], KINDS)
    assert first == fold([*world.log, late, early], KINDS)
    assert first.steps["s2"].data.notes["twice"].text == "early"


# ---------------------------------------------------------------- undo


@given(MOVES)
def test_what_was_taken_back_might_as_well_never_have_been_done(moves: list[Move]) -> None:
    world = busy()
    for _ in play(world, moves):
        pass
    last = world.state.last_act
    if last is None:
        return
    world.did("desk.undo", {"event": last.id})
    assert facts(world.state) == facts(fold([event for event in world.log[:-1] if event.id != last.id], KINDS))


@given(MOVES)
def test_only_the_desks_own_last_act_is_taken_back(moves: list[Move]) -> None:
    world = busy()
    for _ in play(world, moves):
        pass
    last = world.state.last_act
    for event in world.log:
        if last is None or event.id != last.id:
            assert world.refused("desk.undo", {"event": event.id}).code == "not_last"
    assert last is None or last.by == "desk"
    assert world.refused("desk.undo", {"event": "nobody"}).field == "event"


def test_acts_are_taken_back_one_at_a_time_the_last_first() -> None:
    world = meeting(at="s2")
    entered = world.did("notes.write", {"text": "from paper"}, step="s2")
    world.writes("ana", "my own")
    world.did("step.more", {"minutes": 1}, step="s2")
    kinds = []
    while (last := world.state.last_act) is not None:
        kinds.append(last.kind)
        world.did("desk.undo", {"event": last.id})
    assert kinds == ["step.more", "notes.write", "step.open"]
    assert entered.id not in world.state.steps["s2"].data.notes
    assert [note.text for note in world.state.steps["s2"].data.notes.values()] == ["my own"]


def test_a_page_turned_is_no_act_to_take_back() -> None:
    world = meeting(at="s2")
    world.did("screen.show", {"mode": "join"})
    last = world.state.last_act
    assert last is not None
    assert last.kind == "step.open"


def test_undo_stops_at_another_plan() -> None:
    world = meeting(at="s2")
    world.did("activity.change", {"steps": [{"id": "n1", "kind": "talk"}]})
    assert world.state.last_act is None
    world.did("step.more", step="s2")
    world.did("activity.start", {"name": "b", "title": "B", "steps": [{"id": "b1", "kind": "talk"}]})
    assert world.state.last_act is None


def test_the_end_of_an_activity_can_be_taken_back() -> None:
    world = meeting(at="s2")
    before = facts(fold(world.log, KINDS))
    end = world.did("activity.end")
    assert world.state.current is None
    world.did("desk.undo", {"event": end.id})
    assert facts(world.state) == before


def test_what_a_seat_made_its_own_is_not_the_desks_to_take_back() -> None:
    world = meeting(at="s2")
    note = world.did("notes.write", {"text": "as I heard it"}, step="s2", seat="ana")
    world.did("notes.change", {"note": note.id, "text": "as I meant it"}, step="s2", seat="ana", by="")
    assert world.refused("desk.undo", {"event": note.id}).code == "not_last"
    assert world.refused("notes.change", {"note": note.id, "text": "no"}, step="s2").code == "not_yours"
    assert world.state.steps["s2"].data.notes[note.id].text == "as I meant it"


def test_a_file_cannot_take_back_others_words_nor_the_circle_itself() -> None:
    world = meeting(at="s2")
    note = world.writes("ana", "mine")
    made = world.log[0]
    forged = [
        Event(f"u{n}", world.at + n, "desk.undo", {"event": target}, "", "", "desk")
        for n, target in enumerate((note.id, made.id), 1)
    ]
    state = fold([*world.log, *forged], KINDS)
    assert state.title == "Sewing"
    assert note.id in state.steps["s2"].data.notes


# ---------------------------------------------------------------- copies that went their own ways


@given(MOVES, MOVES, MOVES, st.integers(1, 2000), st.integers(1, 2000))
def test_copies_that_went_their_own_ways_meet_in_one_state(
    shared: list[Move], here: list[Move], there: list[Move], pace_here: int, pace_there: int
) -> None:
    world = busy()
    for _ in play(world, shared):
        pass
    one, other = world.copy("a", pace_here), world.copy("b", pace_there)
    for copy, moves in ((one, here), (other, there)):
        for _ in play(copy, moves):
            pass
    state = arrived([*one.log, *other.log[len(world.log) :]])
    assert state == arrived([*other.log, *one.log[len(world.log) :]])
    all_views(state)
    written = {event.id for copy in (one, other) for event in copy.log if event.kind == "notes.write" and not event.by}
    kept = {note for step in state.steps.values() for note in getattr(step.data, "notes", {})}
    assert written <= kept


def test_words_written_in_a_step_that_the_other_copy_had_put_aside_come_back() -> None:
    world = meeting(at="s2")
    here, there = world.copy("a", 10), world.copy("b", 20)
    here.did("activity.change", {"steps": [{"id": "n1", "kind": "talk"}]})
    there.did("step.open", step="s3")
    words = there.writes("ben", "kept", "s3")
    state = fold([*here.log, *there.log], KINDS)
    assert state.current is state.steps["s3"]
    assert state.steps["s3"].data.notes[words.id].text == "kept"
    run = state.run
    assert run is not None
    assert run.steps == ["s2", "s3", "n1"]
    assert [state.steps[one].n for one in run.steps] == [1, 2, 3]
    assert views.everyone(state, "desk")["desk"]["next"]["kind"] == "step.reveal"


def test_two_seats_that_got_one_word_on_two_machines_are_told_apart() -> None:
    world = World()
    for n, seat in enumerate(("ana", "ben")):
        body = {"name": "", "word": "blue-heron"}
        world.fold.catch_up([_stored(n, seat, body)], epoch=0, replace=False)
    assert [seat.word for seat in world.state.seats.values()] == ["blue-heron", "blue-heron-2"]


def _stored(n: int, seat: str, body: dict[str, Any]) -> Any:
    from circle_widgets.store.base import Stored  # noqa: PLC0415 - only this test needs a row

    return Stored(n + 1, Event(f"j{n}", START + n, "seat.join", body, "", seat))


# ---------------------------------------------------------------- erased


@given(MOVES, st.sampled_from(["ana", "ben"]))
def test_an_erased_seat_is_gone_from_everything(moves: list[Move], seat: str) -> None:
    world = busy()
    for _ in play(world, moves):
        pass
    held = world.fold.held_of(seat)
    words = [event.body["text"] for event in held if event.body.get("text")]
    names = [event.body["name"] for event in held if event.body.get("name")]
    others = [event for event in world.log if event not in held]
    marker = Event("gone", world.at + 1, "erased", {"ids": [event.id for event in held], "seat": seat}, by="desk")
    blanked = [Event(event.id, event.at, event.kind, {}, event.step) for event in held]
    for log in ([*others, *blanked, marker], [*world.log, marker]):
        state = fold(log, KINDS)
        assert seat not in state.seats
        shown = str([all_views(state), views.private(state, "s2"), list(export.rows(state, "notes", private=True))])
        texts = {event.body.get("text") for event in others} | {event.body.get("name") for event in others}
        for said in (*words, *names):
            assert said not in shown or said in texts


def test_words_of_an_erased_seat_that_another_copy_still_held_are_not_shown() -> None:
    world = meeting(at="s2")
    here, there = world.copy("a", 10), world.copy("b", 20)
    late = there.writes("ana", "unlisted words")
    line = there.did("notes.translate", {"note": late.id, "text": "mots oubliés", "locale": "fr"}, step="s2")
    there.did("step.reveal", step="s2")
    ids = [event.id for event in here.log if event.seat == "ana"]
    marker = Event("gone", here.at + 1, "erased", {"ids": ids, "seat": "ana"}, by="desk")
    state = fold([*here.log, *there.log, marker], KINDS)
    shown = str([all_views(state), list(export.rows(state, "notes", private=True))])
    assert "unlisted words" not in shown
    assert line.body["text"] not in shown
    assert "Ana" not in shown


@pytest.mark.parametrize("body", [{}, {"ids": 3}, {"ids": None}, {"ids": [1, {}, "w1"]}, {"seat": 4}, {"seat": {}}])
def test_a_strange_list_of_what_was_erased_breaks_nothing(body: dict[str, Any]) -> None:
    world = meeting()
    fold([*world.log, Event("x", world.at + 1, "erased", body, by="desk")], KINDS)


def test_a_seat_that_was_erased_says_nothing_more() -> None:
    world = meeting(at="s2")
    ids = [event.id for event in world.log if event.seat == "ana"]
    marker = Event("gone", world.at + 1, "erased", {"ids": ids, "seat": "ana"}, by="desk")
    world.fold.catch_up([_at(99, marker)], epoch=1, replace=False)
    assert world.refused("notes.write", {"text": "late"}, step="s2", seat="ana", by="").code == "unknown_seat"
    assert world.refused("seat.join", {}, seat="ana", by="").code == "unknown_seat"


def _at(position: int, event: Event) -> Any:
    from circle_widgets.store.base import Stored  # noqa: PLC0415 - only this test needs a row

    return Stored(position, event)


# ---------------------------------------------------------------- a receipt means: it counts

SAME_AGAIN = {"room.count", "screen.show", "circle.title", "seat.change", "activity.change", "notes.translate"}
"""Kinds that may say again what is so already."""


@given(MOVES)
def test_what_the_rules_accept_changes_something_and_what_they_refuse_changes_nothing(moves: list[Move]) -> None:
    world = busy()
    before = facts(fold(world.log, KINDS))
    for answer, proposal in play(world, moves):
        after = facts(fold(world.log, KINDS))
        if isinstance(answer, Refusal):
            assert after == before
            assert answer.code
            assert answer.message
            fields = {"kind", "step", "seat", "body", *ev.CORE.get(proposal.kind, ev.Erased).__struct_fields__, "note"}
            assert answer.field.split("[")[0] in {*fields, "text"}
        elif answer.kind not in SAME_AGAIN:
            assert after != before, answer
        before = after

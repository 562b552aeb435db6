"""The timetable: how long it takes with the people here, when it should end, and what gets shorter when it is late."""

from __future__ import annotations

import pytest

from circle_widgets import Activity, steps, timetable, views
from circle_widgets.shape import MINUTE
from tests.unit.evenings import PLAN, WHOLE, at, begun, late, minute, opens, planned, show

# ---------------------------------------------------------------- how long it takes


@pytest.mark.parametrize(("people", "minutes"), [(0, 3), (1, 0.5), (2, 1), (3, 1), (4, 1.5), (9, 3), (12, 4), (30, 10)])
def test_reading_takes_its_time_for_each_text(people: int, minutes: float) -> None:
    activity = Activity("A", [steps.Notes("One hope", minutes=5, each=20), steps.Talk(minutes=2)])
    assert activity.minutes_for(people) == 7 + minutes


def test_the_length_before_the_start_is_that_of_the_people_here() -> None:
    world = planned()
    assert show(world)["show"] == {"minutes": WHOLE, "people": 9}
    world.did("room.count", {"n": 12})
    assert show(world)["show"] == {"minutes": WHOLE + 1, "people": 12}
    world.did("room.count", {"n": 0})
    assert show(world)["show"] == {"minutes": WHOLE, "people": timetable.USUAL, "expected": True}
    assert show(world)["plan"]["s3"]["minutes"] == 8


def test_its_end_is_planned_when_the_first_step_opens_and_stays() -> None:
    world = begun()
    assert show(world)["show"]["ends_at"] == minute(10 + WHOLE)
    world.did("room.count", {"n": 12})
    opens(world, "s2", 20)
    assert show(world)["show"]["ends_at"] == minute(10 + WHOLE)
    assert show(world)["show"]["due"] == minute(10 + WHOLE - 9 - 14)


def test_the_reading_has_a_clock_of_its_own_by_the_texts_that_are_there() -> None:
    world = begun()
    opens(world, "s3", 15)
    for n in range(4):
        world.did("notes.write", {"text": f"words {n}"}, step="s3")
    assert world.state.steps["s3"].ends_at == minute(20)
    at(world, 18)
    world.did("step.reveal", step="s3")
    assert world.state.steps["s3"].ends_at == minute(19.5)
    step = views.everyone(world.state, "phone")["step"]
    assert (step["started"], step["ends_at"]) == (minute(18), minute(19.5))


def test_a_step_that_reads_what_was_written_before_counts_it_when_it_opens() -> None:
    plan = [PLAN[1], {"id": "r", "kind": "talk", "params": {"minutes": 1, "each": 30}}]
    world = planned(plan)
    opens(world, "s2", 1)
    for n in range(3):
        world.did("notes.write", {"text": f"words {n}"}, step="s2")
    world.did("step.reveal", step="s2")
    assert opens(world, "r", 4).ends_at == minute(6.5)
    assert show(world)["plan"]["r"] | {"minutes": 5.5, "got": 2.5} == show(world)["plan"]["r"]


def test_nothing_to_read_yet_is_as_many_texts_as_people() -> None:
    world = planned([{"id": "r", "kind": "talk", "params": {"minutes": 1, "each": 30}}])
    assert opens(world, "r", 4).ends_at == minute(4 + 1 + 4.5)


# ---------------------------------------------------------------- late


def test_nothing_is_late_that_opens_in_time_and_early_steps_keep_their_length() -> None:
    world = begun()
    assert late(world, 11) == 0
    step = opens(world, "s2", 11)
    assert (step.lasts, step.ends_at) == (None, minute(14))


def test_what_comes_is_shortened_and_opens_so() -> None:
    world = begun()
    assert late(world, 14) == 4
    step = opens(world, "s2", 14)
    assert (step.lasts, step.ends_at) == (2.5, minute(16.5))
    assert show(world)["plan"]["s2"] | {"minutes": 3, "got": 2.5} == show(world)["plan"]["s2"]
    assert late(world, 15) == 3
    ahead = timetable.coming(world.state, step)
    assert timetable.shortened(ahead, 3) == {"s3": 4.5, "s4": 7, "s5": 4, "s6": 2}


def test_a_step_that_hides_is_shortened_in_its_writing_never_in_its_reading() -> None:
    world = begun()
    opens(world, "s2", 12)
    step = opens(world, "s3", 12 + 3 + 90)
    assert (step.lasts, step.ends_at - step.opened_at) == (3, 3 * MINUTE)
    assert show(world)["plan"]["s3"] | {"minutes": 8, "got": 6} == show(world)["plan"]["s3"]


def test_a_pause_counts_as_late() -> None:
    world = begun()
    at(world, 11)
    world.did("step.pause", step="s1")
    assert [late(world, when) for when in (11, 11.4, 11.5, 13)] == [0, 0, 1, 4]
    at(world, 13)
    world.did("step.resume", step="s1")
    assert late(world, 13) == 4


def test_more_time_counts_at_once_and_an_early_end_wins_it_back() -> None:
    world = begun()
    world.did("step.more", {"minutes": 2}, step="s1")
    assert late(world, 10.5) == 4
    assert opens(world, "s2", 11.5).lasts is None


def test_a_step_that_was_skipped_gives_its_time_to_the_others() -> None:
    world = begun()
    opens(world, "s4", 15)
    assert late(world, 15) == 0
    assert show(world)["show"]["due"] == minute(10 + WHOLE - 6)


def test_going_back_counts_what_the_later_step_had_left() -> None:
    world = begun()
    opens(world, "s2", 12)
    opens(world, "s1", 13)
    assert late(world, 13) == 0
    assert [late(world, 14.5), timetable.due(world.state, world.state.steps["s1"])] == [3, minute(13)]


def test_another_round_is_shortened_like_a_step_that_opens() -> None:
    plan = [
        {"id": "d", "kind": "dots", "params": {"options": ["Tea", "Time"], "minutes": 4, "least": 2}},
        {"id": "t", "kind": "talk", "params": {"minutes": 4, "least": 2}},
    ]
    world = planned(plan)
    opens(world, "d", 10)
    world.did("step.reveal", {"tally": {"round": 1, "counts": {}, "voters": 0}}, step="d")
    at(world, 13)
    world.did("step.again", step="d")
    step = world.state.steps["d"]
    assert (step.lasts, step.ends_at) == (2.5, minute(15.5))
    assert views.everyone(world.state, "phone")["step"]["started"] == minute(13)


def test_what_goes_on_hours_later_is_another_meeting() -> None:
    world = begun()
    opens(world, "s2", 12)
    week = 7 * 24 * 60
    assert late(world, week) == 0
    step = opens(world, "s3", week)
    assert (step.lasts, show(world)["show"]["ends_at"]) == (None, minute(week + 22))


def test_a_pause_overnight_is_another_meeting_too() -> None:
    world = begun()
    at(world, 11)
    world.did("step.pause", step="s1")
    at(world, 2000)
    world.did("step.resume", step="s1")
    assert show(world)["show"]["ends_at"] == minute(2000 + WHOLE - 1)


def test_other_steps_move_the_end() -> None:
    world = begun()
    ahead = [{"id": "n1", "kind": "talk", "params": {"minutes": 30}}]
    world.did("activity.change", {"steps": ahead})
    assert show(world)["show"]["ends_at"] == minute(10 + 2 + 30)


def test_taking_a_step_back_takes_back_its_time() -> None:
    world = planned()
    opened = opens(world, "s1", 10)
    assert opened.phase == "open"
    last = world.state.last_act
    assert last is not None
    world.did("desk.undo", {"event": last.id})
    assert show(world)["show"] == {"minutes": WHOLE, "people": 9}

"""A step that is no part of the plan until somebody chooses it: offered to a room that is large enough, in time."""

from __future__ import annotations

from typing import Any

from circle_widgets import Activity, views
from circle_widgets.shape import MINUTE
from circle_widgets.steps import Notes, Talk
from tests.unit.worlds import World

STEPS = [Talk(minutes=2), Notes("One?", minutes=3), Notes("Four?", minutes=6, together=4, choice=3), Talk(minutes=4)]


def planned(people: int) -> tuple[World, list[str]]:
    world = World()
    data = Activity("Choose", STEPS).as_data()
    world.did("activity.start", data)
    for n in range(people):
        world.did("seat.join", {}, seat=f"seat-{n}")
    return world, [step["id"] for step in data["steps"]]


def show(world: World) -> dict[str, Any]:
    found: dict[str, Any] = views.everyone(world.state, "desk")["desk"]["show"]
    return found


def test_it_is_offered_from_so_many_people_on() -> None:
    small, _ = planned(2)
    assert "choices" not in show(small)
    assert "left" not in show(small), "nobody has left it for next time"
    large, ids = planned(3)
    (choice,) = show(large)["choices"].items()
    assert choice == (ids[2], {"n": 1, "question": "Four?", "minutes": 6, "from": 3})


def test_chosen_it_stands_at_its_place_and_takes_its_time() -> None:
    world, (talk, one, four, last) = planned(3)
    assert show(world)["minutes"] == 9
    world.did("step.open", step=talk)
    before = show(world)["ends_at"]
    world.did("plan.take", {"steps": [four]})
    assert list(views.everyone(world.state, "desk")["desk"]["plan"]) == [talk, one, four, last]
    assert show(world)["minutes"] == 15
    assert show(world)["ends_at"] == before + 6 * MINUTE
    assert "choices" not in show(world)


def test_left_after_all_it_waits_for_next_time_and_is_promised_once() -> None:
    world, (talk, _, four, _) = planned(3)
    world.did("step.open", step=talk)
    world.did("plan.take", {"steps": [four]})
    ends = show(world)["ends_at"]
    world.did("plan.leave", {"steps": [four]})
    assert list(show(world)["left"]) == [four]
    world.did("plan.take", {"steps": [four]})
    assert show(world)["ends_at"] == ends


def test_it_is_too_late_once_what_follows_has_begun() -> None:
    world, (talk, _, four, last) = planned(3)
    world.did("step.open", step=talk)
    world.did("step.open", step=last)
    assert "choices" not in show(world)
    assert four not in world.state.runs[world.state.steps[four].run].steps


def test_notes_that_are_joined_in_the_next_step_stay_hidden_until_then() -> None:
    world, (_, one, four, _) = planned(3)
    world.did("step.open", step=one)
    world.did("notes.write", {"text": "Tea"}, step=one, seat="seat-0")
    move = views.ahead(world.state)
    assert move is not None
    assert move.kind == "step.reveal"
    world.did("plan.take", {"steps": [four]})
    move = views.ahead(world.state)
    assert move is not None
    assert (move.kind, move.step) == ("step.open", four)

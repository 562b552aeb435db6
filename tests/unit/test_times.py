"""The clock of a step: absolute times, pauses, more time, and going back. Milliseconds."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circle_widgets import views
from circle_widgets.state import MINUTE, Step
from tests.unit.worlds import START, World, meeting


def at(world: World, minutes: float) -> None:
    """What is said next is said so many minutes after the circle began."""
    world.at = START + round(minutes * MINUTE) - world.pace


def opened() -> World:
    """The room at step s2 (three minutes), opened at minute 10."""
    world = meeting(at="")
    at(world, 10)
    world.did("step.open", step="s2")
    return world


def here(world: World) -> Step:
    step = world.state.current
    assert step is not None
    return step


def shown(world: World) -> dict[str, Any]:
    found: dict[str, Any] = views.everyone(world.state, "phone")["step"]
    return {key: found[key] for key in ("started", "ends_at", "paused", "left") if key in found}


def minute(n: float) -> int:
    return START + round(n * MINUTE)


def test_a_step_ends_its_minutes_after_it_was_opened() -> None:
    assert shown(opened()) == {"started": minute(10), "ends_at": minute(13)}


def test_a_pause_keeps_what_is_left() -> None:
    world = opened()
    at(world, 11)
    world.did("step.pause", step="s2")
    assert shown(world) == {"started": minute(10), "paused": True, "left": 2 * MINUTE}
    at(world, 15)
    world.did("step.resume", step="s2")
    assert shown(world) == {"started": minute(10), "ends_at": minute(17)}


def test_a_pause_after_the_end_keeps_nothing() -> None:
    world = opened()
    at(world, 20)
    world.did("step.pause", step="s2")
    assert shown(world)["left"] == 0
    at(world, 22)
    world.did("step.resume", step="s2")
    assert shown(world)["ends_at"] == minute(22)


def test_more_time_is_added_to_the_end() -> None:
    world = opened()
    at(world, 11)
    world.did("step.more", {"minutes": 1}, step="s2")
    assert shown(world)["ends_at"] == minute(14)


def test_more_time_after_the_end_begins_now() -> None:
    world = opened()
    at(world, 20)
    world.did("step.more", {"minutes": 1}, step="s2")
    assert shown(world)["ends_at"] == minute(21)


def test_more_time_in_a_pause_is_added_to_what_is_left() -> None:
    world = opened()
    at(world, 12)
    world.did("step.pause", step="s2")
    world.did("step.more", {"minutes": 2}, step="s2")
    assert shown(world)["left"] == 3 * MINUTE


def test_going_away_and_back_stops_the_clock() -> None:
    world = opened()
    at(world, 11)
    world.did("step.open", step="s1")
    assert world.state.steps["s2"].ends_at == 0
    at(world, 30)
    world.did("step.open", step="s2")
    assert shown(world) == {"started": minute(10), "ends_at": minute(32)}


def test_going_away_in_a_pause_and_back_lets_the_clock_run() -> None:
    world = opened()
    at(world, 11)
    world.did("step.pause", step="s2")
    at(world, 12)
    world.did("step.open", step="s1")
    world.did("step.more", {"minutes": 1}, step="s2")
    at(world, 20)
    world.did("step.open", step="s2")
    assert shown(world) == {"started": minute(10), "ends_at": minute(23)}


def test_the_opening_ends_the_time_and_more_gives_some_for_reading() -> None:
    world = opened()
    at(world, 11)
    world.did("step.reveal", step="s2")
    assert shown(world) == {"started": minute(10)}
    at(world, 12)
    world.did("step.more", {"minutes": 1}, step="s2")
    assert shown(world)["ends_at"] == minute(13)


def test_a_step_without_minutes_has_no_clock_until_it_gets_some() -> None:
    world = meeting(at="s4")
    assert "ends_at" not in shown(world)
    assert world.refused("step.pause", step="s4").code == "no_clock"
    at(world, 5)
    world.did("step.more", {"minutes": 1}, step="s4")
    assert shown(world)["ends_at"] == minute(6)


def test_a_new_activity_stops_the_clock_of_the_one_before() -> None:
    world = opened()
    at(world, 11)
    world.did("activity.start", {"name": "b", "title": "B", "steps": [{"id": "b1", "kind": "talk"}]})
    assert world.state.steps["s2"].left == 2 * MINUTE
    at(world, 20)
    world.did("step.open", step="s2")
    assert here(world).ends_at == minute(22)


@pytest.mark.parametrize(
    ("kind", "step", "code"),
    [
        ("step.pause", "s1", "not_current"),
        ("step.resume", "s2", "not_paused"),
        ("step.more", "s3", "not_open"),
        ("step.close", "s3", "not_open"),
        ("step.open", "s2", "here_already"),
        ("step.reveal", "s1", "nothing_hidden"),
        ("step.open", "s9", "unknown_step"),
    ],
)
def test_what_the_clock_cannot_do_is_refused(kind: str, step: str, code: str) -> None:
    refusal = opened().refused(kind, step=step)
    assert (refusal.code, refusal.field) == (code, "step")


def test_a_pause_in_a_pause_is_refused() -> None:
    world = opened()
    world.did("step.pause", step="s2")
    assert world.refused("step.pause", step="s2").code == "no_clock"


@given(st.lists(st.tuples(st.sampled_from(["pause", "resume", "more", "away"]), st.integers(1, 300)), max_size=20))
def test_no_time_is_lost_or_made_up(turns: list[tuple[str, int]]) -> None:
    world = opened()
    left, running = 3 * MINUTE, True
    for turn, seconds in turns:
        before = world.at
        world.at += seconds * 1000 - world.pace
        step = "s2"
        kind = {"away": "step.open"}.get(turn, f"step.{turn}")
        if turn == "away":
            step = "s1" if here(world).id == "s2" else "s2"
        elif here(world).id == "s1":
            world.at = before
            continue
        said = world.say(kind, step=step)
        ran = world.at - before if running else 0
        left = max(0, left - ran)
        if not hasattr(said, "at"):
            continue
        left += MINUTE if turn == "more" else 0
        running = here(world).id == "s2" and not here(world).paused and (left > 0 or here(world).ends_at > 0)
    two = world.state.steps["s2"]
    assert (max(0, two.ends_at - world.at) if two.ends_at else two.left) == left

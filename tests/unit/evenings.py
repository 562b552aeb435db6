"""Circles with a plan that may be late: what the tests of the timetable tell."""

from __future__ import annotations

from typing import Any

from circle_widgets import timetable, views
from circle_widgets.shape import MINUTE, Step
from tests.unit.worlds import START, World

PLAN = [
    {"id": "s1", "kind": "talk", "params": {"minutes": 2, "least": 1}},
    {"id": "s2", "kind": "notes", "params": {"minutes": 3, "least": 2}},
    {"id": "s3", "kind": "notes", "params": {"minutes": 5, "least": 3, "each": 20}},
    {"id": "s4", "kind": "talk", "params": {"minutes": 8, "least": 4, "leave": True}},
    {"id": "s5", "kind": "talk", "params": {"minutes": 4, "leave": True}},
    {"id": "s6", "kind": "talk", "params": {"minutes": 2}},
]
"""24 minutes, and three of reading with nine people; nine of them are to spare."""
WHOLE = 27


def at(world: World, minutes: float) -> None:
    """What is said next is said so many minutes after the circle began."""
    world.at = START + round(minutes * MINUTE) - world.pace


def minute(n: float) -> int:
    return START + round(n * MINUTE)


def planned(plan: list[dict[str, Any]] | None = None, people: int = 9) -> World:
    """A circle with so many heads and the plan, nothing of it open."""
    world = World()
    world.did("circle.made", {"title": "Sewing"})
    world.did("room.count", {"n": people})
    world.did("activity.start", {"name": "show", "title": "Show", "steps": PLAN if plan is None else plan})
    return world


def begun(people: int = 9) -> World:
    """The same, begun at minute 10."""
    world = planned(people=people)
    opens(world, "s1", 10)
    return world


def opens(world: World, step: str, when: float) -> Step:
    at(world, when)
    world.did("step.open", step=step)
    return world.state.steps[step]


def show(world: World) -> dict[str, Any]:
    found: dict[str, Any] = views.everyone(world.state, "desk")["desk"]
    return found


def late(world: World, when: float) -> int:
    return timetable.late(world.state, minute(when))

"""What a late room leaves for next time: proposed, decided, taken back, taken up again; refused for good."""

from __future__ import annotations

from pathlib import Path

import pytest

from circle_widgets import Activity, Circle, timetable, views
from circle_widgets.shape import MINUTE
from circle_widgets.state import fold
from circle_widgets.steps import Talk, registry
from tests.unit.evenings import WHOLE, at, begun, late, minute, opens, show
from tests.unit.worlds import World


def proposed(world: World, when: float) -> list[str]:
    plan = show(world)["plan"]
    return [one for one, step in plan.items() if "leave" in step and step["leave"] <= late(world, when)]


def test_when_shortening_is_not_enough_the_last_that_may_wait_is_proposed() -> None:
    world = begun()
    opens(world, "s3", 15)
    assert timetable.giving(timetable.coming(world.state, world.state.steps["s3"])) == ["s4"] * 8
    assert proposed(world, 15 + 5 + 3.9) == []
    overrun = 15 + 5 + (minute(10 + WHOLE - 14) - minute(23)) / MINUTE
    assert proposed(world, overrun + 4.5) == []
    assert proposed(world, overrun + 5) == ["s5"]
    assert proposed(world, overrun + 8.5) == ["s5"]
    assert proposed(world, overrun + 9) == ["s4", "s5"]


def test_what_is_left_is_named_for_next_time_and_wins_its_time_back() -> None:
    world = begun()
    opens(world, "s3", 15)
    before = late(world, 40)
    world.did("plan.leave", {"steps": ["s5", "s4"]})
    assert late(world, 40) == before - 24
    assert list(show(world)["plan"]) == ["s1", "s2", "s3", "s6"]
    assert show(world)["plan"]["s6"]["n"] == 4
    assert [(one, step["n"]) for one, step in show(world)["show"]["left"].items()] == [("s4", 1), ("s5", 2)]
    assert world.refused("step.open", step="s4").code == "unknown_step"
    assert show(world)["undo"]["label"] == "undo.plan.leave"
    assert not any("desk" in views.everyone(world.state, role) for role in ("phone", "screen"))


def test_leaving_is_taken_back_like_any_act() -> None:
    world = begun()
    plan = show(world)["plan"]
    left = world.did("plan.leave", {"steps": ["s4"]})
    world.did("desk.undo", {"event": left.id})
    assert show(world)["plan"] == plan
    assert opens(world, "s4", 11).phase == "open"


def test_what_the_room_keeps_is_not_proposed_again_nor_another_in_its_place() -> None:
    world = begun()
    opens(world, "s3", 15)
    world.did("plan.keep", {"steps": ["s5"]})
    assert proposed(world, 28.5) == []
    assert proposed(world, 29) == ["s4"]
    world.did("plan.keep", {"steps": ["s4"]})
    assert proposed(world, 90) == []


def test_what_was_left_comes_again_in_its_place_but_after_what_has_begun() -> None:
    world = begun()
    world.did("plan.leave", {"steps": ["s2", "s4"]})
    opens(world, "s3", 14)
    world.did("plan.take", {"steps": ["s2", "s4"]})
    assert world.state.run is not None
    assert world.state.run.steps == ["s1", "s3", "s2", "s4", "s5", "s6"]
    assert show(world)["next"]["step"] == "s2"
    assert "left" not in show(world)["show"]


def test_a_workbook_that_is_run_again_knows_what_was_left(tmp_path: Path) -> None:
    words = ("Ready?", "What?", "And then?", "Over?")

    def activity(last: str = "Over?") -> Activity:
        return Activity("Show", [Talk(one, leave=True) for one in (*words[:3], last)])

    circle = Circle.make("Sewing", store=str(tmp_path / "circles.sqlite"))
    circle.start(activity())
    assert circle.state.run is not None
    first, second, third, _ = circle.state.run.steps
    circle.ledger.say("step.open", step=first)
    circle.ledger.say("plan.leave", {"steps": [second]})
    circle.ledger.say("step.open", step=third)
    assert circle.differs(activity()) is False
    assert circle.start(activity()) is False
    assert circle.differs(activity("Enough?")) is True
    circle.replace_ahead(activity("Enough?"))
    run = circle.state.run
    assert [circle.state.steps[one].params.question for one in run.steps] == ["Ready?", "And then?", "What?", "Enough?"]
    circle.ledger.say("activity.end")
    circle.close()


def test_next_time_it_begins_with_what_was_left() -> None:
    world = begun()
    opens(world, "s6", 30)
    world.did("plan.leave", {"steps": ["s4"]})
    world.did("activity.end")
    assert list(show(world)["show"]["left"]) == ["s4"]
    at(world, 10_000)
    world.did("plan.take", {"steps": ["s4"]})
    assert show(world)["next"] == {"label": "desk.begin", "kind": "step.open", "body": {}, "step": "s4"}
    opens(world, "s4", 10_001)
    assert show(world)["show"]["ends_at"] == minute(10_001 + 8)


@pytest.mark.parametrize(
    ("kind", "ids", "code"),
    [
        ("plan.leave", ["s1"], "not_ahead"),
        ("plan.leave", ["s2", "s9"], "not_ahead"),
        ("plan.keep", ["s1"], "not_ahead"),
        ("plan.take", ["s2"], "not_left"),
        ("plan.leave", [], "body"),
    ],
)
def test_what_cannot_be_left_kept_or_taken_up_is_refused(kind: str, ids: list[str], code: str) -> None:
    assert begun().refused(kind, {"steps": ids}).code == code


def test_a_seat_leaves_no_step_out() -> None:
    world = begun()
    world.did("seat.join", seat="ana", by="")
    assert world.refused("plan.leave", {"steps": ["s2"]}, seat="ana", by="").code == "desk_only"


def test_with_nothing_running_nothing_is_left_out() -> None:
    world = begun()
    world.did("activity.end")
    assert world.refused("plan.leave", {"steps": ["s2"]}).code == "nothing_runs"


def test_a_step_that_another_copy_has_opened_is_not_left_any_more() -> None:
    world = begun()
    other = world.copy("other", pace=1500)
    left = world.did("plan.leave", {"steps": ["s2", "s4"]})
    opened = other.did("step.open", step="s2")
    assert opened.at > left.at
    both = fold([*world.log, *other.log], registry())
    assert both.run is not None
    assert both.run.steps == ["s1", "s2", "s3", "s5", "s6"]
    assert both.run.left == ["s4"]

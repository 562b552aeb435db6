"""The timetable: how long it takes with the people here, what gives way when it is late, what waits for next time."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circle_widgets import Activity, showing, steps, timetable, views
from circle_widgets.events import Event
from circle_widgets.shape import MINUTE, Step
from circle_widgets.state import State, fold
from circle_widgets.steps import registry
from tests.unit.test_growth import calls
from tests.unit.worlds import MOVES, START, Move, World, busy, play

# ---------------------------------------------------------------- circles with a plan

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


def minutes_of(state: State) -> dict[str, float]:
    """The minutes of the steps ahead as they are to be, by the time of the last event."""
    assert state.current is not None
    ahead = timetable.coming(state, state.current)
    return timetable.shortened(ahead, timetable.late(state, state.last[0]))


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


# ---------------------------------------------------------------- left for next time


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
    assert not any("left" in views.everyone(world.state, role).get("desk", {}) for role in ("phone", "screen"))


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
    assert show(world)["next"]["step"] == "s3" or show(world)["next"]["step"] == "s2"
    assert "left" not in show(world)["show"]


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


# ---------------------------------------------------------------- laws

LENGTHS = st.integers(0, 24).map(lambda halves: halves / 2)
PARAMS = st.builds(
    lambda minutes, least, each, leave: {"minutes": minutes, "least": least, "each": each, "leave": leave},
    LENGTHS,
    LENGTHS,
    st.sampled_from([0, 0, 20, 45]),
    st.booleans(),
)
PLANS = st.lists(st.tuples(st.sampled_from(["notes", "talk"]), PARAMS), min_size=2, max_size=8).map(
    lambda found: [{"id": f"s{n}", "kind": kind, "params": params} for n, (kind, params) in enumerate(found, 1)]
)


def of(plan: list[dict[str, Any]], people: int) -> tuple[World, list[Step]]:
    world = planned(plan, people)
    return world, list(world.state.steps.values())


@given(PLANS, st.integers(0, 200))
def test_no_step_is_shortened_under_its_least_nor_lengthened(plan: list[dict[str, Any]], by: int) -> None:
    _, found = of(plan, 9)
    minutes = timetable.shortened(found, by)
    assert list(minutes) == [step.id for step in found]
    for step in found:
        whole, least = step.params.minutes, step.params.least
        assert minutes[step.id] <= whole
        assert minutes[step.id] >= (least if 0 < least < whole else whole)
        assert (whole - minutes[step.id]) * 2 % 1 == 0
    spare = sum(timetable.spare(step) for step in found)
    assert sum(step.params.minutes for step in found) - sum(minutes.values()) == min(by, spare) / 2


@given(PLANS)
def test_a_room_that_is_not_late_shortens_nothing_and_one_that_is_later_only_more(plan: list[dict[str, Any]]) -> None:
    _, found = of(plan, 9)
    assert timetable.shortened(found, 0) == {step.id: step.params.minutes for step in found}
    before = timetable.shortened(found, 0)
    for by in range(1, len(timetable.giving(found)) + 2):
        now = timetable.shortened(found, by)
        assert all(now[one] <= before[one] for one in now)
        before = now


@given(PLANS)
def test_each_gives_its_part(plan: list[dict[str, Any]]) -> None:
    _, found = of(plan, 9)
    order = timetable.giving(found)
    whole = {step.id: timetable.spare(step) for step in found}
    for by in range(len(order) + 1):
        for one, most in whole.items():
            assert abs(order[:by].count(one) - (by * most / len(order) if order else 0)) < len(found)
    assert {one: order.count(one) for one in whole} == whole


@given(PLANS, st.integers(0, 30), st.lists(st.floats(0, 12), min_size=1, max_size=8))
def test_a_run_is_never_longer_than_it_must_be(plan: list[dict[str, Any]], people: int, overruns: list[float]) -> None:
    """Whatever is overrun: what was shortened is what was late, as far as there was something to spare."""
    world, found = of(plan, people)
    opens(world, "s1", 1)
    ends_at = world.state.runs[found[0].run].ends_at
    for step, overrun in zip(found[1:], overruns, strict=False):
        here = world.state.current
        assert here is not None
        before = world.at
        world.at = max(before + 1, here.ends_at + round(overrun * MINUTE)) - world.pace
        rest = sum(timetable.length(world.state, one) for one in found[found.index(step) :])
        by = timetable.halves(world.at + world.pace + round(rest * MINUTE) - ends_at)
        world.did("step.open", step=step.id)
        assert world.at > before
        opened = world.state.steps[step.id]
        wanted = timetable.shortened([step, *timetable.coming(world.state, opened)], by)
        hides = world.state.registry[step.kind].hides
        reads = 0 if hides else timetable.length(world.state, opened) - opened.params.minutes
        assert opened.minutes == wanted[step.id] + reads
        assert world.state.runs[step.run].ends_at == ends_at
        assert timetable.late(world.state, world.at) <= by


@given(PLANS, st.integers(0, 30))
def test_who_leaves_what_is_proposed_is_less_late_and_asked_for_no_more_than_that(
    plan: list[dict[str, Any]], by: int
) -> None:
    world, found = of(plan, 9)
    opens(world, "s1", 1)
    ahead = timetable.coming(world.state, found[0])
    leaving = timetable.leaving(world.state, ahead)
    assert list(leaving) == [step.id for step in reversed(ahead) if step.params.leave]
    assert all(late > len(timetable.giving(ahead)) for late in leaving.values())
    assert list(leaving.values()) == sorted(leaving.values())
    now = [one for one, late in leaving.items() if late <= by]
    if now:
        when = world.state.steps["s1"].ends_at + by * timetable.HALF
        before = timetable.late(world.state, when)
        world.did("plan.leave", {"steps": now})
        assert timetable.late(world.state, when) <= before


@given(MOVES, st.randoms(use_true_random=False))
def test_the_order_in_which_events_arrive_changes_no_minute(moves: list[Move], rng: Any) -> None:
    world = busy()
    for _ in play(world, moves):
        pass
    log: list[Event] = list(world.log)
    rng.shuffle(log)
    again = fold(log, registry())
    assert views.everyone(again, "desk") == views.everyone(world.state, "desk")
    if again.current is not None:
        assert minutes_of(again) == minutes_of(world.state)


def test_it_costs_the_same_however_much_was_said() -> None:
    def cost(notes: int) -> int:
        world = begun()
        opens(world, "s2", 12)
        for n in range(notes):
            world.did("notes.write", {"text": f"words {n}"}, step="s2")
        return calls(lambda: (showing.plan(world.state), showing.show(world.state), timetable.late(world.state, START)))

    assert cost(500) == cost(5)


@given(MOVES)
def test_every_plan_holds_its_steps_and_what_was_left_of_them(moves: list[Move]) -> None:
    world = busy()
    for _ in play(world, moves):
        for run in world.state.runs.values():
            assert set(run.steps) <= set(run.plan)
            assert len(set(run.plan)) == len(run.plan)
            assert [one for one in run.steps if world.state.steps[one].aside] == []
            assert all(world.state.steps[one].aside and not world.state.steps[one].begun for one in run.left)

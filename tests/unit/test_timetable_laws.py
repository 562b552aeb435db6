"""The laws of the timetable: never under the least, nothing without need, the same in any order, at no growing cost."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from circle_widgets import showing, timetable, views
from circle_widgets.events import Event
from circle_widgets.shape import MINUTE, Step
from circle_widgets.state import State, fold
from circle_widgets.steps import registry
from tests.unit.evenings import begun, opens, planned
from tests.unit.test_growth import calls
from tests.unit.worlds import MOVES, START, Move, World, busy, play


def minutes_of(state: State) -> dict[str, float]:
    """The minutes of the steps ahead as they are to be, by the time of the last event."""
    assert state.current is not None
    ahead = timetable.coming(state, state.current)
    return timetable.shortened(ahead, timetable.late(state, state.last[0]))


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

"""The timetable: how long each step takes with the people here, when the activity should end, what gives way.

Pure functions of what is planned and of the time. Lengths are in minutes, moments in milliseconds. What gives way does
so in whole half-minutes, in an order that does not depend on how late it is: a room that gets later only gives more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil

from circle_widgets.shape import MINUTE, Params, Run, Shape, Step

HALF = MINUTE // 2
"""Half a minute, the smallest part that a step gives (ms)."""
USUAL = 9
"""How many people we count with until somebody is here."""
GRACE = 2
"""How many half-minutes too late are nothing to leave a step out for."""
OVER = 3 * 60 * MINUTE
"""So long after its planned end an activity goes on in another meeting, whose end is planned anew (ms)."""

# ---------------------------------------------------------------- lengths


def reading(each: int, texts: int) -> float:
    """Minutes for so many texts at ``each`` seconds: whole half-minutes, upwards."""
    return ceil(each * texts * 1000 / HALF) / 2


def planned(params: Params, people: int) -> float:
    """The whole length of a step with so many people."""
    return float(params.minutes) + reading(params.each, params.to_read(people))


def total(steps: Iterable[Params], people: int) -> float:
    """The whole length of these steps with so many people."""
    return sum(planned(params, people) for params in steps)


def people(state: Shape) -> int:
    """How many people the timetable counts with."""
    return state.n or USUAL


def length(state: Shape, step: Step) -> float:
    """The planned whole length of a step of this room."""
    return planned(step.params, people(state))


def left(run: Run, state: Shape) -> list[str]:
    """What was left for next time: without what nobody has chosen yet."""
    return [one for one in run.left if one in run.chosen or not state.steps[one].params.choice]


def choices(run: Run, state: Shape) -> list[str]:
    """What may be chosen now: the room is large enough, and what comes after it has not begun."""
    waiting = [one for one in run.left if one not in run.chosen and state.steps[one].params.choice]
    fit = [one for one in waiting if state.steps[one].params.choice <= state.n]
    return [one for one in fit if not any(state.steps[later].begun for later in run.plan[run.plan.index(one) :])]


# ---------------------------------------------------------------- when


def coming(state: Shape, step: Step) -> list[Step]:
    """The steps after this one that the room has not seen."""
    return [one for one in state.after(step) if one.phase == "ahead"]


def promise(state: Shape, step: Step, at: int) -> int:
    """When a run should end that begins, or goes on, at ``at`` with ``step``."""
    return at + _still(state, step) + _rest(state, step)


def is_new(run: Run, at: int) -> bool:
    """Whether what opens at ``at`` begins the run, or goes on with it in another meeting."""
    return not run.ends_at or at > run.ends_at + OVER


def due(state: Shape, step: Step) -> int:
    """When the time of the current step should be over, so that its run ends as planned."""
    return state.runs[step.run].ends_at - _rest(state, step) - round(_to_read(state, step) * MINUTE)


def late(state: Shape, at: int) -> int:
    """How many half-minutes the room will be late at ``at``, if all that comes takes its planned time."""
    step = state.current
    if step is None or not state.runs[step.run].ends_at or is_new(state.runs[step.run], at):
        return 0
    end = at + step.left if step.paused else max(at, step.ends_at)
    return halves(end - due(state, step))


def halves(ms: int) -> int:
    """Whole half-minutes, never under none."""
    return max(0, ms // HALF)


def at_opening(state: Shape, step: Step, at: int, texts: int | None = None) -> float:
    """The minutes on the clock of a step that opens, or begins another round, at ``at``.

    As planned, or shortened by its part of what the room is late. ``texts`` is how many are there to be read, when that
    is known. Where texts are hidden at first, their reading comes after the opening and has a clock of its own.
    """
    to_read = length(state, step) - step.params.minutes if texts is None else reading(step.params.each, texts)
    now = 0.0 if state.registry[step.kind].hides else to_read
    run = state.runs[step.run]
    if is_new(run, at):
        return float(step.params.minutes) + now
    end = at + round((step.params.minutes + to_read) * MINUTE) + _rest(state, step)
    return shortened([step, *coming(state, step)], halves(end - run.ends_at))[step.id] + now


# ---------------------------------------------------------------- what gives way


def spare(step: Step) -> int:
    """How many half-minutes a step can give: down to its least, never of its reading."""
    least, minutes = step.params.least, step.params.minutes
    return int((minutes - least) * 2) if 0 < least < minutes else 0


def giving(steps: Sequence[Step]) -> list[str]:
    """Which step gives each half-minute, in turn, until all that can be given is: an id for each.

    Proportional: the next one comes from whoever has given the smallest part of what it can (the method of Webster).
    """
    can = [(step.id, n, spare(step)) for n, step in enumerate(steps)]
    turns = sorted(((k + 0.5) / most, n, id) for id, n, most in can for k in range(most))
    return [id for _, _, id in turns]


def shortened(steps: Sequence[Step], late: int) -> dict[str, float]:
    """The minutes of each step, without its reading, when so many half-minutes must be given. Never under its least."""
    given = giving(steps)[:late]
    return {step.id: step.params.minutes - given.count(step.id) / 2 for step in steps}


def leaving(state: Shape, steps: Sequence[Step]) -> dict[str, int]:
    """From how many half-minutes late on a step is proposed for next time, by id: the last first.

    Only what its author lets go, and only when nothing is left to shorten. One that the room keeps is not proposed
    again, nor is the one before it proposed in its place.
    """
    found: dict[str, int] = {}
    late = len(giving(steps)) + GRACE
    for step in reversed(steps):
        if not step.params.leave:
            continue
        if step.id not in state.runs[step.run].kept:
            found[step.id] = late
        late += round(length(state, step) * 2) - spare(step)
    return found


# ---------------------------------------------------------------- the parts of it


def _rest(state: Shape, step: Step) -> int:
    """What the steps after this one still take, in ms: what is planned, or what they had left."""
    return sum(_still(state, one) for one in state.after(step))


def _still(state: Shape, step: Step) -> int:
    if step.phase == "ahead":
        return round(length(state, step) * MINUTE)
    return step.left + round(_to_read(state, step) * MINUTE)


def _to_read(state: Shape, step: Step) -> float:
    """Minutes for reading what is still hidden in a step that has begun."""
    waits = step.phase in {"open", "closed"} and state.registry[step.kind].hides
    return length(state, step) - step.params.minutes if waits else 0.0

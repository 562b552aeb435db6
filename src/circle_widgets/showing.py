"""The run-of-show as desk and remote receive it: the steps with their minutes, when it should end, what gives way.

A view knows no clock. It holds absolute times, and for each step from how many half-minutes late on (``late`` in
:func:`timetable.late`) it gives one, or is proposed for next time: a page that knows the time only counts.
"""

from __future__ import annotations

from circle_widgets import timetable
from circle_widgets.shape import Step
from circle_widgets.state import State
from circle_widgets.steps.base import View


def plan(state: State) -> View:
    """Every step of the running activity by id: ``minutes`` are its planned length with the people here.

    ``got`` is what it got when it opened late. Steps ahead have ``gives``, how many half-minutes late the room is when
    each half-minute goes, and ``leave``, how late when it is proposed to leave the step out.
    """
    run = state.run
    if run is None or run.ended:
        return {}
    found = {one: _step(state, state.steps[one]) for one in run.steps}
    if state.current is not None and run.ends_at:
        ahead = timetable.coming(state, state.current)
        for late, one in enumerate(timetable.giving(ahead), 1):
            found[one].setdefault("gives", []).append(late)
        for one, late in timetable.leaving(state, ahead).items():
            found[one]["leave"] = late
    return found


def _step(state: State, step: Step) -> View:
    found: View = _named(step) | {"kind": step.kind, "phase": step.phase}
    found["minutes"] = timetable.length(state, step)
    if step.lasts is not None:
        hidden = state.registry[step.kind].hides
        got = step.lasts + (found["minutes"] - step.params.minutes if hidden else 0.0)
        found["got" if got < found["minutes"] else "minutes"] = got
    if step is state.current:
        found["now"] = True
    return found


def _named(step: Step) -> View:
    found: View = {"n": step.n}
    for key in ("title", "question"):
        if text := getattr(step.params, key, ""):
            found[key] = text
    return found


def show(state: State) -> View:
    """The whole: ``minutes`` with so many ``people`` (``expected`` while nobody is here), and ``left`` for next time.

    ``choices`` are steps that may be chosen, each with its ``minutes`` and from how many people on (``from``).

    Once begun: ``ends_at`` as planned, ``due`` when the time of the current step should be over for that, and
    ``over_at``, after which this was another meeting and nothing is late.
    """
    run = state.run
    if run is None:
        return {}
    found: View = {}
    if left := timetable.left(run, state):
        found["left"] = {one: _named(state.steps[one]) | {"n": n} for n, one in enumerate(left, 1)}
    if run.ended:
        return found
    if choices := timetable.choices(run, state):
        found["choices"] = {one: _choice(state, state.steps[one], n) for n, one in enumerate(choices, 1)}
    people = timetable.people(state)
    found |= {"minutes": timetable.total((state.steps[one].params for one in run.steps), people), "people": people}
    if not state.n:
        found["expected"] = True
    if run.ends_at:
        found["ends_at"] = run.ends_at
    if run.ends_at and state.current is not None:
        found |= {"due": timetable.due(state, state.current), "over_at": run.ends_at + timetable.OVER}
    return found


def _choice(state: State, step: Step, n: int) -> View:
    return _named(step) | {"n": n, "minutes": timetable.length(state, step), "from": step.params.choice}

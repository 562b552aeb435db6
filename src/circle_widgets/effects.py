"""What each kind of event that every circle has does to its state.

No effect ever raises: what makes no sense here is passed over.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from circle_widgets import events as ev
from circle_widgets import timetable
from circle_widgets.errors import Refused
from circle_widgets.events import Event
from circle_widgets.seats import told_apart
from circle_widgets.shape import MINUTE, Run, Screen, Seat, Shape, Step

Effect = Callable[[Shape, Event, Any], None]


def _made(state: Shape, event: Event, body: ev.CircleMade) -> None:
    state.title, state.practice, state.locale = body.title, body.practice, body.locale
    state.facilitator, state.made_at = body.facilitator, event.at


def _title(state: Shape, _event: Event, body: ev.CircleTitle) -> None:
    state.title = body.title or state.title
    state.locale = body.locale or state.locale
    state.facilitator = state.facilitator if body.facilitator is None else body.facilitator
    state.thread = state.thread if body.thread is None else body.thread


# ---------------------------------------------------------------- seats


def _join(state: Shape, event: Event, body: ev.SeatJoin) -> None:
    seat = state.seats.get(event.seat)
    if seat is not None and seat.left:
        seat.left, seat.way, seat.locale = False, body.way, body.locale
        seat.name = _one_line(body.name) or seat.name
        state.present += 1
    elif seat is None and event.seat:
        n = len(state.seats) + 1
        # Two copies of a circle, each on its own, may have given one word to two seats.
        word = told_apart(body.word, n, state.words)
        state.words.add(word)
        state.seats[event.seat] = Seat(event.seat, n, _one_line(body.name), word, body.locale, body.way)
        state.present += 1


def _seat(state: Shape, event: Event, body: ev.SeatChange) -> None:
    seat = state.seats.get(event.seat)
    if seat is not None:
        seat.name = seat.name if body.name is None else _one_line(body.name)
        seat.locale = body.locale or seat.locale


def _one_line(name: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in name).split())


def _leave(state: Shape, event: Event, _body: ev.SeatLeave) -> None:
    seat = state.seats.get(event.seat)
    if seat is not None and not seat.left:
        seat.left = True
        state.present -= 1


def _count(state: Shape, _event: Event, body: ev.RoomCount) -> None:
    state.head_count = body.n


# ---------------------------------------------------------------- activities


def _start(state: Shape, event: Event, body: ev.ActivityStart) -> None:
    run = state.run = state.runs[event.id] = Run(event.id, body.name, body.title, [], event.at)
    run.plan = _plan(state, run, body.steps)
    run.steps = _but_choices(state, run.plan)
    _number(state, run)
    _leave_step(state, event)
    state.current, state.screen = None, Screen()


def _plan(state: Shape, run: Run, planned_steps: list[ev.PlannedStep]) -> list[str]:
    """Make the steps that can be made; one that has not begun may be made anew by its own run."""
    ids: list[str] = []
    for planned in planned_steps:
        kind, before = state.registry.get(planned.kind), state.steps.get(planned.id)
        if kind is None or planned.id in ids or (before is not None and (before.run != run.id or before.begun)):
            continue
        try:
            params = ev.parse(kind.Params, planned.params)
        except Refused:
            continue
        ids.append(planned.id)
        state.steps[planned.id] = Step(planned.id, planned.kind, 0, 0, run.id, params, kind.begin(params))
    return ids


def _but_choices(state: Shape, ids: list[str]) -> list[str]:
    """Those that nobody need choose; the others stand aside."""
    for one in ids:
        state.steps[one].aside = bool(state.steps[one].params.choice)
    return [one for one in ids if not state.steps[one].aside]


def _number(state: Shape, run: Run) -> None:
    for n, one in enumerate(run.steps, 1):
        state.steps[one].n, state.steps[one].of = n, len(run.steps)


def _change(state: Shape, _event: Event, body: ev.ActivityChange) -> None:
    run = state.run
    if run is None:
        return
    ahead = [one for one in run.steps if not state.steps[one].begun]
    before = _planned(state, ahead)
    for one in ahead:
        state.steps[one].aside = True
    run.steps = [one for one in run.steps if one not in ahead]
    planned = _plan(state, run, body.steps)
    run.plan = [*run.steps, *planned]
    coming = _but_choices(state, planned)
    run.steps += coming
    run.ends_at += _planned(state, coming) - before if run.ends_at else 0
    _number(state, run)


def _planned(state: Shape, ids: list[str]) -> int:
    """The planned length of these steps, in ms."""
    return sum(round(timetable.length(state, state.steps[one]) * MINUTE) for one in ids)


def _leave_out(state: Shape, _event: Event, body: ev.PlanSteps) -> None:
    """Left for next time: what the run should end at stays, so that the time is won back."""
    run = state.run
    for step in _ahead(state, body.steps):
        if run is not None:
            step.aside = True
            run.steps.remove(step.id)
            _number(state, run)


def _take_up(state: Shape, _event: Event, body: ev.PlanSteps) -> None:
    """What was left comes again, or what may be chosen comes: at its place, but after what has begun."""
    run = state.run
    back = [one for one in run.left if one in body.steps] if run is not None else []
    if run is None or not back:
        return
    begun = [n for n, one in enumerate(run.steps, 1) if state.steps[one].begun]
    place = begun[-1] if begun else 0
    run.steps[place:] = sorted([*run.steps[place:], *back], key=run.plan.index)
    for one in back:
        state.steps[one].aside = False
        if state.steps[one].params.choice and one not in run.chosen:
            run.chosen.add(one)
            run.ends_at += _planned(state, [one]) if run.ends_at else 0  # it was not in what was promised
    if run.ended:
        run.ended, run.ends_at = False, 0
    _number(state, run)


def _keep(state: Shape, _event: Event, body: ev.PlanSteps) -> None:
    for step in _ahead(state, body.steps):
        state.runs[step.run].kept.add(step.id)


def _ahead(state: Shape, ids: list[str]) -> list[Step]:
    """Those of the steps that the running activity has ahead."""
    steps = state.run.steps if state.run is not None else []
    return [state.steps[one] for one in dict.fromkeys(ids) if one in steps and not state.steps[one].begun]


def _end(state: Shape, event: Event, _body: ev.ActivityEnd) -> None:
    _leave_step(state, event)
    if state.run is not None:
        state.run.ended = True
    state.current, state.screen = None, Screen()


# ---------------------------------------------------------------- steps


def _leave_step(state: Shape, event: Event) -> None:
    step = state.current
    if step is not None and not step.paused and step.ends_at:
        step.left, step.ends_at = max(0, step.ends_at - event.at), 0


def _open(state: Shape, event: Event, body: ev.StepOpen) -> None:
    step = state.steps.get(event.step)
    if step is None or step is state.current:
        return
    _leave_step(state, event)
    if step.aside:
        _put_back(state, step)
    run = state.runs[step.run]
    _promise(state, step, event)
    kind, first = state.registry[step.kind], step.phase == "ahead"
    if first:
        step.phase, step.opened_at, step.lasts = "open", event.at, body.minutes
        step.left = round(step.minutes * MINUTE)
    if first or kind.renews:
        kind.take(state, step, body.given)
    step.ends_at, step.paused = (event.at + step.left if step.left and step.phase == "open" else 0), False
    state.current, state.run, run.ended = step, run, False
    state.screen = Screen("all" if step.phase == "revealed" else "step")


def _promise(state: Shape, step: Step, event: Event) -> None:
    run = state.runs[step.run]
    if timetable.is_new(run, event.at):
        run.ends_at = timetable.promise(state, step, event.at)


def _put_back(state: Shape, step: Step) -> None:
    """Another copy of the circle had opened a step that this one had put aside: it stands after those that began."""
    run = state.runs[step.run]
    begun = [n for n, one in enumerate(run.steps, 1) if state.steps[one].begun]
    place = begun[-1] if begun else 0
    if step.id not in run.plan:
        run.plan.insert(run.plan.index(run.steps[place - 1]) + 1 if place else 0, step.id)
    run.steps.insert(place, step.id)
    step.aside = False
    _number(state, run)


def _reveal(state: Shape, event: Event, body: ev.StepReveal) -> None:
    step = state.steps.get(event.step)
    if step is None or step.phase not in {"open", "closed"}:
        return
    if state.registry[step.kind].ballots:
        if body.tally is None:
            return  # only a count opens a round of ballots
        state.registry[step.kind].tallied(step, body.tally)
    state.registry[step.kind].revealed(step)
    step.phase, step.ends_at, step.left, step.paused = "revealed", 0, 0, False
    if step is state.current:
        state.screen = Screen("all")
        if step.params.each:
            texts = len(state.registry[step.kind].offers(step))
            step.ends_at = event.at + round(timetable.reading(step.params.each, texts) * MINUTE) if texts else 0
            step.clock_at = event.at


def _again(state: Shape, event: Event, body: ev.StepAgain) -> None:
    step = state.steps.get(event.step)
    if step is None or step.phase != "revealed" or not state.registry[step.kind].ballots:
        return
    kind = state.registry[step.kind]
    step.phase, step.round, step.left = "open", step.round + 1, 0
    step.lasts, step.clock_at = body.minutes, event.at
    kind.again(step)
    kind.take(state, step, body.given)
    if step is state.current:
        step.ends_at = event.at + round(step.minutes * MINUTE) if step.minutes else 0
        state.screen = Screen("step")
    else:
        step.left = round(step.minutes * MINUTE)


def _close(state: Shape, event: Event, _body: ev.StepClose) -> None:
    step = state.steps.get(event.step)
    if step is not None and step.phase == "open":
        step.phase, step.ends_at, step.left, step.paused = "closed", 0, 0, False


def _pause(state: Shape, event: Event, _body: ev.StepPause) -> None:
    step = state.steps.get(event.step)
    if step is not None and step is state.current and not step.paused and step.ends_at:
        step.left, step.ends_at, step.paused = max(0, step.ends_at - event.at), 0, True


def _resume(state: Shape, event: Event, _body: ev.StepResume) -> None:
    step = state.steps.get(event.step)
    if step is not None and step is state.current and step.paused:
        _promise(state, step, event)
        step.ends_at, step.paused = event.at + step.left, False


def _more(state: Shape, event: Event, body: ev.StepMore) -> None:
    step = state.steps.get(event.step)
    if step is None or step.phase not in {"open", "revealed"}:
        return
    more = round(body.minutes * MINUTE)
    if step.paused or step is not state.current:
        step.left += more
    else:
        step.ends_at = max(step.ends_at, event.at) + more


def _show(state: Shape, _event: Event, body: ev.ScreenShow) -> None:
    screen = state.screen
    if body.mode is not None and body.mode != screen.mode:
        screen.mode, screen.page = body.mode, 1
    screen.page = body.page or screen.page
    screen.blank = screen.blank if body.blank is None else body.blank


EFFECTS: dict[str, Effect] = {
    "circle.made": _made,
    "circle.title": _title,
    "seat.join": _join,
    "seat.change": _seat,
    "seat.leave": _leave,
    "room.count": _count,
    "activity.start": _start,
    "activity.change": _change,
    "activity.end": _end,
    "plan.leave": _leave_out,
    "plan.take": _take_up,
    "plan.keep": _keep,
    "step.again": _again,
    "step.open": _open,
    "step.reveal": _reveal,
    "step.close": _close,
    "step.pause": _pause,
    "step.resume": _resume,
    "step.more": _more,
    "screen.show": _show,
}
"""By kind; ``desk.undo`` and ``erased``, which change what came before them, are the fold's own matter."""

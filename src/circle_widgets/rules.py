"""The rules, asked once: when something is appended, at the place it gets, under the writer's lock.

A rule says no by raising :class:`~circle_widgets.errors.Refused`; what it says no to was never written. What the rules
accept, the fold takes: nothing that got a receipt is without effect.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import msgspec

from circle_widgets import events as ev
from circle_widgets import timetable
from circle_widgets.errors import Refused
from circle_widgets.events import BY_DESK, Event, Proposal
from circle_widgets.seats import MOST_SEATS, next_word
from circle_widgets.state import State, Step
from circle_widgets.steps.offers import offered

OF_SEATS = frozenset({"seat.join", "seat.change", "seat.leave"})
"""Core kinds that a seat may propose for itself."""
DESK_ONLY = frozenset(ev.CORE) - OF_SEATS
"""Core kinds that only the facilitator may propose."""
MOST_BYTES = 16_000
"""The largest body, as JSON."""
MOST_PLAN_BYTES = 400_000
"""The largest plan of an activity."""
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
PLANS = frozenset({"activity.start", "activity.change"})
FILLED_IN = frozenset({"seat.join", "step.open", "step.again", "step.reveal"})
"""Kinds whose bodies the rules complete."""


def judge(state: State, proposal: Proposal, at: int) -> Event:
    """The event that ``proposal`` becomes at ``at`` (milliseconds).

    Raises :class:`Refused` when a rule of the circle, or of the step's kind, says no.
    """
    _sound(proposal)
    body_type = ev.CORE.get(proposal.kind)
    if body_type is None:
        return _in_step(state, proposal, at)
    if proposal.kind in DESK_ONLY and proposal.by != BY_DESK:
        raise Refused("desk_only", "only the facilitator decides this", field="kind")
    if "anonymous" in proposal.body:
        raise Refused("erase_differently", "names are taken out in a way of their own", field="anonymous")
    body = ev.parse(body_type, proposal.body)
    rule = _RULES.get(proposal.kind)
    if rule is not None:
        body = rule(state, proposal, body) or body
    if isinstance(body, ev.StepOpen | ev.StepAgain):
        body = _timed(state, state.steps[proposal.step], body, at)
    # Only what is said of a seat carries its id: that goes when the seat is erased, and a turn of the room must not.
    seat = proposal.seat if proposal.kind in OF_SEATS else ""
    step = proposal.step if proposal.kind.startswith("step.") else ""
    said = msgspec.to_builtins(body) if proposal.kind in FILLED_IN else proposal.body
    return Event(proposal.id, at, proposal.kind, said, step, seat, proposal.by)


def judge_ballot(state: State, ballot: Proposal, _at: int) -> int:
    """The round (from 1) in which a ballot counts; it is never folded.

    Raises :class:`Refused` unless the step's kind holds secret ballots and its round is open.
    """
    _sound(ballot)
    step = _step(state, ballot)
    kind = state.registry[step.kind]
    body_type = kind.ballots.get(ballot.kind)
    if body_type is None:
        raise Refused("no_ballot", f"this step takes no {ballot.kind}", field="kind", kind=ballot.kind)
    if ballot.kind not in kind.desk_only:
        _seated(state, ballot)
    elif ballot.by != BY_DESK or ballot.seat:  # what the desk counts on paper is nobody's in particular
        raise Refused("desk_only", "only the facilitator decides this", field="kind")
    return kind.round(state, step, ballot, ev.parse(body_type, ballot.body))


def _sound(proposal: Proposal) -> None:
    if not _ID.fullmatch(proposal.id):
        raise Refused("body", "an id has letters, digits, - and _, at most 64", field="id")
    most = MOST_PLAN_BYTES if proposal.kind in PLANS else MOST_BYTES
    try:
        size = len(msgspec.json.encode(proposal.body))
    except (TypeError, ValueError, OverflowError, RecursionError):
        raise Refused("body", "a body is what JSON can say", field="body") from None
    if size > most:
        raise Refused("too_large", f"a body has at most {most} bytes", field="body", most=most)


def _in_step(state: State, proposal: Proposal, at: int) -> Event:
    step = _step(state, proposal)
    kind = state.registry[step.kind]
    body_type = kind.bodies.get(proposal.kind)
    if body_type is None:
        raise Refused("unknown_kind", f"this step takes no {proposal.kind}", field="kind", kind=proposal.kind)
    if proposal.by != BY_DESK:
        if proposal.kind in kind.desk_only:
            raise Refused("desk_only", "only the facilitator decides this", field="kind")
        _seated(state, proposal)
    elif proposal.seat:
        _seated(state, proposal)
    body = ev.parse(body_type, proposal.body)
    kind.rule(state, step, proposal, body)
    return proposal.accepted(at)


def _step(state: State, proposal: Proposal) -> Step:
    step = state.steps.get(proposal.step)
    if step is None or step.aside:
        raise Refused("unknown_step", "that step is not part of this circle", field="step")
    return step


def _seated(state: State, proposal: Proposal, _body: Any = None) -> None:
    if proposal.seat not in state.seats:
        raise Refused("unknown_seat", "no such seat", field="seat")


def _something(body: msgspec.Struct) -> None:
    if all(value in {None, msgspec.UNSET} for value in msgspec.structs.asdict(body).values()):
        raise Refused(
            "nothing_said", f"say one of {', '.join(body.__struct_fields__)}", field=body.__struct_fields__[0]
        )


# ---------------------------------------------------------------- the circle and its seats


def _made(state: State, _proposal: Proposal, _body: Any) -> None:
    if state.made_at:
        raise Refused("made_already", "this circle was made before", field="kind")


def _title(_state: State, _proposal: Proposal, body: ev.CircleTitle) -> None:
    _something(body)


def _join(state: State, proposal: Proposal, body: ev.SeatJoin) -> ev.SeatJoin:
    if not _ID.fullmatch(proposal.seat) or proposal.seat in state.erased_seats:
        raise Refused("unknown_seat", "a seat needs an id of its own", field="seat")
    seat = state.seats.get(proposal.seat)
    if seat is not None and not seat.left:
        raise Refused("seat_taken", "this seat is taken", field="seat")
    if state.present >= MOST_SEATS:
        raise Refused("full", f"a circle has at most {MOST_SEATS} seats", field="seat", most=MOST_SEATS)
    word = seat.word if seat is not None else next_word(proposal.seat, state.words)
    return msgspec.structs.replace(body, word=word)


def _change_seat(state: State, proposal: Proposal, body: ev.SeatChange) -> None:
    _seated(state, proposal)
    _something(body)


def _leave(state: State, proposal: Proposal, _body: Any) -> None:
    _seated(state, proposal)
    if state.seats[proposal.seat].left:
        raise Refused("left_already", "this seat is empty already", field="seat")


# ---------------------------------------------------------------- activities


def _start(state: State, _proposal: Proposal, body: ev.ActivityStart) -> None:
    _plan(state, body.steps, "")


def _change(state: State, proposal: Proposal, body: ev.ActivityChange) -> None:
    _end(state, proposal, body)
    _plan(state, body.steps, state.run.id if state.run is not None else "")


def _plan(state: State, steps: list[ev.PlannedStep], run: str) -> None:
    """Each step can be made, and each id is new, or that of a step ahead in this run."""
    ids: set[str] = set()
    for n, planned in enumerate(steps):
        kind, before = state.registry.get(planned.kind), state.steps.get(planned.id)
        if kind is None:
            raise Refused("unknown_step_kind", f"no step kind is called {planned.kind!r}", field=f"steps[{n}].kind")
        if planned.id in ids or (before is not None and (before.run != run or before.begun)):
            raise Refused("step_taken", f"step {planned.id!r} exists already", field=f"steps[{n}].id")
        ids.add(planned.id)
        try:
            ev.parse(kind.Params, planned.params)
        except Refused as error:
            field = f"steps[{n}].params.{error.field}".rstrip(".")
            raise Refused(error.code, str(error), field=field, **error.params) from None


def _end(state: State, _proposal: Proposal, _body: Any) -> None:
    if state.run is None or state.run.ended:
        raise Refused("nothing_runs", "no activity is running", field="kind")


def _plan_ahead(state: State, proposal: Proposal, body: ev.PlanSteps) -> None:
    _end(state, proposal, body)
    steps = state.run.steps if state.run is not None else []
    if not all(one in steps and not state.steps[one].begun for one in body.steps):
        raise Refused("not_ahead", "only what has not begun is left for next time, or kept", field="steps")


def _plan_take(state: State, _proposal: Proposal, body: ev.PlanSteps) -> None:
    if state.run is None or not set(body.steps) <= set(state.run.left):
        raise Refused("not_left", "only what was left for next time is taken up again", field="steps")


# ---------------------------------------------------------------- steps


def _timed(state: State, step: Step, body: ev.StepOpen | ev.StepAgain, at: int) -> ev.StepOpen | ev.StepAgain:
    """The same with the minutes that the step gets, where they are not the planned ones."""
    if step.phase != "ahead" and isinstance(body, ev.StepOpen):
        return body  # it goes on with what it had left
    texts = len(offered(state, step)) if step.params.each else 0
    minutes = timetable.at_opening(state, step, at, texts or None)
    return body if minutes == step.params.minutes else msgspec.structs.replace(body, minutes=minutes)


def _open(state: State, proposal: Proposal, _body: Any) -> ev.StepOpen:
    step = _step(state, proposal)
    if step is state.current:
        raise Refused("here_already", "the room is at this step", field="step")
    kind = state.registry[step.kind]
    return ev.StepOpen(kind.given(state, step) if step.phase == "ahead" or kind.renews else {})


def _again(state: State, proposal: Proposal, _body: Any) -> ev.StepAgain:
    step = _current(state, proposal)
    kind = state.registry[step.kind]
    if not kind.ballots or step.phase != "revealed":
        raise Refused("no_round", "there is no round to begin again", field="step")
    return ev.StepAgain(kind.given(state, step))


def _close(state: State, proposal: Proposal, _body: Any) -> None:
    if _step(state, proposal).phase != "open":
        raise Refused("not_open", "this step is not open", field="step")


def _reveal(state: State, proposal: Proposal, body: ev.StepReveal) -> ev.StepReveal:
    step = _step(state, proposal)
    kind = state.registry[step.kind]
    if not kind.hides or step.phase not in {"open", "closed"}:
        raise Refused("nothing_hidden", "there is nothing hidden in this step", field="step")
    if not kind.ballots:
        return ev.StepReveal()
    if body.tally is None:
        raise Refused("no_tally", "a round of ballots is opened by counting it", field="tally")
    if body.tally.get("round") != step.round:
        raise Refused("round_over", "that round is over", field="tally")
    return body


def _more(state: State, proposal: Proposal, _body: Any) -> None:
    if _step(state, proposal).phase not in {"open", "revealed"}:
        raise Refused("not_open", "this step is not open", field="step")


def _current(state: State, proposal: Proposal) -> Step:
    step = _step(state, proposal)
    if step is not state.current:
        raise Refused("not_current", "the room is at another step", field="step")
    return step


def _pause(state: State, proposal: Proposal, _body: Any) -> None:
    if not _current(state, proposal).ends_at:
        raise Refused("no_clock", "no time is running in this step", field="step")


def _resume(state: State, proposal: Proposal, _body: Any) -> None:
    if not _current(state, proposal).paused:
        raise Refused("not_paused", "this step is not paused", field="step")


def _show(_state: State, _proposal: Proposal, body: ev.ScreenShow) -> None:
    _something(body)


# ---------------------------------------------------------------- the past


def _undo(state: State, _proposal: Proposal, body: ev.DeskUndo) -> None:
    if state.last_act is None or state.last_act.id != body.event:
        raise Refused("not_last", "only the desk's own last act can be taken back", field="event")


def _erased(_state: State, _proposal: Proposal, _body: Any) -> None:
    raise Refused("erase_differently", "erasing has its own way", field="kind")


_RULES: dict[str, Callable[[State, Proposal, Any], Any]] = {
    "circle.made": _made,
    "circle.title": _title,
    "seat.join": _join,
    "seat.change": _change_seat,
    "seat.leave": _leave,
    "activity.start": _start,
    "activity.change": _change,
    "activity.end": _end,
    "plan.leave": _plan_ahead,
    "plan.take": _plan_take,
    "plan.keep": _plan_ahead,
    "step.again": _again,
    "step.open": _open,
    "step.close": _close,
    "step.reveal": _reveal,
    "step.more": _more,
    "step.pause": _pause,
    "step.resume": _resume,
    "screen.show": _show,
    "desk.undo": _undo,
    "erased": _erased,
}

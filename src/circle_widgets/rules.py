"""The rules, asked once: when something is appended, at the place it gets, under the writer's lock.

A rule says no by raising :class:`~circle_widgets.errors.Refused`; what it says no to was never written.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from circle_widgets import events as ev
from circle_widgets.errors import Refused
from circle_widgets.events import BY_DESK, Event, Proposal
from circle_widgets.seats import MOST_SEATS, next_word
from circle_widgets.state import State, Step

DESK_ONLY = frozenset(ev.CORE) - {"seat.join", "seat.change", "seat.leave"}
"""Core kinds that only the facilitator may propose."""
MOST_BYTES = 16_000
"""The largest body, as JSON."""
BIG_KINDS = frozenset({"activity.start", "activity.change", "erased"})


def judge(state: State, proposal: Proposal, at: int) -> Event:
    """The event that ``proposal`` becomes at ``at`` (milliseconds).

    Raises :class:`Refused` when a rule of the circle, or of the step's kind, says no.
    """
    if proposal.kind not in BIG_KINDS and len(msgspec.json.encode(proposal.body)) > MOST_BYTES:
        raise Refused("too_large", f"a body has at most {MOST_BYTES} bytes", most=MOST_BYTES)
    body_type = ev.CORE.get(proposal.kind)
    if body_type is None:
        return _in_step(state, proposal, at)
    if proposal.kind in DESK_ONLY and proposal.by != BY_DESK:
        raise Refused("desk_only", "only the facilitator decides this", field="kind")
    body = ev.parse(body_type, proposal.body)
    rule = _RULES.get(proposal.kind)
    if rule is not None:
        body = rule(state, proposal, body) or body
    return proposal.accepted(at, msgspec.to_builtins(body) if proposal.kind == "seat.join" else None)


def judge_ballot(state: State, ballot: Proposal, _at: int) -> int:
    """The round (from 1) in which a ballot counts; it is never folded.

    Raises :class:`Refused` unless the step's kind holds secret ballots and its round is open.
    """
    step = _step(state, ballot)
    kind = state.registry[step.kind]
    body_type = kind.ballots.get(ballot.kind)
    if body_type is None:
        raise Refused("unknown_kind", f"this step takes no {ballot.kind}", field="kind", kind=ballot.kind)
    _seated(state, ballot)
    return kind.round(state, step, ballot, ev.parse(body_type, ballot.body))


def _in_step(state: State, proposal: Proposal, at: int) -> Event:
    step = _step(state, proposal)
    kind = state.registry[step.kind]
    body_type = kind.bodies.get(proposal.kind)
    if body_type is None:
        raise Refused("unknown_kind", f"this step takes no {proposal.kind}", field="kind", kind=proposal.kind)
    if proposal.kind in kind.desk_only and proposal.by != BY_DESK:
        raise Refused("desk_only", "only the facilitator decides this", field="kind")
    if proposal.by != BY_DESK:
        _seated(state, proposal)
    elif proposal.seat and proposal.seat not in state.seats:
        raise Refused("unknown_seat", "no such seat", field="seat")
    body = ev.parse(body_type, proposal.body)
    kind.rule(state, step, proposal, body)
    return proposal.accepted(at)


def _step(state: State, proposal: Proposal) -> Step:
    step = state.steps.get(proposal.step)
    if step is None:
        raise Refused("unknown_step", "that step is not part of this circle", field="step")
    return step


def _seated(state: State, proposal: Proposal) -> None:
    seat = state.seats.get(proposal.seat)
    if seat is None:
        raise Refused("unknown_seat", "no such seat", field="seat")


def _made(state: State, _proposal: Proposal, _body: Any) -> None:
    if state.made_at:
        raise Refused("made_already", "this circle was made before", field="kind")


def _join(state: State, proposal: Proposal, body: ev.SeatJoin) -> ev.SeatJoin:
    if not proposal.seat:
        raise Refused("unknown_seat", "a seat needs an id", field="seat")
    if proposal.seat in state.seats:
        raise Refused("seat_taken", "this seat is taken", field="seat")
    if state.present >= MOST_SEATS:
        raise Refused("full", f"a circle has at most {MOST_SEATS} seats", most=MOST_SEATS)
    return msgspec.structs.replace(body, word=next_word(proposal.seat, {seat.word for seat in state.seats.values()}))


def _own_seat(state: State, proposal: Proposal, _body: Any) -> None:
    _seated(state, proposal)


def _start(state: State, _proposal: Proposal, body: ev.ActivityStart) -> None:
    _plan(state, body.steps, frozenset(state.steps))


def _change(state: State, proposal: Proposal, body: ev.ActivityChange) -> None:
    _end(state, proposal, body)
    _plan(state, body.steps, frozenset(one for one, step in state.steps.items() if step.phase != "ahead"))


def _plan(state: State, steps: list[ev.PlannedStep], taken: frozenset[str]) -> None:
    for n, planned in enumerate(steps):
        kind = state.registry.get(planned.kind)
        if kind is None:
            raise Refused("unknown_step_kind", f"no step kind is called {planned.kind!r}", field=f"steps[{n}].kind")
        if planned.id in taken:
            raise Refused("step_taken", f"step {planned.id!r} exists already", field=f"steps[{n}].id")
        ev.parse(kind.Params, planned.params)


def _end(state: State, _proposal: Proposal, _body: Any) -> None:
    if state.run is None or state.run.ended:
        raise Refused("nothing_runs", "no activity is running", field="kind")


def _turn(state: State, proposal: Proposal, _body: Any) -> None:
    _step(state, proposal)


def _current(state: State, proposal: Proposal, _body: Any) -> None:
    if _step(state, proposal) is not state.current:
        raise Refused("not_current", "the room is at another step", field="step")


def _reveal(state: State, proposal: Proposal, _body: Any) -> None:
    if _step(state, proposal).phase not in {"open", "closed"}:
        raise Refused("not_open", "there is nothing hidden in this step", field="step")


def _undo(state: State, _proposal: Proposal, body: ev.DeskUndo) -> None:
    if not state.acts or state.acts[-1].id != body.event:
        raise Refused("not_last", "only the desk's own last act can be taken back", field="event")


def _erased(_state: State, _proposal: Proposal, _body: Any) -> None:
    raise Refused("erase_differently", "erasing has its own way", field="kind")


_RULES: dict[str, Callable[[State, Proposal, Any], Any]] = {
    "circle.made": _made,
    "seat.join": _join,
    "seat.change": _own_seat,
    "seat.leave": _own_seat,
    "activity.start": _start,
    "activity.change": _change,
    "activity.end": _end,
    "step.open": _turn,
    "step.close": _turn,
    "step.more": _turn,
    "step.pause": _current,
    "step.resume": _current,
    "step.reveal": _reveal,
    "desk.undo": _undo,
    "erased": _erased,
}

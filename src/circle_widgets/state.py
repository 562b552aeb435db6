"""The state of a circle: the pure fold of its log, in the order (``at``, ``id``).

The fold never refuses and never raises: an event that makes no sense here (a kind that is not installed, a step of an
activity that was never started) is passed over and stays in the log. It is handed a registry of kinds and knows none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from circle_widgets import events as ev
from circle_widgets.effects import EFFECTS
from circle_widgets.errors import Refused
from circle_widgets.events import BY_DESK, Event
from circle_widgets.shape import MINUTE, Kind, Params, Phase, Registry, Run, Screen, Seat, Shape, Step

__all__ = [
    "MINUTE",
    "PAST",
    "UNDOABLE",
    "Kind",
    "Params",
    "Phase",
    "Registry",
    "Run",
    "Screen",
    "Seat",
    "State",
    "Step",
    "fold",
]

PAST = frozenset({"desk.undo", "erased"})
"""Kinds that change what came before them."""
UNDOABLE = frozenset(
    {
        "activity.end",
        "plan.keep",
        "plan.leave",
        "plan.take",
        "room.count",
        "step.close",
        "step.more",
        "step.open",
        "step.pause",
        "step.resume",
        "step.reveal",
    }
)
"""The desk's own acts that it may take back, besides those that a step kind names."""
BARRIERS = frozenset({"activity.start", "activity.change", "step.again"})
"""Acts that cannot be taken back, nor what was done before them: to another plan, or to ballots that are gone."""


@dataclass(slots=True)
class State(Shape):
    """A circle as it stands. Made by :func:`fold`; :meth:`apply` takes one more event, at a cost that does not grow."""

    def apply(self, event: Event) -> bool:
        """Fold one more event in; False when it changes the past, so that the log must be folded again."""
        if event.order <= self.last or event.kind in PAST:
            return False
        self._take(event)
        return True

    def _take(self, event: Event) -> None:
        self.last = event.order
        self.count += 1
        if event.id in self.erased or event.seat in self.erased_seats:
            return
        if event.kind in EFFECTS:
            self._take_core(event)
        else:
            self._take_in_step(event)

    def _take_core(self, event: Event) -> None:
        try:
            body = ev.parse(ev.CORE[event.kind], event.body)
        except Refused:
            return
        EFFECTS[event.kind](self, event, body)
        if event.kind in BARRIERS or event.body.get("tally"):
            self.acts.clear()
        elif event.by == BY_DESK and event.kind in UNDOABLE:
            self.acts[event.id] = event

    def _take_in_step(self, event: Event) -> None:
        step = self.steps.get(event.step)
        kind = self.registry[step.kind] if step is not None else None
        body_type = kind.bodies.get(event.kind) if kind is not None else None
        if step is None or kind is None or body_type is None:
            return
        try:
            body = ev.parse(body_type, event.body)
        except Refused:
            return
        kind.fold(step, event, body)
        step.said += 1
        if event.by != BY_DESK:
            # A seat that changes what the desk had entered for it made it its own: the desk takes it back no more.
            self.acts.pop(str(event.body.get(kind.refers)), None)
        elif event.kind in kind.undoable:
            self.acts[event.id] = event


def fold(events: Iterable[Event], registry: Registry) -> State:
    """The state after these events, whatever order they come in and however often one is repeated."""
    log: dict[str, Event] = {}
    for event in events:
        held = log.setdefault(event.id, event)
        if held != event:  # two copies stored one id apart: as in a merge, one of them stands
            log[event.id] = min(held, event, key=_rank)
    undone = set(_undone(log, registry))
    state = State(registry)
    state.erased, state.erased_seats = _erased(log.values())
    for event in sorted(log.values(), key=lambda one: one.order):
        if event.id not in undone:
            state._take(event)  # noqa: SLF001 - the fold is the other half of the class
        else:
            state.last = event.order
            state.count += 1
    return state


def _rank(event: Event) -> tuple[Any, ...]:
    body = msgspec.json.encode(event.body)
    named = event.body.get("anonymous") is not True
    return (event.at, event.kind, event.step, event.seat, event.by, named, -len(body), body)


def _undone(log: Mapping[str, Event], registry: Registry) -> Iterable[str]:
    """What the desk took back: acts of its own, of a kind that can be taken back, said before."""
    kinds = UNDOABLE.union(*(kind.undoable for kind in registry.values()))
    counts = sorted(event.order for event in log.values() if event.kind == "step.reveal" and event.body.get("tally"))
    for event in log.values():
        if event.kind == "desk.undo" and event.by == BY_DESK:
            about = event.body.get("event")
            target = log.get(about) if isinstance(about, str) else None
            if target is None or target.by != BY_DESK or target.kind not in kinds or target.body.get("tally"):
                continue
            if target.order < event.order and not any(target.order < one < event.order for one in counts):
                yield target.id


def _erased(events: Iterable[Event]) -> tuple[frozenset[str], frozenset[str]]:
    """The ids of the events, and of the seats, that were erased."""
    ids: set[str] = set()
    seats: set[str] = set()
    for event in events:
        if event.kind == "erased":
            listed = event.body.get("ids")
            ids.update(one for one in (listed if isinstance(listed, list) else ()) if isinstance(one, str))
            seat = event.body.get("seat")
            if isinstance(seat, str) and seat:
                seats.add(seat)
    return frozenset(ids), frozenset(seats)

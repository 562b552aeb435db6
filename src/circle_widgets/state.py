"""The state of a circle: the pure fold of its log, in the order (``at``, ``id``).

The fold never refuses and never raises: an event that makes no sense here (a kind that is not installed, a step of an
activity that was never started) is passed over and stays in the log. It is handed a registry of step kinds and knows none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from msgspec import Struct

from circle_widgets import events as ev
from circle_widgets.errors import Refused
from circle_widgets.events import BY_DESK, Event

Phase = Literal["ahead", "open", "revealed", "closed"]
MINUTE = 60_000


class Params(Struct, frozen=True, kw_only=True):
    """What every step kind lets its author say. An empty text means the kind's own sentence."""

    title: ev.Text = ""
    say: ev.Text = ""
    minutes: float = 3


class Kind(Protocol):
    """What the fold and the rules ask of a step kind (``steps.base.StepKind`` is the class to derive from)."""

    name: str
    Params: type[Params]
    bodies: Mapping[str, type[Struct]]
    ballots: Mapping[str, type[Struct]]
    desk_only: frozenset[str]
    undoable: frozenset[str]

    def begin(self, params: Any) -> Any: ...
    def rule(self, state: State, step: Step, event: ev.Proposal, body: Any) -> None: ...
    def round(self, state: State, step: Step, ballot: ev.Proposal, body: Any) -> int: ...
    def fold(self, step: Step, event: Event, body: Any) -> None: ...


Registry = Mapping[str, Kind]


@dataclass(slots=True)
class Seat:
    """Everyone here has one. ``word`` names a picture ("blue-heron"), for those who give no name."""

    id: str
    n: int
    name: str
    word: str
    locale: str
    way: str
    left: bool = False


@dataclass(slots=True)
class Step:
    """A step of a running or past activity. Times are milliseconds; ``left`` is what remains when it stands still."""

    id: str
    kind: str
    n: int
    of: int
    run: str
    params: Any
    data: Any
    phase: Phase = "ahead"
    opened_at: int = 0
    ends_at: int = 0
    left: int = 0
    paused: bool = False

    @property
    def minutes(self) -> float:
        """The planned length."""
        return float(self.params.minutes)


@dataclass(slots=True)
class Run:
    """An activity that was started: its steps, in order, by id."""

    id: str
    name: str
    title: ev.Text
    steps: list[str]
    started_at: int
    ended: bool = False


@dataclass(slots=True)
class Screen:
    """What the screen shows of the current step. Pages count from 1."""

    mode: str = "step"
    page: int = 1
    blank: bool = False


@dataclass(slots=True)
class State:
    """A circle as it stands. Made by :func:`fold`; :meth:`apply` takes one more event, at a cost that does not grow."""

    registry: Registry
    title: str = ""
    practice: bool = False
    locale: str = "en"
    facilitator: str = ""
    made_at: int = 0
    seats: dict[str, Seat] = field(default_factory=dict)
    present: int = 0
    head_count: int = 0
    runs: dict[str, Run] = field(default_factory=dict)
    run: Run | None = None
    steps: dict[str, Step] = field(default_factory=dict)
    current: Step | None = None
    screen: Screen = field(default_factory=Screen)
    acts: list[Event] = field(default_factory=list)
    last: tuple[int, str] = (0, "")
    count: int = 0

    @property
    def n(self) -> int:
        """How many people are here: the seats, corrected by a head count."""
        return self.head_count or self.present

    def apply(self, event: Event) -> bool:
        """Fold one more event in; False when it changes the past, so that the log must be folded again."""
        if event.order <= self.last or event.kind in PAST:
            return False
        self._take(event)
        return True

    def _take(self, event: Event) -> None:
        self.last = event.order
        self.count += 1
        take = _TAKE.get(event.kind)
        if take is not None:
            try:
                body = ev.parse(ev.CORE[event.kind], event.body)
            except Refused:
                return
            take(self, event, body)
        else:
            self._take_in_step(event)
        if event.by == BY_DESK and undoable(self, event):
            self.acts.append(event)

    def _take_in_step(self, event: Event) -> None:
        step = self.steps.get(event.step)
        if step is None:
            return
        kind = self.registry[step.kind]
        body_type = kind.bodies.get(event.kind)
        if body_type is None:
            return
        try:
            body = ev.parse(body_type, event.body)
        except Refused:
            return
        kind.fold(step, event, body)


PAST = frozenset({"desk.undo", "erased"})
"""Kinds that change what came before them."""
UNDOABLE = frozenset({"step.open", "step.reveal", "step.close", "step.pause", "step.resume", "step.more", "room.count"})
"""The desk's own acts that it may take back, besides those that a step kind names."""


def undoable(state: State, event: Event) -> bool:
    """Whether the desk may take this act of its own back."""
    if event.kind in UNDOABLE:
        return True
    step = state.steps.get(event.step)
    return step is not None and event.kind in state.registry[step.kind].undoable


def fold(events: Iterable[Event], registry: Registry) -> State:
    """The state after these events, whatever order they come in and however often one is repeated."""
    log = {event.id: event for event in events}
    gone: set[str] = set()
    for event in log.values():
        if event.kind == "desk.undo" and event.by == BY_DESK:
            target = log.get(str(event.body.get("event", "")))
            if target is not None and target.by == BY_DESK and target.order < event.order:
                gone.add(target.id)
        elif event.kind == "erased":
            gone.update(str(one) for one in event.body.get("ids", ()))
    state = State(registry)
    for event in sorted(log.values(), key=lambda one: one.order):
        if event.id not in gone:
            state._take(event)  # noqa: SLF001 - the fold is the other half of the class
        else:
            state.last = event.order
            state.count += 1
    return state


def _made(state: State, event: Event, body: ev.CircleMade) -> None:
    state.title, state.practice, state.locale = body.title, body.practice, body.locale
    state.facilitator, state.made_at = body.facilitator, event.at


def _title(state: State, _event: Event, body: ev.CircleTitle) -> None:
    state.title = body.title or state.title
    state.locale = body.locale or state.locale
    state.facilitator = state.facilitator if body.facilitator is None else body.facilitator


def _join(state: State, event: Event, body: ev.SeatJoin) -> None:
    if event.seat and event.seat not in state.seats:
        n = len(state.seats) + 1
        state.seats[event.seat] = Seat(event.seat, n, body.name, body.word, body.locale, body.way)
        state.present += 1


def _seat(state: State, event: Event, body: ev.SeatChange) -> None:
    seat = state.seats.get(event.seat)
    if seat is not None:
        seat.name = seat.name if body.name is None else body.name
        seat.locale = body.locale or seat.locale


def _leave(state: State, event: Event, _body: ev.SeatLeave) -> None:
    seat = state.seats.get(event.seat)
    if seat is not None and not seat.left:
        seat.left = True
        state.present -= 1


def _count(state: State, _event: Event, body: ev.RoomCount) -> None:
    state.head_count = body.n


def _start(state: State, event: Event, body: ev.ActivityStart) -> None:
    ids = _plan(state, event.id, body.steps)
    state.run = state.runs[event.id] = Run(event.id, body.name, body.title, ids, event.at)
    _number(state, ids)
    _leave_step(state, event)
    state.current = None
    state.screen = Screen()


def _plan(state: State, run: str, planned_steps: list[ev.PlannedStep]) -> list[str]:
    ids = []
    for planned in planned_steps:
        kind = state.registry.get(planned.kind)
        if kind is None or planned.id in state.steps:
            continue
        try:
            params = ev.parse(kind.Params, planned.params)
        except Refused:
            continue
        ids.append(planned.id)
        state.steps[planned.id] = Step(planned.id, planned.kind, 0, 0, run, params, kind.begin(params))
    return ids


def _number(state: State, ids: list[str]) -> None:
    for n, one in enumerate(ids, 1):
        state.steps[one].n, state.steps[one].of = n, len(ids)


def _change(state: State, _event: Event, body: ev.ActivityChange) -> None:
    run = state.run
    if run is None:
        return
    begun = [one for one in run.steps if state.steps[one].phase != "ahead"]
    for one in set(run.steps) - set(begun):
        del state.steps[one]
    run.steps = begun + _plan(state, run.id, body.steps)
    _number(state, run.steps)


def _end(state: State, event: Event, _body: ev.ActivityEnd) -> None:
    _leave_step(state, event)
    if state.run is not None:
        state.run.ended = True
    state.current = None
    state.screen = Screen()


def _leave_step(state: State, event: Event) -> None:
    step = state.current
    if step is not None and not step.paused and step.ends_at:
        step.left, step.ends_at = max(0, step.ends_at - event.at), 0


def _open(state: State, event: Event, _body: ev.StepOpen) -> None:
    step = state.steps.get(event.step)
    if step is None or step is state.current:
        return
    _leave_step(state, event)
    if step.phase == "ahead":
        step.phase, step.opened_at = "open", event.at
        step.left = round(step.minutes * MINUTE)
    step.ends_at, step.paused = (event.at + step.left if step.left and step.phase == "open" else 0), False
    state.current, state.run = step, state.runs[step.run]
    state.run.ended = False
    state.screen = Screen("step" if step.phase == "open" else "all", 1, blank=False)


def _reveal(state: State, event: Event, _body: ev.StepReveal) -> None:
    step = state.steps.get(event.step)
    if step is None or step.phase not in {"open", "closed"}:
        return
    step.phase, step.ends_at, step.left, step.paused = "revealed", 0, 0, False
    if step is state.current:
        state.screen = Screen("all", 1, blank=False)


def _close(state: State, event: Event, _body: ev.StepClose) -> None:
    step = state.steps.get(event.step)
    if step is not None and step.phase == "open":
        step.phase, step.ends_at, step.left, step.paused = "closed", 0, 0, False


def _pause(state: State, event: Event, _body: ev.StepPause) -> None:
    step = state.steps.get(event.step)
    if step is not None and step is state.current and not step.paused and step.ends_at:
        step.left, step.ends_at, step.paused = max(0, step.ends_at - event.at), 0, True


def _resume(state: State, event: Event, _body: ev.StepResume) -> None:
    step = state.steps.get(event.step)
    if step is not None and step is state.current and step.paused:
        step.ends_at, step.paused = event.at + step.left, False


def _more(state: State, event: Event, body: ev.StepMore) -> None:
    step = state.steps.get(event.step)
    if step is None or step.phase not in {"open", "revealed"}:
        return
    more = round(body.minutes * MINUTE)
    if step.paused or step is not state.current:
        step.left += more
    else:
        step.ends_at = max(step.ends_at, event.at) + more


def _show(state: State, _event: Event, body: ev.ScreenShow) -> None:
    screen = state.screen
    if body.mode is not None and body.mode != screen.mode:
        screen.mode, screen.page = body.mode, 1
    screen.page = body.page or screen.page
    screen.blank = screen.blank if body.blank is None else body.blank


_TAKE: dict[str, Callable[[State, Event, Any], None]] = {
    "circle.made": _made,
    "circle.title": _title,
    "seat.join": _join,
    "seat.change": _seat,
    "seat.leave": _leave,
    "room.count": _count,
    "activity.start": _start,
    "activity.change": _change,
    "activity.end": _end,
    "step.open": _open,
    "step.reveal": _reveal,
    "step.close": _close,
    "step.pause": _pause,
    "step.resume": _resume,
    "step.more": _more,
    "screen.show": _show,
}

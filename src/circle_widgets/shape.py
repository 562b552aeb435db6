"""What the state of a circle is made of: its seats, its activities, their steps, the screen. Plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar, Literal, Protocol

from msgspec import Meta, Struct

from circle_widgets import events as ev

Phase = Literal["ahead", "open", "revealed", "closed"]
MINUTE = 60_000
Minutes = Annotated[float, Meta(ge=0, le=1440)]
"""The planned length of a step; 0 for one without a clock."""


class Params(Struct, frozen=True, kw_only=True):
    """What every step kind lets its author say. An empty text means the kind's own sentence.

    ``least``: the minutes to which a late room may shorten it (0: it keeps its length). ``each``: seconds for every
    text that is read in it, on top of ``minutes``. ``leave``: a late room may leave it for next time. ``choice``: it is
    no part of the plan until somebody chooses it, which is offered from so many people on (0: it is part of it).
    """

    title: ev.Text = ""
    say: ev.Text = ""
    minutes: Minutes = 3
    least: Minutes = 0
    each: Annotated[int, Meta(ge=0, le=600)] = 0
    leave: bool = False
    choice: Annotated[int, Meta(ge=0, le=2000)] = 0

    def to_read(self, people: int) -> int:
        """How many texts so many people will bring, before anything is written: what ``each`` is counted with."""
        return people


class Kind(Protocol):
    """What the fold and the rules ask of a step kind (``steps.base.StepKind`` is the class to derive from)."""

    name: ClassVar[str]
    Params: ClassVar[type[Params]]
    bodies: ClassVar[Mapping[str, type[Struct]]]
    ballots: ClassVar[Mapping[str, type[Struct]]]
    desk_only: ClassVar[frozenset[str]]
    undoable: ClassVar[frozenset[str]]
    hides: ClassVar[bool]
    renews: ClassVar[bool]
    refers: ClassVar[str]

    def begin(self, params: Any) -> Any:
        """A step's own state before anything was said in it."""

    def question(self, step: Step) -> ev.Text:
        """What is asked."""

    def given(self, state: Any, step: Step) -> dict[str, Any]:
        """What the step takes over from those before it."""

    def take(self, state: Any, step: Step, given: Mapping[str, Any]) -> None:
        """Take that over; never raise."""

    def tally(self, step: Step, ballots: Mapping[str, Any]) -> dict[str, Any]:
        """The count of a round, from the ballots' bodies by seat."""

    def tallied(self, step: Step, tally: Mapping[str, Any]) -> None:
        """Take the count of the open round; never raise."""

    def revealed(self, step: Step) -> None:
        """What was hidden is shown from here on; never raise."""

    def again(self, step: Step) -> None:
        """Begin another round."""

    def offers(self, step: Step) -> list[Any]:
        """The texts that the room has opened here."""

    def mutual(self, step: Step) -> bool:
        """Whether what one seat says may change what another one sees."""

    def rule(self, state: Any, step: Step, event: ev.Proposal, body: Any) -> None:
        """Raise ``Refused`` when the event may not be appended now."""

    def round(self, state: Any, step: Step, ballot: ev.Proposal, body: Any) -> int:
        """The open round in which a ballot counts."""

    def fold(self, step: Step, event: ev.Event, body: Any) -> None:
        """Take the event into the step's own state; never raise."""


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
    """A step of a running or past activity. Times are milliseconds; ``left`` is what remains when it stands still.

    ``said`` counts what was said in it; ``round`` is the number of the round of ballots that is or was open last.
    ``lasts`` are the minutes that it got when it opened, where they are not the planned ones; ``clock_at`` is when its
    clock was set anew, for reading what was opened or for another round. ``aside``: other steps were put in its place
    before it began, or it was left for next time.
    """

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
    said: int = 0
    round: int = 1
    lasts: float | None = None
    clock_at: int = 0
    aside: bool = False

    @property
    def minutes(self) -> float:
        """The minutes on its clock when it opens."""
        return float(self.params.minutes if self.lasts is None else self.lasts)

    @property
    def opened(self) -> bool:
        """Whether the room has seen something of what it said here; an earlier round of ballots counts."""
        return self.phase == "revealed" or self.round > 1

    @property
    def begun(self) -> bool:
        """Whether the room was at this step, or something was said in it."""
        return self.phase != "ahead" or self.said > 0


@dataclass(slots=True)
class Run:
    """An activity that was started: its steps, in order, by id.

    ``plan`` are these and those ``left`` for next time, in their order. ``ends_at`` is when it should end, as planned
    when its first step opened (milliseconds; 0 before). ``kept``: steps that a late room did not want to leave out;
    ``chosen``: those that were offered, and taken.
    """

    id: str
    name: str
    title: ev.Text
    steps: list[str]
    started_at: int
    ended: bool = False
    ends_at: int = 0
    plan: list[str] = field(default_factory=list)
    kept: set[str] = field(default_factory=set)
    chosen: set[str] = field(default_factory=set)

    @property
    def left(self) -> list[str]:
        """What was left for next time, and what may be chosen."""
        return [one for one in self.plan if one not in self.steps]


@dataclass(slots=True)
class Screen:
    """What the screen shows of the current step. Pages count from 1."""

    mode: str = "step"
    page: int = 1
    blank: bool = False


@dataclass(slots=True)
class Shape:
    """All that is known of a circle. ``words`` are the seats' words; ``acts`` what the desk may take back, by id.

    ``ballots`` holds the bodies of the open round by seat, of the current step alone; it is no part of the fold.
    ``erased`` holds the ids of erased events, ``erased_seats`` those of erased seats: neither comes back.
    """

    registry: Registry
    title: str = ""
    practice: bool = False
    locale: str = "en"
    facilitator: str = ""
    thread: str = ""
    made_at: int = 0
    seats: dict[str, Seat] = field(default_factory=dict)
    words: set[str] = field(default_factory=set)
    present: int = 0
    head_count: int = 0
    runs: dict[str, Run] = field(default_factory=dict)
    run: Run | None = None
    steps: dict[str, Step] = field(default_factory=dict)
    current: Step | None = None
    screen: Screen = field(default_factory=Screen)
    acts: dict[str, ev.Event] = field(default_factory=dict)
    erased: frozenset[str] = frozenset()
    erased_seats: frozenset[str] = frozenset()
    last: tuple[int, str] = (0, "")
    count: int = 0
    ballots: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def n(self) -> int:
        """How many people are here: the seats, corrected by a head count."""
        return self.head_count or self.present

    @property
    def last_act(self) -> ev.Event | None:
        """The desk's own last act, which it may take back; None when there is none."""
        return next(reversed(self.acts.values()), None)

    def before(self, step: Step) -> list[Step]:
        """The steps that come before a step in its run; none where it has no place in it any more."""
        steps = self.runs[step.run].steps
        return [self.steps[one] for one in steps[: steps.index(step.id)]] if step.id in steps else []

    def after(self, step: Step) -> list[Step]:
        """Those that come after it."""
        steps = self.runs[step.run].steps
        return [self.steps[one] for one in steps[steps.index(step.id) + 1 :]] if step.id in steps else []

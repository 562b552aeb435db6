"""The events: what anyone says or decides is one small event, validated once, here.

An :class:`Event` is an envelope (who, when, in which step) around a ``body``. The bodies of the kinds that every circle
has are the types below; those of a step kind's own events live in its folder. Past this border nothing checks again.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, TypeVar

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from circle_widgets.errors import Refused

Id = Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]
"""A UUID in its usual form, or a short id such as a step's ("s1")."""
Ref = Annotated[str, Meta(max_length=64, pattern=r"^[A-Za-z0-9_-]*$")]
"""The id of a step or a seat, or "" for none."""
KindName = Annotated[str, Meta(min_length=1, max_length=40, pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$")]
Locale = Annotated[str, Meta(max_length=12, pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
Name = Annotated[str, Meta(max_length=60)]
Title = Annotated[str, Meta(min_length=1, max_length=120, pattern=r"\S")]
Millis = Annotated[int, Meta(ge=0, le=253_402_300_799_000)]
Said = Annotated[str, Meta(max_length=2000)]
Text = Said | dict[Locale, Said]
"""What an author wrote: one string, or one for each language, ``{"en": …, "fr": …}``."""

Link = Annotated[str, Meta(max_length=500, pattern=r"""^(https?://[^\s/?#@\\<>"'[\]]+([/?#][^\s\\<>"]*)?)?$(?!\n)""")]
"""The address of a page on the web, or "" for none: what people click on, from a file too."""

BY_DESK: Literal["desk"] = "desk"
Anonymous = bool | UnsetType
"""True in a body whose name was taken out for good: wherever it meets a copy with the name, the name goes."""


class Event(Struct, frozen=True, omit_defaults=True):
    """One thing that was said or decided.

    ``at`` is in milliseconds since 1970 (UTC), set when the event is appended and kept ever after; the order of a
    circle's log is (``at``, ``id``). ``seat`` is whose words these are, ``by`` is ``"desk"`` when the facilitator
    entered them.
    """

    id: Id
    at: Millis
    kind: KindName
    body: dict[str, Any] = {}
    step: Ref = ""
    seat: Ref = ""
    by: Literal["", "desk"] = ""

    @property
    def order(self) -> tuple[int, str]:
        """The place of this event in its circle's log."""
        return (self.at, self.id)


class Proposal(Struct, frozen=True):
    """An event that nobody has accepted yet, so it has no time."""

    id: Id
    kind: KindName
    body: dict[str, Any] = {}
    step: Ref = ""
    seat: Ref = ""
    by: Literal["", "desk"] = ""

    def accepted(self, at: int, body: dict[str, Any] | None = None) -> Event:
        """The event that this proposal becomes at time ``at`` (milliseconds)."""
        return Event(self.id, at, self.kind, self.body if body is None else body, self.step, self.seat, self.by)


class Receipt(Struct, frozen=True):
    """The event is on disk and counted, at ``position`` in this store."""

    id: str
    position: int


class Refusal(Struct, frozen=True):
    """The event was not taken. ``code`` is a sentence's key; ``field`` names the part of the body it is about."""

    id: str
    code: str
    message: str
    field: str = ""
    params: dict[str, Any] = {}


class CircleMade(Struct, frozen=True, forbid_unknown_fields=True):
    """The first event of a circle."""

    title: Title
    practice: bool = False
    locale: Locale = "en"
    facilitator: Name = ""
    anonymous: Anonymous = UNSET


class CircleTitle(Struct, frozen=True, forbid_unknown_fields=True):
    """A new title, or a new name for the person who facilitates; what is left out stays.

    ``thread`` is the address of the thread, or of the forum, where the circle answers; "" takes it away.
    """

    title: Title | None = None
    facilitator: Name | None = None
    locale: Locale | None = None
    thread: Link | None = None
    anonymous: Anonymous = UNSET


class SeatJoin(Struct, frozen=True, forbid_unknown_fields=True):
    """Someone takes a seat, or comes back to it. ``word`` ("blue-heron") is given when the event is accepted."""

    name: Name = ""
    locale: Locale = "en"
    way: Literal["phone", "paper", "passed"] = "phone"
    word: Annotated[str, Meta(max_length=40)] = ""
    anonymous: Anonymous = UNSET


class SeatChange(Struct, frozen=True, forbid_unknown_fields=True):
    """A new name or language; what is left out stays."""

    name: Name | None = None
    locale: Locale | None = None
    anonymous: Anonymous = UNSET


class SeatLeave(Struct, frozen=True, forbid_unknown_fields=True):
    """The seat is empty from here on; what it said stays."""


class RoomCount(Struct, frozen=True, forbid_unknown_fields=True):
    """A head count; 0 takes it back."""

    n: Annotated[int, Meta(ge=0, le=2000)]


class PlannedStep(Struct, frozen=True, forbid_unknown_fields=True):
    """One step of an activity, as data: its kind and its parameters (JSON, the length in minutes among them)."""

    id: Id
    kind: KindName
    params: dict[str, Any] = {}


class ActivityStart(Struct, frozen=True, forbid_unknown_fields=True):
    """An activity begins; its steps are data, so that another process needs only their kinds."""

    name: Annotated[str, Meta(min_length=1, max_length=80)]
    title: Text
    steps: Annotated[list[PlannedStep], Meta(min_length=1, max_length=60)]


class ActivityChange(Struct, frozen=True, forbid_unknown_fields=True):
    """Other steps in the place of those ahead; steps that began stay. An id of a step ahead may return."""

    steps: Annotated[list[PlannedStep], Meta(max_length=60)]


class PlanSteps(Struct, frozen=True, forbid_unknown_fields=True):
    """Steps ahead, by id: they are left for next time, taken up again, or kept although time is short."""

    steps: Annotated[list[Id], Meta(min_length=1, max_length=60)]


class ActivityEnd(Struct, frozen=True, forbid_unknown_fields=True):
    """The running activity is over."""


class StepOpen(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The room turns to this step: forward, or back to one that it had.

    ``given`` is what a step takes over from those before it, as it stands when it opens first; ``minutes`` what it gets
    then, where that is not its planned length: the texts to read are counted, and a late room shortens what comes. The
    rules fill both in.
    """

    given: dict[str, Any] = {}
    minutes: Annotated[float, Meta(ge=0, le=1440)] | None = None


class StepReveal(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What was hidden is shown from here on. ``tally`` is the count of a round of ballots; closing it fills it in."""

    tally: dict[str, Any] | None = None


class StepAgain(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Another round of ballots in a step whose last one was opened; the old result stays. Else as StepOpen."""

    given: dict[str, Any] = {}
    minutes: Annotated[float, Meta(ge=0, le=1440)] | None = None


class StepClose(Struct, frozen=True, forbid_unknown_fields=True):
    """The step takes nothing more."""


class StepPause(Struct, frozen=True, forbid_unknown_fields=True):
    """The time stands still."""


class StepResume(Struct, frozen=True, forbid_unknown_fields=True):
    """The time goes on."""


class StepMore(Struct, frozen=True, forbid_unknown_fields=True):
    """More time."""

    minutes: Annotated[float, Meta(gt=0, le=120)] = 1


class ScreenShow(Struct, frozen=True, forbid_unknown_fields=True):
    """What the screen shows of the current step; pages count from 1. What is left out stays.

    ``text`` is the text that the circle agreed on, ``story`` how it came about: neither needs a step.
    """

    mode: Literal["step", "all", "one", "join", "text", "story"] | None = None
    page: Annotated[int, Meta(ge=1, le=10_000)] | None = None
    blank: bool | None = None


class DeskUndo(Struct, frozen=True, forbid_unknown_fields=True):
    """The desk takes back its own last act."""

    event: Id


class Erased(Struct, frozen=True, forbid_unknown_fields=True):
    """These events were blanked, and no import brings them back."""

    ids: list[Id]
    seat: Ref = ""


CORE: dict[str, type[Struct]] = {
    "circle.made": CircleMade,
    "circle.title": CircleTitle,
    "seat.join": SeatJoin,
    "seat.change": SeatChange,
    "seat.leave": SeatLeave,
    "room.count": RoomCount,
    "activity.start": ActivityStart,
    "activity.change": ActivityChange,
    "activity.end": ActivityEnd,
    "plan.leave": PlanSteps,
    "plan.take": PlanSteps,
    "plan.keep": PlanSteps,
    "step.open": StepOpen,
    "step.reveal": StepReveal,
    "step.again": StepAgain,
    "step.close": StepClose,
    "step.pause": StepPause,
    "step.resume": StepResume,
    "step.more": StepMore,
    "screen.show": ScreenShow,
    "desk.undo": DeskUndo,
    "erased": Erased,
}
"""The kinds that every circle has, with the types of their bodies."""

T = TypeVar("T", bound=Struct)
LONGEST_RULE = 200
"""The most characters of a rule's text: the name of an unknown field may be of any length."""
_FIELD = re.compile(r"`\$\.?([^`]*)`")
_NAMED = re.compile(r"field `([^`]*)`")
_VALUE = re.compile(r"^Invalid enum value .*", re.DOTALL)


def parse(body_type: type[T], body: Any) -> T:
    """The body as its type.

    Raises :class:`Refused` (code ``body``) that names the field and the rule, never the value.
    """
    try:
        return msgspec.convert(body, body_type)
    except (msgspec.ValidationError, RecursionError) as error:
        raise unfit(error) from None


def unfit(error: Exception) -> Refused:
    """What msgspec found wrong with a body, as a refusal: it names the field and the rule, never the value."""
    rule, at, place = str(error).rpartition(" - at ")
    rule = _VALUE.sub("This is not one of the values it may have", rule if at else place)[:LONGEST_RULE]
    return Refused("body", rule, field=_field(place if at else "", rule), rule=rule)


def _field(place: str, rule: str) -> str:
    """The path of the field that an error is about: where it stands, and its name when it is missing or unknown."""
    found, named = _FIELD.search(place), _NAMED.search(rule)
    return ".".join(part for part in (found[1] if found else "", named[1] if named else "") if part)

"""The bodies of the room's routes, as types: what comes in is checked here, once, and OpenAPI is made from them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from circle_widgets.events import Event, Id, KindName, Locale, Name, Proposal, Receipt
from circle_widgets.ledger import Ballot

MOST_ITEMS = 100
"""The most contributions in one request."""
MOST_BYTES = 256 * 1024
"""The largest body, but for an import."""
MOST_IMPORT = 64 * 1024 * 1024
"""The largest import, in bytes."""


class Join(Struct, frozen=True, forbid_unknown_fields=True):
    """Who takes a seat. ``way`` is ``passed`` for a device that goes round; ``paper`` needs the facilitator's key."""

    name: Name | None = None
    locale: Locale = "en"
    way: Literal["phone", "passed", "paper"] = "phone"


class Joined(Struct, frozen=True):
    """The seat, and the token that opens it; the token is told this once."""

    participant: str
    token: str


class Item(Struct, frozen=True, forbid_unknown_fields=True):
    """One contribution. ``seat`` is for the facilitator, who may add something for someone else."""

    id: Id
    kind: KindName
    body: dict[str, Any] = {}
    step: Annotated[str, Meta(max_length=64)] = ""
    seat: Annotated[str, Meta(max_length=64)] = ""


Items = Annotated[list[Item], Meta(min_length=1, max_length=MOST_ITEMS)]


class Refused(Struct, frozen=True):
    """A contribution that was not taken: the rule's code, a sentence for the person, the field it is about."""

    id: str
    code: str
    message: str
    field: str = ""


class Answers(Struct, frozen=True):
    """A receipt means: on disk and counted."""

    receipts: list[Receipt]
    refused: list[Refused]


class Change(Struct, frozen=True, forbid_unknown_fields=True):
    """What is to be different about my seat; ``null`` takes the name away."""

    name: Name | UnsetType | None = UNSET
    locale: Locale | UnsetType = UNSET


class HeldSeat(Struct, frozen=True):
    """What a circle knows of a seat."""

    id: str
    name: str
    word: str
    locale: str
    way: str
    left: bool


class Held(Struct, frozen=True):
    """All that is held of a seat: what it is called, every event with its words, in their order, its open ballots."""

    seat: HeldSeat
    events: list[Event]
    ballots: list[Ballot]


class Erased(Struct, frozen=True):
    """How many events were blanked."""

    erased: int


class Problem(Struct, frozen=True):
    """Why a request was turned away: a code, a sentence for the person, the part of the body it is about."""

    code: str
    message: str
    field: str = ""


class Row(Struct, frozen=True):
    """An event and its position in this store."""

    position: int
    event: Event


class News(Struct, frozen=True):
    """What came after a position. ``replace``: the past changed, and these are all."""

    rows: list[Row]
    epoch: int
    replace: bool


Proposals = Annotated[list[Proposal], Meta(min_length=1, max_length=MOST_ITEMS)]
Events = Annotated[list[Event], Meta(max_length=1_000_000)]


class Merged(Struct, frozen=True):
    """How many of the events were new here."""

    new: int


class Health(Struct, frozen=True):
    """The room answers, and so does its database."""

    ok: bool

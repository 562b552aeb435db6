"""The circle's file, ``NAME.circle.jsonl``: a header, then an event a line. Opening it again is a union by event id."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Annotated, Literal, TypeVar

import msgspec
from msgspec import Meta, Struct

from circle_widgets.errors import BadFile
from circle_widgets.events import CORE, Event, Id, Millis, parse

T = TypeVar("T")
VERSION = 1
NAMES = {
    "seat.join": ("name",),
    "seat.change": ("name",),
    "circle.made": ("facilitator",),
    "circle.title": ("facilitator",),
}
"""Where people's names stand in the bodies of the core kinds."""


class Header(Struct, frozen=True):
    """The first line. ``made_at`` is in milliseconds; ``names`` says whether people's names are in the file."""

    id: Id
    title: Annotated[str, Meta(max_length=120)]
    made_at: Millis
    format: Literal["circle"] = "circle"
    version: int = VERSION
    practice: bool = False
    names: bool = True


def dump(header: Header, events: Iterable[Event]) -> Iterator[bytes]:
    """The lines of a file, each with its end of line; without names when the header says so."""
    yield msgspec.json.encode(header) + b"\n"
    for event in sorted(events, key=lambda one: one.order):
        yield msgspec.json.encode(event if header.names else nameless(event)) + b"\n"


def nameless(event: Event) -> Event:
    """The same event without the name of a person."""
    fields = [field for field in NAMES.get(event.kind, ()) if event.body.get(field)]
    if not fields:
        return event
    return msgspec.structs.replace(event, body=event.body | dict.fromkeys(fields, ""))


def anonymous(event: Event) -> Event:
    """The same event without the name of a person, for good: no copy that has the name brings it back."""
    bare = nameless(event)
    return event if bare == event else msgspec.structs.replace(bare, body=bare.body | {"anonymous": True})


def load(raw: bytes) -> tuple[Header, list[Event]]:
    """Header and events of a file.

    Raises :class:`~circle_widgets.errors.BadFile` with the line; a last line that was cut off by a full disk counts as
    a fault, too: nothing is half imported.
    """
    lines = raw.removeprefix(b"\xef\xbb\xbf").splitlines()
    if not lines:
        raise BadFile("the file is empty", line=1)
    header = _decode(lines[0], 1, Header)
    if header.version > VERSION:
        raise BadFile(f"the file is of version {header.version}; this program reads up to {VERSION}", line=1)
    events = [_event(line, n) for n, line in enumerate(lines[1:], 2) if line.strip()]
    return header, events


def _event(line: bytes, n: int) -> Event:
    event = _decode(line, n, Event)
    body_type = CORE.get(event.kind)
    if body_type is not None and event.body:
        try:
            parse(body_type, event.body)
        except ValueError as error:
            raise BadFile(f"line {n}: {error}", line=n) from None
    return event


def _decode(line: bytes, n: int, what: type[T]) -> T:
    try:
        return msgspec.json.decode(line, type=what)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadFile(f"line {n}: {error}", line=n) from None


def name_for(title: str, ending: str = "circle.jsonl") -> str:
    """A file's name for a circle's title, safe on every system."""
    stem = re.sub(r"[^\w]+", "-", title, flags=re.UNICODE).strip("-_").lower()[:60] or "circle"
    return f"{stem}.{ending}"

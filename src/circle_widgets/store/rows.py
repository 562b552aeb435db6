"""An event as a row of a table, and back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import msgspec

from circle_widgets.events import Event, Proposal
from circle_widgets.store.base import Stored

BLANK = "{}"
"""The body of an event that was erased."""
ERASED = "erased"
"""The kind of the events that list what was erased; they themselves are never blanked."""
ANONYMOUS = '"anonymous":true'
"""Stands in a body whose names were taken out for good; in people's words the quotation marks would be escaped."""
TITLED = ("circle.made", "circle.title")
"""The kinds that name a circle."""

_decode = msgspec.json.Decoder(dict[str, Any]).decode
_encode = msgspec.json.Encoder().encode


class Row(NamedTuple):
    """An event's columns; ``body`` is JSON text."""

    id: str
    at: int
    kind: str
    step: str
    seat: str
    by: str
    body: str

    @classmethod
    def of(cls, event: Event) -> Row:
        """The row of an event."""
        return cls(event.id, event.at, event.kind, event.step, event.seat, event.by, text(event.body))

    @property
    def rank(self) -> tuple[int, str, str, str, str, bool, int, str]:
        """Of two rows of one event the lesser stands: by what an erasure leaves first, then the fuller body.

        So names come back when a copy that was kept without them meets one that has them; unless they were taken out
        for good, and then they go from both.
        """
        named = ANONYMOUS not in self.body
        return (self.at, self.kind, self.step, self.seat, self.by, named, -len(self.body), self.body)

    def blank(self) -> Row:
        """The row without its words and without its author."""
        return self if self.kind == ERASED else self._replace(seat="", by="", body=BLANK)

    def erases(self) -> list[str]:
        """The ids that this event lists as erased."""
        if self.kind != ERASED:
            return []
        ids = _decode(self.body).get("ids")
        return [one for one in ids if isinstance(one, str)] if isinstance(ids, list) else []


def text(value: Any) -> str:
    """JSON text of anything that JSON can say."""
    return _encode(value).decode()


def value(json: str) -> Any:
    """What the JSON text says."""
    return msgspec.json.decode(json)


def stored(rows: Iterable[tuple[Any, ...]]) -> list[Stored]:
    """The events of rows that begin with their position."""
    return [
        Stored(position, Event(id, at, kind, _decode(body), step, seat, by))
        for position, id, at, kind, step, seat, by, body in rows
    ]


def unfit(one: Event | Proposal) -> str:
    """Why no database could keep this, or "" when it can: one such event must not stop the others of its group."""
    if not f"{one.id}{one.kind}{one.step}{one.seat}{one.by}".isprintable():
        return "its id, kind, step and seat must be printable"
    try:
        text(one.body)
    except (TypeError, ValueError, OverflowError, RecursionError) as error:
        return f"its body is not what JSON and UTF-8 can say ({type(error).__name__})"
    return ""


def title_in(events: Iterable[Event]) -> str | None:
    """The title that the last of these events gives the circle, or None when none does."""
    titles = [event.body.get("title") for event in events if event.kind in TITLED]
    texts = [title for title in titles if isinstance(title, str) and title]
    return texts[-1].replace("\x00", "") if texts else None

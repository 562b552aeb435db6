"""The documents of a stream (``view``, ``me``), each computed once a change, and the bytes in which they travel."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple, cast

import msgspec

from circle_widgets import views
from circle_widgets.ledger import Ledger
from circle_widgets.steps import Role, View

Name = Literal["view", "me"]
Key = str
"""Which document: a role's name for the one that all its pages share, ``@SEAT`` for a person's own."""
_JSON = msgspec.json.Encoder()


def person_key(seat: str) -> Key:
    """The key of a seat's own document."""
    return f"@{seat}"


class Document:
    """One document as it was published last, and the event that gives the whole of it."""

    __slots__ = ("_replace", "name", "position", "value")

    def __init__(self, name: Name, value: View, position: int) -> None:
        self.name, self.value, self.position = name, value, position
        self._replace = b""

    def replace(self) -> bytes:
        """The event that gives the whole document; the same bytes for everyone who needs it."""
        if not self._replace:
            self._replace = event(self.name, self.position, "replace", self.value)
        return self._replace

    def become(self, value: View, position: int) -> None:
        """The document as it is from now on."""
        self.value, self.position, self._replace = value, position, b""


def event(name: Name, position: int, key: str, value: Any) -> bytes:
    """An event of the stream. JSON has no line breaks, so the data is one line."""
    return b'event: %b\nid: %d\ndata: {"%b":%b}\n\n' % (name.encode(), position, key.encode(), _JSON.encode(value))


def time_event(now: int) -> bytes:
    """The room's time (milliseconds), by which phones set theirs."""
    return b'event: time\ndata: {"now":%d}\n\n' % now


class Computed(NamedTuple):
    """A view at a position, and the event with the patch that leads to it; b"" when nothing changed, or it is new."""

    value: View
    position: int
    patch: bytes


def compute(ledger: Ledger, wanted: Mapping[Key, View | None], card: View) -> dict[Key, Computed]:
    """The views of one instant, for each key with the value published before (None: never).

    Blocks, as the writer may hold the ledger: never call it on the event loop. Under the lock the state is always what
    is committed, for an append holds it until it has committed or rolled back.
    """
    with ledger.lock:
        position = ledger.position
        found = {key: _view(ledger, key) for key in wanted}
    for key, value in found.items():
        if not key.startswith("@") and key != "phone":
            value["join"] = card
    return {key: _computed(key, wanted[key], value, position) for key, value in found.items()}


def _view(ledger: Ledger, key: Key) -> View:
    if key.startswith("@"):
        return views.person(ledger.state, key[1:])
    return views.everyone(ledger.state, cast("Role", key), ledger.info.code)


def _computed(key: Key, before: View | None, value: View, position: int) -> Computed:
    if before is None or before == value:
        return Computed(value, position, b"")
    name: Name = "me" if key.startswith("@") else "view"
    return Computed(value, position, event(name, position, "patch", views.diff(before, value)))

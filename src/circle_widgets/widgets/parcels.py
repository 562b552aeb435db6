"""Files that a browser hands to Python, in parts that fit through a web socket."""

from __future__ import annotations

import base64
from collections import OrderedDict
from typing import Annotated

from msgspec import Meta, Struct

from circle_widgets.errors import Refused

MOST_PARTS = 200
AT_ONCE = 4
"""Parcels that are kept while they come in; an older one is forgotten."""


class Parcel(Struct, frozen=True, forbid_unknown_fields=True):
    """A part of a file: which (from 0) of how many, at most 512 KiB of it."""

    parcel: Annotated[str, Meta(min_length=1, max_length=64)]
    part: Annotated[int, Meta(ge=0, lt=MOST_PARTS)]
    parts: Annotated[int, Meta(ge=1, le=MOST_PARTS)]
    base64: Annotated[str, Meta(max_length=700_000)]


class Parcels:
    """Parts, until the parcel is opened."""

    def __init__(self) -> None:
        self._coming: OrderedDict[str, tuple[int, dict[int, bytes]]] = OrderedDict()

    def take(self, one: Parcel) -> None:
        """Keep a part. Raises :class:`~circle_widgets.errors.Refused` when it is not base64."""
        try:
            raw = base64.b64decode(one.base64, validate=True)
        except ValueError as error:
            raise Refused("body", f"base64: {error}", field="base64") from None
        _, parts = self._coming.setdefault(one.parcel, (one.parts, {}))
        parts[one.part] = raw
        while len(self._coming) > AT_ONCE:
            self._coming.popitem(last=False)

    def open(self, parcel: str) -> bytes:
        """The whole file, which is then forgotten. Raises :class:`~circle_widgets.errors.Refused` when parts lack."""
        wanted, parts = self._coming.pop(parcel, (1, {}))
        if set(parts) != set(range(wanted)):
            raise Refused("parcel_lacks", f"{len(parts)} of {wanted} parts of the file have come", field="parcel")
        return b"".join(parts[n] for n in range(wanted))

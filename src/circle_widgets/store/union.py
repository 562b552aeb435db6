"""The union of two copies of one log.

The law: whatever copies meet, in whatever order and however often, all end with the same set of events. Three rules
make it so. An id is one event. What any side lists as erased is blank. Where two copies stored one id apart (a phone
that sent its words again, to another laptop), the lesser row stands, by time first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from circle_widgets.store.rows import Row


class Union(NamedTuple):
    """What has to be done to the copy that is here."""

    new: list[Row]
    changed: list[Row]
    erased: set[str]


def union(own: Mapping[str, Row], incoming: Iterable[Row]) -> Union:
    """The rows to add, in the order of arrival; the rows to change in place; every id that either side erased."""
    arrived = list(incoming)
    erased = {one for row in (*own.values(), *arrived) for one in row.erases()}
    rows = {id: row.blank() if id in erased else row for id, row in own.items()}
    for row in arrived:
        fit = row.blank() if row.id in erased else row
        rows[row.id] = min(rows.get(row.id, fit), fit, key=lambda one: one.rank)
    return Union(
        new=[row for id, row in rows.items() if id not in own],
        changed=[rows[id] for id, row in own.items() if rows[id] != row],
        erased=erased,
    )

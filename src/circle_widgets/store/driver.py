"""What differs between SQL databases, for :class:`~circle_widgets.store.sql.SqlStore`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from circle_widgets.store.base import Stop, Told


class Session(Protocol):
    """A connection in somebody's hands."""

    def run(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Run one statement; its rows, if it has any."""

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run one statement for each row of values."""


class Driver(Protocol):
    """What differs between databases. Its errors are ours: none of the database's own passes here."""

    url: str
    shown: str
    each: str
    """A table ``wanted`` with one column ``id``: the strings of one parameter, a JSON array."""
    for_update: str
    """What makes a SELECT take the row's lock, where the transaction has not taken it."""

    def reading(self) -> AbstractContextManager[Session]:
        """A connection for single statements."""

    def writing(self, *, durable: bool = True) -> AbstractContextManager[Session]:
        """A transaction: commits at the end (on disk, when ``durable``), or rolls back when the block raises."""

    def tell(self, session: Session, circle_id: str, head: int) -> None:
        """Within a transaction: let those who watch know once it has committed."""

    def wipe(self) -> None:
        """After a transaction that blanked or deleted: let nothing of the old bytes stay where we can reach them."""

    def watch(self, told: Told) -> Stop:
        """Call ``told`` after commits, on a thread of its own, until stopped."""

    def close(self) -> None:
        """Let go of everything."""

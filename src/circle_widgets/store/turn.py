"""A circle's rows, in the hands of whoever has its turn: the statements of one transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from circle_widgets.errors import UnknownCircle
from circle_widgets.store.base import CircleInfo, Judge, Stored
from circle_widgets.store.driver import Driver, Session
from circle_widgets.store.rows import BLANK, ERASED, TITLED, Row, stored, text, title_in, value

# ruff: noqa: S608 - the statements are put together from names that stand in these files
COLUMNS = 'id, at, kind, step, seat, "by", body'
CIRCLE = "SELECT n, id, code, title, made_at, practice, head, top, epoch FROM circles"
LOG = f"SELECT position, {COLUMNS} FROM events WHERE circle = ? AND position > ? ORDER BY position"
_INSERT = f"INSERT INTO events (circle, position, {COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_REPLACE = 'UPDATE events SET at = ?, kind = ?, step = ?, seat = ?, "by" = ?, body = ? WHERE circle = ? AND id = ?'


class Circle(NamedTuple):
    """The row of a circle."""

    n: int
    id: str
    code: str
    title: str
    made_at: int
    practice: int
    head: int
    top: int
    epoch: int

    @property
    def info(self) -> CircleInfo:
        """What others see of it."""
        return CircleInfo(self.id, self.code, self.title, self.made_at, bool(self.practice), self.head)


def circle_of(session: Session, circle_id: str, lock: str = "") -> Circle:
    """The circle's row; ``lock`` is what a driver adds to take it. Raises :class:`UnknownCircle`."""
    rows = session.run(f"{CIRCLE} WHERE id = ?{lock}", circle_id)
    if not rows:
        raise unknown(circle_id)
    return Circle(*rows[0])


def unknown(circle_id: str) -> UnknownCircle:
    """The error for an id that no circle here has."""
    return UnknownCircle(f"No circle here has the id {circle_id!r}.", given=circle_id)


def ballots_of(session: Session, n: int, step: str, round_: int) -> dict[str, dict[str, Any]]:
    """The bodies of a round's ballots by seat."""
    rows = session.run("SELECT seat, body FROM ballots WHERE circle = ? AND step = ? AND round = ?", n, step, round_)
    return {seat: value(body) for seat, body in sorted(rows)}


class Turn:
    """One transaction over one circle, which nobody else writes meanwhile. ``circle`` is its row at the beginning."""

    def __init__(self, driver: Driver, session: Session, circle_id: str) -> None:
        self._driver = driver
        self.session = session
        self.circle = circle_of(session, circle_id, driver.for_update)
        self.n = self.circle.n

    def log(self, after: int = 0) -> list[tuple[Any, ...]]:
        """The rows above a position."""
        return self.session.run(LOG, self.n, after)

    def teach(self, judge: Judge) -> None:
        """Let a judge catch up with the log, and with the ballots of the round that is open."""
        replace = self.circle.epoch != judge.epoch
        if replace or self.circle.head > judge.position:
            rows = stored(self.log(0 if replace else judge.position))
            judge.catch_up(rows, epoch=self.circle.epoch, replace=replace)
        if (asked := judge.open_round) is not None:
            judge.meet(ballots_of(self.session, self.n, *asked))

    def known(self, ids: Iterable[str]) -> dict[str, int]:
        """The positions of those ids that are taken; 0 for a ballot's, and for one that was erased and is not here."""
        # A look-up for each id, which no database can take for a reason to read the whole table.
        here = "SELECT position FROM events WHERE circle = ? AND id = wanted.id"
        spent = "SELECT 0 FROM spent WHERE circle = ? AND id = wanted.id"
        sql = f"SELECT id, coalesce(({here}), ({spent})) FROM {self._driver.each}"
        found = self.session.run(sql, self.n, self.n, _array(ids))
        return {id: position for id, position in found if position is not None}

    def insert(self, fresh: Sequence[Stored]) -> None:
        """Append events at the positions they have been given."""
        if fresh:
            self.add((position, Row.of(event)) for position, event in fresh)
            position, last = fresh[-1]
            title = title_in(event for _, event in fresh) or self.circle.title
            self.advance(position, last.at, title)

    def add(self, rows: Iterable[tuple[int, Row]]) -> None:
        """Add rows at positions."""
        self.session.many(_INSERT, [(self.n, position, *row) for position, row in rows])

    def replace(self, rows: Iterable[Row]) -> None:
        """Change rows in place, by id."""
        self.session.many(_REPLACE, [(*row[1:], self.n, row.id) for row in rows])

    def blank(self, ids: Iterable[str]) -> None:
        """Take bodies and authors away in place."""
        self.session.run(
            "UPDATE events SET body = ?, seat = '', \"by\" = '' "
            f"WHERE circle = ? AND kind <> ? AND id IN (SELECT id FROM {self._driver.each})",
            *(BLANK, self.n, ERASED, _array(ids)),
        )

    def spend(self, ids: Collection[str]) -> None:
        """Keep ids that no event may take any more."""
        sql = "INSERT INTO spent (circle, id) VALUES (?, ?) ON CONFLICT DO NOTHING"
        self.session.many(sql, [(self.n, id) for id in ids])

    def advance(self, head: int, top: int, title: str, *, bump: int = 0) -> None:
        """Write the circle's row; ``bump`` 1 when its past changed. Whoever watches is told after the commit."""
        self.session.run(
            "UPDATE circles SET head = ?, top = ?, title = ?, epoch = epoch + ?, touched = touched + 1 WHERE n = ?",
            *(head, top, title, bump, self.n),
        )
        self._driver.tell(self.session, self.circle.id, head)

    def title(self) -> str:
        """The title that the whole log gives."""
        marks = ", ".join("?" * len(TITLED))
        sql = f"SELECT position, {COLUMNS} FROM events WHERE circle = ? AND kind IN ({marks})"
        named = [event for _, event in stored(self.session.run(sql, self.n, *TITLED))]
        title = title_in(sorted(named, key=lambda event: event.order))
        blanked = any(not event.body for event in named)
        return title or ("" if blanked else self.circle.title)


def _array(ids: Iterable[str]) -> str:
    """The ids as a JSON array, without any that no event can have."""
    return text([one for one in ids if one.isprintable()])

"""The contract over any SQL database: the statements, once. What differs between databases is a :class:`Driver`.

Statements are written with ``?``; a driver puts in its own mark.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any, NamedTuple, Protocol

from circle_widgets.errors import BadFile, UnknownCircle
from circle_widgets.events import Event, Proposal, Receipt, Refusal
from circle_widgets.store import codes
from circle_widgets.store.base import CircleInfo, Count, Grant, Judge, News, Stop, Stored, Told
from circle_widgets.store.deciding import admit, decide
from circle_widgets.store.rows import BLANK, ERASED, TITLED, Row, stored, text, title_in, unfit, value
from circle_widgets.store.union import union

MACHINE = 0
"""The number under which facts of the whole machine are kept; circles count from 1."""

# ruff: noqa: S608 - the statements are put together from names that stand in this file
_COLUMNS = 'id, at, kind, step, seat, "by", body'
_CIRCLE = "SELECT n, id, code, title, made_at, practice, head, top, epoch FROM circles"
_INSERT = f"INSERT INTO events (circle, position, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_REPLACE = 'UPDATE events SET at = ?, kind = ?, step = ?, seat = ?, "by" = ?, body = ? WHERE circle = ? AND id = ?'
_LOG = f"SELECT position, {_COLUMNS} FROM events WHERE circle = ? AND position > ? ORDER BY position"
_NEWS = (
    "SELECT c.epoch, e.position, " + ", ".join(f"e.{name}" for name in _COLUMNS.split(", ")) + " FROM circles c "
    "LEFT JOIN events e ON e.circle = c.n AND e.position > CASE WHEN c.epoch = ? THEN ? ELSE 0 END "
    "WHERE c.id = ? ORDER BY e.position"
)
_TABLES = ("events", "ballots", "spent", "grants", "facts")


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


class SqlStore:
    """A :class:`~circle_widgets.store.base.Store` in an SQL database."""

    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def __repr__(self) -> str:
        return f"<Store {self.shown}>"

    @property
    def url(self) -> str:
        """The address that another process opens it by."""
        return self._driver.url

    @property
    def shown(self) -> str:
        """The address without a password."""
        return self._driver.shown

    # ---- circles

    def make(self, title: str, *, at: int, circle_id: str | None = None, practice: bool = False) -> CircleInfo:
        """A new circle, or the one that is here under that id."""
        circle_id = circle_id or str(uuid.uuid4())
        title = title.replace("\x00", "")
        with self._driver.writing() as session:
            while True:
                # The first epoch is drawn: a circle that was cleared and comes back is not taken for the old one.
                row = (circle_id, codes.fresh(), title, at, int(practice), uuid.uuid4().int % 2**31)
                made = session.run(
                    "INSERT INTO circles (id, code, title, made_at, practice, head, top, epoch, touched) "
                    "VALUES (?, ?, ?, ?, ?, 0, 0, ?, 0) ON CONFLICT DO NOTHING RETURNING n",
                    *row,
                )
                here = session.run(f"{_CIRCLE} WHERE id = ?", circle_id)
                if here:
                    break
            if made:
                self._driver.tell(session, circle_id, 0)
        return Circle(*here[0]).info

    def circles(self) -> list[CircleInfo]:
        """All circles, the newest first."""
        with self._driver.reading() as session:
            rows = session.run(f"{_CIRCLE} ORDER BY made_at DESC, n DESC")
        return [Circle(*row).info for row in rows]

    def find(self, code: str) -> CircleInfo:
        """The circle of that code."""
        wanted = codes.normal(code)
        with self._driver.reading() as session:
            rows = session.run(f"{_CIRCLE} WHERE code = ?", wanted)
        if not rows:
            raise UnknownCircle(f"No circle here has the code {wanted}.", given=wanted)
        return Circle(*rows[0]).info

    def get(self, circle_id: str) -> CircleInfo:
        """The circle of that id."""
        with self._driver.reading() as session:
            return self._circle(session, circle_id).info

    def drop(self, circle_id: str) -> None:
        """Clear the circle and all that belongs to it."""
        with self._driver.writing() as session:
            circle = self._lock(session, circle_id)
            for table in _TABLES:
                session.run(f"DELETE FROM {table} WHERE circle = ?", circle.n)
            session.run("DELETE FROM circles WHERE n = ?", circle.n)
            self._driver.tell(session, circle_id, 0)
        self._driver.wipe()

    # ---- the log

    def append(self, circle_id: str, proposals: Sequence[Proposal], judge: Judge, now: int) -> list[Receipt | Refusal]:
        """Store what the judge accepts, in one transaction."""
        with self._judged(circle_id, judge) as (session, circle):
            known = self._known(session, circle, [one.id for one in proposals])
            decided = decide(proposals, known, head=circle.head, top=circle.top, judge=judge, now=now)
            self._insert(session, circle, decided.stored)
        return decided.answers

    def read(self, circle_id: str, after: int = 0) -> list[Stored]:
        """The events above a position."""
        with self._driver.reading() as session:
            return stored(session.run(_LOG, self._circle(session, circle_id).n, after))

    def news(self, circle_id: str, after: int, epoch: int) -> News:
        """What came above a position; the whole log when the past changed. One statement, so one instant."""
        with self._driver.reading() as session:
            rows = session.run(_NEWS, epoch, after, circle_id)
        if not rows:
            raise _unknown(circle_id)
        now = rows[0][0]
        return News(stored(row[1:] for row in rows if row[1] is not None), now, replace=now != epoch)

    def epoch(self, circle_id: str) -> int:
        """Changes when the past changed."""
        with self._driver.reading() as session:
            return self._circle(session, circle_id).epoch

    def merge(self, circle_id: str, events: Iterable[Event]) -> int:
        """The union with another copy, by id."""
        arrived = [_sound(event) for event in events]
        with self._driver.writing() as session:
            circle = self._lock(session, circle_id)
            own = {row[1]: (row[0], Row(*row[1:])) for row in session.run(_LOG, circle.n, 0)}
            todo = union({id: row for id, (_, row) in own.items()}, arrived)
            session.many(_REPLACE, [(*row[1:], circle.n, row.id) for row in todo.changed])
            session.many(_INSERT, [(circle.n, circle.head + n, *row) for n, row in enumerate(todo.new, 1)])
            self._spend(session, circle, todo.erased - own.keys() - {row.id for row in todo.new})
            if todo.new or todo.changed:
                top = max([circle.top, *(row.at for row in todo.new), *(row.at for row in todo.changed)])
                self._advance(session, circle, circle.head + len(todo.new), top, self._title(session, circle), bump=1)
        if todo.changed:
            self._driver.wipe()
        return len(todo.new)

    def erase(self, circle_id: str, ids: Collection[str], marker: Proposal, now: int, *, seat: str = "") -> Receipt:
        """Blank events in place, and append the event that lists them."""
        with self._driver.writing() as session:
            circle = self._lock(session, circle_id)
            known = self._known(session, circle, [marker.id])
            if known:
                return Receipt(marker.id, known[marker.id])
            listed = sorted(set(ids))
            session.run(
                f"UPDATE events SET body = ?, seat = '', \"by\" = '' "
                f"WHERE circle = ? AND kind <> ? AND id IN (SELECT id FROM {self._driver.each})",
                *(BLANK, circle.n, ERASED, _array(listed)),
            )
            self._spend(session, circle, listed)
            if seat:
                session.run("DELETE FROM grants WHERE circle = ? AND seat = ?", circle.n, seat)
                session.run("DELETE FROM ballots WHERE circle = ? AND seat = ?", circle.n, seat)
            at, position = max(now, circle.top + 1), circle.head + 1
            event = Event(marker.id, at, ERASED, {**marker.body, "ids": listed}, marker.step, marker.seat, marker.by)
            session.run(_INSERT, circle.n, position, *Row.of(event))
            self._advance(session, circle, position, at, self._title(session, circle), bump=1)
        self._driver.wipe()
        return Receipt(marker.id, position)

    # ---- secret ballots

    def put_ballots(
        self, circle_id: str, ballots: Sequence[Proposal], judge: Judge, now: int
    ) -> list[Receipt | Refusal]:
        """Keep each seat's latest ballot, in one transaction."""
        with self._judged(circle_id, judge) as (session, circle):
            known = self._known(session, circle, [one.id for one in ballots])
            admitted = admit(ballots, known, at=max(now, circle.top + 1), judge=judge)
            session.many(
                "INSERT INTO ballots (circle, step, round, seat, body) VALUES (?, ?, ?, ?, ?) "
                "ON CONFLICT (circle, step, round, seat) DO UPDATE SET body = excluded.body",
                [(circle.n, one.step, round_, one.seat, text(one.body)) for round_, one in admitted.ballots],
            )
            if admitted.ballots:
                self._spend(session, circle, [one.id for _, one in admitted.ballots])
                self._advance(session, circle, circle.head, circle.top, circle.title)
        return admitted.answers

    def ballots(self, circle_id: str, step: str, round_: int) -> dict[str, dict[str, Any]]:
        """The bodies of an open round by seat."""
        with self._driver.reading() as session:
            return self._ballots(session, self._circle(session, circle_id), step, round_)

    def close_ballots(
        self, circle_id: str, step: str, round_: int, count: Count, judge: Judge, now: int
    ) -> Receipt | Refusal:
        """Append the tally and delete the ballots, in one transaction."""
        with self._judged(circle_id, judge) as (session, circle):
            tally = count(self._ballots(session, circle, step, round_))
            known = self._known(session, circle, [tally.id])
            decided = decide([tally], known, head=circle.head, top=circle.top, judge=judge, now=now)
            if decided.stored:
                session.run("DELETE FROM ballots WHERE circle = ? AND step = ? AND round = ?", circle.n, step, round_)
                self._insert(session, circle, decided.stored)
        if decided.stored:
            self._driver.wipe()
        return decided.answers[0]

    def ballot_seen(self, circle_id: str, ballot_id: str) -> bool:
        """Whether a ballot of that id was ever accepted."""
        with self._driver.reading() as session:
            n = self._circle(session, circle_id).n
            return bool(session.run("SELECT 1 FROM spent WHERE circle = ? AND id = ?", n, ballot_id))

    # ---- tokens

    def grant(self, circle_id: str, token: str, role: str, seat: str = "") -> None:
        """Let a token open a seat or the whole circle."""
        with self._driver.writing() as session:
            session.run(
                "INSERT INTO grants (circle, hash, role, seat) VALUES (?, ?, ?, ?) "
                "ON CONFLICT (circle, hash) DO UPDATE SET role = excluded.role, seat = excluded.seat",
                *(self._lock(session, circle_id).n, _hash(token), role, seat),
            )

    def who(self, circle_id: str, token: str) -> Grant | None:
        """What the token opens."""
        with self._driver.reading() as session:
            n = self._circle(session, circle_id).n
            rows = session.run("SELECT role, seat FROM grants WHERE circle = ? AND hash = ?", n, _hash(token))
        return Grant(*rows[0]) if rows else None

    def revoke(
        self, circle_id: str, *, token: str | None = None, role: str | None = None, seat: str | None = None
    ) -> int:
        """End the grants that match all that is given."""
        given = {"hash": _hash(token) if token is not None else None, "role": role, "seat": seat}
        wanted = {name: what for name, what in given.items() if what is not None}
        if not wanted:
            raise ValueError("revoke needs a token, a role or a seat: it ends no grant without saying which.")
        where = " AND ".join(f"{name} = ?" for name in wanted)
        with self._driver.writing() as session:
            n = self._lock(session, circle_id).n
            sql = f"DELETE FROM grants WHERE circle = ? AND {where} RETURNING role"
            return len(session.run(sql, n, *wanted.values()))

    # ---- facts of this machine

    def note_local(self, circle_id: str, key: str, value: Any) -> None:
        """Keep a fact; None forgets it."""
        with self._driver.writing(durable=False) as session:
            n = self._lock(session, circle_id).n if circle_id else MACHINE
            if value is None:
                session.run("DELETE FROM facts WHERE circle = ? AND key = ?", n, key)
            else:
                session.run(
                    "INSERT INTO facts (circle, key, value) VALUES (?, ?, ?) "
                    "ON CONFLICT (circle, key) DO UPDATE SET value = excluded.value",
                    *(n, key, text(value)),
                )
            self._driver.tell(session, circle_id, 0)

    def local(self, circle_id: str, key: str, default: Any = None) -> Any:
        """The fact of that key."""
        with self._driver.reading() as session:
            n = self._circle(session, circle_id).n if circle_id else MACHINE
            rows = session.run("SELECT value FROM facts WHERE circle = ? AND key = ?", n, key)
        return value(rows[0][0]) if rows else default

    # ---- this process

    def watch(self, told: Told) -> Stop:
        """Have ``told`` called soon after anybody committed."""
        return self._driver.watch(told)

    def close(self) -> None:
        """End the watches and the connections."""
        self._driver.close()

    # ---- pieces of a transaction

    @contextmanager
    def _judged(self, circle_id: str, judge: Judge) -> Iterator[tuple[Session, Circle]]:
        """A transaction that holds the circle's lock, with a judge that has caught up; it forgets if that fails."""
        try:
            with self._driver.writing() as session:
                circle = self._lock(session, circle_id)
                replace = circle.epoch != judge.epoch
                if replace or circle.head > judge.position:
                    rows = session.run(_LOG, circle.n, 0 if replace else judge.position)
                    judge.catch_up(stored(rows), epoch=circle.epoch, replace=replace)
                yield session, circle
        except BaseException:
            judge.rollback()
            raise

    def _circle(self, session: Session, circle_id: str) -> Circle:
        rows = session.run(f"{_CIRCLE} WHERE id = ?", circle_id)
        if not rows:
            raise _unknown(circle_id)
        return Circle(*rows[0])

    def _lock(self, session: Session, circle_id: str) -> Circle:
        rows = session.run(f"{_CIRCLE} WHERE id = ?{self._driver.for_update}", circle_id)
        if not rows:
            raise _unknown(circle_id)
        return Circle(*rows[0])

    def _known(self, session: Session, circle: Circle, ids: Sequence[str]) -> dict[str, int]:
        """The positions of those ids that are taken; 0 for a ballot's, and for one that was erased and is not here."""
        # A look-up for each id, which no database can take for a reason to read the whole table.
        here = "SELECT position FROM events WHERE circle = ? AND id = wanted.id"
        spent = "SELECT 0 FROM spent WHERE circle = ? AND id = wanted.id"
        sql = f"SELECT id, coalesce(({here}), ({spent})) FROM {self._driver.each}"
        found = session.run(sql, circle.n, circle.n, _array(ids))
        return {id: position for id, position in found if position is not None}

    def _insert(self, session: Session, circle: Circle, fresh: Sequence[Stored]) -> None:
        if fresh:
            session.many(_INSERT, [(circle.n, position, *Row.of(event)) for position, event in fresh])
            position, last = fresh[-1]
            title = title_in(event for _, event in fresh) or circle.title
            self._advance(session, circle, position, last.at, title)

    def _advance(self, session: Session, circle: Circle, head: int, top: int, title: str, *, bump: int = 0) -> None:
        session.run(
            "UPDATE circles SET head = ?, top = ?, title = ?, epoch = epoch + ?, touched = touched + 1 WHERE n = ?",
            *(head, top, title, bump, circle.n),
        )
        self._driver.tell(session, circle.id, head)

    def _spend(self, session: Session, circle: Circle, ids: Collection[str]) -> None:
        session.many(
            "INSERT INTO spent (circle, id) VALUES (?, ?) ON CONFLICT DO NOTHING", [(circle.n, id) for id in ids]
        )

    def _title(self, session: Session, circle: Circle) -> str:
        """The title that the whole log gives."""
        marks = ", ".join("?" * len(TITLED))
        sql = f"SELECT position, {_COLUMNS} FROM events WHERE circle = ? AND kind IN ({marks})"
        named = [event for _, event in stored(session.run(sql, circle.n, *TITLED))]
        title = title_in(sorted(named, key=lambda event: event.order))
        blanked = any(not event.body for event in named)
        return title or ("" if blanked else circle.title)

    def _ballots(self, session: Session, circle: Circle, step: str, round_: int) -> dict[str, dict[str, Any]]:
        rows = session.run(
            "SELECT seat, body FROM ballots WHERE circle = ? AND step = ? AND round = ?", circle.n, step, round_
        )
        return {seat: value(body) for seat, body in sorted(rows)}


def _array(ids: Iterable[str]) -> str:
    """The ids as a JSON array, without any that no event can have."""
    return text([one for one in ids if one.isprintable()])


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _unknown(circle_id: str) -> UnknownCircle:
    return UnknownCircle(f"No circle here has the id {circle_id!r}.", given=circle_id)


def _sound(event: Event) -> Row:
    reason = unfit(event)
    if reason:
        raise BadFile(f"The event {event.id!r} cannot be kept: {reason}.")
    return Row.of(event)

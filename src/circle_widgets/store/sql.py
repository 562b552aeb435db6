"""The contract over any SQL database: the statements, once. What differs between databases is a driver's.

Statements are written with ``?``; a driver puts in its own mark.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from circle_widgets.errors import BadFile, UnknownCircle
from circle_widgets.events import Event, Proposal, Receipt, Refusal
from circle_widgets.store import codes
from circle_widgets.store.base import CircleInfo, Count, Grant, Judge, News, Stop, Stored, Told
from circle_widgets.store.deciding import admit, decide
from circle_widgets.store.driver import Driver
from circle_widgets.store.rows import ERASED, Row, stored, text, unfit, value
from circle_widgets.store.turn import CIRCLE, COLUMNS, LOG, Circle, Turn, ballots_of, circle_of, unknown
from circle_widgets.store.union import union

MACHINE = 0
"""The number under which facts of the whole machine are kept; circles count from 1."""

# ruff: noqa: S608 - the statements are put together from names that stand in these files
_NEWS = (
    "SELECT c.epoch, e.position, " + ", ".join(f"e.{name}" for name in COLUMNS.split(", ")) + " FROM circles c "
    "LEFT JOIN events e ON e.circle = c.n AND e.position > CASE WHEN c.epoch = ? THEN ? ELSE 0 END "
    "WHERE c.id = ? ORDER BY e.position"
)
_TABLES = ("events", "ballots", "spent", "grants", "facts")


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
                here = session.run(f"{CIRCLE} WHERE id = ?", circle_id)
                if here:
                    break
            if made:
                self._driver.tell(session, circle_id, 0)
        return Circle(*here[0]).info

    def circles(self) -> list[CircleInfo]:
        """All circles, the newest first."""
        with self._driver.reading() as session:
            rows = session.run(f"{CIRCLE} ORDER BY made_at DESC, n DESC")
        return [Circle(*row).info for row in rows]

    def find(self, code: str) -> CircleInfo:
        """The circle of that code."""
        wanted = codes.normal(code)
        with self._driver.reading() as session:
            rows = session.run(f"{CIRCLE} WHERE code = ?", wanted)
        if not rows:
            raise UnknownCircle(f"No circle here has the code {wanted}.", given=wanted)
        return Circle(*rows[0]).info

    def get(self, circle_id: str) -> CircleInfo:
        """The circle of that id."""
        with self._driver.reading() as session:
            return circle_of(session, circle_id).info

    def drop(self, circle_id: str) -> None:
        """Clear the circle and all that belongs to it."""
        with self._driver.writing() as session:
            n = Turn(self._driver, session, circle_id).n
            for table in _TABLES:
                session.run(f"DELETE FROM {table} WHERE circle = ?", n)
            session.run("DELETE FROM circles WHERE n = ?", n)
            self._driver.tell(session, circle_id, 0)
        self._driver.wipe()

    # ---- the log

    def append(self, circle_id: str, proposals: Sequence[Proposal], judge: Judge, now: int) -> list[Receipt | Refusal]:
        """Store what the judge accepts, in one transaction."""
        with self._judged(circle_id, judge) as turn:
            known = turn.known(one.id for one in proposals)
            decided = decide(proposals, known, head=turn.circle.head, top=turn.circle.top, judge=judge, now=now)
            turn.insert(decided.stored)
        return decided.answers

    def read(self, circle_id: str, after: int = 0) -> list[Stored]:
        """The events above a position."""
        with self._driver.reading() as session:
            return stored(session.run(LOG, circle_of(session, circle_id).n, after))

    def news(self, circle_id: str, after: int, epoch: int) -> News:
        """What came above a position; the whole log when the past changed. One statement, so one instant."""
        with self._driver.reading() as session:
            rows = session.run(_NEWS, epoch, after, circle_id)
        if not rows:
            raise unknown(circle_id)
        now = rows[0][0]
        return News(stored(row[1:] for row in rows if row[1] is not None), now, replace=now != epoch)

    def epoch(self, circle_id: str) -> int:
        """Changes when the past changed."""
        with self._driver.reading() as session:
            return circle_of(session, circle_id).epoch

    def merge(self, circle_id: str, events: Iterable[Event]) -> int:
        """The union with another copy, by id."""
        arrived = [_sound(event) for event in events]
        with self._driver.writing() as session:
            turn = Turn(self._driver, session, circle_id)
            circle = turn.circle
            own = {row[1]: Row(*row[1:]) for row in turn.log()}
            todo = union(own, arrived)
            turn.replace(todo.changed)
            turn.add(enumerate(todo.new, circle.head + 1))
            turn.spend(todo.erased - own.keys() - {row.id for row in todo.new})
            if todo.new or todo.changed:
                top = max([circle.top, *(row.at for row in (*todo.new, *todo.changed))])
                turn.advance(circle.head + len(todo.new), top, turn.title(), bump=1)
        if todo.changed:
            self._driver.wipe()
        return len(todo.new)

    def erase(self, circle_id: str, ids: Collection[str], marker: Proposal, now: int, *, seat: str = "") -> Receipt:
        """Blank events in place, and append the event that lists them."""
        with self._driver.writing() as session:
            turn = Turn(self._driver, session, circle_id)
            known = turn.known([marker.id])
            if known:
                return Receipt(marker.id, known[marker.id])
            listed = sorted(set(ids))
            turn.blank(listed)
            turn.spend(listed)
            if seat:
                session.run("DELETE FROM grants WHERE circle = ? AND seat = ?", turn.n, seat)
                session.run("DELETE FROM ballots WHERE circle = ? AND seat = ?", turn.n, seat)
            at, position = max(now, turn.circle.top + 1), turn.circle.head + 1
            event = Event(marker.id, at, ERASED, {**marker.body, "ids": listed}, marker.step, marker.seat, marker.by)
            turn.add([(position, Row.of(event))])
            turn.advance(position, at, turn.title(), bump=1)
        self._driver.wipe()
        return Receipt(marker.id, position)

    # ---- secret ballots

    def put_ballots(
        self, circle_id: str, ballots: Sequence[Proposal], judge: Judge, now: int
    ) -> list[Receipt | Refusal]:
        """Keep each seat's latest ballot, in one transaction."""
        with self._judged(circle_id, judge) as turn:
            known = turn.known(one.id for one in ballots)
            admitted = admit(ballots, known, at=max(now, turn.circle.top + 1), judge=judge)
            turn.session.many(
                "INSERT INTO ballots (circle, step, round, seat, body) VALUES (?, ?, ?, ?, ?) "
                "ON CONFLICT (circle, step, round, seat) DO UPDATE SET body = excluded.body",
                [(turn.n, one.step, round_, one.seat, text(one.body)) for round_, one in admitted.ballots],
            )
            if admitted.ballots:
                turn.spend([one.id for _, one in admitted.ballots])
                turn.advance(turn.circle.head, turn.circle.top, turn.circle.title)
        return admitted.answers

    def ballots(self, circle_id: str, step: str, round_: int) -> dict[str, dict[str, Any]]:
        """The bodies of an open round by seat."""
        with self._driver.reading() as session:
            return ballots_of(session, circle_of(session, circle_id).n, step, round_)

    def close_ballots(
        self, circle_id: str, step: str, round_: int, count: Count, judge: Judge, now: int
    ) -> Receipt | Refusal:
        """Append the tally and delete the ballots, in one transaction."""
        with self._judged(circle_id, judge) as turn:
            tally = count(ballots_of(turn.session, turn.n, step, round_))
            head, top = turn.circle.head, turn.circle.top
            decided = decide([tally], turn.known([tally.id]), head=head, top=top, judge=judge, now=now)
            if decided.stored:
                sql = "DELETE FROM ballots WHERE circle = ? AND step = ? AND round = ?"
                turn.session.run(sql, turn.n, step, round_)
                turn.insert(decided.stored)
        if decided.stored:
            self._driver.wipe()
        return decided.answers[0]

    def ballot_seen(self, circle_id: str, ballot_id: str) -> bool:
        """Whether a ballot of that id was ever accepted."""
        with self._driver.reading() as session:
            n = circle_of(session, circle_id).n
            return bool(session.run("SELECT 1 FROM spent WHERE circle = ? AND id = ?", n, ballot_id))

    # ---- tokens

    def grant(self, circle_id: str, token: str, role: str, seat: str = "") -> None:
        """Let a token open a seat or the whole circle."""
        with self._driver.writing() as session:
            session.run(
                "INSERT INTO grants (circle, hash, role, seat) VALUES (?, ?, ?, ?) "
                "ON CONFLICT (circle, hash) DO UPDATE SET role = excluded.role, seat = excluded.seat",
                *(Turn(self._driver, session, circle_id).n, _hash(token), role, seat),
            )

    def who(self, circle_id: str, token: str) -> Grant | None:
        """What the token opens."""
        with self._driver.reading() as session:
            n = circle_of(session, circle_id).n
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
            n = Turn(self._driver, session, circle_id).n
            sql = f"DELETE FROM grants WHERE circle = ? AND {where} RETURNING role"
            return len(session.run(sql, n, *wanted.values()))

    # ---- facts of this machine

    def note_local(self, circle_id: str, key: str, value: Any) -> None:
        """Keep a fact; None forgets it."""
        with self._driver.writing(durable=False) as session:
            n = Turn(self._driver, session, circle_id).n if circle_id else MACHINE
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
            n = circle_of(session, circle_id).n if circle_id else MACHINE
            rows = session.run("SELECT value FROM facts WHERE circle = ? AND key = ?", n, key)
        return value(rows[0][0]) if rows else default

    # ---- this process

    def watch(self, told: Told) -> Stop:
        """Have ``told`` called soon after anybody committed."""
        return self._driver.watch(told)

    def close(self) -> None:
        """End the watches and the connections."""
        self._driver.close()

    @contextmanager
    def _judged(self, circle_id: str, judge: Judge) -> Iterator[Turn]:
        """A turn with a judge that has caught up, and forgets if the transaction comes to nothing."""
        try:
            with self._driver.writing() as session:
                turn = Turn(self._driver, session, circle_id)
                turn.teach(judge)
                yield turn
        except BaseException:
            judge.rollback()
            raise


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _sound(event: Event) -> Row:
    reason = unfit(event)
    if reason:
        raise BadFile(f"The event {event.id!r} cannot be kept: {reason}.")
    return Row.of(event)

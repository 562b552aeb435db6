"""Circles in a PostgreSQL database, for rooms that outgrow one machine."""

from __future__ import annotations

import functools
import logging
import re
import selectors
import socket
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from circle_widgets.errors import Busy, CircleError, StoreUnavailable, UnsupportedStore
from circle_widgets.store.driver import Session
from circle_widgets.store.pool import Pool
from circle_widgets.store.sql import SqlStore
from circle_widgets.store.watch import Watches

try:
    import psycopg
    from psycopg.conninfo import conninfo_to_dict, make_conninfo
    from psycopg.pq import TransactionStatus
except ImportError as missing:
    raise UnsupportedStore(
        "A PostgreSQL store needs one more package: pip install 'circle-widgets[postgresql]'.", scheme="postgresql"
    ) from missing

if TYPE_CHECKING:
    from circle_widgets.store.base import Stop, Told

_log = logging.getLogger(__name__)

PATIENCE = 2.0
"""Seconds that a writer waits for another one before it answers Busy."""
POLL = 1.0
"""Seconds between two looks for commits whose notice was lost."""
SCHEMA = "circle_widgets"
"""The schema of our tables, and the channel of our notices."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE circles (
            n BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, id TEXT NOT NULL UNIQUE, code TEXT NOT NULL UNIQUE,
            title TEXT NOT NULL, made_at BIGINT NOT NULL, practice INTEGER NOT NULL, head BIGINT NOT NULL,
            top BIGINT NOT NULL, epoch BIGINT NOT NULL, touched BIGINT NOT NULL)""",
        """CREATE TABLE events (
            circle BIGINT NOT NULL, position BIGINT NOT NULL, id TEXT COLLATE "C" NOT NULL, at BIGINT NOT NULL,
            kind TEXT NOT NULL, step TEXT NOT NULL, seat TEXT NOT NULL, "by" TEXT NOT NULL, body TEXT NOT NULL,
            PRIMARY KEY (circle, position))""",
        "CREATE UNIQUE INDEX events_id ON events (circle, id)",
        """CREATE TABLE ballots (
            circle BIGINT NOT NULL, step TEXT NOT NULL, round INTEGER NOT NULL, seat TEXT NOT NULL,
            body TEXT NOT NULL, PRIMARY KEY (circle, step, round, seat))""",
        # Ids that are taken though no event has them: accepted ballots, and what was erased before it came here.
        'CREATE TABLE spent (circle BIGINT NOT NULL, id TEXT COLLATE "C" NOT NULL, PRIMARY KEY (circle, id))',
        """CREATE TABLE grants (
            circle BIGINT NOT NULL, hash TEXT NOT NULL, role TEXT NOT NULL, seat TEXT NOT NULL,
            PRIMARY KEY (circle, hash))""",
        """CREATE TABLE facts (
            circle BIGINT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (circle, key))""",
    ),
)
"""What leads from each version of the tables to the next; their version is how many of these they have had."""

_LOST = 0.5  # seconds between two tries to reach a server that went away, for a watch
_KEEPALIVE = {"connect_timeout": 5, "keepalives_idle": 10, "keepalives_interval": 3, "keepalives_count": 3}

Connection = psycopg.Connection[tuple[Any, ...]]


def open_postgresql(url: str) -> SqlStore:
    """Open the store in the database at ``url``, and make its tables when they are not there yet."""
    return SqlStore(PostgresqlDriver(url))


class _Session:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def run(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        cursor = self._connection.execute(_marked(sql), values)
        return cursor.fetchall() if cursor.description else []

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        with self._connection.cursor() as cursor:
            cursor.executemany(_marked(sql), rows)


class PostgresqlDriver:
    """A database of a PostgreSQL server (12 or newer), with our tables in a schema of their own.

    The circle's row is the lock of its log, and its head gives the positions: a sequence would leave gaps.

    Erasing: what was erased, and closed ballots, are gone from every query at once, and ``VACUUM`` frees their space.
    Not promised here, unlike for a file of our own: their old bytes may stay in the server's pages until these are
    written over, in its log until that is recycled, and in backups and replicas. Whoever runs the server decides that.
    """

    each = "jsonb_array_elements_text(?::jsonb) AS wanted (id)"
    for_update = " FOR UPDATE"

    def __init__(self, url: str) -> None:
        self.url = url
        self.shown = re.sub(r"(://[^:/@?]*):[^/@]*@", r"\1@", re.sub(r"([?&])password=[^&]*&?", r"\1", url))
        self._closed = False
        self._watches = Watches()
        try:
            self._conninfo = make_conninfo("", **{**_KEEPALIVE, **conninfo_to_dict(url)})
        except psycopg.Error as error:
            raise UnsupportedStore(f"{self.shown} is no address of a PostgreSQL database.", url=self.shown) from error
        self._pool = Pool(self._connect, _sound, most=8, idle=4, wait=PATIENCE)
        try:
            self._prepare()
        except BaseException:
            self.close()
            raise

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A connection for single statements, each of which sees one instant."""
        with self._translated(), self._pool.lend() as connection:
            yield _Session(connection)

    @contextmanager
    def writing(self, *, durable: bool = True) -> Iterator[Session]:
        """A transaction; it takes the locks that its statements take, and waits two seconds for each at most."""
        with self._translated(), self._pool.lend() as connection, connection.transaction():
            if not durable:
                connection.execute("SET LOCAL synchronous_commit = off")
            yield _Session(connection)

    def tell(self, session: Session, circle_id: str, head: int) -> None:
        """A notice with the circle's id and head, which the server sends when the transaction commits."""
        session.run("SELECT pg_notify(?, ?)", SCHEMA, f"{circle_id} {head}")

    def wipe(self) -> None:
        """Free what was blanked or deleted (see the class); if the tables are busy, the server does so later."""
        with suppress(CircleError), self._translated(), self._pool.lend() as connection:
            connection.execute("VACUUM events, ballots, grants, facts")

    def watch(self, told: Told) -> Stop:
        """Listen for notices, and look each second as well, on a connection and a thread of its own."""
        if self._closed:
            raise StoreUnavailable("This store was closed.")
        with self._translated():
            return self._watches.start(_Notices(self._connect), told)

    def close(self) -> None:
        """End the watches and close the connections."""
        self._closed = True
        self._watches.close()
        self._pool.close()

    # ---- opening

    def _connect(self) -> Connection:
        connection = psycopg.connect(self._conninfo, autocommit=True)
        try:
            connection.execute(
                f"SET search_path TO {SCHEMA}; SET lock_timeout TO {PATIENCE * 1000:.0f}; "
                "SET synchronous_commit TO on; SET client_min_messages TO warning"
            )
        except BaseException:
            connection.close()
            raise
        return connection

    def _prepare(self) -> None:
        """See that the tables are of our version; bring older ones up to it."""
        with self._translated(), self._pool.lend() as connection:
            if self._version(connection) == len(MIGRATIONS):
                return
            # Taken before the transaction begins, so that it sees what another process has done meanwhile.
            connection.execute("SELECT pg_advisory_lock(hashtext(%s))", (SCHEMA,))
            try:
                with connection.transaction():
                    self._migrate(connection, self._version(connection))
            finally:
                if not connection.closed:
                    connection.execute("SELECT pg_advisory_unlock(hashtext(%s))", (SCHEMA,))

    def _migrate(self, connection: Connection, version: int) -> None:
        if version == 0:
            connection.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
            connection.execute("CREATE TABLE version (n INTEGER NOT NULL)")
            connection.execute("INSERT INTO version VALUES (0)")
        for statements in MIGRATIONS[version:]:
            for statement in statements:
                connection.execute(statement.encode())
        connection.execute("UPDATE version SET n = %s", (len(MIGRATIONS),))

    def _version(self, connection: Connection) -> int:
        there = connection.execute("SELECT to_regclass(%s)", (f"{SCHEMA}.version",)).fetchone()
        if not there or there[0] is None:
            return 0
        row = connection.execute("SELECT n FROM version").fetchone()
        version = int(row[0]) if row else 0
        if version > len(MIGRATIONS):
            raise UnsupportedStore(
                f"The tables at {self.shown} were written by a newer version of circle-widgets (format {version}, this "
                f"one knows up to {len(MIGRATIONS)}). Upgrade circle-widgets, or open another database.",
                code="newer_store",
            )
        return version

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except psycopg.Error as error:
            raise self._ours(error) from error

    def _ours(self, error: psycopg.Error) -> CircleError:
        busy = (psycopg.errors.LockNotAvailable, psycopg.errors.DeadlockDetected, psycopg.errors.SerializationFailure)
        if isinstance(error, busy):
            return Busy("Someone else is writing to the same circle; try again in a second.", retry_after=1.0)
        if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
            # Whatever went away took the idle connections along.
            self._pool.forget()
        reason = str(error).strip().splitlines()
        return StoreUnavailable(f"The database at {self.shown} does not answer: {reason[0] if reason else error!r}.")


class _Notices:
    """Listens on a connection of its own; when the server goes away it tries again until it is back."""

    def __init__(self, connect: Callable[[], Connection]) -> None:
        self._connect = connect
        self._inner, self._outer = socket.socketpair()
        self._connection: Connection | None = None
        self._seen: tuple[Any, ...] | None = None
        try:
            self._listen()
        except BaseException:
            self.close()
            raise

    def wait(self) -> bool:
        if self._connection is None:
            return self._again()
        if self._pause(POLL, self._connection.fileno()):
            return False
        try:
            notices = list(self._connection.notifies(timeout=0))
            touched = self._look()
        except psycopg.Error as error:
            _log.warning("the database went away while watching it: %s", error)
            self._let_go()
            return False
        changed, self._seen = bool(notices) or touched != self._seen, touched
        return changed

    def wake(self) -> None:
        with suppress(OSError):
            self._outer.send(b"!")

    def close(self) -> None:
        self._let_go()
        self._inner.close()
        self._outer.close()

    def _again(self) -> bool:
        """Connect anew; what was committed in between has to be told."""
        try:
            self._listen()
        except psycopg.Error:
            self._pause(_LOST)
            return False
        return True

    def _pause(self, seconds: float, *others: int) -> bool:
        """Wait until one of the descriptors can be read; whether it was :meth:`wake` that ended it."""
        with selectors.DefaultSelector() as selector:
            for one in (self._inner.fileno(), *others):
                selector.register(one, selectors.EVENT_READ)
            return any(key.fd == self._inner.fileno() for key, _ in selector.select(seconds))

    def _listen(self) -> None:
        self._connection = self._connect()
        self._connection.execute(f"LISTEN {SCHEMA}")
        self._seen = self._look()

    def _look(self) -> tuple[Any, ...] | None:
        assert self._connection is not None
        return self._connection.execute("SELECT count(*), sum(touched + epoch) FROM circles").fetchone()

    def _let_go(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _sound(connection: Connection) -> bool:
    return not connection.closed and connection.info.transaction_status == TransactionStatus.IDLE


@functools.cache
def _marked(sql: str) -> bytes:
    return sql.replace("?", "%s").encode()

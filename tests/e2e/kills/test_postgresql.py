"""SIGKILL for PostgreSQL, all of it and single backends, while a room and its phones go on."""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from circle_widgets import Circle
from circle_widgets.store import open_store
from tests.e2e.kills.burst import Killable, bursting, hold, looking_on, meeting
from tests.stores import Postgresql
from tests.waiting import until

pytestmark = [pytest.mark.kills, pytest.mark.postgresql]

SERVER_ROUNDS = 8
BACKEND_ROUNDS = 8


@pytest.fixture(scope="module")
def server() -> Iterator[Postgresql]:
    """A PostgreSQL that no other test uses, for it is killed."""
    one = Postgresql()
    yield one
    one.close()


@pytest.fixture
def place(server: Postgresql, tmp_path: Path) -> Iterator[tuple[str, Circle, Killable]]:
    """A database, a circle in it, a room for that circle."""
    with server.database() as url:
        circle = meeting(url)
        room = Killable(url, tmp_path)
        room.wait()
        yield url, circle, room
        room.child.end(2)
        circle.store.close()


def test_the_server_is_killed_again_and_again(server: Postgresql, place: tuple[str, Circle, Killable]) -> None:
    url, circle, room = place
    chance = random.Random(3)
    with looking_on(room.url, circle) as screen, bursting(room.url, circle) as burst:
        for n in range(SERVER_ROUNDS):
            burst.more(chance.randrange(1, 40), f"round {n}")
            server.kill()
            server.start()
        burst.more(1, "after the last kill")
        assert screen.beginnings >= 1
    store = open_store(url)
    hold(store, circle.id, burst.receipts)
    store.close()


def test_one_of_its_processes_is_killed_again_and_again(
    server: Postgresql, place: tuple[str, Circle, Killable]
) -> None:
    url, circle, room = place
    chance = random.Random(4)
    with bursting(room.url, circle) as burst:
        for n in range(BACKEND_ROUNDS):
            burst.more(chance.randrange(1, 40), f"round {n}")
            kill_a_backend(url)
        burst.more(1, "after the last kill")
    store = open_store(url)
    hold(store, circle.id, burst.receipts)
    store.close()


def kill_a_backend(url: str) -> None:
    """SIGKILL for the process that serves some connection to this database but ours; then wait for the recovery.

    PostgreSQL ends every other connection after that, ours too, and answers again when it has recovered.
    """
    ours = psycopg.connect(url, autocommit=True)
    found = ours.execute(
        "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        " AND backend_type = 'client backend' ORDER BY query_start DESC LIMIT 1"
    ).fetchone()
    assert found is not None
    os.kill(found[0], signal.SIGKILL)
    until(lambda: not answers(ours), "the server ends all connections")
    ours.close()
    until(lambda: reached(url), "the server has recovered", seconds=30)


def answers(connection: psycopg.Connection[Any]) -> bool:
    try:
        connection.execute("SELECT 1")
    except psycopg.OperationalError:
        return False
    return True


def reached(url: str) -> bool:
    try:
        psycopg.connect(url).close()
    except psycopg.OperationalError:
        return False
    return True

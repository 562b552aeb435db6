"""What only a server has: it goes away and comes back, it is told who may know its password."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import psycopg
import pytest

from circle_widgets.errors import Busy, StoreUnavailable, UnsupportedStore
from circle_widgets.events import Event, Proposal, Receipt, Refusal
from circle_widgets.store import open_store
from circle_widgets.store import postgresql as adapter
from circle_widgets.store.postgresql import PostgresqlDriver
from tests.stores import NOW, Postgresql, Yes, append, note

pytestmark = pytest.mark.postgresql


@pytest.fixture
def url(postgresql: Postgresql) -> Iterator[str]:
    with postgresql.database() as url:
        yield url


@pytest.fixture(scope="module")
def mortal() -> Iterator[Postgresql]:
    """A server that a test may kill."""
    server = Postgresql()
    yield server
    server.close()


@pytest.fixture
def mortal_url(mortal: Postgresql) -> Iterator[str]:
    with mortal.database() as url:
        yield url


def test_a_server_that_was_killed_is_reached_again(mortal: Postgresql, mortal_url: str) -> None:
    store = open_store(mortal_url)
    info = store.make("Sewing", at=NOW)
    promised = append(store, info.id, note(), note())
    for _ in range(3):
        mortal.kill()
        judge = Yes()
        with pytest.raises(StoreUnavailable):
            store.append(info.id, [note()], judge, NOW)
        assert judge.rolled_back == 1
        with pytest.raises(StoreUnavailable):
            store.read(info.id)
        mortal.start()
        rows = {row.event.id: row.position for row in store.read(info.id)}
        assert rows == {one.id: one.position for one in promised}
        promised += append(store, info.id, note())
    store.close()


class Dies(Yes):
    """Kills the server while it holds the lock."""

    def __init__(self, server: Postgresql) -> None:
        super().__init__()
        self.server = server

    def decide(self, proposal: Proposal, at: int) -> Event | Refusal:
        self.server.kill()
        return super().decide(proposal, at)


def test_a_server_killed_under_the_lock_keeps_what_has_receipts_and_nothing_else(
    mortal: Postgresql, mortal_url: str
) -> None:
    store = open_store(mortal_url)
    info = store.make("Sewing", at=NOW)
    append(store, info.id, note(id="a"))
    with pytest.raises(StoreUnavailable):
        store.append(info.id, [note(id="b")], Dies(mortal), NOW)
    mortal.start()
    assert [row.event.id for row in store.read(info.id)] == ["a"]
    assert append(store, info.id, note(id="b")) == [Receipt("b", 2)]
    store.close()


def test_a_watch_outlives_the_server(mortal: Postgresql, mortal_url: str) -> None:
    store, other = open_store(mortal_url), open_store(mortal_url)
    info = store.make("Sewing", at=NOW)
    told = threading.Semaphore(0)
    stop = store.watch(told.release)
    mortal.kill()
    mortal.start()
    assert told.acquire(timeout=20)  # it is back: something may have been missed
    while told.acquire(timeout=0.0):
        pass
    with pytest.raises(StoreUnavailable):
        other.read(info.id)
    append(other, info.id, note())
    assert told.acquire(timeout=20)
    stop()
    for one in (store, other):
        one.close()


def test_idle_connections_that_the_server_ended_are_replaced(url: str) -> None:
    store = open_store(url)
    info = store.make("Sewing", at=NOW)
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE pid <> pg_backend_pid() AND datname = current_database()"
        )
    with pytest.raises(StoreUnavailable):
        store.get(info.id)
    assert store.get(info.id) == info
    store.close()


def test_a_notice_that_got_lost_is_made_good_by_looking(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PostgresqlDriver, "tell", lambda *_: None)
    store = open_store(url)
    info = store.make("Sewing", at=NOW)
    told = threading.Event()
    store.watch(told.set)
    append(store, info.id, note())
    assert told.wait(20)
    store.close()


def test_the_notice_names_circle_and_head(url: str) -> None:
    store = open_store(url)
    info = store.make("Sewing", at=NOW)
    with psycopg.connect(url, autocommit=True) as listening:
        listening.execute("LISTEN circle_widgets")
        append(store, info.id, note(), note())
        notice = next(listening.notifies(timeout=20))
    assert notice.payload == f"{info.id} 2"
    store.close()


def test_an_append_in_one_circle_does_not_wait_for_another(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adapter, "PATIENCE", 0.2)
    store = open_store(url)
    one, other = store.make("One", at=NOW), store.make("Other", at=NOW)
    with psycopg.connect(url) as holding:
        holding.execute("SELECT 1 FROM circle_widgets.circles WHERE id = %s FOR UPDATE", [one.id])
        assert append(store, other.id, note())[0].position == 1
        with pytest.raises(Busy):
            append(store, one.id, note())
    assert append(store, one.id, note())[0].position == 1
    store.close()


def test_newer_tables_are_refused(url: str) -> None:
    open_store(url).close()
    with psycopg.connect(url) as connection:
        connection.execute("UPDATE circle_widgets.version SET n = 99")
    with pytest.raises(UnsupportedStore, match="newer version of circle-widgets"):
        open_store(url)


def test_a_migration_and_its_record_commit_together(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    open_store(url).close()
    broken = ("CREATE TABLE later (x INTEGER)", "CREATE TABLE oops (")
    monkeypatch.setattr(adapter, "MIGRATIONS", (*adapter.MIGRATIONS, broken))
    with pytest.raises(StoreUnavailable):
        open_store(url)
    with psycopg.connect(url) as connection:
        assert connection.execute(
            "SELECT n, to_regclass('circle_widgets.later') FROM circle_widgets.version"
        ).fetchone() == (1, None)


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://ana:pass-word@127.0.0.1:1/circles",
        "postgres://ana@127.0.0.1:1/circles?password=pass-word&sslmode=disable",
        "postgresql://127.0.0.1:1/circles?user=ana&password=pass-word",
    ],
)
def test_a_server_that_is_not_there_is_said_without_its_password(address: str) -> None:
    with pytest.raises(StoreUnavailable, match="does not answer") as caught:
        open_store(address)
    assert "pass-word" not in str(caught.value)


def test_an_address_that_is_none_is_said_without_its_password() -> None:
    with pytest.raises(UnsupportedStore, match="no address") as caught:
        open_store("postgresql://ana:pass-word@localhost/circles?colour=blue")
    assert "pass-word" not in str(caught.value)


def test_the_space_of_erased_texts_is_freed(url: str) -> None:
    store = open_store(url)
    info = store.make("Sewing", at=NOW)
    append(store, info.id, note("a secret", id="a"))
    store.erase(info.id, ["a"], Proposal("gone", "erased"), NOW)
    vacuumed = (
        "SELECT count(*) FROM pg_stat_user_tables WHERE relname IN ('events', 'ballots') AND last_vacuum IS NOT NULL"
    )
    with psycopg.connect(url, autocommit=True) as connection:
        # The server counts this a moment later.
        while connection.execute(vacuumed.encode()).fetchone() != (2,):
            connection.execute("SELECT pg_stat_clear_snapshot(), pg_sleep(0.01)")
    store.close()

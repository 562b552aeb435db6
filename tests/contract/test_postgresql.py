"""What only a server has: it goes away and comes back, it is told who may know its password."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing

import psycopg
import pytest

from circle_widgets.errors import Busy, StoreUnavailable, UnsupportedStore
from circle_widgets.events import Event, Proposal, Receipt, Refusal
from circle_widgets.store import Store, open_store
from circle_widgets.store import postgresql as adapter
from circle_widgets.store.postgresql import PostgresqlDriver
from tests.stores import NOW, Postgresql, Yes, append, note

pytestmark = pytest.mark.postgresql
Opens = Callable[[str], Store]


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


@pytest.fixture
def opens() -> Iterator[Opens]:
    """Opens stores that are closed when the test is over, however it ends."""
    with ExitStack() as stack:
        yield lambda url: stack.enter_context(closing(open_store(url)))


def test_a_server_that_was_killed_is_reached_again(opens: Opens, mortal: Postgresql, mortal_url: str) -> None:
    store = opens(mortal_url)
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


class Dies(Yes):
    """Kills the server while it holds the lock."""

    def __init__(self, server: Postgresql) -> None:
        super().__init__()
        self.server = server

    def decide(self, proposal: Proposal, at: int) -> Event | Refusal:
        self.server.kill()
        return super().decide(proposal, at)


def test_a_server_killed_under_the_lock_keeps_what_has_receipts_and_nothing_else(
    opens: Opens, mortal: Postgresql, mortal_url: str
) -> None:
    store = opens(mortal_url)
    info = store.make("Sewing", at=NOW)
    append(store, info.id, note(id="a"))
    with pytest.raises(StoreUnavailable):
        store.append(info.id, [note(id="b")], Dies(mortal), NOW)
    mortal.start()
    assert [row.event.id for row in store.read(info.id)] == ["a"]
    assert append(store, info.id, note(id="b")) == [Receipt("b", 2)]


def test_a_watch_outlives_the_server(opens: Opens, mortal: Postgresql, mortal_url: str) -> None:
    store, other = opens(mortal_url), opens(mortal_url)
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


def test_idle_connections_that_the_server_ended_are_replaced(opens: Opens, url: str) -> None:
    store = opens(url)
    info = store.make("Sewing", at=NOW)
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE pid <> pg_backend_pid() AND datname = current_database()"
        )
    with pytest.raises(StoreUnavailable):
        store.get(info.id)
    assert store.get(info.id) == info


def test_a_notice_that_got_lost_is_made_good_by_looking(
    opens: Opens, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PostgresqlDriver, "tell", lambda *_: None)
    store = opens(url)
    info = store.make("Sewing", at=NOW)
    told = threading.Event()
    store.watch(told.set)
    append(store, info.id, note())
    assert told.wait(20)


def test_the_notice_names_circle_and_head(opens: Opens, url: str) -> None:
    store = opens(url)
    info = store.make("Sewing", at=NOW)
    with psycopg.connect(url, autocommit=True) as listening:
        listening.execute("LISTEN circle_widgets")
        append(store, info.id, note(), note())
        notice = next(listening.notifies(timeout=20))
    assert notice.payload == f"{info.id} 2"


def test_an_append_in_one_circle_does_not_wait_for_another(
    opens: Opens, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adapter, "PATIENCE", 0.2)
    store = opens(url)
    one, other = store.make("One", at=NOW), store.make("Other", at=NOW)
    with psycopg.connect(url) as holding:
        holding.execute("SELECT 1 FROM circle_widgets.circles WHERE id = %s FOR UPDATE", [one.id])
        assert append(store, other.id, note())[0].position == 1
        with pytest.raises(Busy):
            append(store, one.id, note())
    assert append(store, one.id, note())[0].position == 1


def test_newer_tables_are_refused(opens: Opens, url: str) -> None:
    opens(url).close()
    with psycopg.connect(url) as connection:
        connection.execute("UPDATE circle_widgets.version SET n = 99")
    with pytest.raises(UnsupportedStore, match="newer version of circle-widgets"):
        opens(url)


def test_a_migration_and_its_record_commit_together(opens: Opens, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    opens(url).close()
    broken = ("CREATE TABLE later (x INTEGER)", "CREATE TABLE oops (")
    monkeypatch.setattr(adapter, "MIGRATIONS", (*adapter.MIGRATIONS, broken))
    with pytest.raises(StoreUnavailable):
        opens(url)
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
def test_a_server_that_is_not_there_is_said_without_its_password(opens: Opens, address: str) -> None:
    with pytest.raises(StoreUnavailable, match="does not answer") as caught:
        opens(address)
    assert "pass-word" not in str(caught.value)


def test_an_address_that_is_none_is_said_without_its_password(opens: Opens) -> None:
    with pytest.raises(UnsupportedStore, match="no address") as caught:
        opens("postgresql://ana:pass-word@localhost/circles?colour=blue")
    assert "pass-word" not in str(caught.value)


def test_the_space_of_erased_texts_is_freed(opens: Opens, url: str) -> None:
    store = opens(url)
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

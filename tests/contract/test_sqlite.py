"""What only a file has: its bytes, its owner, its version, its folder."""

from __future__ import annotations

import random
import re
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from circle_widgets.errors import StoreUnavailable, UnsupportedStore
from circle_widgets.events import Proposal
from circle_widgets.store import Store, open_store, sql
from circle_widgets.store import sqlite as adapter
from circle_widgets.store.driver import Session
from circle_widgets.store.turn import Turn
from tests.contract.test_ballots import count, vote
from tests.stores import NOW, Yes, append, events, note


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "circles.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    opened = open_store(path)
    yield opened
    opened.close()


def found(path: Path, pattern: bytes) -> list[str]:
    """The files of a store (the file, its log, its index) that hold something."""
    assert path.exists()
    return [one.name for one in path.parent.iterdir() if re.search(pattern, one.read_bytes())]


def driver_of(store: Store) -> adapter.SqliteDriver:
    assert isinstance(store, sql.SqlStore)
    assert isinstance(store._driver, adapter.SqliteDriver)
    return store._driver


SECRET = rb"secret-\d+"


def test_an_erased_text_is_in_no_file(store: Store, path: Path) -> None:
    """Of many lengths, from one that shares its page with others to one that fills several."""
    info = store.make("Sewing", at=NOW)
    lengths = random.Random(5)
    said = [
        note(f"secret-{n} " * lengths.choice([1, 5, 30, 400, 900]), id=f"n{n}", seat=f"s-{n % 7}") for n in range(300)
    ]
    for start in range(0, 300, 20):
        append(store, info.id, *said[start : start + 20], *(note("public " * 20) for _ in range(5)))
    assert found(path, SECRET)
    for seat in range(7):
        ids = [f"n{n}" for n in range(300) if n % 7 == seat]
        store.erase(info.id, ids, Proposal(f"gone-{seat}", "erased"), NOW)
        assert not any(
            re.search(rb"secret-%d " % n, one.read_bytes())
            for n in range(seat, 300, 7)
            for one in path.parent.iterdir()
        )
    assert found(path, SECRET) == []
    assert found(path, b"public") == [path.name]
    assert len(events(store, info.id)) == 300 + 75 + 7


def test_what_another_copy_erased_is_in_no_file_either(store: Store, path: Path) -> None:
    info = store.make("Sewing", at=NOW)
    append(store, info.id, note("secret-1", id="a"))
    store.merge(info.id, [Proposal("gone", "erased", {"ids": ["a"]}).accepted(NOW)])
    assert found(path, SECRET) == []


def test_a_cleared_circle_is_in_no_file(store: Store, path: Path) -> None:
    info = store.make("secret-0", at=NOW)
    append(store, info.id, *(note(f"secret-{n} " * n) for n in range(200)))
    store.note_local(info.id, "fact", "secret-7")
    store.drop(info.id)
    assert found(path, SECRET) == []


def test_after_the_close_no_file_ties_a_seat_to_a_dot(store: Store, path: Path) -> None:
    info = store.make("Sewing", at=NOW)
    for round_ in range(3):
        store.put_ballots(
            info.id, [vote({"a": n % 3}, f"seat-{n}", f"ballot-{round_}-{n}") for n in range(200)], Yes(), NOW
        )
    assert found(path, rb"mark-of-seat-\d")
    store.close_ballots(info.id, "s4", 1, count, Yes(), NOW)
    assert found(path, rb"mark-of") == []
    assert found(path, rb"seat-\d") == []
    assert found(path, rb"ballot-2-199") == [path.name]


def test_a_wipe_that_a_reader_holds_up_is_finished_by_the_next_write(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever reads an old instant keeps old bytes alive."""
    monkeypatch.setattr(adapter, "PATIENCE", 0.1)
    info = store.make("Sewing", at=NOW)
    append(store, info.id, note("secret-1", id="a"))
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM events").fetchall()
    store.erase(info.id, ["a"], Proposal("gone", "erased"), NOW)
    assert found(path, SECRET)
    reader.close()
    append(store, info.id, note())
    assert found(path, SECRET) == []


def test_an_erasure_cut_short_by_a_kill_is_finished_by_the_next_who_opens(path: Path) -> None:
    code = """
import os, sys
from circle_widgets.store import open_store
from circle_widgets.store.sqlite import SqliteDriver
from circle_widgets.events import Proposal
from tests.stores import append, note, NOW
SqliteDriver.wipe = lambda self: os._exit(9)
store = open_store(sys.argv[1])
info = store.make("Sewing", at=NOW)
append(store, info.id, note("secret-1", id="a"))
store.erase(info.id, ["a"], Proposal("gone", "erased"), NOW)
"""
    root = Path(__file__).resolve().parents[2]
    killed = subprocess.run([sys.executable, "-c", code, str(path)], cwd=root, check=False, timeout=60)
    assert killed.returncode == 9
    assert found(path, SECRET)
    store = open_store(path)
    append(store, store.circles()[0].id, note())
    assert found(path, SECRET) == []
    store.close()


def test_every_commit_is_on_disk_before_it_counts(store: Store) -> None:
    driver = driver_of(store)
    with driver.writing() as session:
        assert session.run("PRAGMA synchronous") == [(2,)]  # FULL
        assert session.run("PRAGMA secure_delete") == [(1,)]
        assert session.run("PRAGMA journal_mode") == [("wal",)]
    with driver.writing(durable=False) as session:
        assert session.run("PRAGMA synchronous") == [(1,)]
    with driver.writing() as session:
        assert session.run("PRAGMA synchronous") == [(2,)]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_the_file_is_for_its_owner_only(store: Store, path: Path) -> None:
    store.make("Sewing", at=NOW)
    assert {stat.S_IMODE(one.stat().st_mode) for one in path.parent.iterdir()} == {0o600}


def test_on_a_network_file_system_the_file_keeps_no_write_ahead_log(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adapter, "network_file_system", lambda _path: "nfs4")
    store = open_store(path)
    info = store.make("Sewing", at=NOW)
    append(store, info.id, note("secret-1", id="a"), note(id="b"))
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    store.erase(info.id, ["a"], Proposal("gone", "erased"), NOW)
    assert found(path, SECRET) == []
    assert len(store.read(info.id)) == 3
    store.close()


def test_a_newer_file_is_refused_and_left_alone(path: Path) -> None:
    open_store(path).close()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {len(adapter.MIGRATIONS) + 1}")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(UnsupportedStore, match="newer version of circle-widgets") as caught:
        open_store(path)
    assert caught.value.code == "newer_store"
    assert path.read_bytes() == before


def test_another_programs_database_is_refused_and_left_alone(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE books (title)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(UnsupportedStore, match="another program"):
        open_store(path)
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused_and_left_alone(path: Path) -> None:
    path.write_text("Dear diary, " * 200)
    with pytest.raises(UnsupportedStore, match="not a file of circles"):
        open_store(path)
    assert path.read_text().startswith("Dear diary")


def test_a_migration_and_its_record_commit_together(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = open_store(path)
    info = first.make("Sewing", at=NOW)
    append(first, info.id, note(id="a"))
    first.close()
    broken = ("CREATE TABLE later (x)", "CREATE TABLE oops (")
    monkeypatch.setattr(adapter, "MIGRATIONS", (*adapter.MIGRATIONS, broken))
    with pytest.raises(StoreUnavailable):
        open_store(path)
    monkeypatch.setattr(adapter, "MIGRATIONS", (*adapter.MIGRATIONS[:1], broken[:1]))
    second = open_store(path)
    assert [event.id for event in events(second, info.id)] == ["a"]
    second.close()
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA user_version").fetchone() == (2,)
    assert connection.execute("SELECT count(*) FROM later").fetchone() == (0,)
    connection.close()


def test_a_missing_folder_is_made_and_a_folder_is_no_store(tmp_path: Path) -> None:
    open_store(tmp_path / "a" / "b" / "circles.db").close()
    with pytest.raises(StoreUnavailable, match="folder"):
        open_store(tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreUnavailable, match="cannot be opened"):
        open_store(tmp_path / "file" / "circles.db")


def test_a_file_that_went_away_is_said_and_not_made_anew(store: Store, path: Path) -> None:
    info = store.make("Sewing", at=NOW)
    for one in path.parent.iterdir():
        one.unlink()
    with pytest.raises(StoreUnavailable, match="is gone"):
        append(store, info.id, note())
    assert not path.exists()


def test_a_file_that_was_replaced_is_opened_again(store: Store, path: Path, tmp_path: Path) -> None:
    store.make("Old", at=NOW)
    other = open_store(tmp_path / "other" / "circles.db")
    info = other.make("New", at=NOW)
    other.close()
    for one in path.parent.glob("circles.db-*"):
        one.unlink()
    (tmp_path / "other" / "circles.db").replace(path)
    with pytest.raises(StoreUnavailable, match="was replaced"):
        store.make("Lost", at=NOW)
    append(store, info.id, note(id="a"))
    assert [event.id for event in events(store, info.id)] == ["a"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_a_full_disk_is_said(store: Store) -> None:
    info = store.make("Sewing", at=NOW)
    driver = driver_of(store)
    with driver._holding() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
    judge = Yes()
    with pytest.raises(StoreUnavailable, match="full"):
        store.append(info.id, [note("x" * 9000)], judge, NOW)
    assert judge.rolled_back == 1
    with driver._holding() as connection:
        connection.execute("PRAGMA max_page_count = 1000000")
    assert append(store, info.id, note("x" * 9000))[0].position == 1


class Explains:
    """A session that asks how each statement would be run."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.plans: list[str] = []

    def run(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        self.plans += [row[3] for row in self.session.run(f"EXPLAIN QUERY PLAN {sql}", *values)]
        return self.session.run(sql, *values)

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        self.session.many(sql, rows)


def test_no_statement_of_an_append_reads_the_whole_log(store: Store) -> None:
    info = store.make("Sewing", at=NOW)
    driver = driver_of(store)
    with driver.writing() as session:
        explains = Explains(session)
        turn = Turn(driver, explains, info.id)
        turn.known(["a", "b"])
        turn.log(3)
        explains.run(sql._NEWS, 1, 3, info.id)
    assert len(explains.plans) > 5
    assert [plan for plan in explains.plans if "SCAN" in plan and "json_each" not in plan] == []

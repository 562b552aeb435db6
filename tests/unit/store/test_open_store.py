"""Addresses of stores."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from circle_widgets.errors import UnsupportedStore
from circle_widgets.store import open_store, sqlite_path


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("circles.db", "circles.db"),
        ("/data/circles.db", "/data/circles.db"),
        ("sqlite:///circles.db", "circles.db"),
        ("sqlite:////data/circles.db", "/data/circles.db"),
        ("sqlite:///C:/data/circles.db", "C:/data/circles.db"),
        ("SQLite:///~/circles.db", "~/circles.db"),
        (Path("a") / "b.db", "a/b.db"),
    ],
)
def test_a_file_has_a_path_or_an_address(address: str | os.PathLike[str], path: str) -> None:
    assert sqlite_path(address) == Path(path)


@pytest.mark.parametrize("address", ["", ":memory:", "sqlite://", "sqlite:///", "sqlite:///:memory:"])
def test_a_store_in_memory_would_be_nobody_elses(address: str) -> None:
    with pytest.raises(UnsupportedStore, match="give its path"):
        open_store(address)


@pytest.mark.parametrize(
    "address", ["https://room.example/K7MPQX", "http://192.168.0.2/K7MPQX", "mysql://x/y", "file:///x"]
)
def test_other_addresses_are_refused_in_a_sentence(address: str) -> None:
    with pytest.raises(UnsupportedStore, match=r"\.$"):
        open_store(address)


def test_the_address_of_a_store_opens_it_again(tmp_path: Path) -> None:
    first = open_store(tmp_path / "circles.db")
    info = first.make("Sewing", at=1)
    second = open_store(first.url)
    assert second.get(info.id) == info
    for store in (first, second):
        store.close()


@pytest.mark.parametrize(
    ("code", "unwanted"),
    [
        ("import circle_widgets.store", {"sqlite3", "psycopg", "platformdirs"}),
        ("from circle_widgets.store import open_store; open_store('x.db').close()", {"psycopg"}),
    ],
)
def test_a_driver_loads_when_its_store_is_opened(code: str, unwanted: set[str], tmp_path: Path) -> None:
    code += "; import sys; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True, timeout=60
    )
    assert unwanted.isdisjoint(done.stdout.split())


def test_without_its_package_postgresql_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    monkeypatch.delitem(sys.modules, "circle_widgets.store.postgresql", raising=False)
    with pytest.raises(UnsupportedStore, match=r"pip install 'circle-widgets\[postgresql\]'"):
        open_store("postgresql://localhost/circles")

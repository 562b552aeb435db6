from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.kills.burst import Killable
from tests.stores import postgresql, store, store_url

__all__ = ["killable", "postgresql", "sqlite", "store", "store_url"]


@pytest.fixture
def sqlite(tmp_path: Path) -> str:
    """The address of a new file of circles."""
    return f"sqlite:///{(tmp_path / 'circles.sqlite').as_posix()}"


@pytest.fixture
def killable(sqlite: str, tmp_path: Path) -> Iterator[Killable]:
    """A room on that file."""
    room = Killable(sqlite, tmp_path)
    room.wait()
    yield room
    room.child.end(1)

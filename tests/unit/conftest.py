"""What the tests of the core have: property tests without a deadline, and every store closed at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from circle_widgets.cli import main
from circle_widgets.store import Store, open_store

Say = Callable[..., tuple[int, str, str]]
"""Types a command; gives its number, what it printed, and what it complained."""

# A slow start is the machine's; what takes long in the core is held by benchmarks/growth.py.
settings.register_profile("core", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("core")


@pytest.fixture(autouse=True)
def _stores_are_closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Close what ``Circle`` opened by itself: newer Pythons warn of a file that is left open."""
    opened: list[Store] = []

    def noted(*given: Any) -> Store:
        opened.append(open_store(*given))
        return opened[-1]

    monkeypatch.setattr("circle_widgets.circle.open_store", noted)
    yield
    for store in opened:
        store.close()


@pytest.fixture
def say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Say:
    """Types a command; gives its number, what it printed, and what it complained."""
    monkeypatch.setenv("CIRCLE_HOME", str(tmp_path))
    monkeypatch.setenv("CIRCLE_STORE", str(tmp_path / "circles.sqlite"))
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.chdir(tmp_path)

    def typed(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return typed

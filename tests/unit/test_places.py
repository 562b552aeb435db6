"""Where things stand on a person's computer: where the environment says, else where the system keeps such things."""

from __future__ import annotations

from pathlib import Path

import pytest

from circle_widgets import clock, places


def test_the_environment_names_the_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CIRCLE_HOME", str(tmp_path / "mine"))
    monkeypatch.delenv("CIRCLE_STORE", raising=False)
    assert places.default_store() == str(tmp_path / "mine" / "circles.sqlite")
    assert (tmp_path / "mine").is_dir()
    monkeypatch.setenv("CIRCLE_STORE", "postgresql://somewhere/circles")
    assert places.default_store() == "postgresql://somewhere/circles"


def test_without_one_it_is_the_data_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CIRCLE_HOME", raising=False)
    assert places.data_folder().name == places.NAME


def test_the_clock_counts_milliseconds() -> None:
    assert 1_700_000_000_000 < clock.now() <= clock.now() < 4_000_000_000_000

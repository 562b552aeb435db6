"""The examples in docstrings do what they say."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
from pathlib import Path

import pytest

import circle_widgets

HOSTS = {"widgets", "room", "kernels", "rehearse", "serve", "cli", "__main__"}
"""Parts with a host of their own, which have tests of their own."""
MODULES = [
    "circle_widgets",
    *(
        module.name
        for module in pkgutil.walk_packages(circle_widgets.__path__, "circle_widgets.")
        if module.name.split(".")[1] not in HOSTS
    ),
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_are_true(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CIRCLE_STORE", str(tmp_path / "circles.sqlite"))
    monkeypatch.chdir(tmp_path)
    found = doctest.testmod(importlib.import_module(name), optionflags=doctest.ELLIPSIS)
    assert found.failed == 0


def test_there_are_examples() -> None:
    finder = doctest.DocTestFinder()
    assert sum(bool(test.examples) for name in MODULES for test in finder.find(importlib.import_module(name))) >= 3

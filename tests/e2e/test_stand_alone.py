"""The wheel by itself: the source away, the network off, and a meeting is held and kept."""

from __future__ import annotations

import json
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.e2e import wheel
from tests.e2e.wheel import ROOT, run


@cache
def alone() -> tuple[str, ...]:
    """Begins a command with no network but its own loopback, and an empty folder where the source stands.

    Linux lets root do that, and most let everybody; where it cannot be done, the command begins as it is.
    """
    for beginning in (("unshare", "--net", "--mount"), ("unshare", "--net", "--mount", "--map-root-user")):
        hide = (*beginning, "sh", "-c", 'mount -t tmpfs none "$0" && exec "$@"', str(ROOT))
        if (
            shutil.which("unshare")
            and subprocess.run([*hide, "true"], capture_output=True, check=False).returncode == 0
        ):
            return hide
    return ()


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    base = tmp_path_factory.mktemp("alone")
    installed = wheel.install(wheel.build(base).wheel, base)
    script = Path(shutil.copy(Path(__file__).with_name("stand_alone.py"), base))
    folder = base / "circles"
    folder.mkdir()
    printed = run(*alone(), installed.python, script, installed.program("circle"), folder, cwd=base)
    found: dict[str, Any] = json.loads(printed.splitlines()[-1])
    return found


def test_the_start_page_is_there_and_asks_nobody_outside(seen: dict[str, Any]) -> None:
    assert seen["start"]["status"] == 200
    assert seen["start"]["wrong"] == 0
    assert seen["start"]["prose"] > 0
    assert seen["outside"] == []
    assert {name: status for name, status in seen["start_assets"].items() if status != 200} == {}


def test_the_phones_page_comes_with_all_that_it_needs(seen: dict[str, Any]) -> None:
    assert seen["join"] == 200
    assert seen["assets"]
    assert {name: status for name, status in seen["assets"].items() if status != 200} == {}


def test_a_note_is_receipted_and_kept(seen: dict[str, Any]) -> None:
    assert (seen["receipts"], seen["kept"]) == (1, True)


def test_it_ends_when_it_is_told_to(seen: dict[str, Any]) -> None:
    assert seen["ended"] == 0

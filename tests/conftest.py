"""What every test has: folders of its own, no settings of the person who runs it, and the browser when asked for."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

from tests import chromium as browsers

ROOT = Path(__file__).resolve().parent.parent
OURS = ("CIRCLE_STORE", "CIRCLE_HOME", "CIRCLE_ROOM_PORT", "QUERY_STRING")
FOLDERS = {
    "HOME": "home",
    "USERPROFILE": "home",
    "APPDATA": "home/data",
    "LOCALAPPDATA": "home/data",
    "XDG_DATA_HOME": "home/data",
    "XDG_CONFIG_HOME": "home/config",
    "XDG_CACHE_HOME": "home/cache",
    "XDG_RUNTIME_DIR": "home/run",
    "JUPYTER_CONFIG_DIR": "home/jupyter/config",
    "JUPYTER_DATA_DIR": "home/jupyter/data",
    "IPYTHONDIR": "home/ipython",
}


class ByModule(LoadScopeScheduling):  # type: ignore[misc] # xdist says nothing of its types
    """A module stays with one worker, and so does all of e2e/: what dies there comes back at its own port.

    Another worker's `circle serve` could take that port in the moment when it is free.
    """

    def _split_scope(self, nodeid: str) -> str:
        module = nodeid.partition("::")[0]
        return "tests/e2e" if module.startswith("tests/e2e/") else module


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByModule:
    """Not by xdist's marks: its 3.8 writes them into a name that pytest 9.2 reads no more, and says nothing."""
    return ByModule(config, log)


@pytest.fixture(scope="session", autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A test writes into no folder of the person's, and reads no setting there; processes that it starts inherit that.

    One set for the whole run, and for each worker: what starts a server once keeps its folders.
    """
    base = tmp_path_factory.mktemp("person")
    os.environ.setdefault("UV_CACHE_DIR", str(Path.home() / ".cache/uv"))  # only downloads, and each has its hash
    for name in OURS:
        os.environ.pop(name, None)
    for name, folder in FOLDERS.items():
        place = base / folder
        place.mkdir(parents=True, exist_ok=True)
        os.environ[name] = str(place)
    (base / "home/run").chmod(0o700)
    # A short path: the name of a socket has at most some hundred characters.
    with tempfile.TemporaryDirectory(prefix="cj-", ignore_cleanup_errors=True) as run:
        os.environ["JUPYTER_RUNTIME_DIR"] = run
        yield


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the whole project."""
    return ROOT


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The program of a Chromium or Chrome; without one the test is red, for make would have installed it."""
    found = browsers.find()
    if found is None:
        pytest.fail(browsers.HOW_TO_GET_ONE, pytrace=False)
    return found

"""A room as people have it: a process of its own, a browser context for each person, a desk in the test."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from circle_widgets.circle import Circle
from tests import chromium as browsers

PHONE = {"width": 390, "height": 844}


class Room:
    """The room's process, at an address that stays the same when it is killed and started again."""

    def __init__(self, store: Path) -> None:
        self.store, self.port = store, 0
        self.process: subprocess.Popen[str] | None = None
        self.start()

    @property
    def url(self) -> str:
        """Where it is, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it, and go on when it listens."""
        command = [sys.executable, "-m", "circle_widgets", "room", "--store", str(self.store), "--json"]
        command += ["--port", str(self.port), "--host", "127.0.0.1"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.port = json.loads(self.process.stdout.readline())["port"]

    def kill(self) -> None:
        """End it in the middle of whatever it does."""
        if self.process is not None and self.process.stdout is not None:
            self.process.kill()
            self.process.wait()
            self.process.stdout.close()


@pytest.fixture
def circle(tmp_path: Path) -> Circle:
    """The desk: a circle with its facilitator, no activity yet."""
    return Circle.make("Sewing for beginners", facilitator="Ana", store=str(tmp_path / "circles.sqlite"))


@pytest.fixture
def room(tmp_path: Path, circle: Circle) -> Iterator[Room]:
    """The room of that circle's store."""
    started = Room(tmp_path / "circles.sqlite")
    yield started
    started.kill()


@pytest.fixture(scope="package")
def browser(chromium: Path) -> Iterator[Browser]:
    """One browser for all."""
    with browsers.running(chromium) as found:
        yield found


MakePage = Callable[..., Page]


@pytest.fixture
def person(browser: Browser) -> Iterator[MakePage]:
    """A page in a context of its own, a phone's unless told otherwise; a word on its console is a red test."""
    contexts = []
    said: list[str] = []

    def make(**options: Any) -> Page:
        context = browser.new_context(**{"viewport": PHONE, "has_touch": True, "reduced_motion": "reduce", **options})
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        return page

    yield make
    for context in contexts:
        context.close()
    # a room that is killed is heard of as such
    assert [line for line in said if "net::ERR_" not in line and "status of 404" not in line] == []

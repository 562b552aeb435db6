"""What tests of a whole meeting share: one browser, and one ``circle serve``."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests import chromium as browsers
from tests.e2e.people import PATIENCE, People
from tests.e2e.served import Served, served, some_ports


@pytest.fixture(scope="package")
def browser(chromium: Path) -> Iterator[Browser]:
    """One browser for all."""
    with browsers.running(chromium) as found:
        yield found


@pytest.fixture(scope="package")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A ``circle serve``, as a facilitator starts it; each test has a circle of its own there."""
    port, room_port = some_ports()
    with served(tmp_path_factory.mktemp("laptop"), port=port, room_port=room_port) as one:
        one.ready()
        yield one


RED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember whether the test itself was red, for what comes after it."""
    report = yield
    if report.when == "call":
        item.stash[RED] = report.failed
    return report


@pytest.fixture
def people(browser: Browser, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[People]:
    """Everybody in the room, each with a browser of their own; a word on a console is a red test.

    When the test is red there are pictures of what each of them saw, in its folder.
    """
    expect.set_options(timeout=PATIENCE)
    everybody = People(browser)
    yield everybody
    red = request.node.stash.get(RED, True)
    if red:
        print("\n".join(f"picture: {file}" for file in everybody.pictures(tmp_path)))
    everybody.go_home()
    assert red or everybody.complaints == []

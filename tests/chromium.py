"""Where the browser of the tests is, and how it is started. Run as a program it says so, for make."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
# Without these a browser looks for updates and rivals' addresses at every start: the tests ask nothing from outside.
ARGUMENTS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)
HOW_TO_GET_ONE = """\
The tests need a Chromium or Chrome, and found none. Install one, then run make again:
  Debian, Ubuntu   sudo apt-get install chromium
  Fedora           sudo dnf install chromium
  macOS            brew install --cask chromium
or name the one you have:  CHROMIUM=/path/to/chrome make test"""


def find() -> Path | None:
    """The browser named by CHROMIUM, else one in the PATH, else one where installers put them."""
    named = os.environ.get("CHROMIUM")
    if named:
        return Path(named) if Path(named).exists() else None
    in_path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if in_path:
        return Path(in_path)
    return next((Path(place) for place in PLACES if Path(place).exists()), None)


def arguments() -> list[str]:
    """What to start it with; root has no sandbox, as in a container."""
    sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return [*ARGUMENTS, *sandbox]


@contextmanager
def running(program: Path) -> Iterator[Browser]:
    """The browser, for the length of a block.

    While it runs no event loop can run in this thread: a fixture that holds it has the scope of a package, not of the
    session.
    """
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - make asks this file where a browser is, before

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=str(program), args=arguments())
        yield found
        found.close()


if __name__ == "__main__":
    if find() is None:
        if "--quiet" not in sys.argv:
            print(HOW_TO_GET_ONE, file=sys.stderr)
        raise SystemExit(1)

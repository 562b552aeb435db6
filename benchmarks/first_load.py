"""From the tap on the link to the first letter: the phone page beside Panel and stock Voilà, with the same form.

All three in one run. Interactive means: the box is there and takes a letter (a click on Send must then be answered).
Each trial is a fresh browser profile. ``python benchmarks/first_load.py [--trials 5]``. The last line is JSON.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Browser, Page, expect, sync_playwright
from room import free_port, start

from circle_widgets import Circle

FORMS = Path(__file__).parent / "forms"
CHROMIUM = os.environ.get("CIRCLE_CHROMIUM", "/usr/bin/chromium")
SOME_MS = 60_000


def main() -> None:
    """Measure each, print a table, then one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=5)
    args = parser.parse_args()
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        found = {
            name: trials(browser, serve, args.trials, Path(folder))
            for name, serve in (("phone", phone), ("panel", panel), ("voila", voila))
        }
    for name, one in found.items():
        print(f"{name:6} {one['interactive_ms']:7} ms  {one['kb']:8} kB  {one['requests']:4} requests")
    print(
        json.dumps(
            {
                "bench": "first_load",
                "machine": f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}",
                "versions": {name: metadata.version(name) for name in ("panel", "voila", "tornado")},
                **found,
                "of_panel": round(found["phone"]["interactive_ms"] / found["panel"]["interactive_ms"], 3),
                "of_voila": round(found["phone"]["interactive_ms"] / found["voila"]["interactive_ms"], 3),
            }
        )
    )


Served = Callable[[Path], "contextlib.AbstractContextManager[Callable[[], str]]"]


def trials(browser: Browser, serve: Served, count: int, folder: Path) -> dict[str, Any]:
    """The median trial; the first warms the server and is not counted."""
    with serve(folder) as link:
        runs = [trial(browser, link()) for _ in range(count + 1)][1:]
    middle = statistics.median(run[0] for run in runs)
    return {"interactive_ms": round(middle), "kb": round(runs[-1][1] / 1000, 1), "requests": runs[-1][2]}


def trial(browser: Browser, url: str) -> tuple[float, int, int]:
    """Milliseconds until the answer, bytes over the wire and requests until then."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="en")
    page = context.new_page()
    counted = count_bytes(page)
    start_at = time.perf_counter()
    page.goto(url, wait_until="commit")
    box = page.get_by_role("textbox").first
    box.fill("x", timeout=SOME_MS)
    ready = time.perf_counter()
    page.get_by_role("button", name="Send").first.click()
    expect(page.get_by_text("stored").first).to_be_visible(timeout=SOME_MS)
    context.close()
    return (ready - start_at) * 1000, counted["bytes"], counted["requests"]


def count_bytes(page: Page) -> dict[str, int]:
    """Counts what comes over the wire, headers included."""
    counted = {"bytes": 0, "requests": 0}
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")

    def finished(event: dict[str, Any]) -> None:
        counted["bytes"] += int(event["encodedDataLength"])

    def began(event: dict[str, Any]) -> None:
        counted["requests"] += not event["request"]["url"].startswith(("data:", "blob:"))

    session.on("Network.loadingFinished", finished)
    session.on("Network.requestWillBeSent", began)
    return counted


@contextlib.contextmanager
def phone(folder: Path) -> Iterator[Callable[[], str]]:
    """The phone page of a real room, by a personal link."""
    store = str(folder / "circles.sqlite")
    circle = Circle.make("First load", store=store)
    circle.start("one-question")
    circle.move("next")
    circle.move("next")
    port = free_port()
    command = [sys.executable, "-m", "circle_widgets", "room", "--store", store, "--port", str(port)]
    base = f"http://127.0.0.1:{port}"

    def link() -> str:
        made = httpx.post(f"{base}/api/v1/circles/{circle.code}/participants", json={"name": None, "locale": "en"})
        return f"{base}/join/{circle.code}#seat={made.json()['token']}"

    with running([*command, "--host", "127.0.0.1"], port):
        yield link


@contextlib.contextmanager
def panel(_folder: Path) -> Iterator[Callable[[], str]]:
    """Panel's own server."""
    port = free_port()
    command = [sys.executable, "-m", "panel", "serve", str(FORMS / "panel_form.py"), "--port", str(port)]
    with running(command, port):
        yield lambda: f"http://127.0.0.1:{port}/panel_form"


@contextlib.contextmanager
def voila(_folder: Path) -> Iterator[Callable[[], str]]:
    """Stock Voilà, as installed."""
    port = free_port()
    command = [sys.executable, "-m", "voila", str(FORMS / "voila_form.ipynb"), f"--port={port}", "--no-browser"]
    with running(command, port):
        yield lambda: f"http://127.0.0.1:{port}/"


@contextlib.contextmanager
def running(command: list[str], port: int) -> Iterator[None]:
    """A server of ours, ended at the end."""
    process = start(command, port)
    try:
        yield
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    main()

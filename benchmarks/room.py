"""A room full of phones: joins over some seconds, everyone posts at the same instant, everyone drops and comes back.

``python benchmarks/room.py --phones 500 [--limit]``. The phones are another process (``phones.py``), with one source
address. ``--limit`` measures a bare handler (``bare.py``) in the same run. ``--dots``: when all are back they vote, at
the same instant; the screen's result is held against a recount of what was sent. The last line is JSON.
"""

from __future__ import annotations

import argparse
import collections
import contextlib
import json
import os
import platform
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import Any

import psutil

from circle_widgets import Activity, Circle, steps

HERE = Path(__file__).parent
ROOM_START_S = 20.0
OPTIONS = [f"Something that matters to us, number {n}" for n in range(12)]
ASKED = Activity("A full room", [steps.Notes("What is a circle?"), steps.Dots(3, "Which matter?", OPTIONS)])


def main() -> None:
    """Measure, print a table, then one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--phones", type=int, default=500)
    parser.add_argument("--join-seconds", type=float, default=15)
    parser.add_argument("--away-seconds", type=float, default=60)
    parser.add_argument("--limit", action="store_true", help="also measure a bare handler, for the ratio")
    parser.add_argument("--rounds", type=int, default=5, help="instants; the median of their throughput is compared")
    parser.add_argument("--dots", action="store_true", help="everyone also places dots, at the same instant")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = measure(Path(folder), args)
        if args.limit:
            found["limit_ratio"] = round(found.pop("per_s") / bare(Path(folder), args), 2)
        found.pop("per_s", None)
    print(json.dumps(found))


class Crowd:
    """The phones' process: a command a line, an answer a line."""

    def __init__(self, port: int, code: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(HERE / "phones.py"), "127.0.0.1", str(port), code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __call__(self, do: str, **order: Any) -> Any:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps({"do": do} | order) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def end(self) -> None:
        """End the phones."""
        self.process.kill()
        self.process.wait()


class Screen(threading.Thread):
    """The projector: what it shows as stored, since when, and the dots on each option."""

    def __init__(self, port: int, code: str) -> None:
        super().__init__(daemon=True)
        self.url = f"http://127.0.0.1:{port}/api/v1/circles/{code}/live"
        self.stored = 0
        self.since = 0.0
        self.step = ""
        self.page = self.pages = 1
        self.dots: dict[str, int] = {}
        self.changed = threading.Condition()

    def run(self) -> None:
        with contextlib.suppress(OSError), urllib.request.urlopen(self.url, timeout=120) as stream:
            for line in stream:
                if line.startswith(b"data: "):
                    data = json.loads(line[6:])
                    self.take(data.get("replace") or data.get("patch") or {})

    def take(self, part: dict[str, Any]) -> None:
        """What a view, or a change of it, says."""
        with self.changed:
            self.step = part.get("step", {}).get("id", self.step)
            if (stored := part.get("room", {}).get("stored")) is not None:
                self.stored, self.since = stored, time.time()
            self.page = part.get("screen", {}).get("page", self.page)
            self.pages = part.get("screen", {}).get("pages", self.pages)
            items = part.get("dots", {}).get("items") or {}
            self.dots |= {key: one["dots"] for key, one in items.items() if one and "dots" in one}
            self.changed.notify_all()

    def wait_until(self, true: Callable[[], bool], seconds: float = 20) -> bool:
        """Whether that came to be in time."""
        with self.changed:
            return self.changed.wait_for(true, seconds)

    def wait_for(self, stored: int, seconds: float = 20) -> float:
        """When the screen showed that many (seconds since 1970)."""
        with self.changed:
            self.changed.wait_for(lambda: self.stored >= stored, seconds)
            return self.since if self.stored == stored else float("inf")


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def start(command: list[str], port: int, **environment: str) -> subprocess.Popen[bytes]:
    """A server of ours, once it listens."""
    process = subprocess.Popen(command, env=os.environ | environment, stdout=subprocess.DEVNULL)
    until = time.monotonic() + ROOM_START_S
    while time.monotonic() < until:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.2):
            return process
        if process.poll() is not None:
            break
        time.sleep(0.05)
    process.kill()
    raise SystemExit(f"did not start: {' '.join(command)}")


def p95(values: list[float]) -> float:
    """The 95th percentile."""
    return round(statistics.quantiles(values, n=20)[18] if len(values) > 1 else values[0], 1)


def measure(folder: Path, args: argparse.Namespace) -> dict[str, Any]:
    """The room."""
    store = str(folder / "circles.sqlite")
    circle = Circle.make("A full room", store=store)
    circle.start(ASKED if args.dots else "one-question")
    if not args.dots:
        circle.move("next")
    circle.move("next")
    step = circle.state.current
    assert step is not None
    port = free_port()
    command = [sys.executable, "-m", "circle_widgets", "room", "--store", store, "--port", str(port)]
    room = start([*command, "--host", "127.0.0.1"], port, CIRCLE_SEATS=str(max(600, args.phones)))
    crowd = Crowd(port, circle.code)
    try:
        return rounds(args, circle, crowd, room, port, step.id)
    finally:
        crowd.end()
        room.kill()
        room.wait()


def rounds(
    args: argparse.Namespace,
    circle: Circle,
    crowd: Crowd,
    room: subprocess.Popen[bytes],
    port: int,
    step: str,
) -> dict[str, Any]:
    """Join, post, drop, come back; then compare with the store."""
    screen = Screen(port, circle.code)
    screen.start()
    memory = psutil.Process(room.pid)
    before = memory.memory_info().rss
    joined = crowd("join", phones=args.phones, seconds=args.join_seconds)
    streams = crowd("stream")
    held = (memory.memory_info().rss - before) / 2**20 / args.phones * 100
    posts, lag = [], 0.0
    for n in range(args.rounds):
        posts.append(crowd("post", step=step))
        if n == 0:
            lag = screen.wait_for(args.phones) - posts[0]["at"]
    crowd("drop")
    print(f"all phones are away for {args.away_seconds:g} s", flush=True)
    time.sleep(args.away_seconds)
    back = crowd("stream")
    stored = [event.id for event in Circle.open(circle.code, store=circle.store.url).ledger.log()]
    notes = [one for one in stored if one in {i for post in posts for i in post["ids"]}]
    receipts = [one for post in posts for one in post["receipts"]]
    errors = joined["errors"] + streams["errors"] + back["errors"] + sum(post["errors"] for post in posts)
    return {
        "bench": "room",
        "machine": f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}",
        "versions": {"python": platform.python_version(), "sqlite": sqlite3.sqlite_version}
        | {name: metadata.version(name) for name in ("tornado", "msgspec")},
        "phones": args.phones,
        "join_p95_ms": p95(joined["ms"]),
        "posts_p50_ms": round(statistics.median(posts[0]["ms"]), 1),
        "posts_p95_ms": p95(posts[0]["ms"]),
        "errors": errors,
        "sent": sum(len(post["ids"]) for post in posts),
        "stored": len(notes),
        "screen_lag_ms": round(max(0.0, lag) * 1000),
        "back_all_s": round(back["seconds"], 2),
        "lost": len(set(receipts) - set(stored)),
        "twice": len(notes) - len(set(notes)),
        "mb_per_100_phones": round(held, 2),
        "limit_ratio": None,
        "per_s": statistics.median(args.phones / post["seconds"] for post in posts),
    } | (dots(args, circle, crowd, screen) if args.dots else {})


def dots(args: argparse.Namespace, circle: Circle, crowd: Crowd, screen: Screen) -> dict[str, Any]:
    """Everyone votes at the same instant, three times over; then the count is opened, and recounted."""
    circle.move("reveal")
    run = circle.state.run
    assert run is not None
    circle.ledger.say("step.open", step=run.steps[1])
    step = circle.state.steps[run.steps[1]]
    screen.wait_until(lambda: screen.step == step.id and screen.stored == 0)
    time.sleep(1)  # the step reaches every phone; nobody chooses faster than that
    votes, lag = [], 0.0
    for seed in range(3):
        votes.append(crowd("vote", step=step.id, options=list(step.data.options), dots=step.data.budget, seed=seed))
        if seed == 0:
            lag = screen.wait_for(args.phones) - votes[0]["at"]
    circle.move("reveal")
    screen.wait_until(lambda: bool(screen.dots))
    for page in range(2, screen.pages + 1):
        circle.ledger.say("screen.show", {"page": page})
        screen.wait_until(lambda page=page: screen.page == page)  # type: ignore[misc] # each page its own
    recount = collections.Counter(option for on in votes[-1]["on"] for option in on)
    right = screen.wait_until(lambda: {key: n for key, n in screen.dots.items() if n} == dict(recount))
    left = circle.store.ballots(circle.id, step.id, 1)
    return {
        "dots_p50_ms": round(statistics.median(votes[0]["ms"]), 1),
        "dots_p95_ms": p95(votes[0]["ms"]),
        "dots_errors": sum(vote["errors"] for vote in votes),
        "dots_sent": sum(len(vote["ids"]) for vote in votes),
        "dots_stored": sum(len(vote["receipts"]) for vote in votes),
        "dots_screen_lag_ms": round(max(0.0, lag) * 1000),
        "dots_recount": "equal" if right else {"screen": screen.dots, "sent": recount},
        "dots_left_in_store": len(left),
    }


def bare(folder: Path, args: argparse.Namespace) -> float:
    """Posts a second of the bare handler, with the same phones."""
    port = free_port()
    server = start([sys.executable, str(HERE / "bare.py"), str(folder / "bare.sqlite"), str(port)], port)
    crowd = Crowd(port, "BARE")
    try:
        crowd("join", phones=args.phones, seconds=1)
        crowd("stream")
        posts = [crowd("post", step="s") for _ in range(args.rounds)]
        return statistics.median(args.phones / post["seconds"] for post in posts)
    finally:
        crowd.end()
        server.kill()
        server.wait()


if __name__ == "__main__":
    main()

"""``circle serve`` for tests: started as a person starts it, watched through what it prints and what it started."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

from circle_widgets.serve import ports
from tests.waiting import until

CIRCLE = (sys.executable, "-m", "circle_widgets")
READY = 90.0
"""Seconds; Jupyter's imports on a machine that does other things as well."""


class Served:
    """One ``circle serve`` with a data folder of its own. ``home`` may be that of one before.

    ``program`` is what runs ``circle``; ``more`` goes into its environment.
    """

    def __init__(
        self,
        home: Path,
        *arguments: str,
        port: int = 0,
        room_port: int = 0,
        program: Sequence[str] = CIRCLE,
        more: Mapping[str, str] | None = None,
    ) -> None:
        self.home = home
        home.mkdir(parents=True, exist_ok=True)
        self.out = home / f"said-{random.randrange(10**9)}.txt"
        given = [*(["--port", str(port)] if port else []), *(["--room-port", str(room_port)] if room_port else [])]
        environment = {**os.environ, "CIRCLE_HOME": str(home), "LC_ALL": "en_XX.UTF-8", **(more or {})}
        environment.pop("CIRCLE_STORE", None)
        with self.out.open("wb") as out:
            self.process = psutil.Popen(
                [*program, "serve", "--no-browser", *given, *arguments],
                env=environment,
                cwd=home,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def said(self) -> str:
        """All that it has printed."""
        return self.out.read_text(encoding="utf-8")

    @property
    def note(self) -> dict[str, object]:
        """What it leaves for the next one: ports, and the address of the start page."""
        found = list((self.home / "running").glob("*.json"))
        return dict(json.loads(found[0].read_text())) if found else {}

    @property
    def port(self) -> int:
        """The workbooks' port, once it is known."""
        return int(str(until(lambda: self.note.get("port"), "the ports are chosen", seconds=READY)))

    @property
    def room_port(self) -> int:
        """The room's port, once it is known."""
        return int(str(until(lambda: self.note.get("room_port"), "the ports are chosen", seconds=READY)))

    @property
    def url(self) -> str:
        """The address of the start page."""
        return str(self.note["url"])

    def room_ready(self) -> None:
        """Wait until phones could come."""
        until(lambda: ports.get(self.room_port, "/healthz")[0] == 200, "the room answers", seconds=READY)

    def ready(self) -> None:
        """Wait until everything is there and was said."""
        until(lambda: "Ctrl+C" in self.said or self.process.poll() is not None, "it says all is there", seconds=READY)
        assert self.process.poll() is None, self.said

    def child(self, name: str) -> psutil.Process:
        """The process of the room (``room``), the workbooks (``jupyter``), or the made-up people (``rehearse``)."""

        def look() -> psutil.Process | None:
            for one in self.process.children():
                with suppress(psutil.Error):
                    if any(part.split(".")[-1] == name for part in one.cmdline()[:5]):
                        return one
            return None

        found = until(look, f"the process {name} is there")
        assert found is not None
        return found

    def ends_after(self, sign: int) -> int:
        """Send a signal to it alone; its number when it and all that it started have ended."""
        everybody = [self.process, *self.process.children(recursive=True)]
        self.process.send_signal(sign)
        code = int(self.process.wait(20))
        ended(everybody[1:])
        return code

    def close(self) -> None:
        """End it, whatever happened."""
        if self.process.poll() is None:
            everybody: Sequence[psutil.Process] = self.process.children(recursive=True)
            self.process.terminate()
            try:
                self.process.wait(15)
            except psutil.TimeoutExpired:
                self.process.kill()
            for one in everybody:
                with suppress(psutil.Error):
                    one.kill()


def ended(processes: Sequence[psutil.Process]) -> None:
    """Wait until all of them have ended by themselves."""
    until(lambda: not [one for one in processes if _runs(one)], "what it started has ended", seconds=15)


def _runs(process: psutil.Process) -> bool:
    try:
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


@contextmanager
def served(home: Path, *arguments: str, port: int = 0, room_port: int = 0) -> Iterator[Served]:
    """A ``circle serve`` that has ended after the block."""
    one = Served(home, *arguments, port=port, room_port=room_port)
    try:
        yield one
    finally:
        one.close()


def some_ports() -> tuple[int, int]:
    """Two ports that are free now; none that the system may give to somebody's line meanwhile (32,768 and above)."""
    first = ports.first_free(random.randrange(11_000, 21_000))
    return first, ports.first_free(first + 1)


KILL = signal.SIGKILL

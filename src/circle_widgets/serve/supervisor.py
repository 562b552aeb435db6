"""Keeps children alive: one that dies is started again at once, one that keeps dying after longer and longer waits."""

from __future__ import annotations

import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import FrameType

from circle_widgets.serve.child import Child

SHORT = 10.0
"""Seconds; a child that lived less has died at once."""
WAITS = (0.0, 0.2, 0.5, 0.8, 2.0, 5.0, 10.0)
"""Seconds before each start after the first, second … death at once; the last one stays."""
TELL_AT = 4
"""Deaths at once, one after another, after which people are told."""

Tell = Callable[[Child], None]


@dataclass
class Patience:
    """How long to wait before a child is started again. Pure: it is told how long the child lived."""

    deaths: int = 0

    def after(self, lived: float) -> float:
        """Seconds to wait now that the child has died after ``lived`` seconds."""
        self.deaths = 1 if lived >= SHORT else self.deaths + 1
        return WAITS[min(self.deaths, len(WAITS)) - 1]

    @property
    def worn_out(self) -> bool:
        """Whether it is time to say something."""
        return self.deaths == TELL_AT


@dataclass
class Supervisor:
    """Starts ``children`` and starts them again until :meth:`stop`; ``tell`` is called for one that keeps dying."""

    children: Sequence[Child]
    tell: Tell
    _news: queue.SimpleQueue[tuple[Child, subprocess.Popen[bytes]] | None] = field(default_factory=queue.SimpleQueue)
    _stopping: bool = False

    def stop(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        """End :meth:`run`; also a signal's handler, so it only puts a word in a queue that bears that."""
        self._stopping = True
        self._news.put(None)

    def listen(self) -> None:
        """Stop on Ctrl+C, on a polite kill, and when the terminal is closed."""
        for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), self.stop)

    def start(self) -> None:
        """Start all of them."""
        for child in self.children:
            self._start(child)

    def run(self) -> None:
        """Look after them until :meth:`stop`, then end them."""
        patience = {child.name: Patience() for child in self.children}
        due: list[tuple[float, Child]] = []
        try:
            while not self._stopping:
                due = self._start_due(due)
                dead = self._next(min((at for at, _ in due), default=None))
                if dead is not None:
                    child, process = dead
                    if child.process is process:
                        due.append((time.monotonic() + self._wait(child, patience[child.name]), child))
        finally:
            self.end()

    def end(self) -> None:
        """End them all, together rather than one after another."""
        self._stopping = True
        for child in self.children:
            child.let_go()
        for child in self.children:
            child.end()

    def _start(self, child: Child) -> None:
        process = child.start()
        threading.Thread(target=self._watch, args=(child, process), name=f"watch-{child.name}", daemon=True).start()

    def _watch(self, child: Child, process: subprocess.Popen[bytes]) -> None:
        process.wait()
        self._news.put((child, process))

    def _start_due(self, due: list[tuple[float, Child]]) -> list[tuple[float, Child]]:
        now = time.monotonic()
        for at, child in due:
            if at <= now:
                self._start(child)
        return [(at, child) for at, child in due if at > now]

    def _wait(self, child: Child, patience: Patience) -> float:
        wait = patience.after(time.monotonic() - child.started_at)
        if patience.worn_out:
            self.tell(child)
        return wait

    def _next(self, until: float | None) -> tuple[Child, subprocess.Popen[bytes]] | None:
        timeout = None if until is None else max(0.0, until - time.monotonic())
        if sys.platform == "win32":
            timeout = min(timeout or 0.5, 0.5)  # there a wait without end hears no Ctrl+C
        try:
            return self._news.get(timeout=timeout)
        except queue.Empty:
            return None

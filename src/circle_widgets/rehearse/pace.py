"""How time passes in a rehearsal: as on the clock, some times faster, or at once."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Protocol


class Pace(Protocol):
    """The time of a rehearsal, in seconds since its beginning."""

    def now(self) -> float:
        """The time."""

    def wait(self, until: float | None, news: threading.Event) -> None:
        """Until that time, or until there is news. ``None`` waits for news alone, and not for long: then look again."""

    def still(self) -> AbstractContextManager[None]:
        """While it is held, time stands still."""


class OnTheClock:
    """``speed`` seconds of a rehearsal pass in a second."""

    def __init__(self, speed: float = 1.0) -> None:
        self._speed = speed
        self._start = time.monotonic()

    def now(self) -> float:
        """The time."""
        return (time.monotonic() - self._start) * self._speed

    def wait(self, until: float | None, news: threading.Event) -> None:
        """Until then, or until there is news."""
        news.wait(0.5 if until is None else max(0.0, until - self.now()) / self._speed)
        news.clear()

    @contextmanager
    def still(self) -> Iterator[None]:
        """Time stands still."""
        begun = time.monotonic()
        try:
            yield
        finally:
            self._start += time.monotonic() - begun


class AtOnce:
    """Every wait is over as soon as it begins; only when nothing else is to be done, news takes its time."""

    def __init__(self) -> None:
        self._now = 0.0

    def now(self) -> float:
        """The time."""
        return self._now

    def wait(self, until: float | None, news: threading.Event) -> None:
        """Be there."""
        if until is None:
            news.wait(0.05)
        else:
            self._now = max(self._now, until)
        news.clear()

    def still(self) -> AbstractContextManager[None]:
        """It does anyway."""
        return nullcontext()

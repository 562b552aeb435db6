"""The room's time: what o'clock it is, how long ago, and "later"; handed in, so that tests own it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Protocol

from circle_widgets import clock as clocks

Cancel = Callable[[], None]


class Time(Protocol):
    """What the room asks of time. All of it is called on the event loop."""

    def now(self) -> int:
        """Milliseconds since 1970 (UTC), as in events."""

    def passed(self) -> float:
        """Seconds since some moment; never goes back."""

    def later(self, seconds: float, call: Callable[[], None]) -> Cancel:
        """Have ``call`` run on the event loop after that many seconds; the answer calls it off."""


class RealTime:
    """The computer's own time; ``clock`` may say another o'clock."""

    def __init__(self, clock: clocks.Clock = clocks.now) -> None:
        self.now = clock

    def passed(self) -> float:
        """Seconds of the computer's steady clock."""
        return time.monotonic()

    def later(self, seconds: float, call: Callable[[], None]) -> Cancel:
        """The loop's own timer."""
        return asyncio.get_running_loop().call_later(max(0.0, seconds), call).cancel


async def wait(of: Time, seconds: float) -> None:
    """Let that many seconds of this time pass."""
    if seconds <= 0:
        return
    over = asyncio.get_running_loop().create_future()
    cancel = of.later(seconds, lambda: None if over.done() else over.set_result(None))
    try:
        await over
    finally:
        cancel()

"""The time, handed in from outside so that tests own it."""

from __future__ import annotations

import time
from collections.abc import Callable

Clock = Callable[[], int]
"""Gives the time in milliseconds since 1970 (UTC)."""


def now() -> int:
    """The computer's own time, in milliseconds."""
    return time.time_ns() // 1_000_000

"""Waiting for a state: the one place of the tests that sleeps, and only between two looks."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def until(look: Callable[[], T], what: str, *, seconds: float = 10) -> T:
    """What ``look`` gives, as soon as that is true in Python's sense.

    Raises:
        AssertionError: it was not within ``seconds``; ``what`` says what was waited for.
    """
    end = time.monotonic() + seconds
    while not (seen := look()):
        assert time.monotonic() < end, f"not within {seconds:g} s: {what}; last seen: {seen!r}"
        time.sleep(0.01)
    return seen

"""What is to happen at which time of a rehearsal, in its order."""

from __future__ import annotations

import heapq
from collections.abc import Callable

What = Callable[[], None]


class Agenda:
    """Things to do, each at its time; of two at the same time the one that was put in first."""

    def __init__(self) -> None:
        self._heap: list[tuple[float, int, What]] = []
        self._order = 0

    def __bool__(self) -> bool:
        return bool(self._heap)

    @property
    def next(self) -> float | None:
        """The time of what comes next; None when nothing does."""
        return self._heap[0][0] if self._heap else None

    def put(self, at: float, what: What) -> None:
        """Have something happen at a time."""
        self._order += 1
        heapq.heappush(self._heap, (at, self._order, what))

    def due(self, now: float) -> What | None:
        """What is to happen by now, taken out; None when nothing is."""
        return heapq.heappop(self._heap)[2] if self._heap and self._heap[0][0] <= now else None

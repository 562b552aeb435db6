"""Slowing down, never shutting out: a whole room of phones is one address, and everyone in it is welcome."""

from __future__ import annotations

from collections import OrderedDict

from circle_widgets.room.timers import Time, wait


class Pace:
    """So many a second, in the order in which they came; who comes too early waits.

    A second's worth may come at once: a room that scans the same picture at the same moment.
    """

    def __init__(self, time: Time, per_second: float) -> None:
        self._time = time
        self._gap = 1.0 / per_second
        self._free_at = time.passed() - 1.0

    async def turn(self) -> None:
        """Wait for one's turn."""
        now = self._time.passed()
        self._free_at = max(self._free_at, now - 1.0) + self._gap
        await wait(self._time, self._free_at - now)


class Patience:
    """Wrong codes of one address are answered one after another; right ones are never held up.

    The first few are free (people mistype), then each waits for the one before it, at most ``longest`` seconds.
    """

    def __init__(self, time: Time, *, free: int = 10, gap: float = 0.5, longest: float = 10.0) -> None:
        self._time = time
        self._free, self._gap, self._longest = free, gap, longest
        self._answered_at: OrderedDict[str, float] = OrderedDict()

    async def wrong(self, address: str) -> None:
        """Somebody at this address gave a wrong code: wait before telling."""
        now = self._time.passed()
        earliest = now - self._free * self._gap
        at = min(max(self._answered_at.get(address, earliest), earliest) + self._gap, now + self._longest)
        self._answered_at[address] = at
        self._answered_at.move_to_end(address)
        while len(self._answered_at) > _MOST_ADDRESSES:
            self._answered_at.popitem(last=False)
        await wait(self._time, at - now)


_MOST_ADDRESSES = 10_000

"""A few open connections, lent to whichever thread asks."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Generic, Protocol, TypeVar

from circle_widgets.errors import Busy, StoreUnavailable


class Closable(Protocol):
    """A connection, as far as a pool is concerned."""

    def close(self) -> None:
        """Let go of it."""


C = TypeVar("C", bound=Closable)


class Pool(Generic[C]):
    """Lends connections that ``connect`` makes, ``most`` at a time; keeps up to ``idle`` of them open.

    One that comes back from a failure is kept only if it is ``sound``, and :meth:`forget` lets go of all, so that the
    next call connects afresh.
    """

    def __init__(
        self, connect: Callable[[], C], sound: Callable[[C], bool], *, most: int, idle: int, wait: float
    ) -> None:
        self._connect = connect
        self._sound = sound
        self._idle_most = idle
        self._wait = wait
        self._turns = threading.BoundedSemaphore(most)
        self._lock = threading.Lock()
        self._idle: list[C] = []
        self._age = 0
        self._closed = False

    @contextmanager
    def lend(self) -> Iterator[C]:
        """A connection for the length of a block.

        Raises :class:`Busy` when none is free within ``wait`` seconds, :class:`StoreUnavailable` after :meth:`close`.
        """
        if not self._turns.acquire(timeout=self._wait):
            raise Busy("All connections are in use; try again in a second.")
        try:
            connection, age = self._take()
            sound = False
            try:
                yield connection
                sound = True
            finally:
                self._give(connection, age, sound=sound or self._sound(connection))
        finally:
            self._turns.release()

    def forget(self) -> None:
        """Close the idle connections; those that are lent are closed when they come back."""
        with self._lock:
            idle, self._idle = self._idle, []
            self._age += 1
        for connection in idle:
            connection.close()

    def close(self) -> None:
        """Lend no more."""
        self._closed = True
        self.forget()

    def _take(self) -> tuple[C, int]:
        if self._closed:
            raise StoreUnavailable("This store was closed.")
        with self._lock:
            age = self._age
            if self._idle:
                return self._idle.pop(), age
        return self._connect(), age

    def _give(self, connection: C, age: int, *, sound: bool) -> None:
        with self._lock:
            if sound and age == self._age and len(self._idle) < self._idle_most:
                self._idle.append(connection)
                return
        connection.close()

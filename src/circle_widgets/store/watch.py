"""Threads that tell when somebody committed."""

from __future__ import annotations

import logging
import threading
from typing import Protocol

from circle_widgets.store.base import Stop, Told

_log = logging.getLogger(__name__)


class Lookout(Protocol):
    """Notices commits. All but :meth:`wake` is called by one thread."""

    def wait(self) -> bool:
        """Wait for a moment, at most about a second; True when something was committed meanwhile."""

    def wake(self) -> None:
        """From another thread: end a :meth:`wait` at once."""

    def close(self) -> None:
        """Let go of its connection."""


class Watches:
    """The running watches of one store."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stops: set[Stop] = set()

    def start(self, lookout: Lookout, told: Told) -> Stop:
        """Call ``told`` on a new thread whenever the lookout notices something, until the returned call."""
        over = threading.Event()
        thread = threading.Thread(target=_run, args=(lookout, told, over), name="circle-watch", daemon=True)
        thread.start()

        def stop() -> None:
            over.set()
            lookout.wake()
            if threading.current_thread() is not thread:
                thread.join()
            with self._lock:
                self._stops.discard(stop)

        with self._lock:
            self._stops.add(stop)
        return stop

    def close(self) -> None:
        """End them all."""
        with self._lock:
            stops = list(self._stops)
        for stop in stops:
            stop()


def _run(lookout: Lookout, told: Told, over: threading.Event) -> None:
    try:
        while not over.is_set():
            if lookout.wait() and not over.is_set():
                _tell(told)
    finally:
        lookout.close()


def _tell(told: Told) -> None:
    try:
        told()
    except Exception:  # noqa: BLE001 - one watcher's mistake must not end the watch
        _log.exception("a watcher of the store raised; the watch goes on")

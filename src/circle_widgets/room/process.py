"""The room as a process of its own, on the LAN: listens, says where it is, ends cleanly."""

from __future__ import annotations

import asyncio
import errno
import gc
import logging
import os
import signal
import socket
from collections.abc import Callable
from contextlib import suppress

from tornado.httpserver import HTTPServer

from circle_widgets import clock as clocks
from circle_widgets import join
from circle_widgets.errors import CircleError
from circle_widgets.room import bodies
from circle_widgets.room.app import make_app
from circle_widgets.room.network import Address, addresses
from circle_widgets.room.rooms import Rooms, Settings
from circle_widgets.room.timers import Cancel, RealTime, Time
from circle_widgets.store import open_store

_log = logging.getLogger(__name__)

LOOK_AROUND = 5.0
"""Seconds between two looks at this computer's addresses: a hotspot that is switched on shows by itself."""
SAY_SO = 15_000
"""Milliseconds after which the room says anew that it is here."""
BACKLOG = 4096
"""Connections that may wait to be taken: a whole hall that scans at once."""

PATIENCE = {"max_header_size": 16 * 1024, "idle_connection_timeout": 600, "body_timeout": 120}
"""How much of a head, and how many seconds of silence, are borne."""


class PortTaken(CircleError, OSError):
    """Another program listens on that port."""

    code = "port_taken"


class Presence:
    """Says in the store where the room is, and says it again when that changes, and now and then."""

    def __init__(
        self, rooms: Rooms, port: int, *, look: Callable[[], list[Address]] = addresses, pid: int | None = None
    ) -> None:
        self._rooms, self._port, self._look, self._pid = rooms, port, look, pid or os.getpid()
        self._known: list[Address] = []
        self._said_at = 0
        self._next: Cancel | None = None

    def start(self) -> None:
        """Look, and go on looking."""
        self._rooms.pool.start(self._look, then=self._found, failed=lambda _: self._found(self._known))

    def stop(self) -> None:
        """Look no more."""
        if self._next is not None:
            self._next()

    def _found(self, found: list[Address]) -> None:
        now = self._rooms.time.now()
        if found != self._known or now - self._said_at >= SAY_SO:
            self._known, self._said_at = found, now
            self._rooms.own_addresses = frozenset(one.ip for one in found)
            fact = {"port": self._port, "pid": self._pid, "seen_at": now, "addresses": [one._asdict() for one in found]}
            self._rooms.note("", join.ROOM, fact)
        self._next = self._rooms.time.later(LOOK_AROUND, self.start)


def run(
    store_url: str,
    port: int,
    host: str = "0.0.0.0",  # noqa: S104 - phones of the LAN are who it is for
    *,
    clock: clocks.Clock = clocks.now,
    settings: Settings | None = None,
    ready: Callable[[int], None] = lambda _: None,
) -> None:
    """Serve the circles of a store until SIGTERM or SIGINT. ``ready`` is told the port (0 asks for a free one).

    Raises :class:`PortTaken`, and what :func:`~circle_widgets.store.open_store` raises.
    """
    asyncio.run(serve(store_url, port, host, time=RealTime(clock), settings=settings, ready=ready))


async def serve(
    store_url: str,
    port: int,
    host: str,
    *,
    time: Time,
    settings: Settings | None = None,
    ready: Callable[[int], None] = lambda _: None,
    until: asyncio.Event | None = None,
) -> None:
    """The same on a running loop, until the event is set or a signal comes."""
    _many_files()
    _seldom_collect()
    over = until or asyncio.Event()
    _on_signals(over)
    listening = _listen(port, host)
    try:
        store = await asyncio.to_thread(open_store, store_url)
    except BaseException:
        listening.close()
        raise
    rooms = Rooms(store, time, settings or Settings(follow_desk=True))
    most = bodies.MOST_IMPORT if rooms.settings.share_log else bodies.MOST_BYTES
    server = HTTPServer(make_app(rooms), max_body_size=most, **PATIENCE)
    server.add_socket(listening)
    actual = int(listening.getsockname()[1])
    presence = Presence(rooms, actual)
    if not host.startswith("127."):  # a room that only this computer reaches is on nobody's join card
        presence.start()
    ready(actual)
    await over.wait()
    presence.stop()
    server.stop()
    await rooms.close()
    await server.close_all_connections()


def _listen(port: int, host: str) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        found = socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        if error.errno in {errno.EADDRINUSE, errno.EACCES}:
            raise PortTaken(f"port {port} cannot be used: {os.strerror(error.errno)}", port=port) from error
        raise
    found.setblocking(False)
    return found


def _on_signals(over: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    for one in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError, RuntimeError, ValueError):  # Windows, or no main thread
            loop.add_signal_handler(one, over.set)


def _many_files() -> None:
    """Let the process hold as many connections as the system allows it; the usual limit is a few hundred phones."""
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - not on Windows

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        if soft < hard:
            resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def _seldom_collect() -> None:
    """Look for garbage rings less often: nearly all of a request's objects go by themselves.

    As Python has it, five hundred notes at the same instant set off hundreds of searches through all that lives; the
    first such burst was measured to take twice as long.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)

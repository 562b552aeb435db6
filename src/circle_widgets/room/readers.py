"""One open stream: a page at the other end of a socket, which may be slow, or gone without a word."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import NamedTuple

from tornado.iostream import IOStream, StreamClosedError

from circle_widgets.room.documents import Document, Key, person_key
from circle_widgets.steps import Role

HEAD = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nCache-Control: no-store\r\n"
    b"X-Accel-Buffering: no\r\nX-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\n"
    b"Connection: close\r\n\r\n"
)
"""What a stream begins with. It has no length and ends with its connection, so old proxies pass it on as well, and
no server's compression ever sees it."""
NOT_NOW = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
"""What is said instead when the first documents could not be made."""
STUCK = 4
"""Heartbeats that a reader may miss, its socket full, before it is taken for gone."""


class Who(NamedTuple):
    """Whose stream it is. ``seat`` and ``token`` are "" for a screen without a key."""

    role: Role
    seat: str = ""
    token: str = ""


class Reader:
    """Writes events to a socket. One that is still full when more comes skips to the newest when it has drained."""

    __slots__ = ("_missed", "behind", "documents", "keys", "socket", "who")

    def __init__(self, socket: IOStream, who: Who) -> None:
        self.socket, self.who = socket, who
        self.keys: tuple[Key, ...] = (who.role, person_key(who.seat)) if who.seat else (who.role,)
        self.documents: tuple[Document, ...] = ()
        self.behind = False
        self._missed = 0

    def begin(self, documents: tuple[Document, ...], time: bytes) -> None:
        """The first words: what time it is, and everything."""
        self.documents = documents
        self._write(b"".join((HEAD, time, *(one.replace() for one in documents))))

    def tell(self, patches: Mapping[Key, bytes]) -> bool:
        """What changed. False when this reader is slow, and gets the whole instead when it has drained."""
        found = [patches[key] for key in self.keys if key in patches]
        if not found:
            return True
        if self.behind or self.socket.writing():
            self.behind = True
            return False
        self._write(found[0] if len(found) == 1 else b"".join(found))
        return True

    def beat(self, time: bytes) -> bool:
        """Say the time. False when this reader has taken nothing for so long that it must be gone."""
        if self.socket.writing():
            self._missed += 1
            return self._missed < STUCK
        self._missed = 0
        self._write(time)
        return True

    def turn_away(self) -> None:
        """Say that it may try again, and hang up."""
        self._write(NOT_NOW)
        self.close()

    def close(self) -> None:
        """Hang up."""
        self.socket.close()

    def _write(self, data: bytes) -> None:
        with suppress(StreamClosedError):  # its close callback takes it off the list
            written = self.socket.write(data)
            if not written.done():
                written.add_done_callback(self._drained)

    def _drained(self, _written: object) -> None:
        if self.behind and not self.socket.writing() and not self.socket.closed():
            self.behind = False
            self._write(b"".join(one.replace() for one in self.documents))

"""A room as a phone sees it: requests, and the stream of views."""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

import msgspec

from circle_widgets.errors import CircleError
from circle_widgets.views import patch

SILENCE = 40.0
"""Seconds without a word after which a stream is taken for dead; the room says the time every 15."""
AGAIN = 0.2
"""Seconds before a stream that broke is opened again."""
TIMEOUT = 10.0


class NoRoom(CircleError, ConnectionError):
    """The room does not answer."""

    code = "room_silent"


class Room:
    """The room at an address (``http://192.168.1.20:8866``, or a path below a Jupyter server), for one circle."""

    def __init__(self, url: str, code: str) -> None:
        parts = urlsplit(url if "://" in url else f"http://{url}")
        self.host, self.port = parts.hostname or "127.0.0.1", parts.port or (443 if parts.scheme == "https" else 80)
        self._secure = parts.scheme == "https"
        self.base = f"{parts.path.rstrip('/')}/api/v1/circles/{code}"
        self.url = url

    def connect(self, timeout: float = TIMEOUT) -> http.client.HTTPConnection:
        """A new connection, not yet open."""
        kind = http.client.HTTPSConnection if self._secure else http.client.HTTPConnection
        return kind(self.host, self.port, timeout=timeout)

    def ask(self, method: str, path: str, body: Any = None, token: str = "") -> tuple[int, Any]:
        """Status and JSON of one request below the circle's address.

        Raises:
            NoRoom: nobody answers, or the answer broke off: what was sent may have arrived, or not.
        """
        connection = self.connect()
        try:
            raw = None if body is None else msgspec.json.encode(body)
            connection.request(method, f"{self.base}{path}", raw, _headers(token, raw is not None))
            answer = connection.getresponse()
            said = answer.read()
            return answer.status, msgspec.json.decode(said) if said else None
        except (OSError, http.client.HTTPException, msgspec.DecodeError) as error:
            raise NoRoom(f"{self.url} does not answer: {error}", url=self.url) from error
        finally:
            connection.close()


def _headers(token: str, has_body: bool) -> dict[str, str]:  # noqa: FBT001 - one of two
    found = {"Content-Type": "application/json"} if has_body else {}
    return found | ({"Authorization": f"Bearer {token}"} if token else {})


class Line:
    """A stream that is read on a thread and comes back by itself, until :meth:`close`.

    ``told`` is called, on that thread, after each change. A stream without a token is the screen's.
    """

    def __init__(self, room: Room, token: str, told: Callable[[], None]) -> None:
        self._room, self._token, self._told = room, token, told
        self._documents: dict[str, Any] = {}
        self._socket: socket.socket | None = None
        self._closed = threading.Event()
        self.beginnings = 0
        """How many times the stream has begun."""
        threading.Thread(target=self._run, name="line", daemon=True).start()

    @property
    def view(self) -> dict[str, Any]:
        """What the page draws: the documents, merged."""
        found: dict[str, Any] = {}
        for document in list(self._documents.values()):
            found = merged(found, document)
        return found

    def close(self) -> None:
        """Hang up, and stay away."""
        self._closed.set()
        open_ = self._socket
        if open_ is not None:
            with suppress(OSError):
                open_.shutdown(socket.SHUT_RDWR)

    def _run(self) -> None:
        while not self._closed.is_set():
            with suppress(OSError, http.client.HTTPException, msgspec.DecodeError):
                self._read()
            self._closed.wait(AGAIN)

    def _read(self) -> None:
        connection = self._room.connect(SILENCE)
        try:
            connection.connect()
            self._socket = connection.sock
            connection.request("GET", f"{self._room.base}/live", headers=_headers(self._token, has_body=False))
            answer = connection.getresponse()
            if answer.status != http.client.OK:
                return
            for name, data in events(answer):
                if self._closed.is_set():
                    return
                self._take(name, data)
        finally:
            connection.close()

    def _take(self, name: str, data: Mapping[str, Any]) -> None:
        if "replace" in data:
            self.beginnings += name == "view"
            self._documents[name] = data["replace"]
        elif "patch" in data:
            self._documents[name] = patch(self._documents.get(name, {}), data["patch"])
        else:
            return
        self._told()


def events(lines: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Names and data of a stream's events, as they come."""
    name, data = "message", b""
    while line := lines.readline():
        field, _, value = line.rstrip(b"\r\n").partition(b":")
        value = value.removeprefix(b" ")
        if field == b"event":
            name = value.decode()
        elif field == b"data":
            data += value
        elif not field and not value:
            if data:
                yield name, msgspec.json.decode(data)
            name, data = "message", b""


def merged(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """One document with another on top of it."""
    found = dict(one)
    for key, value in other.items():
        before = found.get(key)
        found[key] = merged(before, value) if isinstance(before, dict) and isinstance(value, dict) else value
    return found

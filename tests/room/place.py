"""A room to test: a real server on a free port, in a thread, whose time the test owns; and phones to talk to it."""

from __future__ import annotations

import asyncio
import heapq
import http.client
import itertools
import json
import queue
import socket
import threading
import time as real
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from tornado.httpserver import HTTPServer

from circle_widgets import views
from circle_widgets.activities import Activity
from circle_widgets.circle import Circle
from circle_widgets.ledger import new_id
from circle_widgets.room.app import make_app
from circle_widgets.room.rooms import Rooms, Settings
from circle_widgets.room.timers import Cancel
from circle_widgets.steps import Notes, Talk
from circle_widgets.store import open_store

LONG = 20.0
"""Seconds after which a state that was waited for is not going to come."""
BUFFER = 0
"""Bytes that a stream's socket may hold unread; 0 leaves it to the system."""


class OwnTime:
    """A time that stands still until :meth:`Place.pass_time` moves it."""

    def __init__(self) -> None:
        self._ms = 1_800_000_000_000
        self._due: list[tuple[float, int, Callable[[], None]]] = []
        self._count = itertools.count()
        self._off: set[int] = set()

    def now(self) -> int:
        return self._ms

    def passed(self) -> float:
        return self._ms / 1000

    def later(self, seconds: float, call: Callable[[], None]) -> Cancel:
        n = next(self._count)
        if seconds <= 0:
            asyncio.get_running_loop().call_soon(lambda: None if n in self._off else call())
        else:
            heapq.heappush(self._due, (self.passed() + seconds, n, call))
        return lambda: self._off.add(n)

    def move(self, seconds: float) -> None:
        end = self._ms + round(seconds * 1000)
        while self._due and round(self._due[0][0] * 1000) <= end:
            at, n, call = heapq.heappop(self._due)
            self._ms = max(self._ms, round(at * 1000))
            if n not in self._off:
                call()
        self._ms = end


class Answer(NamedTuple):
    """What the room said."""

    status: int
    headers: dict[str, str]
    raw: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.raw)


class Place:
    """The server. ``circle`` is a desk at the same store: another reader and writer, as a kernel is."""

    def __init__(
        self, store_url: str, settings: Settings | None = None, base: str = "/", *, time: OwnTime | None = None
    ) -> None:
        self.time = time or OwnTime()
        self.base = base
        self.settings = settings
        self.store_url = store_url
        self._started: queue.SimpleQueue[int | BaseException] = queue.SimpleQueue()
        self._over: asyncio.Event | None = None
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)
        self._thread.start()
        found = self._started.get(timeout=LONG)
        if isinstance(found, BaseException):
            raise found
        self.port = found
        self.circle = Circle.make("Sewing", facilitator="Ana", store=store_url, clock=self.time.now)
        self.code = self.circle.code
        self.streams: list[Stream] = []

    async def _serve(self) -> None:
        self.loop, self._over = asyncio.get_running_loop(), asyncio.Event()
        try:
            self.rooms = Rooms(open_store(self.store_url), self.time, self.settings)
            server = HTTPServer(make_app(self.rooms, self.base), max_body_size=2**27)
            server.listen(0, "127.0.0.1")
            self.server = server
            (sock,) = server._sockets.values()
        except BaseException as error:
            self._started.put(error)
            raise
        self._started.put(sock.getsockname()[1])
        await self._over.wait()
        server.stop()
        await self.rooms.close()
        await server.close_all_connections()

    def close(self) -> None:
        for stream in self.streams:
            stream.close()
        assert self._over is not None
        self.loop.call_soon_threadsafe(self._over.set)
        self._thread.join(LONG)
        assert not self._thread.is_alive()
        self.circle.store.close()

    def pass_time(self, seconds: float) -> None:
        """Let so much of the room's time pass."""
        self.on_loop(lambda: self.time.move(seconds))

    def on_loop(self, call: Callable[[], Any]) -> Any:
        """Run something where the room runs."""

        async def run() -> Any:
            return call()

        return asyncio.run_coroutine_threadsafe(run(), self.loop).result(LONG)

    # ---- requests

    def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        token: str = "",
        headers: dict[str, str] | None = None,
    ) -> Answer:
        """One request. ``body`` as JSON, or as it is when it is bytes; ``path`` from the base."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LONG)
        sent = dict(headers or {})
        if token:
            sent["Authorization"] = f"Bearer {token}"
        raw = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        if raw is not None:
            sent.setdefault("Content-Type", "application/json")
        try:
            connection.request(method, self.base + path, raw, sent)
            response = connection.getresponse()
            return Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
        finally:
            connection.close()

    def api(self, method: str, path: str, body: Any = None, **more: Any) -> Answer:
        """A request about the circle."""
        return self.ask(method, f"api/v1/circles/{self.code}/{path}", body, **more)

    def join(self, name: str | None = None, locale: str = "en", **more: Any) -> Phone:
        """Somebody takes a seat with a phone."""
        answer = self.api("POST", "participants", {"name": name, "locale": locale}, **more)
        assert answer.status == 201, answer.raw
        return Phone(self, answer.json["participant"], answer.json["token"])

    def key(self, token: str = "the-facilitators-own-key") -> str:
        """A key to the circle."""
        self.circle.store.grant(self.circle.id, token, "key")
        return token

    def open_step(self, question: str = "What is a circle?") -> str:
        """A step in which notes are written; its id."""
        self.circle.start(Activity("Ask", [Notes(question), Talk(minutes=1)]), again=True)
        self.circle.move("next")
        step = self.circle.state.current
        assert step is not None
        self.until(lambda: self.sees(step.id))
        return step.id

    def sees(self, step: str) -> bool:
        """Whether the room knows of a step."""
        room = self.rooms.here(self.code)
        return room is None or room._stale or step in room.ledger.state.steps

    def until(self, true: Callable[[], Any]) -> Any:
        """Wait for a state of the room."""
        end = real.monotonic() + LONG
        pause = threading.Event()
        while True:
            found = true()
            if found:
                return found
            assert real.monotonic() < end, "the state that was waited for did not come"
            pause.wait(0.01)

    def until_later(self, true: Callable[[], Any]) -> None:
        """The same while the room's time passes."""

        def passing() -> Any:
            self.pass_time(0.1)
            return true()

        self.until(passing)

    def live(self, query: str = "", *, token: str = "") -> Stream:
        """Open a stream."""
        stream = Stream(self, f"api/v1/circles/{self.code}/live{query}", token)
        self.streams.append(stream)
        return stream


@dataclass
class Phone:
    """A seat and its token."""

    place: Place
    seat: str
    token: str
    sent: list[str] = field(default_factory=list)

    def write(self, step: str, text: str, id: str = "") -> Answer:
        """Send a note."""
        item: dict[str, Any] = {"id": id or new_id(), "step": step, "kind": "notes.write", "body": {"text": text}}
        self.sent.append(item["id"])
        return self.post([item])

    def post(self, items: Any) -> Answer:
        return self.place.api("POST", "contributions", items, token=self.token)

    def live(self) -> Stream:
        return self.place.live(token=self.token)


class Event(NamedTuple):
    """One event of a stream."""

    name: str
    id: int | None
    data: Any
    raw: bytes


class Stream:
    """A page's end of a stream: merges what comes, and remembers all of it."""

    def __init__(self, place: Place, path: str, token: str = "", *, start: bool = True) -> None:
        self.place = place
        self.docs: dict[str, Any] = {}
        self.events: list[Event] = []
        self.over = False
        self._thread: threading.Thread | None = None
        self._news: queue.SimpleQueue[Event | None] = queue.SimpleQueue()
        self.socket = socket.socket()
        self.socket.settimeout(LONG)
        if BUFFER:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, BUFFER)
        self.socket.connect(("127.0.0.1", place.port))
        bearer = f"Authorization: Bearer {token}\r\n" if token else ""
        request = f"GET {place.base}{path} HTTP/1.1\r\nHost: test\r\nAccept-Encoding: gzip\r\n{bearer}\r\n"
        self.socket.sendall(request.encode())
        self.file = self.socket.makefile("rb")
        self.status = int(self.file.readline().split()[1])
        self.headers: dict[str, str] = {}
        while (line := self.file.readline().strip()) != b"":
            name, _, value = line.decode().partition(": ")
            self.headers[name.lower()] = value
        if self.status == 200 and start:
            self.start()

    def start(self) -> None:
        """Begin to read."""
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        try:
            lines: list[bytes] = []
            for line in self.file:
                if line != b"\n":
                    lines.append(line)
                    continue
                fields = dict(one.rstrip(b"\n").split(b": ", 1) for one in lines)
                number = int(fields[b"id"]) if b"id" in fields else None
                data = json.loads(fields[b"data"])
                self._news.put(Event(fields[b"event"].decode(), number, data, b"".join(lines)))
                lines = []
        except (OSError, ValueError):
            pass
        self._news.put(None)

    def next(self) -> Event | None:
        """The next event, merged; None when the stream is over. Lets the room's time pass while it waits."""
        end = real.monotonic() + LONG
        while True:
            try:
                event = self._news.get(timeout=0.02)
            except queue.Empty:
                assert real.monotonic() < end, f"nothing more came; {self.docs}"
                self.place.pass_time(0.1)
                continue
            if event is None:
                self.over = True
                return None
            self.take(event)
            return event

    def take(self, event: Event) -> None:
        self.events.append(event)
        if event.name == "time":
            return
        if "replace" in event.data:
            self.docs[event.name] = event.data["replace"]
        else:
            self.docs[event.name] = views.patch(self.docs[event.name], event.data["patch"])

    def until(self, true: Callable[[dict[str, Any]], Any]) -> dict[str, Any]:
        """Read until the documents are so."""
        end = real.monotonic() + LONG
        while True:
            try:
                if true(self.docs):
                    return self.docs
            except KeyError:
                pass
            assert real.monotonic() < end, f"what was waited for did not come; {self.docs}"
            assert self.next() is not None, f"the stream ended; {self.docs}"

    def close(self) -> None:
        with suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)
        if self._thread is not None:
            self._thread.join(LONG)
        self.file.close()
        self.socket.close()

"""The room as a process: it listens, says where it is, takes its port again after a kill, and ends cleanly."""

from __future__ import annotations

import http.client
import json
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from circle_widgets import join
from circle_widgets.circle import Circle
from circle_widgets.clock import now
from circle_widgets.errors import StoreUnavailable
from circle_widgets.room.process import PortTaken, run

PROGRAM = """
import sys
from circle_widgets.room.process import run
run(sys.argv[1], int(sys.argv[2]), sys.argv[3], ready=lambda port: print(port, flush=True))
"""
LONG = 30.0


@contextmanager
def room(store: str, port: int = 0, host: str = "127.0.0.1") -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A process of its own, once it listens."""
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, store, str(port), host], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    try:
        said: queue.SimpleQueue[str] = queue.SimpleQueue()
        threading.Thread(target=lambda: said.put(process.stdout.readline()), daemon=True).start()  # type: ignore[union-attr] # it has one
        yield process, int(said.get(timeout=LONG))
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def ask(port: int, method: str, path: str, body: Any = None, token: str = "") -> tuple[int, Any]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=LONG)
    try:
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
        connection.request(method, path, None if body is None else json.dumps(body), headers)
        response = connection.getresponse()
        raw = response.read()
        return response.status, json.loads(raw) if raw.startswith((b"{", b"[")) else raw
    finally:
        connection.close()


def until(true: Callable[[], Any]) -> Any:
    pause = threading.Event()
    for _ in range(int(LONG / 0.02)):
        if found := true():
            return found
        pause.wait(0.02)
    raise AssertionError("the state that was waited for did not come")


@pytest.fixture
def circle(tmp_path: Path) -> Iterator[Circle]:
    made = Circle.make("Sewing", store=str(tmp_path / "circles.sqlite"))
    yield made
    made.store.close()


def test_it_says_where_it_is_and_answers_there(circle: Circle) -> None:
    with room(circle.store.url, host="0.0.0.0") as (process, port):
        fact = until(lambda: circle.store.local("", join.ROOM))
        assert (fact["port"], fact["pid"]) == (port, process.pid)
        assert abs(fact["seen_at"] - now()) < LONG * 1000
        assert ask(port, "GET", "/healthz") == (200, {"ok": True})


def test_a_room_that_no_phone_reaches_is_on_no_card(circle: Circle) -> None:
    with room(circle.store.url) as (_, port):
        assert ask(port, "GET", "/healthz")[0] == 200
        assert circle.store.local("", join.ROOM) is None


def test_after_a_kill_it_takes_its_port_again_and_knows_every_seat(circle: Circle) -> None:
    path = f"/api/v1/circles/{circle.code}"
    with room(circle.store.url) as (process, port):
        status, seat = ask(port, "POST", f"{path}/participants", {"name": "Ana"})
        assert status == 201
        process.send_signal(signal.SIGKILL)
        process.wait()
    with room(circle.store.url, port) as (_, again):
        assert again == port
        status, held = ask(port, "GET", f"{path}/me", token=seat["token"])
        assert (status, held["seat"]["name"]) == (200, "Ana")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGTERM to answer")
def test_it_ends_when_told_to_with_streams_open(circle: Circle) -> None:
    with room(circle.store.url) as (process, port), socket.create_connection(("127.0.0.1", port), LONG) as stream:
        stream.sendall(f"GET /api/v1/circles/{circle.code}/live HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        assert stream.recv(100).startswith(b"HTTP/1.1 200")
        process.send_signal(signal.SIGTERM)
        assert process.wait(LONG) == 0
        while stream.recv(65536):
            pass


def test_a_port_that_is_taken_is_named(circle: Circle) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortTaken, match=str(port)) as raised:
            run(circle.store.url, port, "127.0.0.1")
    assert raised.value.params == {"port": port}
    assert isinstance(raised.value, OSError)


def test_a_store_that_cannot_be_opened_leaves_no_port_open(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable):
        run(str(tmp_path), 0, "127.0.0.1")

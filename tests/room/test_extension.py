"""Inside a real Jupyter server with a base address and a token: phones get in without it, and nobody else does."""

from __future__ import annotations

import http.client
import json
import os
import queue
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import psutil
import pytest

from circle_widgets.circle import Circle
from circle_widgets.ledger import new_id
from tests.room.place import Answer

BASE = "/user/a-b/"
OTHERS = ("jupyterlab", "voila", "jupyter_lsp", "jupyter_server_terminals", "notebook_shim")
EXTENSIONS = {"circle_widgets.room.extension": True} | dict.fromkeys(OTHERS, False)
LONG = 60.0


class Server:
    """The server, and a circle at the same store."""

    def __init__(self, port: int, pid: int, circle: Circle) -> None:
        self.port, self.pid, self.circle = port, pid, circle
        self.path = f"circle/api/v1/circles/{circle.code}"

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LONG)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if body is not None:
            sent["Content-Type"] = "application/json"
        try:
            connection.request(method, BASE + path, None if body is None else json.dumps(body), sent)
            response = connection.getresponse()
            return Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
        finally:
            connection.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("jupyter")
    circle = Circle.make("Sewing", store=str(folder / "circles.sqlite"))
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    options = [f"--ServerApp.base_url={BASE}", f"--port={port}", "--ip=127.0.0.1", "--no-browser", "--allow-root",
               "--IdentityProvider.token=the-token", "--ServerApp.allow_unauthenticated_access=False",
               f"--ServerApp.jpserver_extensions={EXTENSIONS}",
               f"--ServerApp.root_dir={folder}"]  # fmt: skip
    environment = os.environ | {
        "CIRCLE_STORE": str(folder / "circles.sqlite"),
        "JUPYTER_CONFIG_DIR": str(folder / "config"),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "jupyter_server", *options], env=environment, stderr=subprocess.PIPE, text=True
    )
    said: queue.SimpleQueue[str] = queue.SimpleQueue()
    lines: list[str] = []

    def read() -> None:
        assert process.stderr is not None
        for line in process.stderr:
            lines.append(line)
            if "is running at" in line or "Traceback" in line:
                said.put(line)
        said.put("")

    reading = threading.Thread(target=read, daemon=True)
    reading.start()
    try:
        assert "is running at" in said.get(timeout=LONG), "".join(lines)
        listening(port)  # Jupyter says so a moment before
        yield Server(port, process.pid, circle)
    finally:
        process.terminate()
        process.wait(LONG)
        reading.join(LONG)
        assert process.stderr is not None
        process.stderr.close()
        circle.store.close()


def listening(port: int) -> None:
    """Wait until somebody listens."""
    pause = threading.Event()
    for _ in range(1000):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), LONG):
            return
        pause.wait(0.02)
    raise AssertionError("nobody listens")


def test_phones_get_in_without_the_servers_token(server: Server) -> None:
    page = server.ask("GET", f"circle/join/{server.circle.code}")
    assert page.status == 200
    config = json.loads(re.search(rb'<script type="application/json" id="page">(.*?)</script>', page.raw, re.DOTALL)[1])  # type: ignore[index] # or the test is red
    assert (config["base"], config["code"]) == (f"{BASE}circle/", server.circle.code)
    seat = server.ask("POST", f"{server.path}/participants", {"name": "Ana", "locale": "fr"})
    assert seat.status == 201
    bearer = f"Bearer {seat.json['token']}"
    assert server.ask("GET", f"{server.path}/me", Authorization=bearer).json["seat"]["name"] == "Ana"
    sent = [{"id": new_id(), "kind": "seat.change", "body": {"name": "Anna"}}]
    answer = server.ask("POST", f"{server.path}/contributions", sent, Authorization=bearer)
    assert len(answer.json["receipts"]) == 1
    assert [one.name for one in server.circle.state.seats.values()] == ["Anna"]


def test_the_stream_is_live_there_too(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port), LONG) as stream:
        stream.sendall(f"GET {BASE}{server.path}/live HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\n\r\n".encode())
        file = stream.makefile("rb")
        head = b"".join(iter(file.readline, b"\r\n"))
        assert b"text/event-stream" in head
        assert b"gzip" not in head
        while b'"title":"Sewing"' not in file.readline():
            pass
        server.circle.ledger.say("circle.title", {"title": "Mending"})
        while b'"title":"Mending"' not in file.readline():
            pass
        file.close()


def test_jupyter_itself_stays_closed(server: Server) -> None:
    token = server.ask("POST", f"{server.path}/participants", {"name": None}).json["token"]
    for path in ("api/kernels", "api/contents", "api/sessions"):
        assert server.ask("GET", path).status in {403, 404}
        assert server.ask("GET", path, Authorization=f"Bearer {token}").status in {403, 404}
    assert server.ask("GET", "api/kernels").status == 403
    assert server.ask("GET", "api/kernels", Authorization="token the-token").status == 200


def test_jupyters_token_opens_no_seat(server: Server) -> None:
    assert server.ask("GET", f"{server.path}/me", Authorization="Bearer the-token").status == 401
    assert server.ask("GET", f"{server.path}/me?token=the-token").status == 401


def test_a_page_there_may_talk_to_the_room_alone(server: Server) -> None:
    policy = server.ask("GET", f"circle/screen/{server.circle.code}").headers["content-security-policy"]
    own = f"127.0.0.1:{server.port}{BASE}circle/"
    assert f"script-src {own};" in policy
    assert f"connect-src {own};" in policy
    assert "frame-ancestors 'none'" in policy


def test_what_a_page_loads_is_there(server: Server) -> None:
    page = server.ask("GET", f"circle/join/{server.circle.code}").raw.decode()
    (script,) = re.findall(r'<script type="module" src="([^"]+)"', page)
    assert script.startswith(f"{BASE}circle/static/")
    assert server.ask("GET", script.removeprefix(BASE)).status == 200


def test_errors_there_are_the_rooms_own(server: Server) -> None:
    answer = server.ask("GET", "circle/api/v1/circles/XXXXXX/live")
    assert (answer.status, answer.json["code"]) == (404, "unknown_circle")
    assert server.ask("POST", f"{server.path}/contributions", []).status == 401


def test_installing_it_opens_no_port(server: Server) -> None:
    assert all(server.circle.store.local("", key) is None for key in ("room", "address"))
    ours = psutil.Process(server.pid)
    listening = {tuple(one.laddr)[1:] for one in ours.net_connections("tcp") if one.status == psutil.CONN_LISTEN}
    assert listening == {(server.port,)}

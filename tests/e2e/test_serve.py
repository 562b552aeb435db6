"""``circle serve`` as a person starts it: two processes, looked after, found again, and ended in every way."""

from __future__ import annotations

import http.client
import json
import signal
import socket
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from circle_widgets import Circle
from circle_widgets.serve import ports
from tests.e2e.served import Served, served, some_ports
from tests.waiting import until

NOTEBOOK = {
    "cells": [
        {
            "cell_type": "code",
            "execution_count": None,
            "id": "a",
            "metadata": {},
            "outputs": [],
            "source": (
                "import os\n"
                "print('store', os.environ['CIRCLE_STORE'])\n"
                "print('port', os.environ['CIRCLE_ROOM_PORT'])\n"
                "print('login', 'JUPYTER_TOKEN' in os.environ)"
            ),
        }
    ],
    "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}},
    "nbformat": 4,
    "nbformat_minor": 5,
}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One that several tests look at."""
    home = tmp_path_factory.mktemp("home")
    port, room_port = some_ports()
    with served(home, port=port, room_port=room_port) as one:
        one.ready()
        yield one


def asked(port: int, path: str) -> tuple[int, str, str]:
    """Status, where it leads, and body."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path)
    answer = connection.getresponse()
    found = answer.status, answer.headers.get("Location", ""), answer.read().decode(errors="replace")
    connection.close()
    return found


def test_it_says_where_phones_go_and_where_the_workbooks_are(running: Served) -> None:
    said = running.said
    assert f":{running.room_port}" in said
    assert running.url in said
    assert str(running.home / "workbooks") in said
    assert "00-start-here.ipynb?token=" in running.url


def test_the_workbooks_are_for_this_computer_alone_and_need_the_login(running: Served) -> None:
    status, leads, _ = asked(running.port, "/voila/render/00-start-here.ipynb")
    assert status == 403 or "login" in leads
    assert asked(running.port, "/api/kernels")[0] == 403
    others = [one for one in running.child("jupyter").net_connections() if one.status == "LISTEN"]
    assert {one.laddr.ip for one in others} <= {"127.0.0.1"}


def test_the_room_answers_nothing_of_jupyter(running: Served) -> None:
    for path in ("/api/kernels", "/voila/render/00-start-here.ipynb", "/lab", "/tree", "/static/lab/main.js"):
        assert asked(running.room_port, path)[0] == 404, path
    assert asked(running.room_port, "/healthz")[0] == 200


def test_a_workbook_knows_the_circles_and_the_room_and_not_the_login(running: Served) -> None:
    folder = running.home / "workbooks" / "mine"
    (folder / "look.ipynb").write_text(json.dumps(NOTEBOOK))
    token = running.url.partition("token=")[2]
    status, _, body = asked(running.port, f"/voila/render/mine/look.ipynb?token={token}")
    assert status == 200
    assert f"store sqlite:///{running.home / 'circles.sqlite'}" in body
    assert f"port {running.room_port}" in body
    assert "login False" in body
    assert "CIRCLE_STORE" not in body, "the sources are stripped"
    status, _, body = asked(running.port, f"/lab/tree/mine/look.ipynb?token={token}")
    assert status == 200
    assert '["@jupyterlab/apputils-extension:announcements"]' in body, "Lab asks nobody whether it may fetch news"


def test_a_room_that_dies_is_back_at_its_port(running: Served) -> None:
    before = running.child("room")
    before.kill()
    begun = time.monotonic()
    after = until(lambda: running.child("room").pid != before.pid, "another process", seconds=5)
    assert after
    assert time.monotonic() - begun < 1
    running.room_ready()
    assert running.process.poll() is None


def test_workbooks_that_die_are_back_at_their_port_and_the_room_does_not_notice(running: Served) -> None:
    room, before = running.child("room").pid, running.child("jupyter")
    before.kill()
    until(lambda: running.child("jupyter").pid != before.pid, "another process", seconds=5)
    assert running.child("room").pid == room
    until(lambda: ports.get(running.port, "/api")[0] == 200, "the workbooks answer", seconds=60)


def test_a_second_start_opens_what_is_open(running: Served) -> None:
    with served(running.home) as second:
        assert second.process.wait(30) == 0
        assert running.url in second.said
    assert running.process.poll() is None


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_it_ends_in_order_when_told_to_or_when_its_window_closes(sign: signal.Signals, tmp_path: Path) -> None:
    port, room_port = some_ports()
    with served(tmp_path, port=port, room_port=room_port) as one:
        one.room_ready()
        assert one.ends_after(sign) == 0
        assert "Traceback" not in one.said
        assert one.note == {}
    assert ports.is_free(room_port, "0.0.0.0")


def test_a_port_that_is_taken_is_named_and_the_next_one_serves(tmp_path: Path) -> None:
    port, room_port = some_ports()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", room_port))
        taken.listen()
        with served(tmp_path, port=port, room_port=room_port) as one:
            assert one.room_port > room_port
            one.room_ready()
            assert str(room_port) in one.said


def test_a_workshop_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    port, room_port = some_ports()
    with served(tmp_path / "home", "--hands-on", port=port, room_port=room_port) as one:
        one.room_ready()
        stores = list(temporary.glob("circle-hands-on-*/circles.sqlite"))
        assert len(stores) == 1
        assert one.ends_after(signal.SIGTERM) == 0
        assert "forgotten" in one.said
    assert list(temporary.glob("circle-hands-on-*")) == []
    assert not (tmp_path / "home" / "circles.sqlite").exists()


def test_a_demonstration_fills_a_practice_circle_with_made_up_people(tmp_path: Path) -> None:
    port, room_port = some_ports()
    with served(tmp_path, "--demo", port=port, room_port=room_port) as one:
        store = f"sqlite:///{tmp_path / 'circles.sqlite'}"
        code = str(until(lambda: one.note.get("url", ""), "it has begun", seconds=30)).partition("circle=")[2]
        circle = Circle.open(code, store=store)
        assert circle.state.practice
        until(lambda: len(circle.state.seats) >= 2, "people come in", seconds=60)
        assert one.ends_after(signal.SIGTERM) == 0
    circle.store.close()


def test_a_database_that_is_not_ours_is_refused_before_anything_starts(tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.sqlite"
    connection = sqlite3.connect(foreign)
    connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.close()
    with served(tmp_path / "home", "--store", str(foreign)) as one:
        assert one.process.wait(30) == 2
        assert str(foreign) in one.said
        assert "Traceback" not in one.said

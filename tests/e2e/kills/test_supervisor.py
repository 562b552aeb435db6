"""SIGKILL for ``circle serve``: what it started ends by itself, and the next one goes on where it stopped."""

from __future__ import annotations

from pathlib import Path

import pytest

from circle_widgets.store import open_store
from tests.e2e.kills.burst import back, bursting, hold, looking_on, meeting
from tests.e2e.served import KILL, Served, ended, some_ports

pytestmark = pytest.mark.kills

ROUNDS = 4


def test_the_supervisor_is_killed_again_and_again_and_the_next_one_serves_at_the_same_ports(tmp_path: Path) -> None:
    store = f"sqlite:///{(tmp_path / 'circles.sqlite').as_posix()}"
    circle = meeting(store)
    port, room_port = some_ports()
    one = Served(tmp_path, port=port, room_port=room_port)
    try:
        one.room_ready()
        url = f"http://127.0.0.1:{room_port}"
        with looking_on(url, circle) as screen, bursting(url, circle, phones=2) as burst:
            for n in range(ROUNDS):
                seen = screen.beginnings
                burst.more(5, f"round {n}")
                children = one.process.children(recursive=True)
                one.process.send_signal(KILL)
                one.process.wait(10)
                one = Served(tmp_path)  # names no port: it takes those of the one that was killed
                ended(children)
                back(screen, seen, f"in round {n}")
                assert (one.port, one.room_port) == (port, room_port)
            burst.more(1, "after the last kill")
    finally:
        one.close()
    opened = open_store(store)
    hold(opened, circle.id, burst.receipts)
    opened.close()

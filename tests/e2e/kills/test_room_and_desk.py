"""SIGKILL for the room during bursts, and for the desk's kernel while it writes: nothing lost, nothing twice."""

from __future__ import annotations

import random
import subprocess
import sys

import pytest

from circle_widgets.store import open_store
from tests.e2e.kills.burst import Killable, back, bursting, hold, looking_on, meeting
from tests.waiting import until

pytestmark = pytest.mark.kills

ROOM_ROUNDS = 20
DESK_ROUNDS = 20
DESK = """
import sys
from circle_widgets import Circle
circle = Circle.open(sys.argv[1], store=sys.argv[2])
step = circle.state.current.id
while True:
    receipt = circle.write("from the desk", step=step)
    print(receipt.id, receipt.position, flush=True)
"""
"""What a kernel does that has the desk open: it appends through Circle. It prints each receipt, and is killed."""


def test_the_room_is_killed_again_and_again_in_the_middle_of_a_burst(killable: Killable, sqlite: str) -> None:
    circle = meeting(sqlite)
    chance = random.Random(1)
    with looking_on(killable.url, circle) as screen, bursting(killable.url, circle) as burst:
        for n in range(ROOM_ROUNDS):
            seen = screen.beginnings
            burst.more(chance.randrange(1, 40), f"round {n}")
            killable.kill()
            killable.start()
            back(screen, seen, f"in round {n}")
        burst.more(1, "after the last kill")
    store = open_store(sqlite)
    events = hold(store, circle.id, burst.receipts)
    until(lambda: screen.view["room"]["stored"] == len(burst.phones), "the screen equals the store")
    assert circle.state.count == events
    store.close()


def test_the_desks_kernel_is_killed_while_it_writes_and_phones_and_screen_do_not_notice(
    killable: Killable, sqlite: str
) -> None:
    circle = meeting(sqlite)
    promised: dict[str, int] = {}
    chance = random.Random(2)
    with looking_on(killable.url, circle) as screen, bursting(killable.url, circle, phones=2) as burst:
        for _ in range(DESK_ROUNDS):
            promised |= desk_killed(circle.code, sqlite, chance.randrange(1, 12))
        assert screen.beginnings == 1
        burst.more(1, "while desks come and go")
    store = open_store(sqlite)
    hold(store, circle.id, promised | burst.receipts)
    store.close()


def desk_killed(code: str, store: str, after: int) -> dict[str, int]:
    """Start a desk, kill it once it has printed some receipts; all that it had printed by then."""
    desk = subprocess.Popen([sys.executable, "-c", DESK, code, store], stdout=subprocess.PIPE, text=True)
    assert desk.stdout is not None
    lines = [desk.stdout.readline() for _ in range(after)]
    desk.kill()
    rest, _ = desk.communicate(timeout=10)
    whole = [line.split() for line in "".join([*lines, rest]).splitlines(keepends=True) if line.endswith("\n")]
    assert len(whole) >= after
    return {id_: int(position) for id_, position in whole}

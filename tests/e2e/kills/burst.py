"""What all kill tests do: phones that send without a pause and send again, and the count of what they were promised."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from circle_widgets import Activity, Circle, steps
from circle_widgets.rehearse.phone import Phone
from circle_widgets.rehearse.room import Line, Room
from circle_widgets.serve import commands, ports
from circle_widgets.serve.child import Child
from circle_widgets.store import Store
from tests.waiting import until

AGAIN = 0.03
"""Seconds before a phone tries again; real ones take longer, these are to hit the moment of the start."""
SETTLED = 20.0
"""Seconds that phones may take, after the last kill, until everything has its receipt."""


def meeting(store: str) -> Circle:
    """A circle whose room is writing notes."""
    circle = Circle.make("Kills", practice=True, store=store)
    circle.start(Activity("Kills", [steps.Notes("What is left?", minutes=60)]))
    circle.move("next")
    return circle


class Killable:
    """The room, which is killed with SIGKILL and started again on the same port."""

    def __init__(self, store: str, folder: Path) -> None:
        self.port = ports.first_free(random.randrange(22_000, 32_000))
        self.child: Child = commands.room(store, self.port, folder / "room.log", host="127.0.0.1")
        self.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        self.child.start()

    def kill(self) -> None:
        """SIGKILL, without a word before."""
        assert self.child.process is not None
        self.child.process.kill()
        self.child.process.wait(10)

    def wait(self) -> None:
        """Until it answers."""
        assert ports.answers(self.port, "/healthz", 30), self.child.last_words()


class Burst:
    """``phones`` that write and change notes as fast as the room lets them, each keeping what has no receipt yet."""

    def __init__(self, url: str, circle: Circle, phones: int) -> None:
        self.room = Room(url, circle.code)
        self.step = circle.state.current.id if circle.state.current else ""
        self.phones = [Phone(self.room) for _ in range(phones)]
        self._over = threading.Event()
        self._threads = [threading.Thread(target=self._write, args=(one,), daemon=True) for one in self.phones]

    @property
    def receipts(self) -> dict[str, int]:
        """Every id that was promised to be kept, with its position."""
        return {id_: position for phone in self.phones for id_, position in list(phone.receipts.items())}

    def start(self) -> None:
        for phone, thread in zip(self.phones, self._threads, strict=True):
            phone.join()
            phone.lock()  # they only write; the screen is watched by itself
            thread.start()

    def more(self, n: int, what: str) -> None:
        """Wait until ``n`` more receipts have come."""
        goal = len(self.receipts) + n
        until(lambda: len(self.receipts) >= goal, f"{n} receipts more, {what}", seconds=SETTLED)

    def settle(self) -> None:
        """Write no more, and wait until everything that was written has its receipt."""
        self._over.set()
        for thread in self._threads:
            thread.join(SETTLED)
        assert [len(phone.outbox) for phone in self.phones if phone.outbox] == []
        assert [phone.refused for phone in self.phones if phone.refused] == []

    def _write(self, phone: Phone) -> None:
        n = 1
        note = phone.put("notes.write", {"text": "1"}, self.step)
        while not self._over.is_set():
            if n > 1:
                phone.put("notes.change", {"note": note, "text": str(n)}, self.step)
            n += 1
            if not phone.send():
                self._over.wait(AGAIN)
        end = time.monotonic() + SETTLED
        pause = threading.Event()
        phone.deliver(lambda: not pause.wait(AGAIN) and time.monotonic() < end)


@contextmanager
def bursting(url: str, circle: Circle, phones: int = 4) -> Iterator[Burst]:
    """A burst from its beginning until all has its receipt."""
    burst = Burst(url, circle, phones)
    burst.start()
    try:
        yield burst
    finally:
        burst.settle()


@contextmanager
def looking_on(url: str, circle: Circle) -> Iterator[Line]:
    """The screen's stream, which has to come back by itself."""
    line = Line(Room(url, circle.code), "", lambda: None)
    until(lambda: line.view, "the screen shows something")
    try:
        yield line
    finally:
        line.close()


def back(screen: Line, beginnings: int, when: str) -> None:
    """Wait until a stream that had begun so many times has begun once more, by itself."""
    until(lambda: screen.beginnings > beginnings, f"the screen is back by itself {when}", seconds=SETTLED)


def hold(store: Store, circle_id: str, promised: Mapping[str, int]) -> int:
    """See that all that was promised is there, once, at its place, and no position is missing; how many events."""
    rows = store.read(circle_id)
    found = Counter(row.event.id for row in rows)
    where = {row.event.id: row.position for row in rows}
    assert [row.position for row in rows] == list(range(1, len(rows) + 1))
    assert [id_ for id_, n in found.items() if n > 1] == []
    assert [id_ for id_ in promised if id_ not in found] == []
    assert [id_ for id_, position in promised.items() if where[id_] != position] == []
    return len(rows)

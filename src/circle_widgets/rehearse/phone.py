"""A phone without a browser: a seat, a stream, and an outbox that keeps every word until its receipt has come."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Callable, Mapping
from typing import Any

from circle_widgets.ledger import new_id
from circle_widgets.rehearse.made_up import Said
from circle_widgets.rehearse.room import Line, NoRoom, Room

TURNED_AWAY = 400
UNAVAILABLE = 500


class Phone:
    """One person's device. ``news`` is set whenever this phone learns something."""

    def __init__(self, room: Room, news: threading.Event | None = None) -> None:
        self.room = room
        self.seat = self.token = ""
        self.offline = self.retrying = False
        self.outbox: dict[str, dict[str, Any]] = {}
        self.receipts: dict[str, int] = {}
        self.refused: dict[str, str] = {}
        self.said: dict[tuple[str, int], list[Said]] = {}
        """What was said on this phone by step and round, in its order, whatever became of it."""
        self._page: dict[str, Any] = {}
        self._news = news or threading.Event()
        self._line: Line | None = None

    def join(self, name: str = "", locale: str = "en") -> None:
        """Take a seat, then follow the room.

        Raises:
            NoRoom: the room does not answer, or turns this phone away.
        """
        status, answer = self.room.ask("POST", "/participants", {"name": name or None, "locale": locale})
        if status != http.client.CREATED:
            raise NoRoom(f"{self.room.url} turned a phone away with {status}: {answer}", url=self.room.url)
        self.seat, self.token = answer["participant"], answer["token"]
        self.unlock()

    # ---- what may happen to a phone

    def lock(self) -> None:
        """The screen goes dark: the stream is gone, as phones do that."""
        if self._line is not None:
            self._page = self.view or self._page
            self._line.close()
            self._line = None

    def unlock(self) -> None:
        """In the hand again."""
        if self._line is None and self.token and not self.offline:
            self._line = Line(self.room, self.token, self._news.set)

    def go_offline(self) -> None:
        """No network: what is written stays in the outbox."""
        self.offline = True
        self.lock()

    def go_online(self) -> None:
        """The network is back: what was kept is sent."""
        self.offline = False
        self.unlock()
        self.send()

    # ---- what its owner sees and does

    @property
    def view(self) -> dict[str, Any]:
        """What the page shows by now; empty while the phone is locked or offline."""
        return self._line.view if self._line is not None else {}

    @property
    def page(self) -> dict[str, Any]:
        """What stands on the page: without network, what stood there last."""
        self._page = self.view or self._page
        return self._page

    def put(self, kind: str, body: Mapping[str, Any], step: str, round_: int = 1) -> str:
        """Put something into the outbox; its id."""
        one = new_id()
        self.outbox[one] = {"id": one, "step": step, "kind": kind, "body": body}
        self.said.setdefault((step, round_), []).append(Said(one, kind, body))
        return one

    def send(self) -> bool:
        """Send what waits, in its order; whether the outbox is empty now."""
        if self.offline or not self.outbox:
            return not self.outbox
        try:
            status, answer = self.room.ask("POST", "/contributions", list(self.outbox.values())[:100], self.token)
        except NoRoom:
            return False
        if status >= UNAVAILABLE:
            return False
        if status >= TURNED_AWAY:
            self.refused |= {one: str((answer or {}).get("code", status)) for one in self.outbox}
            self.outbox.clear()
            return True
        for one in answer["receipts"]:
            self.receipts[one["id"]] = one["position"]
            self.outbox.pop(one["id"], None)
        for one in answer["refused"]:
            self.refused[one["id"]] = one["code"]
            self.outbox.pop(one["id"], None)
        return not self.outbox

    def deliver(self, patience: Callable[[], bool]) -> bool:
        """Send until everything has its receipt or ``patience()``, asked before each new try, says no."""
        while not self.send():
            if not patience():
                return False
        return True

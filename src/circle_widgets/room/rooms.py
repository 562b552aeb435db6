"""The circles that are open here: for each one its ledger, its pen, its streams, its tokens."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass

from circle_widgets import join
from circle_widgets.errors import UnknownCircle
from circle_widgets.events import Proposal, Receipt
from circle_widgets.ledger import Answer, Ledger, Writer
from circle_widgets.room.bearers import Bearers
from circle_widgets.room.limits import Pace, Patience
from circle_widgets.room.live import Hub
from circle_widgets.room.metrics import Counts
from circle_widgets.room.network import Arrivals
from circle_widgets.room.pen import Pen
from circle_widgets.room.pool import Pool
from circle_widgets.room.readers import Reader
from circle_widgets.room.timers import Time
from circle_widgets.steps import View
from circle_widgets.store import Store
from circle_widgets.store.codes import normal

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Settings:
    """What may be set.

    ``share_log`` opens the routes by which a key is a whole store (``events``, ``import``). ``follow_desk``: whoever
    comes without a code is led to the circle that the desk of this computer opened last.
    """

    joins_per_second: float = 50.0
    most_streams: int = 5000
    share_log: bool = False
    follow_desk: bool = False


class Room:
    """One circle. Used on the event loop."""

    def __init__(self, rooms: Rooms, ledger: Ledger, card: View) -> None:
        self.rooms, self.ledger, self.card = rooms, ledger, card
        self.bearers = Bearers(rooms.store, ledger.id, rooms.pool, rooms.time, self._ended)
        self.hub = Hub(ledger, rooms.pool, rooms.time, rooms.counts, card=lambda: self.card, left=self._left)
        self.pen = Pen(ledger, rooms.writer, self._wrote)
        self.pace = Pace(rooms.time, rooms.settings.joins_per_second)
        self.arrivals = Arrivals(int(card.get("reached", 0)))
        self._looking = self._again = self._stale = False

    def written(self) -> None:
        """Somebody has committed something here or elsewhere in the store: look, if anybody is looking on."""
        if self.hub.busy:
            self.look()
        else:
            self._stale = True
            self.bearers.forget_all()

    def entered(self) -> None:
        """Somebody asks for this circle: look, if that was put off."""
        if self._stale:
            self.look()

    def welcome(self, reader: Reader) -> None:
        """A page opens its stream. What was put off while it came in is looked at now: it waits for no other news."""
        self.hub.welcome(reader)
        self.entered()

    async def caught_up(self) -> None:
        """Wait until what others committed before this call is folded here."""
        await self.rooms.pool.run(self.ledger.refresh)
        self.hub.hear()

    def look(self) -> None:
        """Read what others committed, and tell."""
        self._stale = False
        self.bearers.written()
        if self._looking:
            self._again = True
            return
        self._looking = True
        self.rooms.pool.start(self._read, self.rooms.time.now(), then=self._looked, failed=self._lost)

    def _read(self, now: int) -> View:
        self.ledger.refresh()
        return join.card(self.rooms.store.local, self.ledger.id, now)

    def _looked(self, card: View) -> None:
        self.hub.hear()
        if card != self.card:
            self.card = card
            self.hub.changed()
        self._looking = False
        if self._again:
            self._again = False
            self.look()

    def _lost(self, error: BaseException) -> None:
        self._looking = self._again = False
        if isinstance(error, UnknownCircle):  # cleared from this store
            self.rooms.forget(self)
        else:
            _log.warning("circle %s could not be read: %s", self.ledger.info.code, error)

    def came(self, ip: str, seat: str = "") -> None:
        """A phone asked for something; the join card says how many have."""
        if self.arrivals.came(ip, self.rooms.own_addresses, seat):
            fact = {"n": self.arrivals.n, "at": self.rooms.time.now()}
            self.rooms.note(self.ledger.id, join.REACHED, fact)

    def _wrote(self, proposals: Sequence[Proposal], answers: Sequence[Answer]) -> None:
        stored = sum(isinstance(answer, Receipt) for answer in answers)
        self.rooms.counts.stored += stored
        self.rooms.counts.refused += len(answers) - stored
        self.hub.appended(proposals, answers)

    def _ended(self, tokens: Collection[str]) -> None:
        self.hub.hang_up(lambda reader: reader.who.token in tokens)

    def _left(self, reader: Reader) -> None:
        if reader.who.token:
            self.bearers.closed(reader.who.token)


class Rooms:
    """All circles of a store that somebody has asked for. Made and used on the event loop."""

    def __init__(self, store: Store, time: Time, settings: Settings | None = None) -> None:
        self.store, self.time, self.settings = store, time, settings or Settings()
        self.counts = Counts()
        self.pool = Pool()
        self.writer = Writer()
        self.patience = Patience(time)
        self.own_addresses: frozenset[str] = frozenset()
        self._open: dict[str, Room] = {}
        self._opening: dict[str, asyncio.Task[Room]] = {}
        self._loop = asyncio.get_running_loop()
        self._stop_watching = store.watch(self._told)

    @property
    def open_rooms(self) -> Collection[Room]:
        """The circles in memory."""
        return self._open.values()

    def here(self, code: str) -> Room | None:
        """The circle of that code, if it is in memory."""
        return self._open.get(code)

    async def enter(self, code: str) -> Room:
        """The circle of that code, in any case. Raises :class:`~circle_widgets.errors.UnknownCircle`."""
        room = self._open.get(code)
        if room is None:
            code = normal(code)
            room = self._open.get(code)
        if room is not None:
            return room
        if code not in self._opening:
            task = self._opening[code] = asyncio.ensure_future(self._load(code))
            task.add_done_callback(lambda _: self._opening.pop(code, None))
        return await asyncio.shield(self._opening[code])

    async def _load(self, code: str) -> Room:
        ledger, card = await self.pool.run(self._read, code, self.time.now())
        room = self._open[code] = Room(self, ledger, card)
        room.look()  # what was committed since it was read
        return room

    def _read(self, code: str, now: int) -> tuple[Ledger, View]:
        ledger = Ledger(self.store, self.store.find(code).id, clock=self.time.now)
        return ledger, join.card(self.store.local, ledger.id, now)

    def forget(self, room: Room) -> None:
        """The circle is not in this store any more."""
        self._open.pop(room.ledger.info.code, None)
        room.hub.close()

    def note(self, circle_id: str, key: str, value: object) -> None:
        """Leave a fact beside the log, soon, and have the pages show it."""
        self.pool.start(
            *(self.store.note_local, circle_id, key, value),
            then=lambda _: self.look(),
            failed=lambda error: _log.warning("%s could not be noted: %s", key, error),
        )

    def look(self) -> None:
        """Somebody has committed something."""
        for room in list(self._open.values()):
            room.written()

    def _told(self) -> None:
        with suppress(RuntimeError):  # told on the store's thread, and the loop has ended
            self._loop.call_soon_threadsafe(self.look)

    async def close(self) -> None:
        """Hang up on the streams, write what waits (its receipts go out meanwhile), let the store go."""
        for room in list(self._open.values()):
            room.hub.close()
        await asyncio.to_thread(self._end)

    def _end(self) -> None:
        self._stop_watching()
        self.writer.close()
        self.pool.close()
        self.store.close()

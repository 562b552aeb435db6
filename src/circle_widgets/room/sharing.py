"""The store over https, for who holds a key: ``events`` and ``import``. Off on the LAN unless asked for."""

from __future__ import annotations

import msgspec

from circle_widgets.events import Event, Proposal
from circle_widgets.room import bodies
from circle_widgets.room.handler import Handler
from circle_widgets.room.problems import Turned
from circle_widgets.room.rooms import Room
from circle_widgets.room.saying import answers

_PROPOSALS: msgspec.json.Decoder[list[Proposal]] = msgspec.json.Decoder(bodies.Proposals)
_EVENTS: msgspec.json.Decoder[list[Event]] = msgspec.json.Decoder(bodies.Events)


class Shared(Handler):
    """What both routes ask first."""

    async def opened(self, code: str) -> Room:
        """The circle, for a key, where the log is shared; elsewhere there is no such route."""
        if not self.rooms.settings.share_log:
            raise Turned(404, "not_found")
        room = await self.enter(code)
        await self.key(room)
        return room

    def number(self, name: str, least: int) -> int:
        """A whole number of the query."""
        raw = self.get_query_argument(name, str(least))
        if not raw.lstrip("-").isascii() or not raw.lstrip("-").isdigit() or not least <= int(raw) < 2**63:
            raise Turned(400, "body", field=name, rule=f"a whole number from {least}")
        return int(raw)


class Events(Shared):
    """``GET …/events?after=N&epoch=E`` and ``POST …/events``."""

    async def get(self, code: str) -> None:
        """What came after a position; the whole log when the past changed since that epoch."""
        room = await self.opened(code)
        after, epoch = self.number("after", 0), self.number("epoch", -1)
        news = await self.rooms.pool.run(self.rooms.store.news, room.ledger.id, after, epoch)
        rows = [bodies.Row(position, event) for position, event in news.rows]
        self.answer(bodies.News(rows, news.epoch, news.replace))

    async def post(self, code: str) -> None:
        """Append what the rules accept."""
        room = await self.opened(code)
        proposals = self.body(_PROPOSALS)
        self.answer(answers(await room.pen.append(proposals), self.language))


class Import(Shared):
    """``POST …/import``: take in a copy of the circle."""

    most_bytes = bodies.MOST_IMPORT

    async def post(self, code: str) -> None:
        """The union with the events sent, by id."""
        room = await self.opened(code)
        events = self.body(_EVENTS)
        new = await self.rooms.pool.run(room.ledger.merge, events)
        room.hub.changed()
        self.answer(bodies.Merged(new))

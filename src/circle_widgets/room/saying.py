"""What is said, and what is seen: ``contributions``, ``live``, ``private``."""

from __future__ import annotations

from typing import cast

import msgspec

from circle_widgets import views
from circle_widgets.events import BY_DESK, Proposal, Receipt, Refusal
from circle_widgets.ledger import Answer, Ledger
from circle_widgets.room import bodies
from circle_widgets.room.handler import Handler
from circle_widgets.room.problems import Turned, refused
from circle_widgets.room.readers import Reader, Who
from circle_widgets.room.rooms import Room
from circle_widgets.steps import Role, View

_ITEMS = msgspec.json.Decoder(bodies.Items)
_OF_A_KEY = frozenset({"remote", "screen", "desk"})


def answers(given: list[Answer], locale: str) -> bodies.Answers:
    """Receipts and refusals as a page gets them."""
    receipts = [one for one in given if isinstance(one, Receipt)]
    return bodies.Answers(receipts, [refused(locale, one) for one in given if isinstance(one, Refusal)])


def _of_desk(one: bodies.Item) -> Proposal:
    return Proposal(one.id, one.kind, one.body, one.step, one.seat, BY_DESK)


class Contributions(Handler):
    """``POST …/contributions``: say things, or decide them."""

    async def post(self, code: str) -> None:
        """200 with receipts and refusals. An id that was stored before gets its old receipt."""
        room = await self.enter(code)
        grant = await self.grant(room)
        items = self.body(_ITEMS)
        given: list[Answer]
        if grant.role == "key":
            given = await room.pen.append([_of_desk(one) for one in items])
        else:
            given = await self._as_seat(room, grant.seat, items)
        self.answer(answers(given, self.language))

    async def _as_seat(self, room: Room, seat: str, items: list[bodies.Item]) -> list[Answer]:
        foreign = {n for n, one in enumerate(items) if one.seat not in {"", seat}}
        own = [Proposal(one.id, one.kind, one.body, one.step, seat) for n, one in enumerate(items) if n not in foreign]
        given = iter(await room.pen.append(own) if own else ())
        no = "a seat speaks for itself only"
        return [
            Refusal(one.id, "not_allowed", no, "seat") if n in foreign else next(given) for n, one in enumerate(items)
        ]


class Live(Handler):
    """``GET …/live``: the view as it is, then every change of it, as server-sent events."""

    async def get(self, code: str) -> None:
        """A stream that stays open. The connection leaves tornado's hands: no header, no compression is added to it."""
        room = await self.enter(code)
        who = await self._who(room)
        if sum(len(one.hub.readers) for one in self.rooms.open_rooms) >= self.rooms.settings.most_streams:
            raise Turned(503, "busy", retry_after=5)
        if who.role == "phone":
            room.came(self.address, who.seat)
        if who.token:
            room.bearers.opened(who.token)
        socket = self.detach()
        socket.set_nodelay(True)
        room.welcome(Reader(socket, who))

    async def _who(self, room: Room) -> Who:
        role = self.get_query_argument("role", "")
        if not self.token:
            if role not in {"", "screen"}:
                raise Turned(401, "unknown_token", field="role")
            return Who("screen")
        grant = await self.grant(room)
        if grant.role == "seat":
            return Who("phone", grant.seat, self.token)
        role = role or "remote"
        if role not in _OF_A_KEY:
            raise Turned(400, "body", field="role", rule="remote, screen or desk")
        return Who(cast("Role", role), "", self.token)


class Private(Handler):
    """``GET …/private?step=ID``: what only the facilitator may see, and only when asked for."""

    async def get(self, code: str) -> None:
        """The step's hidden part; of the current step without ``step``."""
        room = await self.enter(code)
        await self.key(room)
        await room.caught_up()
        self.answer(await self.rooms.pool.run(private, room.ledger, self.get_query_argument("step", "")))


def private(ledger: Ledger, step: str) -> View:
    """The facilitator's private look. Blocks."""
    with ledger.lock:
        return views.private(ledger.state, step)

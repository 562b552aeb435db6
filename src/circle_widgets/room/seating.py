"""Taking a seat, and what is held of it: ``participants`` and ``me``."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from base64 import urlsafe_b64encode
from typing import Any, NamedTuple

import msgspec

from circle_widgets.events import Proposal, Refusal
from circle_widgets.ledger import Ledger, new_id
from circle_widgets.room import bodies
from circle_widgets.room.handler import Handler
from circle_widgets.room.problems import Turned
from circle_widgets.room.rooms import Room
from circle_widgets.store import Grant, Store

SECRET = "joining"  # noqa: S105 - the name of a fact
"""The machine's fact with which tokens of repeated requests are made; it never leaves the store."""
_ONCE = re.compile(r"^[A-Za-z0-9_-]{22,64}$")
_JOIN = msgspec.json.Decoder(bodies.Join)
_CHANGE = msgspec.json.Decoder(bodies.Change)


class NewSeat(NamedTuple):
    """The names of a seat to be: its id, its event's id, its token."""

    seat: str
    event: str
    token: str

    @classmethod
    def fresh(cls) -> NewSeat:
        """Drawn at random; the token has 192 bits."""
        return cls(new_id(), new_id(), secrets.token_urlsafe(24))

    @classmethod
    def of(cls, secret: str, circle_id: str, once: str) -> NewSeat:
        """The same names for the same request, sent again because its answer was lost, also to a room that restarted.

        ``once`` is the request's own random id: who knows it is who sent it.
        """
        made = [
            hmac.digest(secret.encode(), f"{what}|{circle_id}|{once}".encode(), hashlib.sha256)
            for what in ("seat", "event", "token")
        ]
        seat, event, token = (urlsafe_b64encode(one[:24]).decode() for one in made)
        return cls(seat, event, token)


class Participants(Handler):
    """``POST …/participants``: take a seat."""

    async def post(self, code: str) -> None:
        """201 with the seat and its token. Many at once wait for their turn rather than being refused."""
        room = await self.enter(code)
        join = self.body(_JOIN)
        self.speaks = join.locale
        grant = await self.grant(room) if self.token else None
        if join.way == "paper" and (grant is None or grant.role != "key"):
            raise Turned(401 if grant is None else 403, "not_allowed", field="way")
        new = await self._names(room)
        await room.pace.turn()
        body = {"name": " ".join((join.name or "").split()), "locale": join.locale, "way": join.way}
        answer = (await room.pen.append([Proposal(new.event, "seat.join", body, seat=new.seat)]))[0]
        if isinstance(answer, Refusal):
            raise Turned(409, answer.code, field=answer.field, **answer.params)
        if new.seat not in room.ledger.state.seats:
            raise Turned(410, "gone")  # an old request, sent again after its seat was erased
        await self.rooms.pool.run(self.rooms.store.grant, room.ledger.id, new.token, "seat", new.seat)
        room.bearers.granted(new.token, new.seat)
        self.rooms.counts.joined += 1
        self.answer(bodies.Joined(new.seat, new.token), 201)

    async def _names(self, room: Room) -> NewSeat:
        once = self.request.headers.get("Idempotency-Key", "")
        if not once:
            return NewSeat.fresh()
        if not _ONCE.match(once):
            raise Turned(400, "bad_once", field="Idempotency-Key")
        secret = await self.rooms.pool.run(joining_secret, self.rooms.store)
        return NewSeat.of(secret, room.ledger.id, once)


def joining_secret(store: Store) -> str:
    """The store's own secret for repeated requests; made at its first use. Blocks."""
    secret = store.local("", SECRET)
    if not secret:
        store.note_local("", SECRET, secrets.token_hex(32))
        secret = store.local("", SECRET)  # another process may have been first, or last: one of them stands
    return str(secret)


class Me(Handler):
    """``…/me``: what is held of the seat whose token this is."""

    async def get(self, code: str) -> None:
        """All of it."""
        room, grant = await self._mine(code)
        await room.caught_up()
        self.answer(await self.rooms.pool.run(held, room.ledger, grant.seat))

    async def patch(self, code: str) -> None:
        """Another name or language."""
        room, grant = await self._mine(code)
        change = self.body(_CHANGE)
        body: dict[str, Any] = {}
        if change.name is not msgspec.UNSET:
            body["name"] = " ".join((change.name or "").split())
        if change.locale is not msgspec.UNSET:
            body["locale"] = change.locale
        answer = (await room.pen.append([Proposal(new_id(), "seat.change", body, seat=grant.seat)]))[0]
        if isinstance(answer, Refusal):
            raise Turned(409, answer.code, field=answer.field, **answer.params)
        self.answer(await self.rooms.pool.run(held, room.ledger, grant.seat))

    async def delete(self, code: str) -> None:
        """Erase it, for good, and the token with it."""
        room, grant = await self._mine(code)
        erased = await self.rooms.pool.run(room.ledger.erase, grant.seat)
        room.bearers.forget(grant.seat)
        room.hub.changed()
        self.answer(bodies.Erased(erased))

    async def _mine(self, code: str) -> tuple[Room, Grant]:
        room = await self.enter(code)
        grant = await self.grant(room)
        if grant.role != "seat":
            raise Turned(403, "no_seat")
        return room, grant


def held(ledger: Ledger, seat_id: str) -> bodies.Held:
    """All that a circle holds of a seat. Blocks."""
    with ledger.lock:
        seat = ledger.state.seats.get(seat_id)
        if seat is None:
            raise Turned(410, "gone")
        events = ledger.held_of(seat_id)
        facts = bodies.HeldSeat(seat.id, seat.name, seat.word, seat.locale, seat.way, seat.left)
        ballots = ledger.ballots_of(seat_id)
    return bodies.Held(facts, sorted(events, key=lambda event: event.order), ballots)

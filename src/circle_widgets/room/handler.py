"""What every handler of the room shares: who asks, in which language, what a body is, how an answer leaves."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, NamedTuple, TypeVar

import msgspec
from tornado.web import RequestHandler

from circle_widgets.errors import UnknownCircle
from circle_widgets.room import security
from circle_widgets.room.bodies import MOST_BYTES
from circle_widgets.room.pages import Pages, wish
from circle_widgets.room.problems import Turned, of_body, turned
from circle_widgets.room.rooms import Room, Rooms
from circle_widgets.store import Grant

T = TypeVar("T")
Open = Callable[[], Awaitable[Rooms]]
_JSON = msgspec.json.Encoder()


class House(NamedTuple):
    """What a handler is given: how to get at the rooms (opened at the first request), and the pages."""

    rooms: Open
    pages: Pages


class Handler(RequestHandler):
    """Derived from tornado's own class also inside a Jupyter server, whose class would take a Bearer for Jupyter's."""

    house: House
    rooms: Rooms
    most_bytes = MOST_BYTES
    speaks = ""
    """The language of the one who asks, once that is known."""

    def initialize(self, house: House) -> None:
        """Called by tornado."""
        self.house = house

    async def prepare(self) -> None:
        """Nothing of a body that is too large is looked at."""
        if len(self.request.body) > self.most_bytes:
            raise Turned(413, "too_large", most=self.most_bytes)
        self.rooms = await self.house.rooms()

    def set_default_headers(self) -> None:
        """Every answer has them, errors too."""
        self._headers.pop("Server", None)
        for name, value in security.COMMON:
            self.set_header(name, value)
        self.set_header("Content-Security-Policy", security.NOTHING)

    def check_xsrf_cookie(self) -> None:
        """No check is needed: the room reads no cookie, and takes only JSON, which no other site's form can send."""

    def compute_etag(self) -> str | None:
        """None: answers are not kept."""
        return None

    def get_current_user(self) -> None:
        """Nobody is logged in; a Jupyter server's log asks."""

    # ---- who asks

    @property
    def language(self) -> str:
        """The language for sentences in the answer."""
        return self.speaks or wish(self.request.headers.get("Accept-Language", ""))

    @property
    def address(self) -> str:
        """Where the request comes from."""
        return str(self.request.remote_ip or "")

    async def enter(self, code: str) -> Room:
        """The circle of that code; a wrong one is told late."""
        room = self.rooms.here(code)
        if room is not None:
            room.entered()
            return room
        try:
            return await self.rooms.enter(code)
        except UnknownCircle:
            self.rooms.counts.wrong_codes += 1
            await self.rooms.patience.wrong(self.address)
            raise

    @property
    def token(self) -> str:
        """The Bearer's token, "" without one."""
        return security.bearer(self.request.headers.get("Authorization", ""))

    async def grant(self, room: Room) -> Grant:
        """What the Bearer opens. Turned away: 401 without a token that opens something, 410 for a seat that is gone."""
        token = self.token
        grant = await room.bearers.who(token) if token else None
        if grant is None:
            raise Turned(401, "unknown_token")
        if grant.role == "seat":
            seat = room.ledger.state.seats.get(grant.seat)
            if seat is None:
                await room.caught_up()  # it may have been taken in another process a moment ago
                seat = room.ledger.state.seats.get(grant.seat)
            if seat is None:
                raise Turned(410, "gone")
            self.speaks = seat.locale
        return grant

    async def key(self, room: Room) -> None:
        """Only the facilitator's key passes; a seat is turned away with 403."""
        if (await self.grant(room)).role != "key":
            raise Turned(403, "not_allowed")

    # ---- bodies and answers

    def body(self, decoder: msgspec.json.Decoder[T]) -> T:
        """The body, checked. Turned away: 415 for what is not said to be JSON, 400 for what is not of its type."""
        if not security.is_json(self.request.headers.get("Content-Type", "")):
            raise Turned(415, "not_json")
        try:
            return decoder.decode(self.request.body)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise of_body(error) from None

    def answer(self, value: Any, status: int = 200) -> None:
        """Send JSON."""
        self.set_status(status)
        self.set_header("Content-Type", "application/json")
        self.finish(_JSON.encode(value))

    # ---- what goes wrong

    def send_error(self, status_code: int = 500, **kwargs: Any) -> None:
        """Tornado's errors, ours, and those that nobody foresaw, all answered alike."""
        info = kwargs.get("exc_info")
        problem = turned(info[1] if info else None, status_code)
        if problem.status_code == 503:  # noqa: PLR2004 - unavailable
            self.rooms.counts.busy += 1
        super().send_error(problem.status_code, problem=problem, **kwargs)

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """A code and a sentence."""
        problem: Turned = kwargs["problem"]
        if problem.retry_after:
            self.set_header("Retry-After", str(max(1, round(problem.retry_after))))
        if status_code == 401:  # noqa: PLR2004 - unauthorised
            self.set_header("WWW-Authenticate", "Bearer")
        self.answer(problem.body(self.language), status_code)

    def log_exception(self, typ: Any, value: Any, tb: Any) -> None:
        """Only what nobody foresaw is logged."""
        if turned(value, 500).status_code == 500:  # noqa: PLR2004 - unforeseen
            super().log_exception(typ, value, tb)


class Nothing(Handler):
    """Every address that is no route."""

    async def prepare(self) -> None:
        """Nothing is here."""
        self.rooms = await self.house.rooms()
        raise Turned(404, "not_found")

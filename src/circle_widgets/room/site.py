"""The pages, what they load, and what machines ask of the room: health, metrics, its own description."""

from __future__ import annotations

import gzip
import io
from typing import Any
from urllib.parse import quote

import segno

from circle_widgets.errors import UnknownCircle
from circle_widgets.room import metrics, security
from circle_widgets.room.bodies import Health
from circle_widgets.room.handler import Handler
from circle_widgets.room.openapi import document
from circle_widgets.room.pages import PageName
from circle_widgets.room.problems import Turned
from circle_widgets.room.rooms import Room

FOR_EVER = "public, max-age=31536000, immutable"
LAST = "last"
"""The machine's fact that says which circle was used last."""


class Page(Handler):
    """``/join/CODE``, ``/screen/CODE``, ``/remote/CODE``."""

    def initialize(self, house: Any, page: PageName = "phone") -> None:
        """``page``: which of them."""
        super().initialize(house)
        self.page = page

    async def get(self, code: str) -> None:
        """The page; one that asks for the code again when no circle has this one."""
        try:
            room = await self.enter(code)
        except UnknownCircle:
            self.set_status(404)
            self.draw("phone", {"code": "", "unknown": code[:40]})
            return
        if self.page == "phone":
            room.came(self.address)
        state = room.ledger.state
        kind = state.current.kind if state.current is not None else ""
        self.draw(self.page, {"code": room.ledger.info.code, "circle": said_of(room)}, state.title, kind)

    async def head(self, code: str) -> None:
        """As some readers of QR codes ask first."""
        await self.get(code)

    def draw(self, page: PageName, data: dict[str, Any], title: str = "Circle", kind: str = "") -> None:
        """Send a page."""
        for name, value in security.PAGE:
            self.set_header(name, value)
        policy = security.policy(self.house.pages.base, self.request.host)
        self.set_header("Content-Security-Policy", policy)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Vary", "Accept-Language, Accept-Encoding")
        drawn = self.house.pages.draw(page, self.language, data, title, kind).encode()
        if "gzip" in self.request.headers.get("Accept-Encoding", ""):  # no secret stands in it
            self.set_header("Content-Encoding", "gzip")
            drawn = gzip.compress(drawn, 6, mtime=0)
        self.finish(drawn)


def said_of(room: Room) -> dict[str, Any]:
    """What may be said of a circle to somebody who knows its code."""
    state = room.ledger.state
    found: dict[str, Any] = {"title": state.title}
    if state.facilitator:
        found["facilitator"] = state.facilitator
    if state.practice:
        found["practice"] = True
    return found


class Door(Page):
    """``/``: asks for the code; straight in when one circle is open."""

    async def get(self) -> None:  # type: ignore[override] # the address holds no code
        """The page that asks, or the way to the circle."""
        code = self.get_query_argument("code", "") or await self.rooms.pool.run(self._only_one)
        if code:
            self.redirect(f"{self.house.pages.base}join/{quote(code[:40], safe='')}")
        else:
            self.draw("phone", {"code": ""})

    async def head(self) -> None:  # type: ignore[override] # as above
        """As for get."""
        await self.get()

    def _only_one(self) -> str:
        store = self.rooms.store
        real = [info.code for info in store.circles() if not info.practice]
        if len(real) > 1 and self.rooms.settings.follow_desk:
            return str(store.local("", LAST, ""))
        return real[0] if len(real) == 1 else ""


class Static(Handler):
    """``/static/NAME?v=HASH``: a built file. With its hash it may be kept for ever."""

    async def get(self, name: str) -> None:
        """The file, compressed for who takes that."""
        bundle = self.house.pages.bundles.load(name)
        if bundle is None:
            raise Turned(404, "not_found")
        tag = f'"{bundle.hash}"'
        exact = self.get_query_argument("v", "") == bundle.hash
        self.set_header("Cache-Control", FOR_EVER if exact else "no-cache")
        self.set_header("ETag", tag)
        self.set_header("Vary", "Accept-Encoding")
        if tag in self.request.headers.get("If-None-Match", ""):
            self.set_status(304)
            self.finish()
            return
        self.set_header("Content-Type", bundle.type)
        if bundle.squeezed and "gzip" in self.request.headers.get("Accept-Encoding", ""):
            self.set_header("Content-Encoding", "gzip")
            self.finish(bundle.squeezed)
        else:
            self.finish(bundle.content)


class Picture(Handler):
    """``/qr/join/CODE.svg?at=N``: the way in as a square code; of this room's own addresses, nothing else."""

    async def get(self, code: str) -> None:
        """``at`` is an address's number on the join card; without it the one chosen, else the address asked at."""
        room = await self.enter(code)
        known = room.card.get("addresses", {}).values()
        wanted = self.get_query_argument("at", "")
        found = [one["url"] for one in known if (str(one["n"]) == wanted if wanted else "now" in one)]
        if wanted and not found:
            raise Turned(404, "not_found", field="at")
        here = f"{self.request.protocol}://{self.request.host}"
        base = f"{found[0]}/" if found else f"{here}{self.house.pages.base}"
        drawn = io.BytesIO()
        square = segno.make(f"{base}join/{room.ledger.info.code}", error="m")
        square.save(drawn, kind="svg", xmldecl=False, scale=8)
        self.set_header("Content-Type", "image/svg+xml")
        self.finish(drawn.getvalue())


class Healthy(Handler):
    """``/healthz``."""

    async def get(self) -> None:
        """200 when the database answers too."""
        await self.rooms.pool.run(self.rooms.store.local, "", "room")
        self.answer(Health(ok=True))


class Metrics(Handler):
    """``/metrics``."""

    async def get(self) -> None:
        """Prometheus' text."""
        streams: dict[str, int] = {}
        for room in self.rooms.open_rooms:
            for reader in room.hub.readers:
                streams[reader.who.role] = streams.get(reader.who.role, 0) + 1
        self.set_header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
        self.finish(metrics.text(self.rooms.counts, streams, len(self.rooms.open_rooms)))


class Description(Handler):
    """``/api/v1/openapi.json``."""

    async def get(self) -> None:
        """OpenAPI 3.1."""
        self.answer(document(self.house.pages.base))

"""The poster on the phones of those who were there: a page, and files of it. None before there is an agreed text."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from importlib.util import find_spec
from urllib.parse import quote

from circle_widgets.definition import Agreed, agreed
from circle_widgets.files import name_for
from circle_widgets.ledger import Ledger
from circle_widgets.paper import NoTypst, Picture, poster, poster_html
from circle_widgets.room import security
from circle_widgets.room.handler import Handler
from circle_widgets.room.problems import Turned
from circle_widgets.sentences import say

TYPES: dict[Picture, str] = {"svg": "image/svg+xml", "png": "image/png", "pdf": "application/pdf"}
LINKED: tuple[Picture, ...] = ("png", "pdf")
"""What phones can do something with."""
PICTURE = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'"
"""For the SVG, which a browser may open as a page: it runs nothing and fetches nothing."""


class PosterPage(Handler):
    """``/poster/CODE``: the poster, drawn without any script, and the ways to keep it."""

    async def get(self, code: str) -> None:
        """The page. Turned away: 404 before there is an agreed text."""
        room = await self.enter(code)
        await room.caught_up()
        text, locale = await self.rooms.pool.run(_agreed, room.ledger)
        known = room.ledger.info.code
        links: dict[str, str] = {how: f"{known}.{how}" for how in LINKED} if find_spec("typst") is not None else {}
        drawn = await self.rooms.pool.run(lambda: poster_html(text, locale, links=links))
        for name, value in security.PAGE:
            self.set_header(name, value)
        self.set_header("Content-Security-Policy", policy(drawn))
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(drawn)


def policy(page: str) -> str:
    """Only this page's own style sheet, and the type that stands in it."""
    style = page[page.index("<style>") + len("<style>") : page.index("</style>")]
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; font-src data:; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    )


class PosterFile(Handler):
    """``/poster/CODE.svg``, ``.png``, ``.pdf``: the poster as a file, on A4."""

    async def get(self, code: str, how: Picture) -> None:
        """The file. Turned away: 404 before there is an agreed text, and where typst is not installed."""
        room = await self.enter(code)
        await room.caught_up()
        text, locale = await self.rooms.pool.run(_agreed, room.ledger)
        try:
            made = await self.rooms.pool.run(lambda: poster(text, locale, how=how))
        except NoTypst as error:
            raise Turned(404, error.code) from None
        name = quote(name_for(f"{say(locale, 'agreed.file')} {text.title}", how))
        self.set_header("Content-Type", TYPES[how])
        self.set_header("Content-Disposition", f"inline; filename*=UTF-8''{name}")
        if how == "svg":
            self.set_header("Content-Security-Policy", PICTURE)
        self.finish(made)


def _agreed(ledger: Ledger) -> tuple[Agreed, str]:
    """The text and the circle's language. Blocks."""
    with ledger.lock:
        text = agreed(ledger.state)
        locale = ledger.state.locale
    if text is None:
        raise Turned(404, "no_agreed_text")
    return text, locale

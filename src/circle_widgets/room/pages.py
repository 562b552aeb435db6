"""The room's pages: a template each in ``pages/``, with a few slots, and the data that the page begins with.

A template holds ``{{lang}}``, ``{{title}}``, ``{{css}}`` and ``{{js}}`` (addresses with the content's hash), and
``{{page}}``: JSON for ``<script type="application/json" id="page">``, a data block, which no policy counts as a script.
``{{kind}}`` is the link that fetches the module of the step that the room is at, or nothing.
``{{loading}}`` and ``{{slow}}`` are sentences for before the page's program has begun, or when it never does.
There is no other way to put anything into a page.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any, Literal

import msgspec

from circle_widgets.room.bundles import Bundles
from circle_widgets.sentences import LOCALES, nearest, say

PageName = Literal["phone", "screen", "remote"]
_SLOT = re.compile(r"\{\{(\w+)\}\}")
_UNSAFE = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


@cache
def template(name: PageName) -> str:
    """The text of ``pages/NAME.html``."""
    return resources.files("circle_widgets.room").joinpath("pages", f"{name}.html").read_text(encoding="utf-8")


def render(text: str, slots: Mapping[str, str]) -> str:
    """A template with its slots filled; each value must be fit for its place already. KeyError for an unknown slot."""
    return _SLOT.sub(lambda found: slots[found[1]], text)


def data_block(value: Any) -> str:
    """JSON that can stand in a script element: nothing in it can end the element or begin a comment."""
    return msgspec.json.encode(value).decode().translate(_UNSAFE)


def wish(accept_language: str) -> str:
    """The language of ours that a browser likes best, from its Accept-Language header."""
    wishes = []
    for n, part in enumerate(accept_language.split(",")[:20]):
        tag, _, rest = part.strip().partition(";")
        quality = re.fullmatch(r"\s*q=([01](?:\.\d{1,3})?)\s*", rest) if rest else None
        wishes.append((-float(quality[1]) if quality else -1.0, n, tag))
    for _, _, tag in sorted(wishes):
        if tag.lower().split("-")[0] in LOCALES:
            return nearest(tag)
    return LOCALES[0]


class Pages:
    """Draws the pages of a room that stands at ``base`` (a path with a slash at both ends)."""

    def __init__(self, bundles: Bundles, base: str) -> None:
        self.bundles = bundles
        self.base = base

    def address(self, name: str) -> str:
        """Where a built file is, with the hash of its content, so that it may be kept for ever."""
        return f"{self.base}static/{name}?v={self.bundles.names().get(name, '')}"

    def draw(self, name: PageName, locale: str, data: Mapping[str, Any], title: str, kind: str = "") -> str:
        """A page. ``data`` is what differs from one request to the next (``code``, ``circle``, ``unknown``).

        ``kind`` is that of the step the room is at: its module is fetched beside the page's program, not after it.
        """
        page = self._common(name, locale) | dict(data)
        slots = {
            "lang": html.escape(locale),
            "title": html.escape(title),
            "css": html.escape(self.address(f"{name}.css")),
            "js": html.escape(self.address(f"{name}.js")),
            "page": data_block(page),
            "loading": html.escape(say(locale, "phone.loading")),
            "slow": html.escape(say(locale, "phone.slow")),
            "kind": "",
        }
        if f"kinds/{kind}.js" in self.bundles.names():
            address = html.escape(self.address(f"kinds/{kind}.js"))
            slots["kind"] = f'<link rel="modulepreload" href="{address}">'
        return render(template(name), slots)

    def _common(self, name: PageName, locale: str) -> dict[str, Any]:
        names = self.bundles.names()
        messages = self.bundles.load(f"locale/{name}/{locale}.json")
        kinds: dict[str, dict[str, str]] = {}
        for one in names:
            folder, _, rest = one.partition("/")
            kind, _, suffix = rest.rpartition(".")
            if folder == "kinds" and suffix == "js":
                kinds[kind] = {"js": self.address(one)}
        return {
            "base": self.base,
            "locale": locale,
            "messages": msgspec.Raw(messages.content.strip()) if messages else {},
            "locales": {one: self.address(f"locale/{name}/{one}.json") for one in LOCALES},
            "kinds": kinds,
        }

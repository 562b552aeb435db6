"""Widgets that draw what pages of the room draw, the desk and a step alone: with their style, sentences and kinds.

They stand in a shadow root, which no rule of the page around them reaches. A notebook has no address from which style
sheets, fonts and the step kinds' modules could be loaded, so these come through the widget.
"""

from __future__ import annotations

import base64
import re
import threading
from collections.abc import Callable, Mapping
from functools import cache
from typing import Annotated, Any, ClassVar

import traitlets as t
from msgspec import Meta, Struct

from circle_widgets import clock as clocks
from circle_widgets.errors import Refused, UnknownActivity
from circle_widgets.events import KindName, Refusal
from circle_widgets.sentences import sentences
from circle_widgets.widgets.stage import STATIC, Nothing, Stage, ours

GAP = 0.1
"""Seconds between two drawings: ten a second at most, however many phones send at once."""


class Hello(Struct, frozen=True, forbid_unknown_fields=True):
    """Is somebody there? Answer: ``now`` (milliseconds), and ``view`` when it is newer than ``serial``."""

    serial: Annotated[int, Meta(ge=0)] = 0


class KindModule(Struct, frozen=True, forbid_unknown_fields=True):
    """The front end of a step kind. Answer: ``js``."""

    name: KindName


class Hosted(Stage):
    """A child says what it draws (:meth:`drawn`); drawing is asked for from any thread (:meth:`redraw_soon`)."""

    _style = t.Unicode().tag(sync=True, from_json=ours("_style"))
    _words = t.Dict().tag(sync=True, from_json=ours("_words"))

    questions: ClassVar[Mapping[str, type[Struct]]] = {"hello": Hello, "kind": KindModule, "style": Nothing}
    sheet: ClassVar[str] = "desk.css"

    def __init__(self, *, clock: clocks.Clock = clocks.now, **traits: Any) -> None:
        self.clock = clock
        self._serial = 0
        self._due = threading.Lock()
        super().__init__(_style=in_shadow(self.sheet), **traits)

    @property
    def _css(self) -> str:  # type: ignore[override] # a font face must stand in the page itself
        return faces()

    @t.observe("locale")
    def _speak(self, change: Any) -> None:
        self._words = sentences(change["new"])

    @t.default("_words")
    def _first_words(self) -> dict[str, str]:
        return sentences(self.locale)

    def drawn(self) -> dict[str, Any]:
        """The view as it stands now."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Draw anew, on this thread."""
        found = self.drawn()
        if found != {key: value for key, value in self.view.items() if key != "serial"}:
            self._serial += 1
            self.view = found | {"serial": self._serial}

    def redraw_soon(self) -> None:
        """Draw anew soon, on the kernel's thread; called from any thread, as often as one likes."""
        if self._due.acquire(blocking=False):
            self.soon(self._redraw, GAP)

    def _redraw(self) -> None:
        self._due.release()
        self.refresh()

    def soon(self, work: Callable[[], None], after: float = 0.0) -> None:
        """Run ``work`` on the thread of the kernel's loop, ``after`` seconds; at once where no loop runs."""
        loop = self._loop
        if loop is None or loop.is_closed() or not loop.is_running():
            work()
        else:
            loop.call_soon_threadsafe(loop.call_later, after, work)

    def _refused(self, one: Refusal) -> dict[str, Any]:
        return {"id": one.id, **self._in_words(Refused(one.code, one.message, field=one.field, **one.params))}

    def _on_hello(self, body: Hello) -> Mapping[str, Any]:
        self.refresh()
        return {"now": self.clock()} | ({"view": self.view} if body.serial != self._serial else {})

    def _on_kind(self, body: KindModule) -> Mapping[str, Any]:
        return {"js": module(body.name)}

    def _on_style(self, _body: Nothing) -> Mapping[str, Any]:
        return {"css": faces() + sheet("screen.css")}


_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
_URL = re.compile(r"url\([\"']?(?:\./)?(fonts/[\w.-]+)[\"']?\)")


@cache
def _text(name: str) -> str:
    path = STATIC / name
    return path.read_text(encoding="utf-8") if path.is_file() else ""


@cache
def faces() -> str:
    """Our type, as font faces that carry their fonts in them (70 kB)."""
    return "".join(_URL.sub(_data, face) for face in _FACE.findall(_text("screen.css")))


def _data(found: re.Match[str]) -> str:
    font = STATIC / found[1]
    return f'url("data:font/woff2;base64,{base64.b64encode(font.read_bytes()).decode()}")'


def sheet(name: str) -> str:
    """A built style sheet, without its font faces."""
    return _FACE.sub("", _text(name))


def in_shadow(name: str) -> str:
    """A style sheet for a shadow root, whose root is the element that holds it."""
    return re.sub(r":root\b", ":host", sheet(name))


def module(kind: str) -> str:
    """The front-end module of a step kind, as text.

    Raises :class:`~circle_widgets.errors.UnknownActivity` for a kind that has none.
    """
    text = _text(f"kinds/{kind}.js")
    if not text:
        raise UnknownActivity(f"the step kind {kind!r} has no front end here", name=kind)
    return text

"""What the desk hands out to keep: the circle's file, its text, the poster, the answer for the thread."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from msgspec import Struct

from circle_widgets import export, files
from circle_widgets.circle import Circle
from circle_widgets.sentences import say
from circle_widgets.thread import opening, reply, topic
from circle_widgets.widgets.stage import Nothing

MIME = {
    "jsonl": "application/x-ndjson",
    "csv": "text/csv",
    "md": "text/markdown",
    "html": "text/html",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
    "png": "image/png",
}


class Keep(Struct, frozen=True, forbid_unknown_fields=True):
    """The circle as a file. Answer: ``name``, ``mime``, ``base64``."""

    how: Literal["jsonl", "csv", "md", "html"] = "jsonl"
    names: bool = True


class Poster(Struct, frozen=True, forbid_unknown_fields=True):
    """The poster as a file, answered as :class:`Keep`; or (``print``) as a page to print. Answer: ``html``."""

    how: Literal["svg", "pdf", "png", "print"] = "pdf"
    paper: Literal["a4", "a3"] = "a4"


class Keeping:
    """The part of the desk that answers these; it needs a ``circle``."""

    circle: Circle
    keeps: ClassVar[Mapping[str, type[Struct]]] = {"keep": Keep, "poster": Poster, "answer": Nothing}

    def _on_keep(self, body: Keep) -> Mapping[str, Any]:
        ending = "circle.jsonl" if body.how == "jsonl" else body.how
        raw = self.circle.exported(body.how, names=body.names)
        return _file(files.name_for(self.circle.title, ending), body.how, raw)

    def _on_poster(self, body: Poster) -> Mapping[str, Any]:
        state = self.circle.state
        if body.how == "print":
            return {"html": export.as_print(state, body.paper)}
        raw = export.as_poster(state, body.how, body.paper)
        name = f"{say(state.locale, 'agreed.file')} {body.paper} {self.circle.title}"
        return _file(files.name_for(name, body.how), body.how, raw)

    def _on_answer(self, _body: Nothing) -> Mapping[str, Any]:
        """``text``: the reply; where an address is kept ``what`` it opens, and ``href``."""
        state = self.circle.state
        text = export.text_of(state)
        words = reply(text, state.locale)
        found = opening(state.thread, topic(text, state.locale), words)
        return {"text": words} | ({"what": found.what, "href": found.href} if found is not None else {})


def _file(name: str, how: str, raw: bytes) -> dict[str, Any]:
    return {"name": name, "mime": MIME[how], "base64": base64.b64encode(raw).decode()}

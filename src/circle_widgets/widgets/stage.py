"""What every widget of ours stands on: a view that Python decides, and numbered questions that it answers.

The front end is one bundle. It draws the trait ``view``, and asks with custom messages:

    front end → Python   {"page": ID, "n": 1, "type": "send", …}
    Python → front end   {"page": ID, "n": 1, "answer": {…}}
                     or  {"page": ID, "n": 1, "error": {"code", "message", "field"}}

``page`` is drawn anew at each load, ``n`` counts from 1. A question without an answer is asked again with the same
number: it is answered again and done once. Whatever comes is checked here, for a browser may send anything.
"""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, ClassVar

import anywidget
import msgspec
import traitlets as t
from msgspec import Struct

from circle_widgets.errors import Busy, CircleError, Refused, StoreUnavailable
from circle_widgets.events import parse
from circle_widgets.sentences import LOCALES, nearest, say

_log = logging.getLogger(__name__)
STATIC = Path(__file__).parent.parent / "static"
REMEMBERED = 256
"""How many answers are kept for questions that are asked again."""
PASSING = (Busy, StoreUnavailable)
"""What is over in a moment: nothing was written, and the same question may be asked again."""


def ours(name: str) -> Callable[[Any, Any], Any]:
    """For a synced trait that Python alone decides: whatever a browser says of it, it stays (``from_json``)."""
    return lambda _value, widget: getattr(widget, name)


_ENVELOPE = frozenset({"page", "n", "type"})


class Question(Struct, frozen=True):
    """The envelope of every message from the front end."""

    page: str
    n: int
    type: str


class Nothing(Struct, frozen=True, forbid_unknown_fields=True):
    """A question without particulars."""


class Stage(anywidget.AnyWidget):
    """A widget that draws ``view`` and answers questions.

    A child names its ``face`` (what the bundle draws) and its ``questions``, the message's own type for each name;
    the method ``_on_NAME`` answers it, on the kernel's thread.
    """

    _esm = STATIC / "desk.js"
    _css = STATIC / "desk.css"

    face = t.Unicode("desk").tag(sync=True, from_json=ours("face"))
    view = t.Dict().tag(sync=True, from_json=ours("view"))
    locale = t.Unicode(LOCALES[0]).tag(sync=True, from_json=ours("locale"))

    questions: ClassVar[Mapping[str, type[Struct]]] = {}

    def __init__(self, **traits: Any) -> None:
        super().__init__(**traits)
        self._answered: OrderedDict[tuple[str, int], dict[str, Any]] = OrderedDict()
        self._loop = _running_loop()
        self.on_msg(self._asked)

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"

    @t.validate("locale")
    def _a_language_of_ours(self, proposal: Any) -> str:
        return nearest(str(proposal["value"]))

    def _asked(self, _widget: Any, content: Any, _buffers: Any) -> None:
        try:
            question = msgspec.convert(content, Question)
        except msgspec.ValidationError:
            return  # not ours, or no number that could be answered
        key = (question.page, question.n)
        answer = self._answered.get(key)
        if answer is None:
            answer, lasting = self._answer(question.type, content)
            if lasting:
                self._answered[key] = answer
            if len(self._answered) > REMEMBERED:
                self._answered.popitem(last=False)
        self.send({"page": question.page, "n": question.n} | answer)

    def _answer(self, name: str, content: Mapping[str, Any]) -> tuple[dict[str, Any], bool]:
        """The answer, and whether it stays the answer when the same question comes again."""
        try:
            body = parse(self._type_of(name), {key: content[key] for key in content if key not in _ENVELOPE})
            return {"answer": dict(getattr(self, f"_on_{name}")(body))}, True
        except CircleError as error:
            return {"error": self._in_words(error)}, not isinstance(error, PASSING)
        except Exception:  # noqa: BLE001 - the page must hear something; what went wrong is for the log
            _log.exception("the question %r was not answered", name)
            return {"error": self._in_words(CircleError("something went wrong that nobody saw coming"))}, True

    def _type_of(self, name: str) -> type[Struct]:
        body_type = self.questions.get(name)
        if body_type is None:
            raise Refused("unknown_kind", f"this widget answers no {name!r}", field="type", kind=name)
        return body_type

    def _in_words(self, error: CircleError) -> dict[str, Any]:
        message = say(self.locale, f"errors.{error.code}", **error.params)
        found = {"code": error.code, "message": str(error) if message.startswith("errors.") else message}
        field = getattr(error, "field", "")
        return found | {"field": field} if field else found

    def soon(self, work: Callable[[], None]) -> None:
        """Run ``work`` on the thread of the kernel's loop; at once where no loop runs (a script, a test)."""
        if self._loop is None or self._loop.is_closed() or not self._loop.is_running():
            work()
        else:
            self._loop.call_soon_threadsafe(work)


def _running_loop() -> asyncio.AbstractEventLoop | None:
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None

"""The small widgets of a workbook: start page, “Make it mine”, tables. Each draws in a shadow root with its own style."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, ClassVar

import traitlets as t

from circle_widgets.widgets.stage import STATIC, Nothing, Stage


class Small(Stage):
    """A child names its ``bundle``: what is drawn, ``static/NAME.js`` and ``NAME.css``; its sentences are in there."""

    _css = ""
    _style = t.Unicode().tag(sync=True)

    bundle: ClassVar[str] = ""

    def __init__(self, *, locale: str = "") -> None:
        super().__init__(face=self.bundle, locale=locale, _style=_style(self.bundle))

    def __init_subclass__(cls, **kwargs: Any) -> None:
        cls.questions = {"hello": Nothing, **cls.questions}
        super().__init_subclass__(**kwargs)

    def _on_hello(self, _body: Nothing) -> Mapping[str, Any]:
        return {}


@cache
def _style(bundle: str) -> str:
    """The style sheet for a shadow root, whose ``:root`` is called ``:host``."""
    return (STATIC / f"{bundle}.css").read_text(encoding="utf-8").replace(":root", ":host")

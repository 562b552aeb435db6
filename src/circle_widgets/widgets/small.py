"""The small widgets of a workbook: start page, “Make it mine”, tables. Each draws in a shadow root of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import traitlets as t

from circle_widgets.widgets.hosted import in_shadow
from circle_widgets.widgets.stage import Nothing, Stage, ours


class Small(Stage):
    """A child names its ``bundle``: what is drawn, ``static/NAME.js`` and ``NAME.css``; its sentences are in there."""

    _css = ""  # type: ignore[assignment] # its style sheet stands in the shadow root
    _style = t.Unicode().tag(sync=True, from_json=ours("_style"))

    bundle: ClassVar[str] = ""

    def __init__(self, *, locale: str = "") -> None:
        super().__init__(face=self.bundle, locale=locale, _style=in_shadow(f"{self.bundle}.css"))

    def __init_subclass__(cls, **kwargs: Any) -> None:
        cls.questions = {"hello": Nothing, **cls.questions}
        super().__init_subclass__(**kwargs)

    def _on_hello(self, _body: Nothing) -> Mapping[str, Any]:
        return {}

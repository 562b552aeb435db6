"""“For those who like tables”: a closed fold at the end of each workbook."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any, ClassVar

from msgspec import Struct

from circle_widgets import files
from circle_widgets.circle import Circle
from circle_widgets.widgets import books
from circle_widgets.widgets.small import Small
from circle_widgets.widgets.stage import STATIC, Nothing
from circle_widgets.widgets.where import find

MOST = 500
"""Rows that a page draws; the saved table has all."""


class Save(Struct, frozen=True, forbid_unknown_fields=True):
    """The table as CSV. ``private``: also what was not opened or is hidden. Answer: ``name``, ``mime``, ``base64``."""

    private: bool = False


class Tables(Small):
    """Shows ``circle.frame(kind)`` when it is opened, and saves it.

    What it draws may stand on the wall, so it holds only what the room has opened; pandas is loaded by the first look.
    """

    _esm = STATIC / "tables.js"
    bundle = "tables"
    questions: ClassVar[Mapping[str, type[Struct]]] = {"rows": Nothing, "save": Save}

    def __init__(self, circle: Circle, kind: str = "notes") -> None:
        file = find().file
        spoken = "" if circle.empty else circle.state.locale
        super().__init__(locale=books.read(file).locale if file is not None else spoken)
        self.circle = circle
        self.kind = kind
        self.view = {"call": f'circle.frame("{kind}")'}

    def _on_rows(self, _body: Nothing) -> Mapping[str, Any]:
        if self.circle.empty:
            return {"columns": [], "rows": [], "all": 0}
        frame = self.circle.frame(self.kind)
        shown = frame.head(MOST).astype(str)
        return {"columns": [str(one) for one in frame.columns], "rows": shown.to_numpy().tolist(), "all": len(frame)}

    def _on_save(self, body: Save) -> Mapping[str, Any]:
        raw = self.circle.exported("csv", private=body.private)
        name = files.name_for(self.circle.title, "csv")
        return {"name": name, "mime": "text/csv", "base64": base64.b64encode(raw).decode()}

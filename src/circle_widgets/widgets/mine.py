"""“Make it mine”: a workbook of one's own, to change at will, that no upgrade touches."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from msgspec import Struct

from circle_widgets.errors import CircleError, Refused
from circle_widgets.widgets import books
from circle_widgets.widgets.small import Small
from circle_widgets.widgets.stage import STATIC, Nothing
from circle_widgets.widgets.where import MINE, Where, find


class MakeItMine(Small):
    """Copies the workbook that it stands in to the person's own folder, and opens the copy in JupyterLab."""

    _esm = STATIC / "mine.js"
    bundle = "mine"
    questions: ClassVar[Mapping[str, type[Struct]]] = {"copy": Nothing}

    def __init__(self, *, where: Where | None = None) -> None:
        self.where = find() if where is None else where
        file = self.where.file
        super().__init__(locale=books.read(file).locale if file is not None else "")
        self.view = {key: True for key in ("mine",) if self.where.is_mine} | ({"known": True} if file else {})

    def _on_copy(self, _body: Nothing) -> Mapping[str, Any]:
        file, folder = self.where.file, self.where.folder
        if file is None or folder is None:
            raise Refused("no_workbook", "this workbook's own file is not known here")
        try:
            made = books.copy(file, folder)
        except OSError as error:
            raise NoCopy(f"{folder / MINE}: {error.strerror}", folder=str(folder / MINE)) from error
        return {"name": f"{MINE}/{made.name}", "link": self.where.link(made, "lab")}


class NoCopy(CircleError, OSError):
    """The person's own folder cannot be written."""

    code = "no_copy"

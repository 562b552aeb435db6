"""The anywidgets: the desk, the start page, and what stands below it, all on one stage.

The one of each step kind stands in that kind's folder, ``steps/NAME/widget.py``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from circle_widgets.widgets.builder import DefinitionBuilder
    from circle_widgets.widgets.desk import DeskWidget
    from circle_widgets.widgets.mine import MakeItMine
    from circle_widgets.widgets.stage import Stage
    from circle_widgets.widgets.start import StartPage
    from circle_widgets.widgets.tables import Tables

__all__ = ["DefinitionBuilder", "DeskWidget", "MakeItMine", "Stage", "StartPage", "Tables"]

_HOMES = {
    "DefinitionBuilder": "builder",
    "DeskWidget": "desk",
    "MakeItMine": "mine",
    "Stage": "stage",
    "StartPage": "start",
    "Tables": "tables",
}


def __getattr__(name: str) -> Any:
    # One at a time: a workbook reads the bundles of the widgets that it shows.
    if name in _HOMES:
        return getattr(import_module(f"circle_widgets.widgets.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

"""Workbooks for learning circles: a room writes from its phones or from paper, and a circle keeps what it said.

>>> from circle_widgets import Circle
>>> circle = Circle.open()
>>> circle.run("one-question")  # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from circle_widgets import activities, steps
    from circle_widgets.activities import Activity
    from circle_widgets.circle import Circle
    from circle_widgets.errors import CircleError
    from circle_widgets.steps.consent.widget import Consent
    from circle_widgets.steps.dots.widget import Dots
    from circle_widgets.steps.draft.widget import Draft
    from circle_widgets.steps.notes.widget import Notes
    from circle_widgets.steps.sort.widget import Sort
    from circle_widgets.widgets import DefinitionBuilder, MakeItMine, StartPage, Tables

__version__ = "0.1.0"
__all__ = [
    "Activity",
    "Circle",
    "CircleError",
    "Consent",
    "DefinitionBuilder",
    "Dots",
    "Draft",
    "MakeItMine",
    "Notes",
    "Sort",
    "StartPage",
    "Tables",
    "activities",
    "steps",
]

_HOMES = {
    "Activity": "circle_widgets.activities",
    "Circle": "circle_widgets.circle",
    "CircleError": "circle_widgets.errors",
    "Consent": "circle_widgets.steps.consent.widget",
    "DefinitionBuilder": "circle_widgets.widgets",
    "Dots": "circle_widgets.steps.dots.widget",
    "Draft": "circle_widgets.steps.draft.widget",
    "MakeItMine": "circle_widgets.widgets",
    "Notes": "circle_widgets.steps.notes.widget",
    "Sort": "circle_widgets.steps.sort.widget",
    "StartPage": "circle_widgets.widgets",
    "Tables": "circle_widgets.widgets",
}


def __getattr__(name: str) -> Any:
    # Loaded when first asked for: a cold start pays for what it uses.
    if name in {"activities", "steps"}:
        return import_module(f"circle_widgets.{name}")
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])

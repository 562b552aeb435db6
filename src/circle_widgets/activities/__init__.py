"""The sentences: one file an activity, and the catalogue that finds them by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from circle_widgets.activities.base import Activity, NotAStep
from circle_widgets.activities.definition import definition
from circle_widgets.activities.one_question import one_question
from circle_widgets.errors import UnknownActivity

__all__ = ["CATALOGUE", "Activity", "NotAStep", "definition", "find", "one_question"]

CATALOGUE: Mapping[str, Callable[[], Activity]] = {"one-question": one_question, "definition": definition}
"""Every activity that comes with the package, by name."""


def find(name: str) -> Activity:
    """The activity called ``name``.

    Raises :class:`~circle_widgets.errors.UnknownActivity` and names those that there are.
    """
    made = CATALOGUE.get(name.strip().lower().replace(" ", "-").replace("_", "-"))
    if made is None:
        raise UnknownActivity(f"no activity is called {name!r}; there are: {', '.join(sorted(CATALOGUE))}", name=name)
    return made()

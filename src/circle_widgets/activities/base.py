"""An activity is a list of steps: facilitation as a few lines of Python."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from circle_widgets import timetable
from circle_widgets.errors import CircleError
from circle_widgets.events import Text
from circle_widgets.state import Params
from circle_widgets.steps.base import registry


class NotAStep(CircleError, TypeError):
    """An activity was given something that is not a step."""

    code = "not_a_step"


@dataclass(frozen=True)
class Activity:
    """Steps in their order, under a title.

    >>> from circle_widgets import Activity, steps
    >>> Activity("Hopes", [steps.Notes("One hope"), steps.Talk(minutes=10)])
    <Activity 'Hopes', 2 steps, 13 minutes>

    ``name`` is how it is called in files and at the command line; without one, the title serves.
    Raises :class:`NotAStep` for anything in ``steps`` that is no step.
    """

    title: Text
    steps: Sequence[Params]
    name: str = ""
    summary: Text = ""

    def __post_init__(self) -> None:
        for n, step in enumerate(self.steps, 1):
            if type(step) not in _kinds():
                raise NotAStep(f"step {n} of {self.title!r} is {step!r}; write for example steps.Notes('One hope')")

    def __repr__(self) -> str:
        title = self.title if isinstance(self.title, str) else next(iter(self.title.values()), "")
        return f"<Activity {title!r}, {len(self.steps)} steps, {self.minutes:g} minutes>"

    @property
    def minutes(self) -> float:
        """The planned length of all steps, in minutes, with nine people."""
        return self.minutes_for(0)

    def minutes_for(self, people: int) -> float:
        """The real length with so many people (0: nine), in minutes: what is read takes its time for each text.

        Without what must be chosen first.
        """
        return timetable.total((step for step in self.steps if not step.choice), people or timetable.USUAL)

    def as_data(self) -> dict[str, Any]:
        """The body of the event that starts it: kinds, parameters and fresh step ids; JSON, never callables."""
        kinds = _kinds()
        run = uuid.uuid4().hex[:8]
        title = self.title if isinstance(self.title, str) else next(iter(self.title.values()), "")
        return {
            "name": self.name or title[:80],
            "title": self.title,
            "steps": [
                {"id": f"{run}-{n}", "kind": kinds[type(step)], "params": _given(step)}
                for n, step in enumerate(self.steps, 1)
            ],
        }


def _kinds() -> dict[type[Params], str]:
    return {kind.Params: name for name, kind in registry().items()}


def _given(step: Params) -> dict[str, Any]:
    """A step's parameters, as far as they are not the kind's own."""
    found: dict[str, Any] = msgspec.to_builtins(step)
    plain = msgspec.to_builtins(type(step)())
    return {key: value for key, value in found.items() if value != plain[key]}

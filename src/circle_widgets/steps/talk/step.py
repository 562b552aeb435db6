"""``talk``: the room speaks; the screen shows a question or a few lines, and nobody types."""

from __future__ import annotations

from collections.abc import Sequence

from circle_widgets.events import Text
from circle_widgets.state import Params, State, Step
from circle_widgets.steps.base import Role, StepKind, View


class Talk(Params, frozen=True, forbid_unknown_fields=True, kw_only=False):
    """A step in which the room speaks. ``question`` stands large on the screen, ``lines`` below it."""

    question: Text = ""
    lines: Sequence[Text] = ()


class TalkKind(StepKind):
    """Its view is its text; it takes no contributions."""

    name = "talk"
    Params = Talk

    def everyone(self, state: State, step: Step, role: Role) -> View:
        """``{"lines": {"1": {"n": 1, "text": …}}}``."""
        return {"lines": {str(n): {"n": n, "text": text} for n, text in enumerate(step.params.lines, 1)}}

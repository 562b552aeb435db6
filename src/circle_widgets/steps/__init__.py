"""The vocabulary: a meeting is made of steps. One folder a kind; an activity is a list of them.

``steps.Notes("One hope", minutes=3)`` is a step as data, ready for an :class:`~circle_widgets.activities.Activity`.
"""

from circle_widgets.steps.base import Move, Role, StepKind, View, registry
from circle_widgets.steps.consent.step import Consent
from circle_widgets.steps.dots.step import Dots
from circle_widgets.steps.draft.step import Draft
from circle_widgets.steps.notes.step import Notes
from circle_widgets.steps.sort.step import Sort
from circle_widgets.steps.talk.step import Card, Talk

__all__ = ["Card", "Consent", "Dots", "Draft", "Move", "Notes", "Role", "Sort", "StepKind", "Talk", "View", "registry"]

"""``DefinitionBuilder``: sentence, cards, text, one after another, to try the defining activity alone in a notebook."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

import traitlets as t
from msgspec import Struct

from circle_widgets import clock as clocks
from circle_widgets import views
from circle_widgets.events import BY_DESK, Proposal, Text
from circle_widgets.sentences import both
from circle_widgets.state import Step
from circle_widgets.steps import Draft, Notes, Sort
from circle_widgets.steps.base import registry
from circle_widgets.steps.draft.words import SENTENCE, lines
from circle_widgets.widgets.alone import Alone, Item
from circle_widgets.widgets.stage import Nothing

if TYPE_CHECKING:
    import pandas as pd

PARTS = {SENTENCE: "sentence"}
"""How the trays are called in ``value``, where not as they are."""


class DefinitionBuilder(Alone):
    """What is a learning circle, for you? Three steps for one person: sentences, cards, and the text made of them.

    >>> builder = DefinitionBuilder()
    >>> builder.value
    {}

    Args:
        question: what is asked first, a string, or one for each language, ``{"en": …, "fr": …}``; without one, that of
            the thread.
        cards: the most cards there may be (1 to 20).
        locale: the language of the sentences around it, ``en`` or ``fr``.

    ``value`` holds the lines of the text, tuples of strings by their part (``sentence``, ``is``, ``not``,
    ``depends``), those that have any; it follows every change. :attr:`markdown` is the same to paste.
    """

    kind = "draft"
    value: t.TraitType[Any, Any] = t.Dict(read_only=True)
    questions: ClassVar[Mapping[str, type[Struct]]] = {**Alone.questions, "next": Nothing}

    def __init__(
        self, question: Text = "", *, cards: int = 9, locale: str = "en", clock: clocks.Clock = clocks.now
    ) -> None:
        plan = (
            Notes(question or both("one_question.question"), both("one_question.hint"), most=5),
            Sort(both("definition.sort"), cards),
            Draft(both("definition.draft")),
        )
        super().__init__(*plan, locale=locale, clock=clock)

    def __repr__(self) -> str:
        count = sum(map(len, self.value.values()))
        return f"<DefinitionBuilder, {count} {'line' if count == 1 else 'lines'}>"

    @property
    def markdown(self) -> str:
        """The text in its shape: the sentence, then a list for each part that has lines."""
        return registry()["draft"].markdown(self._text, self.locale)

    @property
    def _text(self) -> Step:
        return next(step for step in self._state.steps.values() if step.kind == "draft")

    def _value(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for line in lines(self._text):
            part = PARTS.get(line.tray, line.tray)
            found[part] = (*found.get(part, ()), line.text)
        return found

    def frame(self, kind: str = "draft") -> pd.DataFrame:
        """What was said in the steps of a kind (``notes``, ``sort``, ``draft``), with the columns that it documents."""
        return self._frame(kind)

    def drawn(self) -> dict[str, Any]:
        """What a phone would draw; of the text, what the remote would draw for the one who edits it."""
        step = self._step
        if step.kind == "draft":
            found = views.everyone(self._state, "remote")
            draft = {key: value for key, value in found["draft"].items() if key != "read"}
            found = {"circle": found["circle"], "step": found["step"], "draft": draft}
            role = "remote"
        else:
            found, role = super().drawn(), "phone"
        return found | {"alone": {"role": role, "n": step.n, "of": step.of}}

    def _said(self, item: Item) -> Proposal:
        if item.kind in registry()[self._step.kind].desk_only and self._step.kind == "draft":
            return Proposal(item.id, item.kind, item.body, self._step.id, by=BY_DESK)
        return super()._said(item)

    def _on_next(self, _body: Nothing) -> Mapping[str, Any]:
        """Open what was written, and go on; at the text nothing happens."""
        step, run = self._step, self._state.run
        if run is None or step.n == step.of:
            return {}
        if registry()[step.kind].hides and step.phase == "open":
            self._decide("step.reveal", step=step.id)
        self._decide("step.open", step=run.steps[step.n])
        self.refresh()
        return {}

"""``Draft``: a text that one person writes from a few words, to try the step alone, or beside other widgets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from circle_widgets import clock as clocks
from circle_widgets import views
from circle_widgets.events import BY_DESK, Proposal, Text
from circle_widgets.steps.draft.said import Draft as Params
from circle_widgets.steps.draft.said import Part
from circle_widgets.steps.draft.step import DraftKind
from circle_widgets.steps.draft.words import lines
from circle_widgets.widgets.alone import Alone, Item


class Draft(Alone):
    """A text and the words that stand ready for it, alone in a cell.

    >>> draft = Draft({"sentence": ["People who meet to learn"], "is": ["Open"], "not": ["A class"]})
    >>> draft.value
    ('People who meet to learn', 'Open', 'A class')

    Args:
        texts: what stands ready, by the part of the text in which it has its place (``sentence``, ``is``, ``not``,
            ``depends``), or sentences alone; each a string, or one for each language, ``{"en": …, "fr": …}``.
        question: what is asked; without one a plain question stands there.
        locale: the language of the sentences around it, ``en`` or ``fr``.

    ``value`` holds the lines of the text in the order in which they are read; it follows every change.
    """

    kind = "draft"

    def __init__(
        self,
        texts: Mapping[Part, Sequence[Text]] | Sequence[Text] = (),
        question: Text = "",
        *,
        locale: str = "en",
        clock: clocks.Clock = clocks.now,
    ) -> None:
        own: Mapping[Part, Sequence[Text]] = texts if isinstance(texts, Mapping) else {"sentence": texts}
        super().__init__(Params(question, {part: list(some) for part, some in own.items()}), locale=locale, clock=clock)

    def __repr__(self) -> str:
        count = len(self.value)
        return f"<Draft, {count} {'line' if count == 1 else 'lines'}>"

    def _value(self) -> tuple[str, ...]:
        return tuple(one.text for one in lines(self._step))

    def drawn(self) -> dict[str, Any]:
        """What the remote would draw for the one who edits; there is no wall to follow."""
        found = views.everyone(self._state, "remote")
        draft = {key: value for key, value in found[self.kind].items() if key != "read"}
        return {"circle": found["circle"], "step": found["step"], self.kind: draft, "alone": {"role": "remote"}}

    def _said(self, item: Item) -> Proposal:
        # Who is alone is the one who edits; the meeting's other acts are nobody's here.
        if item.kind in DraftKind.desk_only:
            return Proposal(item.id, item.kind, item.body, self._step.id, by=BY_DESK)
        return super()._said(item)

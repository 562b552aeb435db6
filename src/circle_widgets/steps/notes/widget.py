"""``Notes``: one question to oneself, or beside other widgets of a notebook."""

from __future__ import annotations

from circle_widgets import clock as clocks
from circle_widgets.events import Text
from circle_widgets.sentences import pick
from circle_widgets.steps.notes.said import Data
from circle_widgets.steps.notes.said import Notes as Params
from circle_widgets.widgets.alone import Alone


class Notes(Alone):
    """A question and a box for notes, alone in a cell.

    >>> notes = Notes("One hope for our circle")
    >>> notes.value
    ()

    Args:
        question: a string, or one for each language, ``{"en": …, "fr": …}``.
        hint: a line below the question.
        most: how many notes there may be (1 to 50).
        longest: how many characters each may have (10 to 1000).
        locale: the language of the sentences around it, ``en`` or ``fr``.

    ``value`` is the notes' texts, a tuple of strings in the order in which they were written; it follows every change.
    """

    kind = "notes"

    def __init__(
        self,
        question: Text = "",
        *,
        hint: Text = "",
        most: int = 12,
        longest: int = 400,
        locale: str = "en",
        clock: clocks.Clock = clocks.now,
    ) -> None:
        super().__init__(Params(question, hint, most, longest), locale=locale, clock=clock)

    def __repr__(self) -> str:
        n = len(self.value)
        return f"<Notes {pick(self._step.params.question, self.locale)!r}, {n} {'note' if n == 1 else 'notes'}>"

    def _value(self) -> tuple[str, ...]:
        data: Data = self._step.data
        return tuple(note.text for note in data.notes.values() if not note.withdrawn)

"""``Sort``: cards of one person under headings, to try the step alone, or beside other widgets of a notebook."""

from __future__ import annotations

from collections.abc import Sequence

from circle_widgets import clock as clocks
from circle_widgets.events import Text
from circle_widgets.steps.sort.grouped import Data
from circle_widgets.steps.sort.said import Sort as Params
from circle_widgets.steps.trays import TRAYS, Tray
from circle_widgets.widgets.alone import Alone


class Sort(Alone):
    """Cards under the headings "It is", "It is not" and "It depends", alone in a cell.

    >>> sort = Sort("What is our circle?")
    >>> sort.value
    ()

    Args:
        question: a string, or one for each language, ``{"en": …, "fr": …}``; without one a plain question.
        cards: the most cards there may be (1 to 20).
        trays: the headings, some of ``"is"``, ``"not"`` and ``"depends"``, in their order.
        locale: the language of the sentences around it, ``en`` or ``fr``.

    ``value`` holds a pair ``(tray, text)`` for each card, in the order in which they were written; it follows every
    change.
    """

    kind = "sort"

    def __init__(
        self,
        question: Text = "",
        *,
        cards: int = 6,
        trays: Sequence[Tray] = TRAYS,
        locale: str = "en",
        clock: clocks.Clock = clocks.now,
    ) -> None:
        super().__init__(Params(question, cards, trays=list(trays)), locale=locale, clock=clock)

    def __repr__(self) -> str:
        n = len(self.value)
        return f"<Sort, {n} {'card' if n == 1 else 'cards'}>"

    def _value(self) -> tuple[tuple[str, str], ...]:
        data: Data = self._step.data
        return tuple((card.tray, card.text) for card in data.cards.values() if not card.withdrawn)

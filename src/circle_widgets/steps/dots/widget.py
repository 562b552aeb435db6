"""``Dots``: votes of one person on a few texts, to try the step alone, or beside other widgets of a notebook."""

from __future__ import annotations

from collections.abc import Sequence

from circle_widgets import clock as clocks
from circle_widgets.events import Text
from circle_widgets.sentences import pick
from circle_widgets.steps.dots.counted import Data
from circle_widgets.steps.dots.step import Dots as Params
from circle_widgets.widgets.alone import SEAT, Alone


class Dots(Alone):
    """A few texts to place dots on, alone in a cell.

    >>> dots = Dots(["Tea", "Time", "Quiet"], 2)
    >>> dots.value
    ()

    Args:
        options: the texts, each a string, or one for each language, ``{"en": …, "fr": …}``; at most 200.
        dots: how many there are to place (0: suggested from the number of texts), at most one on each.
        question: what is asked; without one a plain question stands there.
        locale: the language of the sentences around it, ``en`` or ``fr``.

    ``value`` holds the texts on which a dot stands, in their order; it follows every change.
    """

    kind = "dots"

    def __init__(
        self,
        options: Sequence[Text],
        dots: int = 0,
        *,
        question: Text = "",
        locale: str = "en",
        clock: clocks.Clock = clocks.now,
    ) -> None:
        super().__init__(Params(dots, question, list(options)), locale=locale, clock=clock)

    def __repr__(self) -> str:
        count = len(self._step.data.options)
        return f"<Dots on {len(self.value)} of {count} {'text' if count == 1 else 'texts'}>"

    def _value(self) -> tuple[str, ...]:
        data: Data = self._step.data
        if self._step.phase == "revealed":
            on = [id for id, dots in data.rounds[self._step.round].counts.items() if dots]
        else:
            on = self._state.ballots.get(SEAT, {}).get("on", [])
        return tuple(pick(one.text, self.locale) for one in data.options.values() if one.id in on)

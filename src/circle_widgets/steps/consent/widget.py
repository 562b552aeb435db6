"""``Consent``: a question that one person answers, to try the step alone, or beside other widgets of a notebook."""

from __future__ import annotations

from circle_widgets import clock as clocks
from circle_widgets.events import Text
from circle_widgets.sentences import pick
from circle_widgets.steps.consent.rounds import Data
from circle_widgets.steps.consent.step import Consent as Params
from circle_widgets.widgets.alone import SEAT, Alone


class Consent(Alone):
    """Is there an objection? Alone in a cell.

    >>> consent = Consent("Shall we meet on Thursdays?")
    >>> consent.value
    ()
    >>> consent.agreed

    Args:
        question: what is asked, a string, or one for each language, ``{"en": …, "fr": …}``.
        locale: the language of the sentences around it, ``en`` or ``fr``.

    ``value`` holds the answer (``fine``, ``objection`` or ``talk``) until it is opened, then what was found in it:
    ``agreed``, or ``objection`` or ``talk``. It follows every change.
    """

    kind = "consent"

    def __init__(self, question: Text = "", *, locale: str = "en", clock: clocks.Clock = clocks.now) -> None:
        super().__init__(Params(question), locale=locale, clock=clock)

    def __repr__(self) -> str:
        question = pick(self._state.registry[self.kind].question(self._step), self.locale)
        return f"<Consent {question!r}, {next(iter(self.value), 'no answer')}>"

    @property
    def agreed(self) -> bool | None:
        """Whether nobody objected, or wished to talk more; None while that was not opened."""
        data: Data = self._step.data
        return data.round(self._step.round).agreed if self._step.phase == "revealed" else None

    def _value(self) -> tuple[str, ...]:
        if self._step.phase != "revealed":
            answer = self._state.ballots.get(SEAT, {}).get("answer")
            return (answer,) if answer else ()
        found = self._step.data.round(self._step.round)
        said = {"agreed": found.agreed, "objection": found.objection, "talk": found.talk}
        return tuple(key for key, yes in said.items() if yes)

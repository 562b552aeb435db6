"""Who is here, as steps that ask in private need to know it: whether so few, and who on paper has not answered yet."""

from __future__ import annotations

from circle_widgets.state import State
from circle_widgets.steps.base import View

FEW = 5
"""Under so many people it is easily told who said or chose what; phones say so first."""


def few(state: State) -> View:
    """``few``, where so few are here."""
    return {"few": True} if state.n < FEW else {}


def free_paper(state: State) -> int:
    """How many people on paper can have answered on a slip: those whose seats have not answered themselves."""
    seats = (seat for seat in state.seats.values() if seat.way == "paper" and not seat.left)
    return sum(seat.id not in state.ballots for seat in seats)

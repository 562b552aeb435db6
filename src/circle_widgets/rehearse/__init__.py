"""A rehearsal: made-up people, who join a practice circle from phones of their own and answer what is asked."""

from circle_widgets.rehearse.outcome import Outcome
from circle_widgets.rehearse.rehearsal import Asked, NotPractice, rehearse

__all__ = ["Asked", "NotPractice", "Outcome", "rehearse"]

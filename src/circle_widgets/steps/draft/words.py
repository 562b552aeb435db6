"""The text of a draft as it reads, for the steps and pages that take it up."""

from __future__ import annotations

from dataclasses import dataclass

from circle_widgets.state import Step
from circle_widgets.steps.draft.written import SENTENCE, TRAYS, Data, Reading

__all__ = ["SENTENCE", "TRAYS", "Line", "lines", "lines_of"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text, ``n`` from 1. ``tray``: "" (the sentence), "is", "not", "depends".

    ``of`` are the ids of what it was made of, back to the notes: what was erased is not among them.
    """

    id: str
    n: int
    tray: str
    text: str
    of: tuple[str, ...] = ()


def lines(step: Step) -> list[Line]:
    """The lines of a step of kind ``draft`` in the order in which they are read; at most one is the sentence.

    Words that a line only refers to are looked up: when they are erased, or set aside, they are gone from here, too.
    """
    data: Data = step.data
    return lines_of(data.read())


def lines_of(reading: Reading) -> list[Line]:
    """The same of a text as it reads at one moment."""
    return [Line(one.id, n, one.tray, reading.words(one), reading.of(one)) for n, one in enumerate(reading.text(), 1)]

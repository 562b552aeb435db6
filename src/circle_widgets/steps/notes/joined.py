"""Whose a note is, what it was made of, and which notes stay on their own: where several people write as one.

Nothing of this is kept: it follows from who has agreed to whom, so that whoever parts again has their own note back.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from circle_widgets.state import Step
from circle_widgets.steps.notes.said import Data, Note


class Text(NamedTuple):
    """A note where it stands: ``home`` is the step it was written in, ``n`` its place among the others here."""

    note: Note
    whose: frozenset[str]
    home: Step
    n: int


def authors(data: Data, note: Note) -> frozenset[str]:
    """The seats whose note it is: who wrote it, who agreed to be written for, who was named on a slip."""
    agreed = (seat for seat, yes in data.asks.get(note.seat, {}).items() if yes)
    return frozenset((note.seat, *agreed, *note.with_)) - {""}


class Before:
    """The notes of the step before, by id and by seat: what may be joined. ``made``: what those that show were made of.

    Every page of a room asks for it at each change, so a step keeps the one that it had until something was said.
    """

    def __init__(self, step: Step) -> None:
        self.texts = standing(step.data.source) if step.data.source is not None else {}
        self.of_seat: dict[str, list[str]] = {}
        for id, text in self.texts.items():
            for seat in text.whose:
                self.of_seat.setdefault(seat, []).append(id)
        self.made = {id for note in step.data.own() for id in self.parts(step, note)} if self.texts else set()

    @classmethod
    def of(cls, step: Step) -> Before:
        """What is before ``step`` now."""
        age: list[int] = []
        back: Step | None = step
        while back is not None:
            age.append(back.said)
            back = back.data.source
        if step.data.kept is None or step.data.kept[0] != age:
            step.data.kept = age, cls(step)
        found: Before = step.data.kept[1]
        return found

    def parts(self, step: Step, note: Note) -> list[str]:
        """The ids of the notes that ``note`` was made of: those of its authors, as far as it does not say which."""
        found = {id for seat in authors(step.data, note) for id in self.of_seat.get(seat, ())}
        chosen = found if note.of is None else found & note.of
        return sorted(chosen, key=lambda id: self.texts[id].n)


def standing(step: Step) -> dict[str, Text]:
    """The notes that a later step may join, by id: all of this one, then those from before that it left single."""
    own = {text.note.id: text for text in _own(step) if not text.note.withdrawn}
    if step.data.source is None:
        return own
    return own | {text.note.id: text for text in _single(step, Before.of(step).texts.values())}


def shown(step: Step, *, aside: bool = False) -> list[Text]:
    """What the room sees once the step is open: its notes, then those that nobody joined and that were not shown yet.

    ``aside``: those that are set aside as well, for the facilitator's private look.
    """
    own = [text for text in _own(step) if text.note.shown or (aside and not text.note.withdrawn)]
    source = step.data.source
    if source is None or source.phase == "revealed":
        return own
    return own + _single(step, shown(source, aside=aside))


def anything(step: Step) -> bool:
    """Whether there is a note to open, one that is set aside included; at no cost that grows with their number."""
    if any(not note.withdrawn for note in step.data.notes.values()):
        return True
    source = step.data.source
    return source is not None and source.phase != "revealed" and anything(source)


def _own(step: Step) -> list[Text]:
    return [Text(note, authors(step.data, note), step, note.n) for note in step.data.notes.values()]


def _single(step: Step, texts: Iterable[Text]) -> list[Text]:
    """Those of which no note that the room may see was made."""
    made, more = Before.of(step).made, len(step.data.notes)
    return [text._replace(n=more + text.n) for text in texts if text.note.id not in made]


def roots(step: Step, note: Note) -> tuple[str, ...]:
    """The ids of the notes that it was made of, down to the first: one of four was made of two, each made of two."""
    before = Before.of(step)
    found: dict[str, None] = {}
    for id in before.parts(step, note):
        text = before.texts[id]
        found |= dict.fromkeys((id, *roots(text.home, text.note)))
    return tuple(found)


def of_seat(step: Step, seat: str) -> list[Text]:
    """What one seat brings along from the step before; nothing where each writes alone."""
    before = Before.of(step)
    return [before.texts[id] for id in before.of_seat.get(seat, ())]


def single_of(step: Step, seat: str) -> list[Text]:
    """The same as far as it is shown in this step by itself."""
    source, made = step.data.source, Before.of(step).made
    if source is None or source.phase == "revealed":
        return []
    before = {text.note.id for text in single_of(source, seat)}
    more = len(step.data.notes)
    return [
        text._replace(n=more + text.n)
        for text in of_seat(step, seat)
        if text.note.id not in made and (text.note.shown if text.home is source else text.note.id in before)
    ]


def people(step: Step) -> tuple[frozenset[str], int]:
    """The seats that have an answer here, and how many people more, whom nobody named: two write on one phone."""
    before = Before.of(step)
    found: frozenset[str] = frozenset()
    unnamed = 0
    for seat, ids in step.data.of_seat.items():
        if not seat or not ids:
            continue
        notes = [step.data.notes[id] for id in ids]
        here = frozenset[str]().union(*(authors(step.data, note) for note in notes))
        here = here.union(*(before.texts[id].whose for note in notes for id in before.parts(step, note)))
        found |= here
        unnamed += max(0, step.params.together - len(here))
    return found, unnamed

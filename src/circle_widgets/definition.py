"""What a circle agreed on about itself, and how that came about. Pure functions of the state.

The agreed text is that of the newest consent that was about a draft and was opened without an objection, or that the
room kept with its dissent. Its words are looked up anew at every fold: what was erased is gone from here, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, cast

from circle_widgets.state import State, Step
from circle_widgets.steps.base import Offer, StepKind
from circle_widgets.steps.consent.rounds import Data as Asked
from circle_widgets.steps.consent.rounds import Round
from circle_widgets.steps.notes.said import Data as Written
from circle_widgets.steps.sort.grouped import Data as Sorted
from circle_widgets.steps.trays import Tray

FrameName = Literal["notes", "together", "dots", "text"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the agreed text. ``of`` are the ids of what it was made of."""

    text: str
    of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Agreed:
    """The agreed text: a sentence, values in three trays, the dissent that its authors wanted kept.

    ``at`` is since when it stood so (ms since 1970), ``here`` how many people were there, ``voters`` how many answered,
    ``rounds`` how often they were asked, ``run`` the id of the activity, ``title`` the circle's. ``settled``: there
    were objections, and the room went on with it all the same.
    """

    sentence: Line | None
    is_: list[Line] = field(default_factory=list)
    is_not: list[Line] = field(default_factory=list)
    depends: list[Line] = field(default_factory=list)
    dissent: list[str] = field(default_factory=list)
    at: int = 0
    here: int = 0
    voters: int = 0
    rounds: int = 1
    run: str = ""
    title: str = ""
    settled: bool = False

    @property
    def people(self) -> int:
        """From how many people this is: those who answered, else those who were there."""
        return self.voters or self.here

    @property
    def trays(self) -> dict[Tray, list[Line]]:
        """The trays that hold something, in order."""
        every: dict[Tray, list[Line]] = {"is": self.is_, "not": self.is_not, "depends": self.depends}
        return {tray: lines for tray, lines in every.items() if lines}

    @property
    def lines(self) -> list[Line]:
        """All lines, the sentence first."""
        return [*([self.sentence] if self.sentence else []), *(line for some in self.trays.values() for line in some)]


@dataclass(frozen=True, slots=True)
class Told:
    """A text of a frame: where it was sorted ("" nowhere), how many dots it got."""

    text: str
    tray: str = ""
    dots: int = 0


@dataclass(frozen=True, slots=True)
class Frame:
    """One of the pictures in which it is told how the text came about; ``rows`` of the last are the text's lines.

    ``kept``: so many texts were written, and never shown to the room: they stay with their authors.
    """

    name: FrameName
    rows: list[Told]
    kept: int = 0


@dataclass(frozen=True, slots=True)
class Own:
    """Words of a person's own, and the line of the agreed text in which they live on."""

    id: str
    text: str
    line: Line


def agreed(state: State) -> Agreed | None:
    """The text that the circle agreed on last, in any of its activities; None when there is none."""
    found = max(_agreements(state), key=lambda one: one[1].at, default=None)
    if found is None:
        return None
    step, last = found
    by_tray: dict[str, list[Line]] = {}
    for offer in last.lines:
        by_tray.setdefault(offer.tray, []).append(Line(offer.text, offer.of))
    sentence, *more = by_tray.get("", [None])
    return Agreed(
        sentence=sentence,
        is_=[line for line in more if line] + by_tray.get("is", []),
        is_not=by_tray.get("not", []),
        depends=by_tray.get("depends", []),
        dissent=list(last.dissent),
        at=last.at,
        here=last.here,
        voters=last.voters,
        rounds=last.n,
        run=step.run,
        title=state.title,
        settled=last.settled,
    )


def _agreements(state: State) -> Iterator[tuple[Step, Round]]:
    """Each consent about a text that holds, and the round in which it was agreed on."""
    for run in state.runs.values():
        for one in run.steps:
            step = state.steps[one]
            if step.kind == "consent":
                data: Asked = step.data
                if data.agreed is not None and data.agreed.lines:
                    yield step, data.agreed


def story(state: State, text: Agreed) -> list[Frame]:
    """How an agreed text came about, in at most four frames, from the log.

    What each wrote first · what was put together · what mattered most · the text. A frame of nothing is left out.
    """
    rows: dict[FrameName, list[Told]] = {"notes": [], "together": [], "dots": [], "text": []}
    kept: set[str] = set()
    shown: set[str] = set()
    for one in state.runs[text.run].steps if text.run in state.runs else ():
        step = state.steps[one]
        name = _frame_of(step)
        if name is not None:
            offers = _offers(state, step)
            told = [Told(offer.text, offer.tray, offer.dots) for offer in offers]
            shown.update(offer.id for offer in offers)
            # of several rounds of dots the last one counts
            rows[name] = _chosen(told) if name == "dots" else rows[name] + told
        if name == "notes" and not step.opened:
            written: Written = step.data
            kept.update(note.id for note in written.notes.values() if not note.withdrawn)
    rows["text"] = [Told(text.sentence.text)] if text.sentence else []
    rows["text"] += [Told(line.text, tray) for tray, lines in text.trays.items() for line in lines]
    frames = [Frame(name, some, len(kept - shown) if name == "notes" else 0) for name, some in rows.items()]
    return [frame for frame in frames if frame.rows or frame.kept]


def _chosen(rows: list[Told]) -> list[Told]:
    """What several dots stand on; where nothing has several, what has one. The whole count is in its own step."""
    several = [row for row in rows if row.dots > 1]
    return several or [row for row in rows if row.dots]


def _frame_of(step: Step) -> FrameName | None:
    if step.kind == "notes":
        return "together" if step.params.together else "notes"
    names: dict[str, FrameName] = {"sort": "together", "dots": "dots"}
    return names.get(step.kind)


def _offers(state: State, step: Step) -> list[Offer]:
    return cast("StepKind", state.registry[step.kind]).offers(step)


def living(state: State, text: Agreed, seat: str) -> list[Own]:
    """The notes and cards of a seat that live on in the agreed text, each with its line: for that person alone."""
    found = []
    for one in state.runs[text.run].steps if text.run in state.runs else ():
        for id, words in _own(state.steps[one], seat):
            line = next((line for line in text.lines if id in line.of), None)
            if line is not None:
                found.append(Own(id, words, line))
    return found


def _own(step: Step, seat: str) -> Iterator[tuple[str, str]]:
    """Id and words of what a seat has in a step."""
    if step.kind == "notes":
        written: Written = step.data
        yield from ((id, written.notes[id].text) for id in written.of_seat.get(seat, ()))
    elif step.kind == "sort":
        sorted_: Sorted = step.data
        yield from ((card.id, card.text) for card in sorted_.mine(seat))

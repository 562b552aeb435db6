"""What a step kind is: rules, a fold and views, in one class; the registry that finds them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module, metadata
from pathlib import Path
from typing import Any, ClassVar, Literal

from msgspec import Struct

from circle_widgets.errors import Refused
from circle_widgets.events import Event, Proposal, Text
from circle_widgets.sentences import both
from circle_widgets.state import Params, State, Step

View = dict[str, Any]
"""A JSON object without null and without lists of things: things are maps by id with a sort key ``n``."""
Role = Literal["phone", "screen", "desk", "remote"]


@dataclass(frozen=True, slots=True)
class Move:
    """What a key, a clicker or the primary button does next. ``label`` is a sentence's key; the rest is a proposal."""

    label: str
    kind: str
    body: View = field(default_factory=dict)
    step: str = ""

    def view(self) -> View:
        """As a page gets it."""
        found: View = {"label": self.label, "kind": self.kind, "body": self.body}
        return found | {"step": self.step} if self.step else found


def next_page(page: int, pages: int, label: str = "desk.next_page") -> Move | None:
    """On to the page of the screen that comes after ``page``; None on the last."""
    return Move(label, "screen.show", {"page": page + 1}) if page < pages else None


def page_back(page: int) -> Move | None:
    """Back to the one before; None on the first."""
    return Move("desk.page_back", "screen.show", {"page": page - 1}) if page > 1 else None


class Offer(Struct, frozen=True, omit_defaults=True):
    """A text that a step has brought forth, for the steps after it. ``of`` are the ids of the notes it was made of.

    ``seat`` is whose words these are, where they are still one person's.
    """

    id: str
    text: str
    tray: str = ""
    of: tuple[str, ...] = ()
    dots: int = 0
    seat: str = ""


class StepKind:
    """Derive from this and put the class in a folder of its own; the methods are pure functions of their arguments.

    ``fold`` alone changes something: ``step.data``, which :meth:`begin` made. It never raises.
    """

    name: ClassVar[str]
    Params: ClassVar[type[Params]] = Params
    bodies: ClassVar[Mapping[str, type[Struct]]] = {}
    ballots: ClassVar[Mapping[str, type[Struct]]] = {}
    """Kinds that never enter the log: a seat's secret ballot in an open round."""
    desk_only: ClassVar[frozenset[str]] = frozenset()
    undoable: ClassVar[frozenset[str]] = frozenset()
    hides: ClassVar[bool] = False
    """Whether what is said stays hidden until the facilitator opens it."""
    fills: ClassVar[bool] = False
    """Whether it fills the screen with pages already while it is open, below its question."""
    renews: ClassVar[bool] = False
    """Whether it takes over anew each time that the room comes back to it, not only the first."""
    writes: ClassVar[bool] = False
    """Whether what it offers reads as one text, line by line: the room may agree on it."""
    refers: ClassVar[str] = ""
    """The field of a body that names an earlier event, the one that this is about; erased with it."""
    ticks: ClassVar[tuple[str, ...]] = ()
    """The answers to tick on a slip of paper, as keys of sentences; without them there is a box to write into alone."""
    asks: ClassVar[str] = ""
    """What is asked where the author gave neither a question nor a title, as the key of a sentence."""
    columns: ClassVar[tuple[str, ...]] = ()
    """The columns that :meth:`table` always has."""

    def begin(self, params: Any) -> Any:
        """The step's own state before anything was said."""
        return None

    def given(self, state: State, step: Step) -> View:
        """What the step takes over from those before it, asked when it opens first and at each new round.

        Also when the room comes back to it, where :attr:`renews` says so.

        Ids, never people's words: those stand in their own events, and go when these are erased.
        """
        return {}

    def take(self, state: State, step: Step, given: Mapping[str, Any]) -> None:
        """Take that over into ``step.data``. It may come from a file: whatever it is, never raise."""

    def offers(self, step: Step) -> list[Offer]:
        """What later steps may take over from this one: what the room has opened here."""
        return []

    def people(self, ballot: Mapping[str, Any]) -> int:
        """For how many people a ballot speaks; more than one only for what the desk counted on paper."""
        return 1

    def taken(self, step: Step) -> Collection[str]:
        """Ids of earlier offers that are this step's own by now, offered by it or not: what it drops is gone."""
        return ()

    def tally(self, step: Step, ballots: Mapping[str, Any]) -> View:
        """The count of a round from the ballots' bodies by seat: no ids of seats, no times, words sorted.

        Under "" stands what the desk counted on paper: a ballot of a kind that is ``desk_only`` has no seat.
        """
        return {}

    def tallied(self, step: Step, tally: Mapping[str, Any]) -> None:
        """Take the count of the open round into ``step.data``. It may come from a file: never raise."""

    def revealed(self, step: Step) -> None:
        """What was hidden is shown from here on: put into ``step.data`` what is to be done before. Never raise."""

    def again(self, step: Step) -> None:
        """Begin another round; ``step.round`` has its number."""

    def rule(self, state: State, step: Step, event: Proposal, body: Any) -> None:
        """Raise :class:`~circle_widgets.errors.Refused` when ``event`` may not be appended now."""

    def round(self, state: State, step: Step, ballot: Proposal, body: Any) -> int:
        """The open round (from 1) in which a ballot counts; raise ``Refused`` when there is none."""
        raise Refused("no_ballot", f"this step takes no {ballot.kind}", field="kind", kind=ballot.kind)

    def fold(self, step: Step, event: Event, body: Any) -> None:
        """Take ``event`` into ``step.data``."""

    def answered(self, step: Step) -> int:
        """How many seats have an answer stored."""
        return 0

    def has_answer(self, step: Step, seat: str) -> bool:
        """Whether an answer of that seat is stored."""
        return False

    def mutual(self, step: Step) -> bool:
        """Whether what one seat says here may change what another one sees of its own."""
        return False

    def question(self, step: Step) -> Text:
        """What is asked: the author's question; else the title, or a plain one, in a kind that always ``asks``."""
        found: Text = getattr(step.params, "question", "")
        return found if found or not self.asks else step.params.title or both(self.asks)

    def say(self, state: State, step: Step) -> Text:
        """The next line for the facilitator to say."""
        found: Text = step.params.say
        return found

    def everyone(self, state: State, step: Step, role: Role) -> View:
        """What every page of ``role`` may receive; what is hidden is not in it."""
        return {}

    def group(self, state: State, step: Step, group: str) -> View:
        """What one group receives besides."""
        return {}

    def person(self, state: State, step: Step, seat: str) -> View:
        """What one seat receives besides."""
        return {}

    def private(self, step: Step) -> View:
        """What only the facilitator may see, and only when asked for."""
        return {}

    def looks(self, state: State, step: Step) -> bool:
        """Whether the facilitator is offered a private look now. Secret ballots show nothing of themselves."""
        return self.hides and not self.ballots

    def look(self, state: State, step: Step) -> View:
        """What the private look shows; override this instead of :meth:`private` where it takes more than the step."""
        return self.private(step)

    def ahead(self, state: State, step: Step) -> Move | None:
        """The next move inside this step; None when the next is the next step."""
        return None

    def behind(self, state: State, step: Step) -> Move | None:
        """The move back inside this step; None when that is the step before."""
        return None

    def table(self, step: Step) -> list[View]:
        """What was said, a row each, for ``circle.frame``; the docstring of the kind documents the columns.

        A row that is true in a column ``hidden`` or ``withdrawn`` is one that the room does not see.
        """
        return []

    def markdown(self, step: Step, locale: str) -> str:
        """What was said, as text that people keep."""
        return ""


@cache
def registry() -> Mapping[str, StepKind]:
    """Every step kind: ours, then those that other packages name in the entry point group ``circle_widgets.steps``.

    Ours are found by their folders: each beside this module that has a ``step.py`` with a kind in it.
    """
    kinds: dict[str, StepKind] = {}
    for folder in sorted(Path(__file__).parent.glob("*/step.py")):
        module = import_module(f"{__package__}.{folder.parent.name}.step")
        made = [one for one in vars(module).values() if isinstance(one, type) and one.__module__ == module.__name__]
        kinds.update((one.name, one()) for one in made if issubclass(one, StepKind))
    for entry in metadata.entry_points(group="circle_widgets.steps"):
        kinds.setdefault(entry.name, entry.load()())
    return kinds

"""A circle in memory that writes its text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar

from msgspec import Struct

from circle_widgets import views
from circle_widgets.events import Event, Proposal, Refusal
from circle_widgets.ledger import Fold
from circle_widgets.state import State, Step, fold
from circle_widgets.steps import StepKind, registry
from circle_widgets.steps.base import Offer
from circle_widgets.steps.draft.words import lines
from circle_widgets.steps.draft.written import Data
from tests.unit.worlds import World

SENTENCES = ("People who meet more than once", "A table, a lamp and a question", "Learning without a teacher")
VALUES = {
    "Open": "is",
    "Free": "is",
    "Patient": "is",
    "Warm": "is",
    "A class": "not",
    "A race": "not",
    "Who brings the tea": "depends",
}
DRAFT = "s4"
VOTES = {
    "p0": (SENTENCES[1], "Free", "Warm", "A race"),
    "p1": (SENTENCES[1], "Free", "Warm"),
    "p2": (SENTENCES[0], "Free", "Open", "Patient"),
}
"""Who places dots on what."""


class Card(Struct, frozen=True):
    """A text, and where it was sorted."""

    text: str
    tray: str


class Joined(Struct, frozen=True):
    """Cards that are one from now on, under a name of their own."""

    cards: list[str]
    text: str
    tray: str


class CardsKind(StepKind):
    """Texts with their trays, each an event of its own: a step that hands on what was sorted, and nothing else."""

    name = "cards"
    bodies: ClassVar[Mapping[str, type[Struct]]] = {"cards.sort": Card, "cards.join": Joined}

    def begin(self, params: Any) -> list[Offer]:
        return []

    def fold(self, step: Step, event: Event, body: Any) -> None:
        of = tuple(body.cards) if isinstance(body, Joined) else ()
        step.data[:] = [one for one in step.data if one.id not in of]
        step.data.append(Offer(event.id, body.text, body.tray, of))

    def offers(self, step: Step) -> list[Offer]:
        found: list[Offer] = step.data
        return found


KINDS = {**registry(), "cards": CardsKind()}


class Write(World):
    """A circle at its draft. Lines and material are found by their words."""

    def __init__(self, name: str = "w", pace: int = 1000) -> None:
        super().__init__(name, pace)
        self.fold = Fold(KINDS)

    @property
    def data(self) -> Data:
        found: Data = self.state.steps[DRAFT].data
        return found

    @property
    def text(self) -> list[str]:
        """The lines, each under the mark of its part."""
        return written(self.state)

    @property
    def ready(self) -> list[str]:
        """The material that does not stand in the text, as the desk lists it."""
        return [one["text"] for one in sorted(self.view("desk")["material"].values(), key=lambda one: one["n"])]

    def view(self, role: Any = "desk") -> dict[str, Any]:
        found: dict[str, Any] = views.everyone(self.state, role)["draft"]
        return found

    def material(self, words: str) -> str:
        return next(one.id for one in self.data.material.values() if one.text == words)

    def line(self, words: str) -> str:
        return next(one.id for one in lines(self.state.steps[DRAFT]) if one.text == words)

    def insert(self, words: str, **more: Any) -> Event:
        id = self.material(words)
        return self.put(id, of=[id], **more)

    def put(self, line: str, **body: Any) -> Event:
        return self.did("draft.put", {"line": line, **body}, step=DRAFT)

    def drop(self, words: str) -> Event:
        return self.did("draft.drop", {"line": self.line(words)}, step=DRAFT)

    def move(self, words: str, tray: str, after: str = "") -> Event:
        body = {"line": self.line(words), "tray": tray, "after": self.line(after) if after else ""}
        return self.did("draft.move", body, step=DRAFT)

    def undo(self) -> Event:
        last = self.state.last_act
        assert last is not None
        return self.did("desk.undo", {"event": last.id})

    def votes(self, seat: str, *words: str) -> None:
        options = self.state.steps["s3"].data.options.values()
        on = [one.id for one in options if one.text in words]
        self.n += 1
        found = self.fold.admit(Proposal(f"b{self.n}", "dots.place", {"on": on}, "s3", seat), self.at)
        assert not isinstance(found, Refusal), found

    def opened(self, step: str = "s3") -> None:
        found = self.state.steps[step]
        tally = kind("dots").tally(found, self.state.ballots)
        self.did("step.reveal", {"tally": {"round": found.round, **tally}}, step=step)

    def without(self, *ids: str) -> State:
        """The circle after an erasure of these."""
        gone = Event("x1", self.at + 1, "erased", {"ids": list(ids), "seat": ""}, by="desk")
        log = [one if one.id not in ids else Event(one.id, one.at, one.kind, {}, one.step) for one in self.log]
        return fold([*log, gone], KINDS)


MARKS = {"": "", "is": "+", "not": "-", "depends": "?"}


def written(state: State) -> list[str]:
    """The lines, each under the mark of its part."""
    return [f"{MARKS[one.tray]}{one.text}" for one in lines(state.steps[DRAFT])]


def kind(name: str = "draft") -> StepKind:
    return KINDS[name]


def drafting(
    people: int = 6,
    sentences: Sequence[str] = SENTENCES,
    values: Mapping[str, str] = MappingProxyType(VALUES),
    dots: Mapping[str, Sequence[str]] | None = None,
    pace: int = 1000,
    **params: Any,
) -> Write:
    """At the draft, after notes, cards and dots (by seat ``p0`` …: on which words; None: nobody was asked)."""
    world = Write(pace=pace)
    world.gathers(people)
    plan = [
        {"id": "s1", "kind": "notes", "params": {"question": "One sentence?"}},
        {"id": "s2", "kind": "cards"},
        {"id": "s3", "kind": "dots", "params": {"question": "Which matter most?", "dots": 5}},
        {"id": DRAFT, "kind": "draft", "params": params},
        {"id": "s5", "kind": "talk", "params": {"question": "And now?"}},
    ]
    world.did("activity.start", {"name": "define", "title": "Define", "steps": plan})
    world.did("step.open", step="s1")
    for n, text in enumerate(sentences):
        world.writes(f"p{n % people}", text, step="s1")
    world.did("step.reveal", step="s1")
    world.did("step.open", step="s2")
    for n, (text, tray) in enumerate(values.items()):
        world.did("cards.sort", {"text": text, "tray": tray}, step="s2", seat=f"p{n % people}", by="")
    if dots is not None:
        world.did("step.open", step="s3")
        for seat, words in dots.items():
            world.votes(seat, *words)
        world.opened()
    world.did("step.open", step=DRAFT)
    return world

"""A circle in memory that agrees on a text, through every step from silence to consent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from circle_widgets.definition import Agreed, agreed
from circle_widgets.events import Event, Proposal, Refusal
from circle_widgets.state import State, fold
from circle_widgets.steps import StepKind, registry
from circle_widgets.steps.draft.words import lines
from tests.unit.worlds import World

PLAN: tuple[dict[str, Any], ...] = (
    {"id": "alone", "kind": "notes", "params": {"question": "One sentence?", "opens": False}},
    {"id": "pairs", "kind": "notes", "params": {"question": "One of two?", "together": 2}},
    {"id": "cards", "kind": "sort"},
    {"id": "dots", "kind": "dots", "params": {"question": "Which matter most?", "dots": 4}},
    {"id": "draft", "kind": "draft"},
    {"id": "consent", "kind": "consent"},
    {"id": "last", "kind": "talk", "params": {"question": "And now?"}},
)


class Defining(World):
    """A circle that defines itself, step by step. ``ids``: of notes and cards, by their words."""

    def __init__(self, people: int = 4, **how: Any) -> None:
        super().__init__(**how)
        self.ids: dict[str, str] = {}
        self.did("circle.made", {"title": "Sewing", "facilitator": "Olu"})
        for n in range(people):
            self.did("seat.join", {"name": f"Name{n}"}, seat=f"p{n}", by="")

    def begins(self, plan: Sequence[Mapping[str, Any]] = PLAN) -> None:
        steps = [{**one, "id": f"{one['id']}{len(self.state.runs) or ''}"} for one in plan]
        self.did("activity.start", {"name": "define", "title": "Define", "steps": steps})

    def opens(self, step: str) -> None:
        self.did("step.open", step=step)

    def note(self, seat: str, text: str, step: str = "alone") -> None:
        self.ids[text] = self.writes(seat, text, step).id

    def card(self, seat: str, text: str, tray: str) -> None:
        self.ids[text] = self.did("sort.put", {"text": text, "tray": tray}, step="cards", seat=seat, by="").id

    def ballot(self, seat: str, kind: str, body: Mapping[str, Any], step: str) -> None:
        self.n += 1
        found = self.fold.admit(Proposal(f"b{self.n}", kind, dict(body), step, seat), self.at)
        assert not isinstance(found, Refusal), found

    def votes(self, seat: str, *words: str) -> None:
        options = self.state.steps["dots"].data.options.values()
        self.ballot(seat, "dots.place", {"on": [one.id for one in options if one.text in words]}, "dots")

    def counts(self, step: str) -> None:
        """Opens a round of ballots."""
        found = self.state.steps[step]
        kind = registry()[found.kind]
        assert isinstance(kind, StepKind)
        tally = {"round": found.round, **kind.tally(found, self.state.ballots)}
        self.did("step.reveal", {"tally": tally}, step=step)

    def answers(self, *answers: Mapping[str, Any], step: str = "consent") -> None:
        for n, one in enumerate(answers):
            self.ballot(f"p{n}", "consent.say", one, step)
        self.counts(step)

    @property
    def text(self) -> Agreed:
        found = agreed(self.state)
        assert found is not None
        return found

    def erased(self, *ids: str) -> State:
        """The circle after an erasure of these."""
        gone = Event("x1", self.at + 1, "erased", {"ids": list(ids), "seat": ""}, by="desk")
        log = [one if one.id not in ids else Event(one.id, one.at, one.kind, {}, one.step) for one in self.log]
        return fold([*log, gone], registry())


FINE = {"answer": "fine"}


def drafted(people: int = 4) -> Defining:
    """As far as the draft: four wrote, two pairs made one sentence each, three cards, dots."""
    world = Defining(people)
    world.begins()
    world.opens("alone")
    for n, text in enumerate(("Ana alone", "Ben alone", "Cleo alone", "Dan alone")):
        world.note(f"p{n}", text)
    world.opens("pairs")
    for text, of in {"Ana and Ben": (0, 1), "Cleo and Dan": (2, 3)}.items():
        said = {"text": text, "with": [f"p{of[1]}"]}
        world.ids[text] = world.did("notes.write", said, step="pairs", seat=f"p{of[0]}").id
    world.did("step.reveal", step="pairs")
    world.opens("cards")
    for n, (text, tray) in enumerate({"Free": "is", "A test": "not", "Homework": "depends"}.items()):
        world.card(f"p{n}", text, tray)
    world.did("step.reveal", step="cards")
    world.opens("dots")
    for n in range(4):
        world.votes(f"p{n}", "Ana and Ben", *(["Free", "A test"] if n else ["Homework"]))
    world.counts("dots")
    world.opens("draft")
    return world


def defined(*answers: Mapping[str, Any]) -> Defining:
    """As far as the consent, opened."""
    world = drafted()
    world.opens("consent")
    world.answers(*(answers or (FINE, FINE, FINE)))
    return world


def agreed_on(sentence: str, values: Mapping[str, str], *, objection: str = "", locale: str = "en") -> Defining:
    """Any text, agreed on by nine: the sentence is one of two pairs', the values (with their trays) are of one person.

    ``objection`` is kept beside it.
    """
    world = Defining(9)
    world.did("circle.title", {"locale": locale})
    plan = [one | ({"params": {"cards": 20}} if one["id"] == "cards" else {}) for one in PLAN]
    world.begins(plan)
    world.opens("alone")
    for n in range(9):
        world.note(f"p{n}", f"{n} {sentence}"[:400])
    world.opens("pairs")
    for seat, other, text in (("p0", "p1", sentence), ("p2", "p3", f"{sentence} …"[-400:])):
        world.did("notes.write", {"text": text, "with": [other]}, step="pairs", seat=seat)
    world.did("step.reveal", step="pairs")
    world.opens("cards")
    for n, (text, tray) in enumerate(values.items()):
        world.did("sort.put", {"text": text, "tray": tray}, step="cards", seat=f"p{n % 9}", by="")
    world.did("step.reveal", step="cards")
    world.opens("dots")
    for n in range(9):
        world.votes(f"p{n}", sentence, *list(values)[n : n + 3])
    world.counts("dots")
    world.opens("draft")
    draft = world.state.steps["draft"]
    used = {id for line in lines(draft) for id in line.of}
    for one in [one for one in draft.data.material.values() if one.tray and one.id not in used]:
        world.did("draft.put", {"line": one.id, "of": [one.id]}, step="draft")
    world.opens("consent")
    against = {"answer": "objection", "words": objection, "how": "read", "keep": True}
    world.answers(*([FINE] * 8), against if objection else FINE)
    if objection:
        world.did("consent.settle", step="consent")
    return world

"""A circle in memory that places dots."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from circle_widgets import views
from circle_widgets.events import Proposal, Refusal
from circle_widgets.state import State
from circle_widgets.steps import Move, StepKind, registry
from circle_widgets.steps.dots.counted import Data
from tests.unit.worlds import World

WORDS = ("Tea", "Time", "Patience", "A good lamp", "Tea.", "Quiet", "Company", "Music")


class Vote(World):
    """A circle in memory with its ballots; ids of options by their words."""

    def ballot(self, seat: str, *words: str, step: str = "s2", by: str = "") -> int | Refusal:
        self.n += 1
        on = [self.option(word) for word in words]
        who: Any = by
        return self.fold.admit(Proposal(f"b{self.n}", "dots.place", {"on": on}, step, seat, who), self.at)

    def option(self, word: str) -> str:
        return next((one.id for one in self.data.options.values() if one.text == word), word)

    @property
    def data(self) -> Data:
        found: Data = self.state.steps["s2"].data
        return found

    def opened(self) -> None:
        step = self.state.steps["s2"]
        tally = dots_kind().tally(step, self.state.ballots)
        self.did("step.reveal", {"tally": {"round": step.round, **tally}}, step="s2")

    def result(self, role: Any = "screen") -> dict[str, int]:
        items = views.everyone(self.state, role)["dots"]["items"].values()
        return {one["text"]: one["dots"] for one in sorted(items, key=lambda one: one["n"])}


def dots_kind() -> StepKind:
    found = registry()["dots"]
    assert isinstance(found, StepKind)
    return found


def voting(people: int = 6, words: Sequence[str] = WORDS, paper: int = 0, **params: Any) -> Vote:
    world = Vote()
    world.gathers(people, paper)
    plan = [
        {"id": "s1", "kind": "notes", "params": {"question": "One hope?"}},
        {"id": "s2", "kind": "dots", "params": {"question": "Which matter most?", **params}},
        {"id": "s3", "kind": "talk", "params": {"question": "And now?"}},
    ]
    world.did("activity.start", {"name": "hopes", "title": "Hopes", "steps": plan})
    world.did("step.open", step="s1")
    for word in words:
        world.did("notes.write", {"text": word}, step="s1")
    world.did("step.reveal", step="s1")
    world.did("step.open", step="s2")
    return world


def next_move(state: State) -> Move:
    found = views.ahead(state)
    assert found is not None
    return found

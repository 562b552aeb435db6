"""A circle in memory whose people write in twos."""

from __future__ import annotations

from typing import Any

from circle_widgets import views
from circle_widgets.events import Event
from circle_widgets.steps.base import Offer
from circle_widgets.steps.offers import offered
from tests.unit.worlds import World as Plain

PEOPLE = ("ana", "ben", "cleo", "dan", "eve")


class World(Plain):
    """A circle whose people have a sentence each and come to their pairs."""

    def asks(self, seat: str, other: str) -> Event:
        return self.did("notes.ask", {"with": other}, step=self.here, seat=seat, by="")

    def agrees(self, seat: str, other: str) -> Event:
        return self.did("notes.agree", {"with": other}, step=self.here, seat=seat, by="")

    def parts(self, seat: str, other: str) -> Event:
        return self.did("notes.part", {"with": other}, step=self.here, seat=seat, by="")

    def says(self, seat: str, text: str, **more: Any) -> Event:
        return self.did("notes.write", {"text": text, **more}, step=self.here, seat=seat, by="")

    def no(self, kind: str, seat: str, other: str) -> tuple[str, str]:
        refusal = self.refused(f"notes.{kind}", {"with": other}, step=self.here, seat=seat, by="")
        return refusal.code, refusal.field

    @property
    def here(self) -> str:
        assert self.state.current is not None
        return self.state.current.id

    def of(self, seat: str) -> dict[str, Any]:
        found: dict[str, Any] = views.person(self.state, seat)["notes"]
        return found

    def stored(self) -> int:
        found: int = views.everyone(self.state, "screen")["room"]["stored"]
        return found

    def texts(self, role: Any = "screen") -> list[str]:
        items = views.everyone(self.state, role)["notes"].get("items", {}).values()
        return [one["text"] for one in sorted(items, key=lambda one: one["n"])]

    def offers(self, step: str = "s4") -> list[Offer]:
        return offered(self.state, self.state.steps[step])


def pairing(people: tuple[str, ...] = PEOPLE, at: str = "s2", fours: int = 4) -> World:
    world = World()
    world.did("circle.made", {"title": "Sewing", "facilitator": "Olu"})
    for seat in people:
        world.did("seat.join", {"name": seat.title()}, seat=seat, by="")
    world.did("seat.join", {"way": "paper"}, seat="paper")
    plan = [
        {"id": "s1", "kind": "notes", "params": {"question": "When is it a circle?"}},
        {"id": "s2", "kind": "notes", "params": {"question": "One sentence for two", "together": 2}},
        {"id": "s3", "kind": "notes", "params": {"question": "One sentence for four", "together": fours}},
        {"id": "s4", "kind": "dots"},
    ]
    world.did("activity.start", {"name": "define", "title": "Define", "steps": plan})
    world.did("step.open", step="s1")
    for seat in people:
        world.writes(seat, f"secret of {seat}", step="s1")
    if at != "s1":
        world.did("step.open", step=at)
    return world


def together(world: World, writer: str, *others: str) -> None:
    for other in others:
        world.asks(writer, other)
        world.agrees(other, writer)

"""A circle in memory that sorts cards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from circle_widgets import views
from circle_widgets.events import Event
from circle_widgets.steps import Role
from circle_widgets.steps.sort.grouped import Data
from tests.unit.worlds import World

CARDS = (
    ("Chosen, not imposed", "is"),
    ("Led by all of us", "is"),
    ("A lecture", "not"),
    ("Homework", "not"),
    ("Whether we meet online", "depends"),
)


class Sorting(World):
    """A circle in memory; cards and groups are called by their words."""

    @property
    def data(self) -> Data:
        found: Data = self.state.steps["s2"].data
        return found

    def puts(self, seat: str, text: str, tray: str = "is", by: str = "") -> Event:
        return self.did("sort.put", {"text": text, "tray": tray}, step="s2", seat=seat, by=by)

    def card(self, words: str) -> str:
        """The id of the first card with these words that was not taken back; the words, if there is none."""
        return next((one.id for one in self.data.cards.values() if one.text == words and not one.withdrawn), words)

    def group(self, words: str) -> str:
        """The id of the group in which a card with these words is."""
        card = self.data.cards.get(self.card(words))
        return card.group if card is not None else words

    def act(self, kind: str, words: str, **more: Any) -> Event:
        return self.did(f"sort.{kind}", self.about(kind, words, **more), step="s2")

    def no(self, kind: str, words: str, **more: Any) -> str:
        """Why the desk may not."""
        return self.refused(f"sort.{kind}", self.about(kind, words, **more), step="s2").code

    def about(self, kind: str, words: str, **more: Any) -> dict[str, Any]:
        if kind in {"apart", "hide", "restore", "withdraw", "change", "place"}:
            return {"card": self.card(words), **more}
        if kind in {"together", "aside"}:
            return {"a": self.card(words), "b": self.card(more["and_"])}
        return {"group": self.group(words), **{k: self.group(v) if k == "into" else v for k, v in more.items()}}

    def phone(self, seat: str, kind: str, words: str, **more: Any) -> Event:
        return self.did(f"sort.{kind}", self.about(kind, words, **more), step="s2", seat=seat, by="")

    def phone_no(self, seat: str, kind: str, words: str, **more: Any) -> str:
        """Why a phone may not."""
        return self.refused(f"sort.{kind}", self.about(kind, words, **more), step="s2", seat=seat, by="").code

    def undone(self) -> Event:
        last = self.state.last_act
        assert last is not None
        return self.did("desk.undo", {"event": last.id})

    def opened(self) -> Sorting:
        self.did("step.reveal", step="s2")
        return self

    def trays(self) -> dict[str, list[list[str]]]:
        """The words of the groups that stand in each tray, in their order."""
        found: dict[str, list[list[str]]] = {}
        for one in self.data.standing():
            found.setdefault(one.group.tray, []).append([card.text for card in one.cards])
        return found

    def seen(self, role: Role = "screen") -> dict[str, Any]:
        found: dict[str, Any] = views.everyone(self.state, role)["sort"]
        return found


def sorting(
    people: int = 6, said: Sequence[tuple[str, str]] = (), paper: int = 0, notes: Sequence[str] = (), **params: Any
) -> Sorting:
    """A room at its step of sorting, s2, after one of notes; ``said`` are cards, put by the people in turn."""
    world = Sorting()
    world.gathers(people, paper)
    plan = [
        {"id": "s1", "kind": "notes", "params": {"question": "One hope?"}},
        {"id": "s2", "kind": "sort", "params": params},
        {"id": "s3", "kind": "dots", "params": {}},
        {"id": "s4", "kind": "talk", "params": {"question": "And now?"}},
    ]
    world.did("activity.start", {"name": "define", "title": "Define", "steps": plan})
    world.did("step.open", step="s1")
    for n, text in enumerate(notes):
        world.did("notes.write", {"text": text}, step="s1", seat=f"p{n % people}" if people else "")
    world.did("step.reveal", step="s1")
    world.did("step.open", step="s2")
    for n, (text, tray) in enumerate(said):
        world.puts(f"p{n % people}", text, tray)
    return world


def grouped() -> Sorting:
    """Six cards, open, none of them together."""
    return sorting(6, said=[*CARDS, ("We choose it", "is")]).opened()

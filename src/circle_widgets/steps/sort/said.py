"""What can be said in a step of sorting: its parameters and the bodies of its events."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from msgspec import Meta, Struct

from circle_widgets.events import Id, Text
from circle_widgets.state import Params
from circle_widgets.steps.notes.said import LONGEST, Words
from circle_widgets.steps.trays import TRAYS, Tray

LONGEST_NAME = 200
MANY = 10
"""Up to so many people each has three cards, above two: reading them together must end."""


class Sort(Params, frozen=True, forbid_unknown_fields=True, kw_only=False):
    """Cards into trays: what it is, what it is not, what depends.

    ``cards``: the most a seat (0: three up to ten people, two above), each at most ``longest`` characters. ``takes``:
    everyone sorts their own notes of the steps before, and nothing new is written.
    """

    question: Text = ""
    cards: Annotated[int, Meta(ge=0, le=20)] = 0
    takes: bool = False
    trays: Annotated[Sequence[Tray], Meta(min_length=1, max_length=3)] = TRAYS
    longest: Annotated[int, Meta(ge=10, le=LONGEST)] = 200

    def most(self, people: int) -> int:
        """How many cards a seat may have among so many people."""
        return self.cards or (3 if people <= MANY else 2)

    def to_read(self, people: int) -> int:
        """As many cards as there may be."""
        return people * self.most(people)


class Put(Struct, frozen=True, forbid_unknown_fields=True):
    """A card in a tray; its id is the event's."""

    text: Words
    tray: Tray


class Place(Struct, frozen=True, forbid_unknown_fields=True):
    """One's own card in another tray."""

    card: Id
    tray: Tray


class Change(Struct, frozen=True, forbid_unknown_fields=True):
    """Other words on one's own card."""

    card: Id
    text: Words


class OfCard(Struct, frozen=True, forbid_unknown_fields=True):
    """Take back one's own card; or, at the desk, out of its group, set aside, shown again."""

    card: Id


class Join(Struct, frozen=True, forbid_unknown_fields=True):
    """All cards of a group into another one, below those that are there."""

    group: Id
    into: Id


class Move(Struct, frozen=True, forbid_unknown_fields=True):
    """A group into another tray."""

    group: Id
    tray: Tray


class Name(Struct, frozen=True, forbid_unknown_fields=True):
    """What a group of several cards is called; an empty name takes it away."""

    group: Id
    text: Annotated[str, Meta(max_length=LONGEST_NAME)]


class OfGroup(Struct, frozen=True, forbid_unknown_fields=True):
    """Drop a group; or, for a person, bring one back with the one save that each has."""

    group: Id


class Pair(Struct, frozen=True, forbid_unknown_fields=True):
    """Two cards that belong together, says somebody; or, at the desk, that stay apart."""

    a: Id
    b: Id


class Given(Struct, frozen=True):
    """What a ``step.open`` of this kind carries: ids of the texts that are sorted."""

    cards: Annotated[list[str], Meta(max_length=2000)] = []

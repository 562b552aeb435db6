"""A card, the group that it is in, and what the room may see of a group."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, field

from circle_widgets.steps.base import Offer
from circle_widgets.steps.offers import alike


@dataclass(slots=True)
class Card:
    """A card as it stands. ``group`` is the id of its group; ``tray`` is where its author had put it ("": nowhere yet).

    ``of`` are the ids of what it was made of, where it is a note of an earlier step.
    ``late``: its words came after the opening, so the facilitator shows it first. ``among``: what is still offered.
    """

    id: str
    n: int
    seat: str
    text: str
    tray: str
    at: int
    by: str
    of: tuple[str, ...] = ()
    group: str = ""
    late: bool = False
    hidden: bool = False
    withdrawn: bool = False
    saved: bool = False
    versions: list[str] = field(default_factory=list)
    among: Container[str] | None = field(default=None, compare=False, repr=False)

    @property
    def aside(self) -> bool:
        """Whether it was set aside: here, or as the note that it is, which its author may have taken back as well."""
        return self.hidden or (self.among is not None and self.id not in self.among)

    @property
    def shown(self) -> bool:
        """Whether the room may see it once the cards are open."""
        return not self.aside and not self.withdrawn

    @property
    def flags(self) -> dict[str, bool]:
        """``late`` and ``hidden``, as far as they are true."""
        return {key: True for key in ("late", "hidden") if getattr(self, key)}


@dataclass(slots=True)
class Group:
    """Where the cards of a group stand, hidden ones too. ``became`` is the group that they went into, once it is empty.

    ``order`` is its place among the groups.
    """

    id: str
    tray: str
    order: float
    cards: list[Card] = field(default_factory=list)
    name: str = ""
    dropped: bool = False
    became: str = ""


@dataclass(slots=True)
class Seen:
    """A group with those of its cards that the room may see; ``sets`` are these with identical texts together."""

    group: Group
    cards: list[Card]
    sets: list[list[Card]]

    @property
    def text(self) -> str:
        """Its name; without one, what its first card says."""
        return (self.group.name if len(self.cards) > 1 else "") or self.cards[0].text

    @property
    def named(self) -> bool:
        """Whether the room has given it a name that stands above its cards."""
        return bool(self.group.name) and len(self.cards) > 1

    @property
    def of(self) -> tuple[str, ...]:
        """The ids of its cards, and of what these were made of."""
        return tuple(dict.fromkeys(id for card in self.cards for id in (card.id, *card.of)))

    @property
    def saved(self) -> bool:
        """Whether somebody has brought it back: then it is dropped no more."""
        return any(card.saved for card in self.cards)


def seen(group: Group) -> Seen | None:
    """A group with those of its cards that the room may see; None when there are none."""
    cards = [card for card in group.cards if card.shown]
    return Seen(group, cards, identical(cards)) if cards else None


def identical(cards: Iterable[Card]) -> list[list[Card]]:
    """The cards with those that say the same together, in the order of the first of each."""
    here = {card.id: card for card in cards}
    return [[here[id] for id in ids] for ids in alike([Offer(card.id, card.text) for card in here.values()])]

"""The cards of a step in their groups. A card is in exactly one group, whatever is put together or taken apart.

Two copies of a circle may each have grouped: what one put together stays together in both.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from circle_widgets.steps.base import Offer
from circle_widgets.steps.offers import alike
from circle_widgets.steps.sort.cards import Card, Group, Seen, seen

Ids = tuple[str, str]


@dataclass(slots=True)
class Data:
    """The cards of a step by id, in the order they came, and their groups; what phones have said of two of them.

    ``pairs`` are the ids of two cards, in the order in which they were proposed, each with the seats that have; of
    ``apart`` the desk has said no. ``saves`` are the seats that have used their one save.
    """

    cards: dict[str, Card] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    of_seat: dict[str, list[str]] = field(default_factory=dict)
    pairs: dict[Ids, set[str]] = field(default_factory=dict)
    apart: set[Ids] = field(default_factory=set)
    saves: set[str] = field(default_factory=set)

    # ------------------------------------------------------------ cards

    def add(self, card: Card) -> None:
        """Take in a new card, in a group of its own."""
        self.cards[card.id], card.group = card, card.id
        self.groups.setdefault(card.id, Group(card.id, card.tray, card.n)).cards.append(card)
        self.of_seat.setdefault(card.seat, []).append(card.id)

    def place(self, card: Card, tray: str) -> None:
        """Its author puts a card into a tray, or out of all of them (""). Those of others stay where they are."""
        card.tray, group = tray, self.groups[card.group]
        group.tray = tray if group.cards == [card] else group.tray

    def withdraw(self, card: Card) -> None:
        """Its author takes a card back."""
        if not card.withdrawn:
            card.withdrawn = True
            self.of_seat[card.seat].remove(card.id)

    def mine(self, seat: str) -> list[Card]:
        """The cards of a seat."""
        return [self.cards[id] for id in self.of_seat.get(seat, ())]

    # ------------------------------------------------------------ groups

    def open(self) -> None:
        """Before anything is shown: identical texts of a tray become one group, that of the first."""
        here = [card for card in self.cards.values() if not card.withdrawn and not card.late]
        for first, *others in alike([Offer(card.id, card.text, card.tray) for card in here]):
            for id in others:
                self.join(self.cards[id].group, self.cards[first].group)

    def seen(self) -> list[Seen]:
        """The groups that have a card which the room may see, dropped ones too, in their order."""
        found = [one for group in self.groups.values() if (one := seen(group)) is not None]
        return sorted(found, key=lambda one: (one.group.order, one.group.id))

    def standing(self) -> list[Seen]:
        """Those of them that are not dropped."""
        return [one for one in self.seen() if not one.group.dropped]

    def one(self, group: str) -> Seen | None:
        """A group with its shown cards; None when it has none."""
        return seen(self.groups[group]) if group in self.groups else None

    def join(self, group: str, into: str) -> None:
        """All cards of ``group`` into ``into``, each as what it has become.

        A group of which the first card was erased comes to life with those that joined it.
        """
        group, into = self._now(group), self._now(into)
        old = self.groups.get(group)
        if old is None or not old.cards or group == into:
            return
        to = self.groups.setdefault(into, Group(into, old.tray, old.order, dropped=old.dropped))
        to.dropped, to.name = to.dropped and old.dropped, to.name or old.name
        to.cards += old.cards
        for card in old.cards:
            card.group = into
        old.cards, old.became = [], into

    def take_apart(self, card: Card, as_group: str) -> None:
        """A card into a group of its own, right after the one it was in."""
        old = self.groups[card.group]
        if as_group not in self.groups and len(old.cards) > 1:
            order = old.order + len(self.groups) / 1e6
            self.groups[as_group] = Group(as_group, old.tray, order, [card], dropped=old.dropped)
            old.cards.remove(card)
            card.group = as_group

    def drop(self, group: Group) -> None:
        """The room lets a group go, unless somebody has saved one of its cards."""
        group.dropped = group.dropped or not any(card.saved for card in group.cards)

    def save(self, group: str, seat: str) -> None:
        """Somebody brings a dropped group back, with the one save that each seat has; it stays from here on."""
        found = self.groups.get(self._now(group))
        if found is not None and found.dropped and seat not in self.saves:
            found.dropped = False
            self.saves.update({seat} - {""})
            for card in found.cards:
                card.saved = True

    def _now(self, group: str) -> str:
        """What this group has become: its cards were put into another, and so on."""
        before: set[str] = set()
        while (found := self.groups.get(group)) and not found.cards and found.became and group not in before:
            before.add(group)
            group = found.became
        return group

    # ------------------------------------------------------------ what phones say

    def together(self, pair: Ids, seat: str) -> None:
        """A seat says that two cards belong together."""
        if pair[0] in self.cards and pair[1] in self.cards:
            self.pairs.setdefault(_sorted(pair), set()).add(seat)

    def keep_apart(self, pair: Ids) -> None:
        """What was said of these two cards, or of others in their groups, waits no more."""
        groups = self._groups(pair)
        if len(groups) > 1:
            self.apart.update(one for one in self.pairs if self._groups(one) == groups)

    def hint(self) -> tuple[Ids, Ids] | None:
        """The first two cards that somebody says belong together, and their groups, the earlier one first."""
        for pair in self.pairs:
            groups = self._groups(pair)
            if pair not in self.apart and len(groups) > 1 and all(self.cards[id].shown for id in pair):
                one, two = sorted((self.groups[id] for id in groups), key=lambda group: (group.order, group.id))
                if not one.dropped and not two.dropped:
                    return pair, (one.id, two.id)
        return None

    def _groups(self, pair: Ids) -> set[str]:
        return {self.cards[id].group for id in pair if id in self.cards}


def _sorted(pair: Ids) -> Ids:
    return (min(pair), max(pair))

"""What a group lacks, as one whole number: 0 is a group that lacks nothing which this room could give it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import accumulate
from typing import NamedTuple

from circle_widgets.advice.person import Person

BANDS = (range(2), range(2, 3), range(3, 5))
"""Beginners, people between, experienced people: levels. Starting points, not evidence."""
BEGINNERS = BANDS[0]
BEGINNER = "\0beginner"  # no mark that anybody could have
LEVELS = 5


class Lack(NamedTuple):
    """What a group lacks, part by part.

    ``isolated``: kinds of people of whom it has exactly one. ``helpless``: people who would like help and get none in
    it. ``level``: of a mixed group the bands that it has nobody of; of one of similar levels, how far they spread.
    """

    isolated: int
    helpless: int
    level: int


class Lacks:
    """Measures groups of one room.

    **Isolated** is whoever is the only one of a kind in a group while the room has at least two: the only beginner
    (level 0 or 1), or the only one with a mark. A single experienced person is none: that is what mixed groups are made
    of, and where the whole room has one, nobody can change it. Only wishes count that somebody else here could meet.
    Only bands count that have somebody for every group, two beginners, for one would be isolated.

    Args:
        room: Everyone to be placed.
        count: How many groups.
        alike: Whether people of one group should have similar levels; else each group should be mixed.
    """

    def __init__(self, room: Sequence[Person], count: int, *, alike: bool) -> None:
        self.room, self.count, self.alike = room, count, alike
        self.levels = [person.level for person in room]
        self.offers = _masks([person.offers for person in room])
        self.kinds = _masks([_kinds(person) for person in room], least=2)
        self.wants = self._wants()
        held = [sum(level in band for level in self.levels) for band in BANDS]
        counted = [n for n, band in enumerate(BANDS) if held[n] >= count * _seats(band)]
        self.bands = [sum(1 << n for n in counted if level in BANDS[n]) for level in self.levels]
        self.all_bands = sum(1 << n for n in counted)
        self.tier = max(len(room), *(mask.bit_length() for mask in self.kinds), LEVELS) + 1 if room else 1

    def _wants(self) -> list[int]:
        bits = _bits([person.offers for person in self.room])
        once, twice = _once_and_twice(self.offers)
        return [
            sum(bits.get(topic, 0) for topic in person.wants) & (twice | once & ~own)
            for person, own in zip(self.room, self.offers, strict=True)
        ]

    def parts(self, group: Collection[int]) -> Lack:
        """What a group lacks.

        Args:
            group: Places in the room.
        """
        offered = doubly = kinds = shared = bands = 0
        for one in group:
            offer, kind = self.offers[one], self.kinds[one]
            doubly |= offered & offer
            offered |= offer
            shared |= kinds & kind
            kinds |= kind
            bands |= self.bands[one]
        helpless = 0
        for one in group:
            want = self.wants[one]
            if want and not want & (doubly | offered & ~self.offers[one]):
                helpless += 1
        level = self._spread_of(group) if self.alike else (self.all_bands & ~bands).bit_count()
        return Lack((kinds & ~shared).bit_count(), helpless, level)

    def _spread_of(self, group: Collection[int]) -> int:
        levels = [level for one in group if (level := self.levels[one]) is not None]
        return max(levels) - min(levels) if levels else 0

    def of(self, group: Collection[int]) -> int:
        """What a group lacks, in tiers that outweigh all below: mixed, nobody isolated is the first; alike, levels."""
        return self.number(self.parts(group))

    def number(self, lack: Lack) -> int:
        """A lack as one whole number; less is better."""
        isolated, helpless, level = lack
        if self.alike:
            return (level * self.tier + isolated) * self.tier + helpless
        return (isolated * self.tier + helpless) * self.tier + level

    def bound(self) -> int:
        """What the worst-off group lacks at least, however people are placed.

        Help: somebody who offers a topic can help at most all others of one group. Levels: the spread of the sorted row
        of levels, cut as well as it can be (an exchange of two people never makes that better), 0 when one is unknown;
        of mixed groups the bands that a group has no seat for.
        """
        wanting = sum(1 for want in self.wants if want)
        most = -(-len(self.room) // self.count) - 1
        served = 0
        for bit in range(max((want.bit_length() for want in self.wants), default=0)):
            able = sum(offer >> bit & 1 for offer in self.offers)
            served += min(sum(want >> bit & 1 for want in self.wants), able * most)
        helpless = -(-max(0, wanting - served) // self.count)
        if self.alike:
            # some group has that spread, and some group so few helped: it need not be the same one
            return max(self.number(Lack(0, helpless, 0)), self.number(Lack(0, 0, self._spread())))
        smallest = len(self.room) // self.count
        return max(self.number(Lack(0, helpless, self._missing(most + 1))), self._missing(smallest))

    def _missing(self, size: int) -> int:
        """How many bands a mixed group of a size has nobody of, at least."""
        seats = sorted(_seats(band) for n, band in enumerate(BANDS) if self.all_bands >> n & 1)
        return sum(end > size for end in accumulate(seats))

    def _spread(self) -> int:
        """The least possible largest spread of levels in a group."""
        levels = sorted(level for level in self.levels if level is not None)
        if not levels or len(levels) < len(self.room):
            return 0
        small, larger = divmod(len(levels), self.count)
        best = {0: 0}  # by how many larger groups were cut off so far
        for n in range(self.count):
            ahead: dict[int, int] = {}
            for used, spread in best.items():
                start = n * small + used
                for more in (0, 1):
                    rest = self.count - n - 1
                    if used + more <= larger <= used + more + rest:
                        worst = max(spread, levels[start + small + more - 1] - levels[start])
                        ahead[used + more] = min(ahead.get(used + more, LEVELS), worst)
            best = ahead
        return best[larger]


def _seats(band: range) -> int:
    """How many people of a band a group should have at least: no beginner is the only one."""
    return 2 if band == BEGINNERS else 1


def _kinds(person: Person) -> frozenset[str]:
    return person.marks | {BEGINNER} if person.level in BEGINNERS else person.marks


def _bits(sets: Sequence[Collection[str]], least: int = 1) -> dict[str, int]:
    """A bit for each name that so many hold."""
    times = Counter(name for one in sets for name in one)
    held = sorted(name for name, n in times.items() if n >= least)
    return {name: 1 << n for n, name in enumerate(held)}


def _masks(sets: Sequence[Collection[str]], least: int = 1) -> list[int]:
    bits = _bits(sets, least)
    return [sum(bits.get(name, 0) for name in one) for one in sets]


def _once_and_twice(masks: Sequence[int]) -> tuple[int, int]:
    """The bits in any of these, and those in more than one."""
    once = twice = 0
    for mask in masks:
        twice |= once & mask
        once |= mask
    return once, twice

"""Placing people in groups of equal size at first, so that nobody sits with whom they are to be kept apart."""

from __future__ import annotations

from collections.abc import Sequence

STEPS = 20_000
"""How many placements are tried before somebody is left out; fewer for each further one."""


def seated(wish: Sequence[int], barred: Sequence[set[int]], count: int) -> tuple[list[list[int]], list[int]]:
    """Everyone in one of some groups, whose sizes differ by one at most; and who finds no place.

    Those who are to be kept from most people are placed first, with going back where that fails, so that somebody is
    left out only when it must be, or when thousands of placements showed no way. Each sits where they were meant to,
    where that can be, and else at the emptiest table.

    Args:
        wish: For each person the group they are meant for, 0 to ``count`` - 1.
        barred: For each, who may never be in the same group.
        count: How many groups.
    """
    tight = sorted((one for one in range(len(wish)) if barred[one]), key=lambda one: -len(barred[one]))
    out: set[int] = set()
    while True:
        here = len(wish) - len(out)
        steps = max(2 * len(tight), STEPS // (1 + len(out)) ** 2)
        tables = _Tables(wish, barred, min(count, here), here, steps)
        left = [one for one in tight if one not in out]
        if tables.place(left):
            break
        out.add(max(left, key=lambda one: len(barred[one] - out)))
    for one in range(len(wish)):
        if not barred[one]:
            tables.sit(one)
    return tables.groups, sorted(out)


class _Tables:
    def __init__(self, wish: Sequence[int], barred: Sequence[set[int]], count: int, people: int, steps: int) -> None:
        self.wish, self.barred = wish, barred
        self.groups: list[list[int]] = [[] for _ in range(count)]
        self.small, self.larger = divmod(people, count) if count else (0, 0)
        self.steps = steps

    def place(self, people: Sequence[int]) -> bool:
        """Place these in this order, going back where one finds no table."""
        ways = [iter(self._tables(people[0]))] if people else []
        while ways and self.steps > 0:
            self.steps -= 1
            one = people[len(ways) - 1]
            table = next(ways[-1], None)
            if table is None:
                ways.pop()
                if ways:
                    self._up(people[len(ways) - 1])
                continue
            self.groups[table].append(one)
            if len(ways) == len(people):
                return True
            ways.append(iter(self._tables(people[len(ways)])))
        return not people

    def sit(self, one: int) -> None:
        """Sit down where one is meant to, or at the emptiest table."""
        self.groups[min(self._open(), key=lambda n: self._order(one, n))].append(one)

    def _up(self, one: int) -> None:
        next(group for group in self.groups if one in group).remove(one)

    def _open(self) -> list[int]:
        """Tables with a free seat: so many may be larger by one."""
        larger = sum(len(group) > self.small for group in self.groups)
        room = self.small + (larger < self.larger)
        return [n for n, group in enumerate(self.groups) if len(group) < room]

    def _tables(self, one: int) -> list[int]:
        """Tables where somebody may sit, the best first; of several that are empty only one."""
        may = [n for n in self._open() if not self.barred[one].intersection(self.groups[n])]
        may.sort(key=lambda n: self._order(one, n))
        empty = [n for n in may if not self.groups[n]]
        return [n for n in may if n not in empty[1:]]

    def _order(self, one: int, table: int) -> tuple[bool, int, int]:
        return table != self.wish[one], len(self.groups[table]), table

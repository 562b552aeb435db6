"""Lifting the worst-off group first: a search that exchanges people between groups while the worse of two gets better.

Max-min, as CATME's team maker does (known here from its abstract). Groups are
compared as a whole: first the worst-off, then the next, and so on. Exchanging two people changes two groups, so the
whole gets better exactly when the sorted pair of theirs does; that makes a try cheap, and every exchange a step down
that cannot go round in circles. Where no exchange helps any more, a few are made at random and it goes on from there;
the best is kept. The same start and seed give the same end: what is counted is tries, no clock is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from random import Random

Measure = Callable[[Collection[int]], int]
SHAKES = 3
"""Exchanges at random before it goes on."""


class Lifting:
    """Groups that get better.

    Args:
        groups: Places of people, group by group.
        lack: What a group lacks; less is better.
        barred: For each place, the places that may never be in the same group.
        seed: Decides what is tried first, and what is shaken.
        tries: How many exchanges are tried at most.
    """

    def __init__(
        self, groups: Sequence[Sequence[int]], lack: Measure, barred: Sequence[set[int]], seed: int, tries: int
    ) -> None:
        self.groups = [list(group) for group in groups]
        self.lack, self.barred, self.tries = lack, barred, tries
        self.random = Random(seed)  # noqa: S311 - ties, not secrets
        self.costs = [lack(group) for group in self.groups]
        self.age = [0] * len(self.groups)
        self.tried: dict[tuple[int, int], tuple[int, int]] = {}

    def run(self, bound: int) -> list[list[int]]:
        """The best groups found; it ends when none lacks more than ``bound``, or when the tries are used up."""
        self._climb()
        best, cost = [list(group) for group in self.groups], sorted(self.costs, reverse=True)
        while self.tries > 0 and len(best) > 1 and cost[0] > bound:
            self._shake()
            self._climb()
            now = sorted(self.costs, reverse=True)
            if now < cost:
                best, cost = [list(group) for group in self.groups], now
            else:
                self._set(best)
        return best

    def _set(self, groups: Sequence[Sequence[int]]) -> None:
        for n, group in enumerate(groups):
            if self.groups[n] != group:
                self.groups[n] = list(group)
                self.costs[n] = self.lack(group)
                self.age[n] += 1

    def _climb(self) -> None:
        """Exchange while that lifts the worse of two groups, the worst-off group first."""
        found = True
        while found and self.tries > 0:
            order = sorted(range(len(self.groups)), key=lambda n: (-self.costs[n], n))
            found = any(self._lift(one, other) for one in order if self.costs[one] for other in reversed(order))

    def _lift(self, one: int, other: int) -> bool:
        """Whether some exchange between two groups made them better; the first that does is made."""
        key = (min(one, other), max(one, other))
        ages = (self.age[key[0]], self.age[key[1]])
        if one == other or self.tries <= 0 or self.tried.get(key) == ages:
            return False
        self.tried[key] = ages
        before = self._sorted(self.costs[one], self.costs[other])
        for n in range(len(self.groups[one])):
            for m in range(len(self.groups[other])):
                if self._exchange(one, n, other, m, before):
                    return True
        return self._hand_over(one, other, before) or self._hand_over(other, one, before)

    def _exchange(self, one: int, n: int, other: int, m: int, before: tuple[int, int] | None) -> bool:
        """Exchange two people if they may, and if that makes both groups better than ``before``; None is always."""
        ours, theirs = self.groups[one], self.groups[other]
        mine, yours = ours[n], theirs[m]
        if not self._may(mine, theirs, yours) or not self._may(yours, ours, mine):
            return False
        ours[n], theirs[m] = yours, mine
        if self._keep(one, other, before):
            return True
        ours[n], theirs[m] = mine, yours
        return False

    def _hand_over(self, one: int, other: int, before: tuple[int, int]) -> bool:
        """Hand over somebody to a group that is smaller by one, if that makes both better."""
        ours, theirs = self.groups[one], self.groups[other]
        if len(ours) != len(theirs) + 1:
            return False
        for n, mine in enumerate(ours):
            if self._may(mine, theirs):
                theirs.append(ours.pop(n))
                if self._keep(one, other, before):
                    return True
                ours.insert(n, theirs.pop())
        return False

    def _keep(self, one: int, other: int, before: tuple[int, int] | None) -> bool:
        self.tries -= 1
        ours, theirs = self.lack(self.groups[one]), self.lack(self.groups[other])
        if before is not None and self._sorted(ours, theirs) >= before:
            return False
        self.costs[one], self.costs[other] = ours, theirs
        self.age[one] += 1
        self.age[other] += 1
        return True

    def _may(self, one: int, group: Collection[int], instead: int = -1) -> bool:
        return not self.barred[one] or not any(other in self.barred[one] for other in group if other != instead)

    def _shake(self) -> None:
        """Some exchanges that need not help; the worst-off group is in each."""
        worst = max(range(len(self.groups)), key=lambda n: (self.costs[n], -n))
        for _ in range(SHAKES):
            other = self.random.choice([n for n in range(len(self.groups)) if n != worst])
            n, m = self.random.randrange(len(self.groups[worst])), self.random.randrange(len(self.groups[other]))
            self._exchange(worst, n, other, m, None)
            self.tries -= 1

    @staticmethod
    def _sorted(one: int, other: int) -> tuple[int, int]:
        return (one, other) if one > other else (other, one)

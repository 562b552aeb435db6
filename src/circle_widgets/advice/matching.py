"""Exact pairs, and one trio when the number is odd, of things that are numbers here.

**An odd number in one matching.** The plain way tries everyone as the one who is left out: as many matchings as people.
Here one more, empty chair is matched too. Its link with somebody is worth that one's best link with anyone, which is
what joining a pair can gain at most. The best matching with the chair is then the best over all choices of who is left
out *and* where that person sits. It is a bound only where the best place is a pair that cannot take a third one
(somebody there is to be kept apart, or was met last time). Then, and only then, are places tried one by one, best bound
first, each by one matching of its own that counts the third one's place exactly, until no bound is above what was
found. So the result is the best, and nearly always costs one matching. Up to thirty people all places are tried if need
be; in larger rooms where many met many, trying ends after some, and the result says that it is not proven.

Ties: the same numbers in the same order give the same matching; whoever calls decides the order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

Pair = tuple[int, int]
Edge = tuple[int, int, int]
MANY = 1_000_000
"""This by the square of the room is how many places are tried at most beside the first: up to 31 people all of them."""


@dataclass(frozen=True, slots=True)
class Worth:
    """What it is worth that two are together.

    Args:
        links: A square, symmetric table of whole numbers; 0 is never together.
        met: For each, who it was with last time.
        repeat: What a trio loses for two in it who were, beside the two links that it counts by.
    """

    links: Sequence[Sequence[int]]
    met: Sequence[frozenset[int]]
    repeat: int

    def third(self, one: int, pair: Pair) -> int:
        """What a pair gains by a third one: its better link with either; 0 or less when they must not be together."""
        first, second = pair
        to_first, to_second = self.links[one][first], self.links[one][second]
        if not to_first or not to_second:
            return -self.repeat
        return max(to_first - self._lost(one, second), to_second - self._lost(one, first))

    def may(self, one: int, pair: Pair) -> bool:
        """Whether a pair can take a third one."""
        return all(self.links[one][other] for other in pair)

    def most(self, one: int, free: Sequence[int], blanks: int) -> dict[int, int]:
        """What one can gain at most by joining the pair of another, by other: its link, and a repeat if it must be.

        Args:
            one: Who joins.
            free: Who may be there.
            blanks: How many zeros a row of links has at most.
        """
        links = self.links[one]
        fresh = [other for other in free if links[other] and other not in self.met[one]]
        if len(fresh) > blanks + 1:
            return {at: links[at] for at in free if links[at]}
        return {
            at: links[at] - (0 if any(other != at and self.links[at][other] for other in fresh) else self.repeat)
            for at in free
            if links[at]
        }

    def _lost(self, one: int, other: int) -> int:
        return self.repeat if other in self.met[one] else 0


@dataclass(frozen=True, slots=True)
class Found:
    """Pairs, who joins which as a third one, who is over, what it is worth, and whether nothing can be worth more."""

    pairs: tuple[Pair, ...]
    thirds: tuple[tuple[int, Pair], ...]
    over: tuple[int, ...]
    total: int
    exact: bool = True


def matched(edges: Iterable[Edge], most: int) -> list[Pair]:
    """As many pairs as possible, and of those the ones worth most (Edmonds' blossom method, Galil 1986).

    Args:
        edges: Two numbers under ``most``, and what that pair is worth, in whole numbers of any sign.
        most: How many things there are.
    """
    import rustworkx  # noqa: PLC0415 - only who pairs people waits for it

    graph: rustworkx.PyGraph[int, int] = rustworkx.PyGraph()
    graph.add_nodes_from(range(most))
    graph.add_edges_from(list(edges))
    found = rustworkx.max_weight_matching(graph, max_cardinality=True, weight_fn=int)
    return sorted((min(pair), max(pair)) for pair in found)


def best(free: Sequence[int], worth: Worth) -> Found:
    """The best pairs of these: as many as possible placed, then worth most.

    Args:
        free: Who is to be paired, ascending.
        worth: What links are worth.
    """
    found = _with_trio(free, worth) if len(free) % 2 else None
    if found is not None:
        return found
    pairs = matched(_edges(free, worth), len(worth.links))
    placed = {one for pair in pairs for one in pair}
    return joined(pairs, [one for one in free if one not in placed], worth)


def joined(pairs: Sequence[Pair], over: Sequence[int], worth: Worth) -> Found:
    """Who is over joins a pair that stands, at most one each: as many as possible, where it gains most."""
    first = len(worth.links)
    edges = [
        (one, first + n, worth.third(one, pair)) for one in over for n, pair in enumerate(pairs) if worth.may(one, pair)
    ]
    thirds = tuple((one, pairs[place - first]) for one, place in matched(edges, first + len(pairs)))
    left = tuple(one for one in over if one not in dict(thirds))
    total = _sum(pairs, worth) + sum(worth.third(one, pair) for one, pair in thirds)
    return Found(tuple(pairs), thirds, left, total)


def _edges(free: Sequence[int], worth: Worth) -> list[Edge]:
    found: list[Edge] = []
    for n, one in enumerate(free):
        links = worth.links[one]
        found += [(one, other, links[other]) for other in free[n + 1 :] if links[other]]
    return found


def _sum(pairs: Iterable[Pair], worth: Worth) -> int:
    return sum(worth.links[one][other] for one, other in pairs)


def _with_trio(free: Sequence[int], worth: Worth) -> Found | None:
    """The best of all that place everyone, one of them as a third; None when nothing does."""
    chair, edges = len(worth.links), _edges(free, worth)
    blanks = max(list(row).count(0) for row in worth.links)
    top = {one: max(gains.values()) for one in free if (gains := worth.most(one, free, blanks))}
    found: Found | None = None
    tries = MANY // len(free) ** 2
    while top:
        pairs = matched([*edges, *((one, chair, most) for one, most in top.items())], chair + 1)
        if 2 * len(pairs) <= len(free):
            break
        [one] = (one for one, other in pairs if other == chair)
        rest = [pair for pair in pairs if chair not in pair]
        bound = _sum(rest, worth)
        if found is not None and bound + top[one] <= found.total:
            break
        found = _better(found, joined(rest, [one], worth))
        for at, most in sorted(worth.most(one, free, blanks).items(), key=lambda place: -place[1]):
            if found is not None and bound + most <= found.total:
                break
            if found is not None and tries <= 0:
                return replace(found, exact=False)
            tries -= 1
            found = _better(found, _seated(free, one, at, worth))
        if found is not None and bound + top[one] <= found.total:
            break
        del top[one]
    return found


def _seated(free: Sequence[int], one: int, at: int, worth: Worth) -> Found | None:
    """The best of all where one joins the pair of another; None when that cannot be, or leaves somebody over."""
    rest = [other for other in free if other != one]
    edges = []
    for first, second, link in _edges(rest, worth):
        partner = second if first == at else first if second == at else None
        if partner is None:
            edges.append((first, second, link))
        elif worth.links[one][partner]:
            edges.append((first, second, link - (worth.repeat if partner in worth.met[one] else 0)))
    pairs = matched(edges, len(worth.links))
    return joined(pairs, [one], worth) if 2 * len(pairs) == len(rest) else None


def _better(found: Found | None, other: Found | None) -> Found | None:
    if other is None or other.over:
        return found
    return other if found is None or other.total > found.total else found

"""What a round of dots is about: options, budget, ballots on paper, and what the count found. Plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from circle_widgets.steps.base import Offer


@dataclass(slots=True)
class Option:
    """Something that dots can stand on. ``of`` are the ids of the notes that say it."""

    id: str
    n: int
    text: str
    tray: str = ""
    of: tuple[str, ...] = ()


@dataclass(slots=True)
class Paper:
    """Ballots on paper, entered as a tally: dots by option, and from how many people."""

    counts: dict[str, int]
    voters: int


@dataclass(slots=True)
class Result:
    """A round that was opened: dots by option, and from how many people."""

    counts: dict[str, int]
    voters: int


@dataclass(slots=True)
class Data:
    """A step's options by id, in order; the open round's paper; the rounds that were opened."""

    options: dict[str, Option] = field(default_factory=dict)
    budget: int = 0
    paper: list[Paper] = field(default_factory=list)
    rounds: dict[int, Result] = field(default_factory=dict)

    @property
    def paper_voters(self) -> int:
        """How many people have voted on paper in the open round."""
        return sum(one.voters for one in self.paper)

    def ranked(self, round_: int) -> list[tuple[Option, int, int]]:
        """Option, dots and place of an opened round, most dots first; those with as many dots share their place."""
        counts = self.rounds[round_].counts if round_ in self.rounds else {}
        order = sorted(self.options.values(), key=lambda one: (-counts.get(one.id, 0), one.n))
        every = [counts.get(one.id, 0) for one in order]
        return [(one, dots, every.index(dots) + 1) for one, dots in zip(order, every, strict=True)]


def suggested(options: int) -> int:
    """How many dots each person gets: about a quarter of the options, three to five as usual, fewer among few."""
    if options <= 5:  # noqa: PLR2004 - with three dots on five options nearly everything is chosen
        return max(1, options // 2)
    return min(5, max(3, round(options / 4)))


def folded(offers: Sequence[Offer]) -> list[Offer]:
    """The offers with identical texts as one; case, spaces and the mark at the end make no difference."""
    found: dict[tuple[str, str], Offer] = {}
    for offer in offers:
        key = (offer.tray, " ".join(offer.text.casefold().split()).rstrip(" .!…"))
        before = found.get(key)
        of = offer.of or (offer.id,)
        found[key] = Offer(before.id, before.text, before.tray, before.of + of) if before else Offer(
            offer.id, offer.text, offer.tray, of
        )
    return list(found.values())


def whole(counts: Any, options: Mapping[str, Option]) -> dict[str, int]:
    """Those of the counts that are counts, of options that there are: a file may hold anything."""
    if not isinstance(counts, Mapping):
        return {}
    return {key: n for key, n in counts.items() if key in options and isinstance(n, int) and 0 < n < 10**6}

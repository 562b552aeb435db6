"""What a round of dots is about: options, budget, ballots on paper, and what the count found. Plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from circle_widgets.events import Text
from circle_widgets.steps.base import Offer


@dataclass(slots=True)
class Option:
    """Something that dots can stand on. ``of`` are the ids of the notes that say it."""

    id: str
    n: int
    text: Text
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

    def last_round(self) -> int:
        """The number of the round that was opened last; 0 when none was."""
        return max(self.rounds, default=0)

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


def allotted(wish: int, options: int) -> int:
    """How many dots each person gets when the author wishes for so many (0: no wish); there is a place for each."""
    return min(wish, max(1, options)) if wish else suggested(options)


def alike(offers: Sequence[Offer]) -> list[list[str]]:
    """The ids of the offers, those with identical texts together.

    Case, blanks and the mark at the end make no difference; another tray does.
    """
    found: dict[tuple[str, str], list[str]] = {}
    for offer in offers:
        key = (offer.tray, " ".join(offer.text.casefold().split()).rstrip(" .!…"))
        found.setdefault(key, []).append(offer.id)
    return list(found.values())


def options(groups: Sequence[Sequence[str]], offers: Sequence[Offer]) -> dict[str, Option]:
    """An option for each group of ids, under its first, in the words of the first that there still is.

    A group of which nothing is left (its notes were erased) makes none.
    """
    here = {one.id: one for one in offers}
    found: dict[str, Option] = {}
    for ids in groups:
        said = [here[id] for id in dict.fromkeys(ids) if id in here]
        if said and ids[0] not in found:
            of = tuple(dict.fromkeys(id for one in said for id in one.of or (one.id,)))
            found[ids[0]] = Option(ids[0], len(found) + 1, said[0].text, said[0].tray, of)
    return found


def whole(counts: Any, among: Mapping[str, Option]) -> dict[str, int]:
    """Those of the counts that are counts, of options that there are: a file may hold anything."""
    if not isinstance(counts, Mapping):
        return {}
    return {key: n for key, n in counts.items() if key in among and type(n) is int and 0 < n < 10**6}

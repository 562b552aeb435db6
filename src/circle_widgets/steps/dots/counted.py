"""What a round of dots is about: options, budget, ballots on paper, and what the count found. Plain data."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from circle_widgets.events import Text
from circle_widgets.sentences import both
from circle_widgets.steps.base import Offer
from circle_widgets.steps.trays import TRAYS


@dataclass(slots=True)
class Option:
    """Something that dots can stand on. ``of`` are the ids of the notes that say it.

    ``ids`` are those of the texts that it took over from the steps before, identical ones together; none of those that
    stand in the step's own parameters. ``aside``: since then each of them was set aside or taken back.
    """

    id: str
    n: int
    text: Text
    tray: str = ""
    of: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    aside: bool = False

    @property
    def sorted(self) -> bool:
        """Whether the room had put it into a tray: such texts stand in the columns of these, the others before them."""
        return self.tray in TRAYS


ASIDE = both("dots.aside")
"""In the place of words that are not the room's to read any more."""


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
    offered: Callable[[], Sequence[Offer]] = field(default=tuple, compare=False, repr=False)
    """What the steps before bring forth now: a text may have been set aside since this one took it over."""

    def standing(self) -> list[Option]:
        """The options as they stand now: what was set aside or taken back has no words any more."""
        here = {one.id: one for one in self.offered()} if any(one.ids for one in self.options.values()) else {}
        return [_standing(one, here) for one in self.options.values()]

    def choices(self) -> dict[str, Option]:
        """Those that a dot can be placed on now, those that nobody sorted first."""
        found = [one for one in self.standing() if not one.aside]
        return {one.id: one for one in sorted(found, key=lambda one: (one.sorted, one.n))}

    @property
    def paper_voters(self) -> int:
        """How many people have voted on paper in the open round."""
        return sum(one.voters for one in self.paper)

    def last_round(self) -> int:
        """The number of the round that was opened last; 0 when none was."""
        return max(self.rounds, default=0)

    def ranked(self, round_: int) -> list[tuple[Option, int, int]]:
        """Option, dots and place of an opened round, most dots first; those with as many dots share their place.

        What was sorted is ranked among its like, after what was not: a sentence is no rival of a value. An option
        without words is among them only for the dots that stand on it.
        """
        counts = self.rounds[round_].counts if round_ in self.rounds else {}
        order = sorted(self.standing(), key=lambda one: (one.sorted, -counts.get(one.id, 0), one.n))
        rows = [(one, counts.get(one.id, 0)) for one in order if counts.get(one.id, 0) or not one.aside]
        every = {kind: [dots for one, dots in rows if one.sorted == kind] for kind in (False, True)}
        return [(one, dots, every[one.sorted].index(dots) + 1) for one, dots in rows]


def suggested(options: int) -> int:
    """How many dots each person gets: about a quarter of the options, three to five as usual, fewer among few."""
    if options <= 5:  # noqa: PLR2004 - with three dots on five options nearly everything is chosen
        return max(1, options // 2)
    return min(5, max(3, round(options / 4)))


def allotted(wish: int, options: int) -> int:
    """How many dots each person gets when the author wishes for so many (0: no wish); there is a place for each."""
    return min(wish, max(1, options)) if wish else suggested(options)


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
            found[ids[0]] = Option(ids[0], len(found) + 1, said[0].text, said[0].tray, of, tuple(dict.fromkeys(ids)))
    return found


def _standing(option: Option, here: Mapping[str, Offer]) -> Option:
    """The option in the words of the first of its texts that there still is, now; without words if there is none."""
    if not option.ids:
        return option
    said = next((here[id] for id in option.ids if id in here), None)
    return replace(option, text=said.text) if said is not None else replace(option, text=ASIDE, aside=True)


def whole(counts: Any, among: Mapping[str, Option]) -> dict[str, int]:
    """Those of the counts that are counts, of options that there are: a file may hold anything."""
    if not isinstance(counts, Mapping):
        return {}
    return {key: n for key, n in counts.items() if key in among and type(n) is int and 0 < n < 10**6}

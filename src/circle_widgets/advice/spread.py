"""How far apart a room is: what is known of its people, and the numbers that the advice goes by.

Unknown is unknown, never beginner: who did not say stands in no count of levels. What is concluded here speaks of the
answers as they were last shown (``numbers``), because a conclusion that changes as one person answers tells of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Literal

from msgspec import Struct, field, structs

from circle_widgets.advice.numbers import Release, release

LEVELS = ("0", "1", "2", "3", "4")
"""About this topic: can't yet, with someone's help, with difficulty, can, can show others."""
CHECKS = ("not_yet", "partly", "met", "unsure")
"""An expected skill, by one's own look. The first two are short of it; whoever is unsure may well have it."""
SHORT = CHECKS[:2]
"""The answers that count as a skill missing. Ours is the judgement that "partly" does: a bridge helps there most."""

Check = Literal["not_yet", "partly", "met", "unsure"]
Need = Literal["needed", "helpful"]


class Person(Struct, frozen=True):
    """What one person said: a level from 0 to 4 or None, and a check for each expected skill that they looked at."""

    level: int | None = None
    checks: dict[str, Check] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Raise ``ValueError`` for a level or a check that there is not."""
        if self.level is not None and (type(self.level) is not int or str(self.level) not in LEVELS):
            raise ValueError(f"level: from 0 to 4, or None where it is not known; got {self.level!r}")
        strange = sorted(set(self.checks.values()).difference(CHECKS))
        if strange:
            raise ValueError(f"checks: each is one of {', '.join(CHECKS)}; got {strange[0]!r}")


class Room(Struct, frozen=True):
    """Those who are here, by id, and the skills that the circle expects. A check of any other skill is passed over."""

    people: dict[str, Person] = field(default_factory=dict)
    skills: dict[str, Need] = field(default_factory=dict)


# ---------------------------------------------------------------- the numbers that the advice goes by


class ThresholdError(ValueError):
    """A threshold that makes no sense: ``field`` is its key, ``rule`` what it must be, ``value`` what it was."""

    def __init__(self, field: str, rule: str, value: object) -> None:
        super().__init__(f"{field}: must be {rule}; got {value!r}")
        self.field, self.rule, self.value = field, rule, value


class Row(Struct, frozen=True):
    """A line of the table "starting points, not evidence": a threshold, and between what it may be set."""

    key: str
    value: int
    least: int
    most: int


BOUNDS: Mapping[str, tuple[int, int]] = {
    "small": (2, 10),
    "large": (4, 100),
    "side": (3, 20),
    "gap": (1, 3),
    "experienced": (1, 4),
    "lead": (2, 20),
    "wide": (1, 4),
    "some": (1, 4),
    "beginner": (0, 3),
}
"""Least and most of each threshold. A side has three at least: the size of a smaller one would tell of persons."""


class Thresholds(Struct, frozen=True, kw_only=True):
    """Starting points, not evidence. All are our own judgement but ``small`` and ``large``, which the practice names.

    Raises :class:`ThresholdError` for one that is out of its bounds or at odds with another.
    """

    small: int = 4
    """A room of fewer people is small: people who run circles find it hard."""
    large: int = 15
    """A room of more people is large: people who run circles find it hard."""
    side: int = 4
    """People that each of two groups has at least; the size of the smallest circle."""
    gap: int = 1
    """Empty levels, side by side, that part two clear levels."""
    experienced: int = 3
    """The level from which on a person is experienced: "can"."""
    lead: int = 2
    """Experienced people from whom on pairs with one of them in each make sense."""
    wide: int = 3
    """The spread (levels from the lowest to the highest) from which on a room is wide."""
    some: int = 2
    """The spread from which on it is worth asking how to help each other; under it people are close."""
    beginner: int = 1
    """The highest level of a room in which all are beginners: "with someone's help"."""

    def __post_init__(self) -> None:
        """Hold each to its bounds, and all to each other."""
        for key, value, least, most in map(structs.astuple, rows(self)):
            if type(value) is not int:
                raise ThresholdError(key, "a whole number", value)
            if not least <= value <= most:
                raise ThresholdError(key, f"from {least} to {most}", value)
        for low, high in (("small", "large"), ("some", "wide"), ("beginner", "experienced")):
            least = getattr(self, low) + (low == "beginner")
            if getattr(self, high) < least:
                raise ThresholdError(high, f"{least} or more, as {low} is {getattr(self, low)}", getattr(self, high))


def rows(thresholds: Thresholds) -> tuple[Row, ...]:
    """The table "starting points, not evidence", a line for each threshold."""
    return tuple(Row(key, getattr(thresholds, key), *bounds) for key, bounds in BOUNDS.items())


def with_row(thresholds: Thresholds, key: str, value: int) -> Thresholds:
    """The thresholds with one line of the table changed; raises :class:`ThresholdError` for no such line or value."""
    if key not in BOUNDS:
        raise ThresholdError(key, f"one of {', '.join(BOUNDS)}", value)
    return structs.replace(thresholds, **{key: value})


# ---------------------------------------------------------------- what is shown, and what is concluded from it


class Shown(Struct, frozen=True):
    """What a room is shown of itself at a moment: how many are here, the levels, and each expected skill."""

    people: int
    skills: dict[str, Need]
    levels: Release | None
    checks: dict[str, Release]


def show(room: Room, earlier: Sequence[Shown] = ()) -> Shown:
    """What the room may be shown now; ``earlier`` is all that it was shown before, oldest first."""
    levels = {id: str(one.level) for id, one in room.people.items() if one.level is not None}
    checks: dict[str, Release] = {}
    for skill in sorted(room.skills):
        answers = {id: one.checks[skill] for id, one in room.people.items() if skill in one.checks}
        before = [one.checks[skill] for one in earlier if skill in one.checks]
        found = release(answers, CHECKS, earlier=before)
        checks |= {skill: found} if found else {}
    seen = [one.levels for one in earlier if one.levels]
    return Shown(len(room.people), dict(room.skills), release(levels, LEVELS, earlier=seen), checks)


class Sides(Struct, frozen=True):
    """Two clear levels: how many are below ``cut`` and how many at it or above."""

    cut: int
    below: int
    above: int


class Known(Struct, frozen=True):
    """What the rules go by: exact numbers, so for the rules and for no eye.

    ``counts`` has the people at each of the five levels; all else about levels is 0 or None where ``known`` is 0, which
    it also is while too few said theirs. ``missing`` has, for each needed skill that enough people checked, how many
    are short of it.
    """

    people: int
    known: int
    counts: tuple[int, ...]
    lowest: int
    highest: int
    experienced: int
    sides: Sides | None
    missing: dict[str, int]

    @property
    def spread(self) -> int:
        """Levels from the lowest to the highest that is known: 0 to 4."""
        return self.highest - self.lowest


def known(shown: Shown, thresholds: Thresholds) -> Known:
    """What the rules go by, from what the room is shown."""
    said = sorted(int(level) for level in shown.levels.answers.values()) if shown.levels else []
    counts = tuple(said.count(level) for level in range(len(LEVELS)))
    short = {
        skill: sum(answer in SHORT for answer in one.answers.values())
        for skill, one in sorted(shown.checks.items())
        if shown.skills.get(skill) == "needed"
    }
    return Known(
        people=shown.people,
        known=len(said),
        counts=counts,
        lowest=said[0] if said else 0,
        highest=said[-1] if said else 0,
        experienced=sum(counts[thresholds.experienced :]),
        sides=two_sides(counts, thresholds),
        missing={skill: count for skill, count in short.items() if count},
    )


def two_sides(counts: Sequence[int], thresholds: Thresholds) -> Sides | None:
    """The two sides of a room, from the people at each level; None where it has no two clear levels.

    It has where its spread is wide and exactly one run of at least ``gap`` empty levels parts those below from those
    above. Two such runs part three groups, and no line between two of them is clearer than the other.
    """
    taken = [level for level, count in enumerate(counts) if count]
    if not taken or taken[-1] - taken[0] < thresholds.wide:
        return None
    cuts = [high for low, high in pairwise(taken) if high - low > thresholds.gap]
    return Sides(cuts[0], sum(counts[: cuts[0]]), sum(counts[cuts[0] :])) if len(cuts) == 1 else None

"""The made-up people: who they are, and what each does in a step, as a plan. Pure, given a seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from circle_widgets.rehearse.bank import Deck, bank

FAULTS = ("lock", "offline")
"""What may happen to a phone: it locks and comes back; it is without network for a while and sends later."""
MOST = 200
"""The most people of one rehearsal: each is a thread with a line of its own."""

Deed = Literal["write", "change", "withdraw", "lock", "unlock", "offline", "online"]


@dataclass(frozen=True)
class Person:
    """Someone made up. ``name`` is "" for who gives none; ``pace`` multiplies the time that thinking takes."""

    n: int
    name: str
    locale: str
    pace: float
    fault: str = ""


@dataclass(frozen=True, order=True)
class Act:
    """What a person does ``after`` so many seconds of a step. ``text`` is for writing and changing."""

    after: float
    person: int
    turn: int
    deed: Deed
    text: str = ""


def crowd(
    number: int, seed: int, *, faults: Collection[str] = (), languages: Collection[str] = ("en", "fr")
) -> list[Person]:
    """``number`` people. One in three gives no name; the languages take turns; each fault happens to one phone."""
    chance = random.Random(f"{seed}/crowd")  # noqa: S311 - a play, not a secret
    spoken = sorted(languages)
    names = {locale: chance.sample(bank(locale).names, len(bank(locale).names)) for locale in spoken}
    unlucky = dict(zip(chance.sample(range(number), min(number, len(faults))), sorted(faults), strict=False))
    people = []
    for n in range(number):
        locale = spoken[n % len(spoken)]
        name = names[locale].pop() if names[locale] and chance.random() > 0.3 else ""  # noqa: PLR2004 - one in three
        people.append(Person(n, name, locale, chance.uniform(0.6, 1.3), unlucky.get(n, "")))
    return people


def plan(step: Mapping[str, Any], people: Collection[Person], seed: int) -> list[Act]:
    """What these people do in a step that has just opened (``step`` is the part of that name of a phone's view).

    Empty for a kind in which phones have nothing to do.
    """
    planner = PLANNERS.get(str(step["kind"]))
    return sorted(planner(step, people, seed)) if planner else []


def _notes(step: Mapping[str, Any], people: Collection[Person], seed: int) -> list[Act]:
    """Most write one note, some a second, a few think again."""
    deck = Deck(step.get("question", ""), f"{seed}/{step['n']}")
    seconds = 60.0 * float(step.get("minutes", 3))
    acts: list[Act] = []
    for person in people:
        chance = random.Random(f"{seed}/{step['n']}/{person.n}")  # noqa: S311 - a play, not a secret
        first = seconds * min(0.85, person.pace * chance.triangular(0.08, 0.75, 0.3))
        writing: list[tuple[float, Deed, str]] = [(first, "write", deck.deal(person.locale))]
        luck = chance.random()
        later = first + (seconds * 0.92 - first) * chance.random()
        if luck < 0.25:  # noqa: PLR2004 - one in four
            writing.append((later, "write", deck.deal(person.locale)))
        elif luck < 0.35:  # noqa: PLR2004 - one in ten
            writing.append((later, "change", deck.deal(person.locale)))
        elif luck < 0.4 and not person.fault:  # noqa: PLR2004 - one in twenty
            writing += [(first * 0.8, "write", deck.deal(person.locale)), (later, "withdraw", "")]
        acts += _with_fault(person, writing, seconds)
    return acts


def _with_fault(person: Person, writing: list[tuple[float, Deed, str]], seconds: float) -> list[Act]:
    """The same, and what happens to the phone meanwhile."""
    everything = list(writing)
    if person.fault == "lock":
        # The phone locks while its owner thinks; the words come after it was opened again.
        everything = [(0.6 * seconds + at * 0.35, deed, text) for at, deed, text in writing]
        everything += [(0.1 * seconds, "lock", ""), (0.55 * seconds, "unlock", "")]
    elif person.fault == "offline":
        # Written without network, sent when it is back.
        everything = [(0.1 * seconds + at * 0.6, deed, text) for at, deed, text in writing]
        everything += [(0.05 * seconds, "offline", ""), (0.8 * seconds, "online", "")]
    return [Act(round(at, 2), person.n, turn, deed, text) for turn, (at, deed, text) in enumerate(sorted(everything))]


PLANNERS: Mapping[str, Callable[[Mapping[str, Any], Collection[Person], int], list[Act]]] = {"notes": _notes}
"""How people behave in a step, by its kind."""

"""The made-up people: who they are, what each does in a step as a plan, what happens to a phone. Pure, given a seed."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from circle_widgets.rehearse.bank import bank

FAULTS = ("lock", "offline")
"""What may happen to a phone: it locks and comes back; it is without network for a while and sends later."""
MOST = 200
"""The most people of one rehearsal: each is a thread with a line of its own."""
TO_PHONES = frozenset({"lock", "unlock", "offline", "online"})
"""Deeds of which the meeting knows nothing."""


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
    """What a person does ``after`` so many seconds of a step; ``words`` go with it, decided beforehand."""

    after: float
    person: int
    turn: int
    deed: str
    words: str = ""


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


def numbered(acts: Iterable[Act]) -> list[Act]:
    """Acts in the order of their time; ``turn`` counts each person's own."""
    turns: dict[int, int] = {}
    found = []
    for act in sorted(acts):
        turns[act.person] = turns.get(act.person, -1) + 1
        found.append(replace(act, turn=turns[act.person]))
    return found


def with_faults(acts: Collection[Act], people: Collection[Person], seconds: float) -> list[Act]:
    """The same acts of a step of that length, and what happens to phones meanwhile."""
    unlucky = {person.n: person.fault for person in people if person.fault}
    busy = {act.person for act in acts}
    found = [_meanwhile(act, unlucky.get(act.person, ""), seconds) for act in acts]
    for n, fault in unlucky.items():
        if n not in busy:
            continue
        down, up = ("lock", "unlock") if fault == "lock" else ("offline", "online")
        begins, ends = (0.1, 0.55) if fault == "lock" else (0.05, 0.8)
        found += [Act(round(begins * seconds, 2), n, 0, down), Act(round(ends * seconds, 2), n, 0, up)]
    return numbered(found)


def _meanwhile(act: Act, fault: str, seconds: float) -> Act:
    if fault == "lock":
        # The phone locks while its owner thinks; the words come after it was opened again.
        return replace(act, after=round(0.6 * seconds + act.after * 0.35, 2))
    if fault == "offline":
        # Written without network, sent when it is back.
        return replace(act, after=round(0.1 * seconds + act.after * 0.6, 2))
    return act


def waiting(acts: Collection[Act], until: float, seconds: float) -> list[Act]:
    """The same acts of a step of that length, when nobody begins before ``until``: then they follow soon."""
    return [replace(act, after=round(until + act.after * (seconds - until) / seconds, 2)) for act in acts]

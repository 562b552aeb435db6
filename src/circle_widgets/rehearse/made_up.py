"""What made-up people and their facilitator do in steps of a kind: a class to derive from, and how it is found.

It stands in the kind's folder, in ``made_up.py`` beside ``step.py``. A kind without one is left alone by everybody: the
facilitator leads through it all the same.
"""

# ruff: noqa: ARG002 - a kind overrides what it needs, and needs what is handed in

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module, util
from typing import Any, ClassVar

from circle_widgets.events import Text
from circle_widgets.rehearse.people import Act, Person
from circle_widgets.state import State, Step
from circle_widgets.steps import Move, registry
from circle_widgets.views import kind_of

LOOK = 8.0
"""Seconds for a page of what was opened."""
LISTEN = 6.0
"""Seconds for one text read aloud, where its step does not say."""
AGAIN = 45.0
"""Seconds in a step that the room comes back to."""


@dataclass(frozen=True)
class Scene:
    """A step as phones show it, and who is there. ``view`` is a phone's; ``seed`` that of the rehearsal.

    ``seconds`` is how long it stays like this, ``params`` are the step's, ``before`` the questions that were asked
    earlier in this meeting.
    """

    view: Mapping[str, Any]
    people: Sequence[Person]
    seed: int
    seconds: float
    params: Any = None
    before: Sequence[Text] = ()

    @property
    def step(self) -> Mapping[str, Any]:
        """The step's own facts: ``id``, ``n``, ``kind``, ``phase``, ``question``."""
        found: Mapping[str, Any] = self.view["step"]
        return found

    @property
    def own(self) -> Mapping[str, Any]:
        """The kind's part."""
        found: Mapping[str, Any] = self.view.get(self.step["kind"], {})
        return found

    @property
    def round(self) -> int:
        """The number of the round of ballots, 1 for a kind without."""
        return int(self.own.get("round", 1))

    @property
    def locale(self) -> str:
        """The circle's language."""
        return str(self.view.get("circle", {}).get("locale", "en"))

    def key(self, *more: object) -> str:
        """The same for the same seed, step, round, and what is given besides."""
        return _key(self.seed, self.step["n"], self.round, *more)

    def chance(self, *more: object) -> random.Random:
        """Chance by that key."""
        return _chance(self.key(*more))


@dataclass(frozen=True)
class Said:
    """What a phone has sent, or will when it can. ``id`` is the event's."""

    id: str
    kind: str
    body: Mapping[str, Any]


@dataclass(frozen=True)
class Hand:
    """A phone in somebody's hand: what it shows of the step, and what was said on it there.

    ``view`` is that of the page, without network what it showed last. ``seats`` are those of all made-up people, by
    their numbers.
    """

    person: Person
    view: Mapping[str, Any]
    said: Sequence[Said]
    chance: random.Random
    seats: Sequence[str] = ()

    @property
    def own(self) -> Mapping[str, Any]:
        """The kind's part."""
        found: Mapping[str, Any] = self.view.get(self.view.get("step", {}).get("kind", ""), {})
        return found

    def may(self, what: str) -> bool:
        """Whether the page offers it."""
        return bool(self.own.get("may", {}).get(what))


@dataclass(frozen=True)
class Desk:
    """The meeting as its facilitator has it. ``done`` is what they did besides pressing next since it stands here.

    ``visit`` counts how often the room has come to this step.
    """

    state: State
    step: Step
    seed: int
    done: Sequence[Move] = ()
    visit: int = 1

    def chance(self, *more: object) -> random.Random:
        """Chance that is the same for the same seed, step, round, and what is given besides."""
        return _chance(_key(self.seed, self.step.n, self.step.round, "desk", *more))


Sayings = Sequence[tuple[str, Mapping[str, Any]]]
"""Contributions: kinds and bodies."""


class MadeUp:
    """Derive from this in a kind's ``made_up.py``. Everything is the same for the same seed."""

    hands: ClassVar[float] = 10.0
    """Seconds from one act at the desk to the next."""

    def plan(self, scene: Scene) -> list[Act]:
        """What these people do in a step, or a round of it, that has just opened. Times are within its seconds."""
        return []

    def opened(self, scene: Scene) -> list[Act]:
        """What they do once it is shown what they said."""
        return []

    def says(self, act: Act, hand: Hand) -> Sayings:
        """What an act sends, by what the phone shows at that moment; nothing when it shows no way to do it."""
        return []

    def ready(self, act: Act, hand: Hand) -> bool:
        """Whether the phone shows by now what the act is about; another phone may have to be quicker."""
        return True

    def lead(self, desk: Desk) -> Move | None:
        """What a facilitator does next at the desk besides pressing next; None when there is nothing."""
        return None

    def lasts(self, desk: Desk) -> float:
        """How long the facilitator stays where the meeting stands, in seconds; longest on the first of its pages."""
        step = desk.step
        if (step.phase == "open" or not kind_of(desk.state, step).hides) and desk.state.screen.page == 1:
            return 60.0 * step.minutes if desk.visit == 1 else AGAIN
        return float(step.params.each) or LISTEN if desk.state.screen.mode == "one" else LOOK

    def hosts(self, params: Any) -> frozenset[str]:
        """Which hard moments such a step is good for: ``"silence"``, ``"wifi"``, ``"objection"``."""
        return frozenset()

    def moment(self, step: Step) -> str:
        """The hard moment that the step has just come to by itself; "" for none."""
        return ""


@cache
def made_up() -> Mapping[str, MadeUp]:
    """How people behave in a step, by its kind: ours, and those of other packages' kinds."""
    found: dict[str, MadeUp] = {}
    for name, kind in registry().items():
        folder = type(kind).__module__.rpartition(".")[0]
        home = f"{folder}.made_up"
        if folder and util.find_spec(home) is not None:
            module = import_module(home)
            made = [one for one in vars(module).values() if isinstance(one, type) and one.__module__ == home]
            found.update((name, one()) for one in made if issubclass(one, MadeUp))
    return found


def of_kind(name: str) -> MadeUp:
    """How people behave in steps of that kind."""
    return made_up().get(name) or MadeUp()


def _key(*parts: object) -> str:
    return "/".join(map(str, parts))


def _chance(key: str) -> random.Random:
    return random.Random(key)  # noqa: S311 - a play, not a secret

"""What the steps of a run hand on to those after them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from circle_widgets.state import State, Step
from circle_widgets.steps.base import Offer, StepKind


def offered(state: State, step: Step) -> list[Offer]:
    """What the steps before ``step`` have brought forth, back to the last of its own kind.

    An offer that a later step has made into another (``of``), or has taken over, is not handed on twice.
    """
    found: list[Offer] = []
    made: set[str] = set()
    for before in reversed(state.before(step)):
        if before.kind == step.kind:
            break
        made |= {id for offer in found for id in (offer.id, *offer.of)}
        kind = cast("StepKind", state.registry[before.kind])
        found = [offer for offer in kind.offers(before) if offer.id not in made] + found
        made.update(kind.taken(before))
    return found


def alike(offers: Sequence[Offer]) -> list[list[str]]:
    """The ids of the offers, those with identical texts together.

    Case, blanks and the mark at the end make no difference; another tray does.
    """
    found: dict[tuple[str, str], list[str]] = {}
    for offer in offers:
        key = (offer.tray, " ".join(offer.text.casefold().split()).rstrip(" .!…"))
        found.setdefault(key, []).append(offer.id)
    return list(found.values())


class Handed:
    """What :func:`offered` finds for a step, found once until something happens in the circle: a room of phones asks.

    Ballots are no part of the log, so that no dot that is placed has it found anew.
    """

    def __init__(self, state: State, step: Step) -> None:
        self._state, self._step = state, step
        self._last: tuple[int, str] | None = None
        self._found: tuple[list[Offer], frozenset[str]] = ([], frozenset())

    def __call__(self) -> list[Offer]:
        """As the steps before stand now."""
        return self._now()[0]

    def __contains__(self, id: object) -> bool:
        """Whether that offer is still among them."""
        return id in self._now()[1]

    def _now(self) -> tuple[list[Offer], frozenset[str]]:
        last = self._state.last
        if last != self._last:
            found = offered(self._state, self._step)
            self._last, self._found = last, (found, frozenset(one.id for one in found))
        return self._found


def text_before(state: State, step: Step) -> Step | None:
    """The nearest step before ``step``, back to the last of its own kind, that has brought forth a text to agree on."""
    for before in reversed(state.before(step)):
        if before.kind == step.kind:
            return None
        if readable(state, before):
            return before
    return None


def readable(state: State, step: Step) -> list[Offer]:
    """The lines of the text that a step has brought forth; empty for a step whose offers are no text."""
    kind = cast("StepKind", state.registry[step.kind])
    return kind.offers(step) if kind.writes else []

"""What came of a rehearsal: whether all that was receipted is there, once. Asked of the store, not of the play."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from circle_widgets.circle import Circle
from circle_widgets.rehearse.phone import Phone
from circle_widgets.state import Step
from circle_widgets.views import kind_of

Rounds = Mapping[tuple[str, int], Mapping[str, Mapping[str, Any]]]
"""Ballots as phones cast them last, by step and round, then by seat."""


@dataclass
class Outcome:
    """``lost`` and ``twice`` count what has a receipt and is not there, or is there twice.

    A ballot that its owner changed is there in the later one. ``moments`` are those at which the play stood still.
    """

    people: int = 0
    sent: int = 0
    stored: int = 0
    lost: int = 0
    twice: int = 0
    late: int = 0
    refused: dict[str, int] = field(default_factory=dict)
    moments: list[str] = field(default_factory=list)

    def facts(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self)


def outcome(circle: Circle, phones: Sequence[Phone], moments: Iterable[str] = ()) -> Outcome:
    """What the store says about what these phones have receipts for."""
    state = circle.state
    secret = {kind for one in state.registry.values() for kind in one.ballots}
    ballots = {one.id for phone in phones for some in phone.said.values() for one in some if one.kind in secret}
    receipts = [one for phone in phones for one in phone.receipts]
    log = Counter(row.event.id for row in circle.store.read(circle.id))
    # A ballot is never in the log: the store knows its id, and the round's count holds its seat.
    gone = [one for one in receipts if one in ballots and not circle.store.ballot_seen(circle.id, one)]
    lost = sum(one not in ballots and not log[one] for one in receipts) + len(gone)
    twice = sum(log[one] > (one not in ballots) for one in receipts)
    for (step, round_), cast in _cast(phones, ballots.difference(gone)).items():
        missing, more = _compared(circle, state.steps[step], round_, cast)
        lost, twice = lost + missing, twice + more
    return Outcome(
        people=sum(bool(phone.seat) for phone in phones),
        sent=len(receipts),
        stored=len(receipts) - lost - twice,
        lost=lost,
        twice=twice,
        late=_late(state.steps.values(), circle, set(receipts)),
        refused=dict(Counter(code for phone in phones for code in phone.refused.values())),
        moments=list(moments),
    )


def _cast(phones: Sequence[Phone], ballots: set[str]) -> Rounds:
    found: dict[tuple[str, int], dict[str, Mapping[str, Any]]] = {}
    for phone in phones:
        for round_, said in phone.said.items():
            for one in said:
                if one.id in ballots and one.id in phone.receipts:
                    found.setdefault(round_, {})[phone.seat] = one.body
    return found


def _compared(circle: Circle, step: Step, round_: int, cast: Mapping[str, Mapping[str, Any]]) -> tuple[int, int]:
    """How many ballots of a round are missing, and how many are there that nobody cast.

    Real people may have come to the same practice: then only their number can be compared.
    """
    tally = _tally(circle, step.id, round_)
    if tally is None:
        there = circle.store.ballots(circle.id, step.id, round_)
        return sum(there.get(seat) != body for seat, body in cast.items()), 0
    voters, others = int(tally.get("voters", 0)), len(circle.state.seats) - len(cast)
    missing, more = max(0, len(cast) - voters), max(0, voters - len(cast) - others)
    if voters == len(cast):
        recount = circle.state.registry[step.kind].tally(step, cast)
        missing += any(tally.get(key) != value for key, value in recount.items())
    return missing, more


def _tally(circle: Circle, step: str, round_: int) -> Mapping[str, Any] | None:
    """What was counted in a round; None while it is open."""
    for row in circle.store.read(circle.id):
        tally = row.event.body.get("tally")
        if row.event.step == step and row.event.kind == "step.reveal" and tally and tally.get("round") == round_:
            return dict(tally)
    return None


def _late(steps: Iterable[Step], circle: Circle, receipts: set[str]) -> int:
    rows = (row for step in steps for row in kind_of(circle.state, step).table(step))
    return sum(bool(row.get("late")) and not receipts.isdisjoint(map(str, row.values())) for row in rows)

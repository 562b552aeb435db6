"""What an append decides, apart from any database: who is asked, in which order, at which time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from circle_widgets.events import Proposal, Receipt, Refusal
from circle_widgets.store.base import Judge, Stored
from circle_widgets.store.rows import unfit


class Decided(NamedTuple):
    """An answer for each proposal, and what is to be stored for them."""

    answers: list[Receipt | Refusal]
    stored: list[Stored]
    head: int
    top: int


class Admitted(NamedTuple):
    """An answer for each ballot, and the accepted ones with the round of each."""

    answers: list[Receipt | Refusal]
    ballots: list[tuple[int, Proposal]]


def decide(
    proposals: Sequence[Proposal], known: Mapping[str, int], *, head: int, top: int, judge: Judge, now: int
) -> Decided:
    """Ask the judge, which has caught up, about each proposal in turn.

    ``known`` gives the positions of ids that are stored already; ``head`` is the circle's highest position and ``top``
    its highest time (milliseconds). An id that comes twice in one group is stored once.
    """
    positions = dict(known)
    answers: list[Receipt | Refusal] = []
    fresh: list[Stored] = []
    for proposal in proposals:
        if proposal.id in positions:
            answers.append(Receipt(proposal.id, positions[proposal.id]))
            continue
        at = max(now, top + 1)
        decision = _unfit(proposal) or judge.decide(proposal, at)
        if isinstance(decision, Refusal):
            answers.append(decision)
            continue
        head, top = head + 1, at
        positions[proposal.id] = head
        fresh.append(Stored(head, decision))
        answers.append(Receipt(proposal.id, head))
    return Decided(answers, fresh, head, top)


def admit(ballots: Sequence[Proposal], known: Mapping[str, int], *, at: int, judge: Judge) -> Admitted:
    """Ask the judge about each ballot in turn; a ballot's position is 0."""
    positions = dict(known)
    answers: list[Receipt | Refusal] = []
    kept: list[tuple[int, Proposal]] = []
    for ballot in ballots:
        if ballot.id in positions:
            answers.append(Receipt(ballot.id, positions[ballot.id]))
            continue
        decision = _unfit(ballot) or judge.admit(ballot, at)
        if isinstance(decision, Refusal):
            answers.append(decision)
            continue
        positions[ballot.id] = 0
        kept.append((decision, ballot))
        answers.append(Receipt(ballot.id, 0))
    return Admitted(answers, kept)


def _unfit(proposal: Proposal) -> Refusal | None:
    reason = unfit(proposal)
    return Refusal(proposal.id, "body", reason) if reason else None

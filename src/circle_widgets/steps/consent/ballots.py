"""Answers while they are private: what a seat sends, what the desk counts on paper, and what a count lets out of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from circle_widgets.state import State, Step
from circle_widgets.steps.base import View
from circle_widgets.steps.notes.said import blank, clean

LONGEST = 400
Slips = Annotated[int, Meta(ge=0, le=600)]


class Say(Struct, frozen=True, forbid_unknown_fields=True):
    """A ballot: one's own answer, which counts as it stood last.

    ``how`` somebody who is not fine with it wants to be heard: by saying it, by having ``words`` read out without a
    name, by letting the facilitator alone see them before the opening. ``keep``: the words stay beside what is agreed
    on, should the room go on all the same.
    """

    answer: Literal["fine", "objection", "talk"]
    words: Annotated[str, Meta(max_length=LONGEST)] = ""
    how: Literal["say", "read", "facilitator"] = "say"
    keep: bool = False

    @property
    def said(self) -> str:
        """The words as they are read; "" where there is nothing to see."""
        return "" if self.answer == "fine" or blank(self.words) else clean(self.words)


class OnPaper(Struct, frozen=True, forbid_unknown_fields=True):
    """All answers on paper, counted. Entered anew it takes the place of what was entered before."""

    fine: Slips = 0
    objection: Slips = 0
    talk: Slips = 0

    @property
    def people(self) -> int:
        """From how many people they are."""
        return self.fine + self.objection + self.talk


PAPER = ""
"""Under this, instead of a seat, stands what was counted on paper."""


def says(ballots: Mapping[str, Any]) -> list[Say]:
    """The answers of seats."""
    return [msgspec.convert(body, Say) for seat, body in ballots.items() if seat != PAPER]


def paper(ballots: Mapping[str, Any]) -> OnPaper:
    """What was counted on paper."""
    return msgspec.convert(ballots.get(PAPER, {}), OnPaper)


def people(ballot: Mapping[str, Any]) -> int:
    """For how many people a ballot speaks."""
    return 1 if "answer" in ballot else msgspec.convert(ballot, OnPaper).people


def counted(ballots: Mapping[str, Any]) -> View:
    """What is let out when a round is opened: no count of any answer, no seat, no time; words in the order of letters.

    Words for the facilitator alone, and those of people who speak for themselves, are gone with the ballots, unless
    their author wants them kept beside what is agreed on.
    """
    given, slips = says(ballots), paper(ballots)
    unhappy = [one for one in given if one.answer != "fine"]
    return {
        "voters": len(given) + slips.people,
        "objection": slips.objection > 0 or any(one.answer == "objection" for one in unhappy),
        "talk": slips.talk > 0 or any(one.answer == "talk" for one in unhappy),
        "spoken": slips.objection + slips.talk > 0 or any(one.how == "say" for one in unhappy),
        "read": _sorted(one.said for one in unhappy if one.how == "read"),
        "kept": _sorted(one.said for one in unhappy if one.keep and one.how != "facilitator"),
    }


def for_the_facilitator(ballots: Mapping[str, Any]) -> list[str]:
    """The words that only the facilitator sees, and only before the opening."""
    return _sorted(one.said for one in says(ballots) if one.how == "facilitator")


def all_in(state: State, step: Step) -> bool:
    """Whether everyone who is here has answered, or nobody can any more. Before, words would tell whose they are."""
    gone = {seat.id for seat in state.seats.values() if seat.left}
    answered = sum(people(ballot) for seat, ballot in state.ballots.items() if seat not in gone)
    # Whatever the head count says: whoever comes last would be known by their words.
    return step.phase == "closed" or answered >= max(1, state.n, state.present)


def _sorted(words: Iterable[str]) -> list[str]:
    """Each once: how many said the same is not told."""
    return sorted({one for one in words if one})

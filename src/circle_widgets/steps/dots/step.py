"""``dots``: secret votes on what the room has said, hidden until they are opened together; ties are shown as ties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

import msgspec
from msgspec import Meta, Struct

from circle_widgets.errors import Refused
from circle_widgets.events import Event, Id, Proposal, Text
from circle_widgets.state import Params, State, Step
from circle_widgets.steps.base import Move, Offer, Role, StepKind, View
from circle_widgets.steps.dots import seen
from circle_widgets.steps.dots.counted import Data, Option, Paper, Result, folded, suggested, whole
from circle_widgets.steps.offers import offered

MOST_OPTIONS = 200
MOST_DOTS = 20


class Dots(Params, frozen=True, forbid_unknown_fields=True, kw_only=False):
    """Votes. ``dots`` for each person (0: suggested from the number of options), at most one on an option.

    The options are what the steps before have brought forth, or ``options`` of the author's own.
    """

    dots: Annotated[int, Meta(ge=0, le=MOST_DOTS)] = 0
    question: Text = ""
    options: Annotated[list[Text], Meta(max_length=MOST_OPTIONS)] = []


class Place(Struct, frozen=True, forbid_unknown_fields=True):
    """A ballot: where this seat's dots stand. The latest counts."""

    on: Annotated[list[Id], Meta(max_length=MOST_DOTS)]


class Budget(Struct, frozen=True, forbid_unknown_fields=True):
    """Another number of dots for each person, until the round is opened."""

    dots: Annotated[int, Meta(ge=1, le=MOST_DOTS)]


class OnPaper(Struct, frozen=True, forbid_unknown_fields=True):
    """Ballots on paper: how many dots each option got, from how many people."""

    counts: dict[str, Annotated[int, Meta(ge=0, le=600)]]
    voters: Annotated[int, Meta(ge=1, le=600)]


class Given(Struct, frozen=True):
    """What a ``step.open`` of this kind carries."""

    options: Annotated[list[str], Meta(max_length=MOST_OPTIONS)] = []


class DotsKind(StepKind):
    """Columns of its table: ``round, option, text, tray, dots, place, voters``.

    ``tray`` is where the room had sorted the text ("" when it did not); ``place`` is shared by a tie.
    """

    name = "dots"
    Params = Dots
    bodies: ClassVar[Mapping[str, type[Struct]]] = {"dots.budget": Budget, "dots.paper": OnPaper}
    ballots: ClassVar[Mapping[str, type[Struct]]] = {"dots.place": Place}
    desk_only = frozenset({"dots.budget", "dots.paper"})
    undoable = frozenset({"dots.budget", "dots.paper"})
    hides = True
    columns = ("round", "option", "text", "tray", "dots", "place", "voters")

    def begin(self, params: Any) -> Data:
        """No options yet; the author's own count from the start."""
        data = Data()
        for n, text in enumerate(params.options, 1):
            words = text if isinstance(text, str) else next(iter(text.values()), "")
            data.options[f"o{n}"] = Option(f"o{n}", n, words)
        data.budget = params.dots or suggested(len(data.options))
        return data

    def given(self, state: State, step: Step) -> View:
        """Ids of what the room has opened since the last dots; a new round is about the same options."""
        if step.params.options or step.phase != "ahead":
            return {}
        offers = folded(offered(state, step))[:MOST_OPTIONS]
        return {"options": [one.id for one in offers]} if offers else {}

    def take(self, state: State, step: Step, given: Mapping[str, Any]) -> None:
        """The options, and the budget that suits their number."""
        try:
            ids = msgspec.convert(given, Given).options
        except msgspec.ValidationError:
            return
        if not ids:
            return
        offers = {one.id: one for one in folded(offered(state, step))}
        known = [offers[id] for id in dict.fromkeys(ids) if id in offers]
        data: Data = step.data
        data.options = {one.id: Option(one.id, n, one.text, one.tray, one.of) for n, one in enumerate(known, 1)}
        data.budget = step.params.dots or suggested(len(data.options))

    def rule(self, state: State, step: Step, event: Proposal, body: Any) -> None:
        """The budget does not fall below what somebody has placed; paper has no more voters than seats."""
        if step.phase != "open":
            raise Refused("round_over", "this round is not open", field="step")
        if isinstance(body, Budget):
            placed = max((len(one.get("on", ())) for one in state.ballots.values()), default=0)
            if body.dots < placed:
                raise Refused("budget_low", f"somebody has placed {placed} dots", field="dots", least=placed)
        else:
            self._paper(state, step, body)

    def _paper(self, state: State, step: Step, body: OnPaper) -> None:
        data: Data = step.data
        unknown = [id for id in body.counts if id not in data.options]
        if unknown:
            raise Refused("unknown_option", "no such option in this step", field="counts")
        seats = [seat for seat in state.seats.values() if seat.way == "paper" and not seat.left]
        free = sum(seat.id not in state.ballots for seat in seats) - data.paper_voters
        if body.voters > free:
            raise Refused("paper_seats", f"{free} seats on paper have not voted", field="voters", most=max(0, free))
        if max(body.counts.values(), default=0) > body.voters:
            raise Refused("paper_dots", "an option has more dots than there were people", field="counts")
        most = body.voters * data.budget
        if sum(body.counts.values()) > most:
            raise Refused("paper_dots", f"{body.voters} people have {most} dots", field="counts", most=most)

    def round(self, state: State, step: Step, ballot: Proposal, body: Any) -> int:
        """The open round; a ballot has at most as many dots as the budget, each on another option."""
        if step.phase != "open":
            raise Refused("round_over", "this round is not open", field="step")
        data: Data = step.data
        if len(set(body.on)) != len(body.on) or not data.options.keys() >= set(body.on):
            raise Refused("unknown_option", "each dot stands on an option of its own", field="on")
        if len(body.on) > data.budget:
            raise Refused("too_many_dots", f"each person has {data.budget} dots", field="on", most=data.budget)
        return step.round

    def fold(self, step: Step, event: Event, body: Any) -> None:
        """Budget, and ballots on paper."""
        data: Data = step.data
        if isinstance(body, Budget):
            data.budget = body.dots
        elif isinstance(body, OnPaper):
            data.paper.append(Paper(whole(body.counts, data.options), body.voters))

    def tally(self, step: Step, ballots: Mapping[str, Any]) -> View:
        """``counts`` by option, and ``voters``: nobody's seat, and in no order of time."""
        counts = Counter(id for body in ballots.values() for id in body.get("on", ()))
        return {"counts": dict(sorted(counts.items())), "voters": len(ballots)}

    def tallied(self, step: Step, tally: Mapping[str, Any]) -> None:
        """The result of the round: what was counted and what was entered from paper."""
        data: Data = step.data
        voters = tally.get("voters")
        counts = Counter(whole(tally.get("counts"), data.options))
        for paper in data.paper:
            counts.update(paper.counts)
        people = voters if isinstance(voters, int) and 0 <= voters < 10**6 else 0
        data.rounds[step.round] = Result(dict(counts), people + data.paper_voters)

    def again(self, step: Step) -> None:
        """The paper of the last round belongs to its result."""
        step.data.paper = []

    def answered(self, step: Step) -> int:
        """People who have voted on paper; once opened, all who had voted."""
        data: Data = step.data
        result = data.rounds.get(step.round)
        return result.voters if result is not None else data.paper_voters

    def everyone(self, state: State, step: Step, role: Role) -> View:
        """See :mod:`circle_widgets.steps.dots.seen`."""
        return seen.everyone(state, step, role)

    def person(self, state: State, step: Step, seat: str) -> View:
        """Where one's own dots stand, and whether they may be moved."""
        return seen.person(state, step, seat)

    def ahead(self, state: State, step: Step) -> Move | None:
        """Open the round; then page by page."""
        return seen.ahead(state, step)

    def behind(self, state: State, step: Step) -> Move | None:
        """A page back."""
        return seen.behind(state, step)

    def offers(self, step: Step) -> list[Offer]:
        """The options of the last opened round, most dots first."""
        data: Data = step.data
        if step.phase != "revealed":
            return []
        return [Offer(one.id, one.text, one.tray, one.of, dots) for one, dots, _ in data.ranked(step.round)]

    def table(self, step: Step) -> list[View]:
        """A row for each option of each opened round."""
        data: Data = step.data
        return [
            {
                "round": round_,
                "option": one.id,
                "text": one.text,
                "tray": one.tray,
                "dots": dots,
                "place": place,
                "voters": result.voters,
            }
            for round_, result in data.rounds.items()
            for one, dots, place in data.ranked(round_)
        ]

    def markdown(self, step: Step, locale: str) -> str:
        """The last result, a line for each option that has a dot."""
        data: Data = step.data
        rows = [(one, dots) for one, dots, _ in data.ranked(step.round) if dots]
        return "\n".join(f"- {one.text} ({dots} ●)" for one, dots in rows)

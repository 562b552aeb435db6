"""``dots``: secret votes on what the room has said, hidden until they are opened together; ties are shown as ties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, ClassVar

import msgspec
from msgspec import Meta, Struct

from circle_widgets.errors import Refused
from circle_widgets.events import BY_DESK, Event, Id, Proposal, Text
from circle_widgets.markdown import escaped
from circle_widgets.sentences import both, pick
from circle_widgets.sentences import say as sentence
from circle_widgets.state import Params, State, Step
from circle_widgets.steps.base import Move, Offer, Role, StepKind, View
from circle_widgets.steps.dots import seen
from circle_widgets.steps.dots.counted import Data, Option, Paper, Result, allotted, options, whole
from circle_widgets.steps.offers import Handed, alike, offered

MOST_OPTIONS = 200
MOST_DOTS = 20


class Dots(Params, frozen=True, forbid_unknown_fields=True, kw_only=False):
    """Votes. ``dots`` for each person (0: suggested from the number of options), at most one on an option.

    The options are what the steps before have brought forth, or ``options`` of the author's own.
    """

    dots: Annotated[int, Meta(ge=0, le=MOST_DOTS)] = 0
    question: Text = ""
    options: Annotated[Sequence[Text], Meta(max_length=MOST_OPTIONS)] = ()


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
    """What a ``step.open`` of this kind carries: ids of texts, identical ones together, and the budget."""

    options: Annotated[list[Annotated[list[str], Meta(min_length=1)]], Meta(max_length=MOST_OPTIONS)] = []
    dots: Annotated[int, Meta(ge=1, le=MOST_DOTS)] = 1


class DotsKind(StepKind):
    """Columns of its table: ``round, option, text, tray, dots, place, voters, aside``.

    ``tray`` is where the room had sorted the text ("" when it did not); ``place`` is shared by a tie, and what was
    sorted is ranked among its like. ``aside`` is true where the text was set aside or taken back since: ``text`` is ""
    then, and the dots are all that is told.
    """

    name = "dots"
    Params = Dots
    bodies: ClassVar[Mapping[str, type[Struct]]] = {"dots.budget": Budget, "dots.paper": OnPaper}
    ballots: ClassVar[Mapping[str, type[Struct]]] = {"dots.place": Place}
    desk_only = frozenset({"dots.budget", "dots.paper"})
    undoable = frozenset({"dots.budget", "dots.paper"})
    hides = True
    fills = True
    asks = "dots.question"
    columns = ("round", "option", "text", "tray", "dots", "place", "voters", "aside")

    def begin(self, params: Any) -> Data:
        """No options yet; the author's own count from the start."""
        data = Data()
        for n, text in enumerate(params.options, 1):
            data.options[f"o{n}"] = Option(f"o{n}", n, text)
        data.budget = allotted(params.dots, len(data.options))
        return data

    def given(self, state: State, step: Step) -> View:
        """Ids of what the room has opened since the last dots; a new round is about the same options."""
        if step.params.options or step.phase != "ahead":
            return {}
        groups = alike(offered(state, step))[:MOST_OPTIONS]
        # The budget stands here, too: a note that is erased later takes its option along, and nobody's dots.
        return {"options": groups, "dots": allotted(step.params.dots, len(groups))} if groups else {}

    def take(self, state: State, step: Step, given: Mapping[str, Any]) -> None:
        """The options, and the budget that suited their number."""
        try:
            found = msgspec.convert(given, Given)
        except msgspec.ValidationError:
            return
        if found.options:
            data: Data = step.data
            data.options = options(found.options, offered(state, step))
            data.offered = Handed(state, step)
            data.budget = found.dots

    def rule(self, state: State, step: Step, event: Proposal, body: Any) -> None:
        """The budget does not fall below what somebody has placed; paper has no more voters than seats."""
        if step.phase != "open":
            raise Refused("round_over", "this round is not open", field="step")
        if step is not state.current:  # where the room is, all ballots are known
            raise Refused("not_current", "the room is at another step", field="step")
        if isinstance(body, Budget):
            choices = step.data.choices()
            placed = max((sum(id in choices for id in one.get("on", ())) for one in state.ballots.values()), default=0)
            if body.dots < placed:
                raise Refused("budget_low", f"somebody has placed {placed} dots", field="dots", least=placed)
        else:
            self._paper(state, step, body)

    def _paper(self, state: State, step: Step, body: OnPaper) -> None:
        data: Data = step.data
        if not data.choices().keys() >= body.counts.keys():
            raise Refused("unknown_option", "no such option in this step", field="counts")
        free = seen.free_slips(state, data)
        if body.voters > free:
            raise Refused("paper_seats", f"{free} seats on paper have not voted", field="voters", most=free)
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
        seat = state.seats[ballot.seat]
        if ballot.by == BY_DESK:
            raise Refused("own_dots", "everyone places their own dots; paper is entered as a count", field="seat")
        if seat.way == "paper" and seat.id not in state.ballots and data.paper and not seen.free_slips(state, data):
            raise Refused("paper_seats", "every seat on paper has voted", field="seat", most=0)
        if len(set(body.on)) != len(body.on) or not data.choices().keys() >= set(body.on):
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

    def say(self, state: State, step: Step) -> Text:
        """The author's line while dots are placed; then how to read what was counted."""
        if step.phase == "revealed":
            return both("dots.say.opened")
        return super().say(state, step) or both("dots.say.place")

    def offers(self, step: Step) -> list[Offer]:
        """The options of the last opened round, most dots first; what was set aside since is not handed on."""
        data: Data = step.data
        if not data.rounds:
            return []
        ranked = sorted(data.ranked(data.last_round()), key=lambda row: (-row[1], row[0].n))
        return [Offer(one.id, pick(one.text, ""), one.tray, one.of, dots) for one, dots, _ in ranked if not one.aside]

    def table(self, step: Step) -> list[View]:
        """A row for each option of each opened round."""
        data: Data = step.data
        return [
            {
                "round": round_,
                "option": one.id,
                "text": "" if one.aside else pick(one.text, ""),
                "tray": one.tray,
                "dots": dots,
                "place": place,
                "voters": result.voters,
                "aside": one.aside,
            }
            for round_, result in data.rounds.items()
            for one, dots, place in data.ranked(round_)
        ]

    def markdown(self, step: Step, locale: str) -> str:
        """The last result, a line for each option that has a dot; most first, ties marked."""
        ranked = [row for row in step.data.ranked(step.data.last_round()) if row[1]]
        places = [(one.sorted, place) for one, _, place in ranked]
        rows = []
        for one, dots, place in ranked:
            words = sentence(locale, "dots.count", n=dots)
            tie = f", {sentence(locale, 'dots.tie')}" if places.count((one.sorted, place)) > 1 else ""
            rows.append(f"- {escaped(pick(one.text, locale), '  ')} ({words}{tie})")
        return "\n".join(rows)

"""``consent``: any objection? Asked in private, opened together, then spoken; never a count of who answered what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from msgspec import Meta, Struct

from circle_widgets.errors import Refused
from circle_widgets.events import BY_DESK, Event, Proposal, Text
from circle_widgets.state import Params, State, Step
from circle_widgets.steps.base import Move, Role, StepKind, View
from circle_widgets.steps.consent import ballots, kept, seen
from circle_widgets.steps.consent.ballots import OnPaper, Say
from circle_widgets.steps.consent.rounds import Data, Round
from circle_widgets.steps.offers import readable, text_before
from circle_widgets.steps.present import free_paper


class Consent(Params, frozen=True, forbid_unknown_fields=True, kw_only=False):
    """Is there an objection? To the text of the draft before; where there is none, to what the question says."""

    question: Text = ""


class Settle(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The room goes on with it, objection or not; the dissent is kept as far as its authors said so.

    ``words``: what was said aloud, or stood on a slip, and whose author wants it kept as well.
    """

    words: Annotated[str, Meta(max_length=ballots.LONGEST)] = ""


class ConsentKind(StepKind):
    """Columns of its table: ``round, text, agreed, objection, talk, settled, dissent, voters, here``.

    ``text`` is what was asked about, a line each; ``dissent`` the words whose authors want them kept, a line each.
    How many gave which answer is known to nobody.
    """

    name = "consent"
    Params = Consent
    bodies: ClassVar[Mapping[str, type[Struct]]] = {"consent.settle": Settle}
    ballots: ClassVar[Mapping[str, type[Struct]]] = {"consent.say": Say, "consent.paper": OnPaper}
    desk_only = frozenset({"consent.paper", "consent.settle"})
    undoable = frozenset({"consent.settle"})
    hides = True
    fills = True
    ticks = ("consent.answer.fine", "consent.answer.objection", "consent.answer.talk")
    asks = "consent.question"
    columns = ("round", "text", "agreed", "objection", "talk", "settled", "dissent", "voters", "here")

    def begin(self, params: Any) -> Data:
        """No round yet."""
        return Data()

    def given(self, state: State, step: Step) -> View:
        """Which step's text is asked about; nothing where there is none."""
        source = text_before(state, step)
        return {"step": source.id} if source is not None else {}

    def take(self, state: State, step: Step, given: Mapping[str, Any]) -> None:
        """The lines as they stand. The words live in this fold alone: erased, they are gone at the next."""
        about = next((one for one in state.before(step) if one.id == given.get("step")), None)
        lines = readable(state, about) if about is not None else []
        step.data.rounds[step.round] = Round(step.round, lines, state.last[0], state.n)

    def rule(self, state: State, step: Step, event: Proposal, body: Any) -> None:
        """There is something to settle where the last round was opened and not agreed on."""
        last = step.data.round(step.round)
        if step.phase != "revealed" or not (last.objection or last.talk):
            raise Refused("nothing_to_settle", "there is no objection that was opened", field="step")
        if last.settled:
            raise Refused("settled_already", "the room goes on with it already", field="step")

    def round(self, state: State, step: Step, ballot: Proposal, body: Any) -> int:
        """The open round. Everyone answers for themselves; paper has no more answers than people on paper."""
        if step.phase != "open":
            raise Refused("round_over", "this round is not open", field="step")
        if isinstance(body, OnPaper):
            if step is not state.current:  # where the room is, all ballots are known
                raise Refused("not_current", "the room is at another step", field="step")
            free = free_paper(state)
            if body.people > free:
                raise Refused("paper_answers", f"{free} people on paper have not answered", field="fine", most=free)
            return step.round
        if ballot.by == BY_DESK:
            raise Refused("own_answer", "everyone answers for themselves; paper is entered as a count", field="seat")
        on_paper = state.seats[ballot.seat].way == "paper" and ballot.seat not in state.ballots
        if on_paper and ballots.paper(state.ballots).people >= free_paper(state):
            raise Refused("paper_answers", "the slips of all people on paper are counted", field="seat", most=0)
        if body.answer != "fine" and body.how != "say" and not body.said:
            raise Refused("words_missing", "without words there is nothing to read", field="words")
        return step.round

    def fold(self, step: Step, event: Event, body: Any) -> None:
        """The room went on with the round that was opened last."""
        opened = step.data.opened
        if isinstance(body, Settle) and event.by == BY_DESK and opened:
            opened[-1].settle(body.words)

    def people(self, ballot: Mapping[str, Any]) -> int:
        """One, or as many as were counted on paper."""
        return ballots.people(ballot)

    def tally(self, step: Step, ballots_: Mapping[str, Any]) -> View:
        """See :func:`circle_widgets.steps.consent.ballots.counted`."""
        return ballots.counted(ballots_)

    def tallied(self, step: Step, tally: Mapping[str, Any]) -> None:
        """What the round found."""
        data: Data = step.data
        data.rounds.setdefault(step.round, Round(step.round)).found(tally)

    def answered(self, step: Step) -> int:
        """Once opened, all who had answered."""
        return int(step.data.round(step.round).voters) if step.phase == "revealed" else 0

    def looks(self, state: State, step: Step) -> bool:
        """While the round waits: somebody may have written to the facilitator alone."""
        return step is state.current and step.phase in {"open", "closed"}

    def look(self, state: State, step: Step) -> View:
        """Words for the facilitator alone, once they tell nothing of whose they are."""
        return seen.look(state, step)

    def everyone(self, state: State, step: Step, role: Role) -> View:
        """See :mod:`circle_widgets.steps.consent.seen`."""
        return seen.everyone(state, step, role)

    def person(self, state: State, step: Step, seat: str) -> View:
        """One's own answer until the opening, and whether it may be given."""
        return seen.person(state, step, seat)

    def ahead(self, state: State, step: Step) -> Move | None:
        """Page by page; open; where it was not agreed on, back to the text, and then another round."""
        return seen.ahead(state, step)

    def behind(self, state: State, step: Step) -> Move | None:
        """A page back."""
        return seen.behind(state, step)

    def say(self, state: State, step: Step) -> Text:
        """The author's line while people answer; then what an opening calls for."""
        return seen.say(step, super().say(state, step))

    def table(self, step: Step) -> list[View]:
        """A row for each opened round."""
        return kept.table(step)

    def markdown(self, step: Step, locale: str) -> str:
        """What was agreed on, or that it was not, and the dissent that its authors want kept."""
        return kept.markdown(step, locale)

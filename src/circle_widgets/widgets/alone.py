"""A step alone in a cell: no room, no store, one person. It folds in memory what is said, by the same rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, cast

import msgspec
import traitlets as t
from msgspec import Meta, Struct

from circle_widgets import clock as clocks
from circle_widgets import export, views
from circle_widgets.circle import accepted
from circle_widgets.errors import Refused
from circle_widgets.events import BY_DESK, Id, KindName, Proposal, Receipt, Refusal, parse
from circle_widgets.ledger import Answer, Fold, new_id
from circle_widgets.sentences import LOCALES, nearest
from circle_widgets.state import Params, State, Step
from circle_widgets.steps.base import registry
from circle_widgets.widgets.hosted import Hosted
from circle_widgets.widgets.stage import STATIC, Nothing

if TYPE_CHECKING:
    import pandas as pd

SEAT, STEP = "me", "alone"


class Item(Struct, frozen=True, forbid_unknown_fields=True):
    """Something that this one person says."""

    id: Id
    kind: KindName
    body: dict[str, Any] = {}
    step: Annotated[str, Meta(max_length=64)] = ""


class Say(Struct, frozen=True, forbid_unknown_fields=True):
    """Take these in. Answer: ``receipts`` and ``refused``, as the room's."""

    items: Annotated[list[Item], Meta(min_length=1, max_length=200)]


class Alone(Hosted):
    """A step kind with one person, or a few after another. A child says what ``value`` is (:meth:`_value`).

    ``kind`` is the one that :meth:`frame` is about.

    ``value`` is read-only and follows what is said: ``widget.observe(told, "value")`` works as for every widget. Show
    it in a cell or inside an ipywidgets ``HBox`` or ``Tab``.
    """

    _esm = STATIC / "alone.js"

    value: t.TraitType[Any, Any] = t.Tuple(read_only=True)

    kind: ClassVar[str]
    questions: ClassVar[Mapping[str, type[Struct]]] = {
        **Hosted.questions,
        "send": Say,
        "open": Nothing,
        "shut": Nothing,
    }

    def __init__(self, *plan: Params, locale: str = LOCALES[0], clock: clocks.Clock = clocks.now) -> None:
        self._fold = Fold(registry())
        super().__init__(clock=clock, locale=nearest(locale))
        kinds = {kind.Params: name for name, kind in registry().items()}
        planned = [
            {"id": f"{STEP}-{n}", "kind": kinds[type(params)], "params": _checked(params)}
            for n, params in enumerate(plan, 1)
        ]
        self._decide("circle.made", {"title": self.kind, "locale": self.locale})
        accepted(self._propose(Proposal(new_id(), "seat.join", {"locale": self.locale}, seat=SEAT)))
        self._decide("activity.start", {"name": self.kind, "title": self.kind, "steps": planned})
        self._decide("step.open", step=f"{STEP}-1")
        self.refresh()

    @property
    def _state(self) -> State:
        return self._fold.state

    @property
    def _step(self) -> Step:
        step = self._state.current
        assert step is not None, "one is open from the start"
        return step

    def _value(self) -> Any:
        """What ``value`` is now: a tuple, unless the child's trait is another."""
        raise NotImplementedError

    def _propose(self, proposal: Proposal) -> Answer:
        at = max(self.clock(), self._state.last[0] + 1)
        if proposal.kind in self._fold.ballot_kinds:
            admitted = self._fold.admit(proposal, at)
            return admitted if isinstance(admitted, Refusal) else Receipt(proposal.id, 0)
        answer = self._fold.decide(proposal, at)
        self._fold.keep()
        return answer if isinstance(answer, Refusal) else Receipt(answer.id, self._fold.position)

    def _decide(self, kind: str, body: dict[str, Any] | None = None, *, step: str = "") -> None:
        accepted(self._propose(Proposal(new_id(), kind, body or {}, step, by=BY_DESK)))

    def drawn(self) -> dict[str, Any]:
        """What a phone would draw for this person."""
        return cast(
            "dict[str, Any]", views.patch(views.everyone(self._state, "phone"), views.person(self._state, SEAT))
        )

    def refresh(self) -> None:
        """Draw anew, and let ``value`` follow."""
        super().refresh()
        self.set_trait("value", self._value())

    def frame(self) -> pd.DataFrame:
        """What was said, as a DataFrame with the columns that the step kind documents."""
        return self._frame(self.kind)

    def _frame(self, kind: str) -> pd.DataFrame:
        from circle_widgets.insight import frame  # noqa: PLC0415 - pandas costs a cold start 0.6 s

        return frame(export.rows(self._state, kind, private=True), export.columns(self._state, kind))

    def _said(self, item: Item) -> Proposal:
        """What this one person says, as somebody with a phone would."""
        return Proposal(item.id, item.kind, item.body, self._step.id, SEAT)

    # ------------------------------------------------------------ questions

    def _on_send(self, body: Say) -> Mapping[str, Any]:
        answers = [self._propose(self._said(one)) for one in body.items]
        self.refresh()
        return {
            "receipts": [{"id": one.id, "position": one.position} for one in answers if isinstance(one, Receipt)],
            "refused": [self._refused(one) for one in answers if isinstance(one, Refusal)],
        }

    def _on_open(self, _body: Nothing) -> Mapping[str, Any]:
        """Open what was written; nothing happens when it is open."""
        if self._step.phase == "open":
            step = self._step
            kind = registry()[step.kind]
            tally = {"tally": {"round": step.round, **kind.tally(step, self._state.ballots)}} if kind.ballots else {}
            self._decide("step.reveal", tally, step=step.id)
            self.refresh()
        return {}

    def _on_shut(self, _body: Nothing) -> Mapping[str, Any]:
        """Go on: the opening is taken back, or, where it cannot be, another round begins."""
        last = self._state.last_act
        if registry()[self._step.kind].ballots and self._step.phase == "revealed":
            self._decide("step.again", step=self._step.id)
            self.refresh()
        elif last is not None and last.kind == "step.reveal":
            self._decide("desk.undo", {"event": last.id})
            self.refresh()
        return {}


def _checked(params: Params) -> dict[str, Any]:
    """The parameters as data; raises :class:`~circle_widgets.errors.Refused` that names the one that cannot be."""
    given: dict[str, Any] = msgspec.to_builtins(params)
    try:
        parse(type(params), given)
    except Refused as error:
        value = given.get(error.field)
        raise Refused(error.code, f"{error.field}={value!r}: {error}", field=error.field, **error.params) from None
    return given

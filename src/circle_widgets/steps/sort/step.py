"""``sort``: cards into trays, each their own, in silence; opened together, grouped aloud, named last."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, ClassVar

import msgspec
from msgspec import Struct

from circle_widgets.events import BY_DESK, Event, Proposal, Text
from circle_widgets.sentences import both
from circle_widgets.state import State, Step
from circle_widgets.steps.base import Move, Offer, Role, StepKind, View
from circle_widgets.steps.notes.said import blank, clean
from circle_widgets.steps.offers import Handed, offered
from circle_widgets.steps.sort import kept, pages, rules, said, seen
from circle_widgets.steps.sort.cards import Card
from circle_widgets.steps.sort.grouped import Data
from circle_widgets.steps.sort.said import Sort

__all__ = ["Sort", "SortKind"]


class SortKind(StepKind):
    """Cards in trays, and the groups that the room makes of them.

    Columns of its table, a row a card: ``card`` (its id), ``text``, ``seat`` (an id, "" for nobody in particular),
    ``at``, ``put`` (the tray that its author chose), ``tray`` (where it stands now), ``group`` (an id), ``name`` (of
    the group), ``dropped``, ``saved``, ``late``, ``hidden``, ``withdrawn``, ``by_desk``, ``versions`` (how often it was
    worded). The words of a card that was taken back are not in it.
    """

    name = "sort"
    Params = Sort
    bodies: ClassVar[Mapping[str, type[Struct]]] = {
        "sort.put": said.Put,
        "sort.place": said.Place,
        "sort.change": said.Change,
        "sort.withdraw": said.OfCard,
        "sort.hide": said.OfCard,
        "sort.restore": said.OfCard,
        "sort.apart": said.OfCard,
        "sort.join": said.Join,
        "sort.move": said.Move,
        "sort.name": said.Name,
        "sort.drop": said.OfGroup,
        "sort.save": said.OfGroup,
        "sort.together": said.Pair,
        "sort.aside": said.Pair,
    }
    desk_only = frozenset(
        f"sort.{one}" for one in ("hide", "restore", "apart", "join", "move", "name", "drop", "aside")
    )
    undoable = desk_only | {"sort.put", "sort.place", "sort.save"}
    hides = True
    refers = "card"
    asks = "sort.question"
    columns = kept.COLUMNS

    def begin(self, params: Any) -> Data:
        """No cards yet."""
        return Data()

    def given(self, state: State, step: Step) -> View:
        """Ids of the notes that are sorted, where nothing new is written."""
        if not step.params.takes:
            return {}
        return {"cards": [one.id for one in offered(state, step)]}

    def take(self, state: State, step: Step, given: Mapping[str, Any]) -> None:
        """These notes, in no tray yet, each its author's."""
        try:
            wanted = set(msgspec.convert(given, said.Given).cards)
        except msgspec.ValidationError:
            return
        data: Data = step.data
        among = Handed(state, step)
        for one in among() if wanted else ():
            if one.id in wanted and one.id not in data.cards:
                n, at = len(data.cards) + 1, step.opened_at
                data.add(Card(one.id, n, one.seat, one.text, "", at, "", of=one.of, among=among))

    def taken(self, step: Step) -> Collection[str]:
        """The notes that were sorted here: those that were dropped are dropped."""
        return step.data.cards if step.params.takes else ()

    def rule(self, state: State, step: Step, event: Proposal, body: Any) -> None:
        """See :mod:`circle_widgets.steps.sort.rules`."""
        rules.check(state, step, event, body)

    def revealed(self, step: Step) -> None:
        """Identical texts are folded before anything is shown."""
        step.data.open()

    # ------------------------------------------------------------ fold

    def fold(self, step: Step, event: Event, body: Any) -> None:
        """Takes in what is said of a card or a group; words that come after the opening wait for the facilitator."""
        data: Data = step.data
        late = step.phase in {"revealed", "closed"} and event.by != BY_DESK
        if isinstance(body, said.Put):
            n, text = len(data.cards) + 1, clean(body.text)
            if event.id not in data.cards and body.tray in step.params.trays:
                card = Card(event.id, n, event.seat, text, body.tray, event.at, event.by, late=late, hidden=late)
                data.add(card)
        elif isinstance(body, said.Place | said.Change | said.OfCard):
            card_or_none = data.cards.get(body.card)
            if card_or_none is not None:
                self._of_card(step, card_or_none, event, body, late=late)
        elif isinstance(body, said.Pair):
            if event.kind == "sort.aside":
                data.keep_apart((body.a, body.b))
            else:
                data.together((body.a, body.b), event.seat)
        else:
            self._of_group(step, event, body)

    def _of_card(self, step: Step, card: Card, event: Event, body: Any, *, late: bool) -> None:
        data: Data = step.data
        if event.kind in {"sort.hide", "sort.restore"}:
            card.hidden = event.kind == "sort.hide"
        elif event.kind == "sort.apart":
            data.take_apart(card, event.id)
        elif card.seat == event.seat or (event.by == card.by == BY_DESK and not event.seat):
            self._of_author(step, card, event, body, late=late)

    def _of_author(self, step: Step, card: Card, event: Event, body: Any, *, late: bool) -> None:
        data: Data = step.data
        if isinstance(body, said.Change):
            if step.params.takes:
                return
            card.versions.append(card.text)
            card.text, card.by = clean(body.text), event.by
        elif isinstance(body, said.Place):
            if body.tray not in step.params.trays:
                return
            data.place(card, body.tray)
            card.by = event.by if not step.params.takes else card.by
        elif step.params.takes:
            data.place(card, "")
        else:
            data.withdraw(card)
            return
        card.late, card.hidden = card.late or late, card.hidden or late

    def _of_group(self, step: Step, event: Event, body: Any) -> None:
        data: Data = step.data
        if isinstance(body, said.Join):
            data.join(body.group, body.into)
            return
        if event.kind == "sort.save":
            data.save(body.group, event.seat)
            return
        group = data.groups.get(body.group)
        if group is None:
            return
        if isinstance(body, said.Move):
            group.tray = body.tray if body.tray in step.params.trays else group.tray
        elif isinstance(body, said.Name):
            group.name = "" if blank(body.text) else clean(body.text)
        else:
            data.drop(group)

    # ------------------------------------------------------------ views

    def answered(self, step: Step) -> int:
        """Seats with at least one card in a tray."""
        return sum(bool(seat) and self.has_answer(step, seat) for seat in step.data.of_seat)

    def has_answer(self, step: Step, seat: str) -> bool:
        """Whether the seat has a card in a tray."""
        return any(card.tray for card in step.data.mine(seat))

    def say(self, state: State, step: Step) -> Text:
        """The author's line while cards are written; then how to group them."""
        if step.phase != "revealed":
            return super().say(state, step) or both("sort.say.take" if step.params.takes else "sort.say.put")
        return both("sort.say.one" if state.screen.mode == "one" else "sort.say.group")

    def everyone(self, state: State, step: Step, role: Role) -> View:
        """See :mod:`circle_widgets.steps.sort.seen`."""
        return seen.everyone(state, step, role)

    def person(self, state: State, step: Step, seat: str) -> View:
        """One's own cards, and what may be done now."""
        return seen.person(step, seat)

    def private(self, step: Step) -> View:
        """Every card that was not taken back, hidden and late ones too."""
        return seen.private(step)

    def ahead(self, state: State, step: Step) -> Move | None:
        """Open the cards; then page by page."""
        return pages.ahead(state, step)

    def behind(self, state: State, step: Step) -> Move | None:
        """A page back; from one group alone, back to all of them."""
        return pages.behind(state, step)

    def offers(self, step: Step) -> list[Offer]:
        """The groups that were not dropped, once they are open: each in the words of its name or of its first card."""
        return kept.offers(step)

    def table(self, step: Step) -> list[View]:
        """A row a card, in the order they came."""
        return kept.table(step)

    def markdown(self, step: Step, locale: str) -> str:
        """The groups under the names of their trays, once they are open."""
        return kept.markdown(step, locale)

"""What may be said in a step of sorting, and when; asked once, under the writer's lock."""

from __future__ import annotations

from typing import Any

from circle_widgets.errors import Refused
from circle_widgets.events import BY_DESK, Proposal
from circle_widgets.state import State, Step
from circle_widgets.steps.notes.said import blank, fits
from circle_widgets.steps.sort import said
from circle_widgets.steps.sort.cards import Card, Seen
from circle_widgets.steps.sort.grouped import Data

MOST_PAIRS = 40
"""How often a seat may say that two belong together."""


def most(state: State, step: Step) -> int:
    """How many cards a seat may have."""
    return int(step.params.most(state.n))


def check(state: State, step: Step, event: Proposal, body: Any) -> None:
    """Raise :class:`Refused` when it may not be said now."""
    if isinstance(body, said.Put):
        _put(state, step, event, body)
    elif isinstance(body, said.Place | said.Change):
        _author(state, step, event, body)
    elif isinstance(body, said.OfCard):
        _card(state, step, event, body)
    elif step.phase != "revealed":
        raise Refused("not_open_yet", "cards are grouped once they are open", field="step")
    elif isinstance(body, said.Pair):
        _pair(step, event, body)
    else:
        _group(step, event, body)


# ---------------------------------------------------------------- one's own cards


def _put(state: State, step: Step, event: Proposal, body: said.Put) -> None:
    if step.params.takes:
        raise Refused("nothing_new", "the notes of the steps before are sorted here", field="text")
    fits(body.text, step.params.longest)
    _tray(step, body.tray)
    if step.phase == "ahead":
        raise Refused("not_yet", "this step has not begun", field="step")
    allowed = most(state, step)
    if event.seat and len(step.data.mine(event.seat)) >= allowed:
        raise Refused("enough", f"at most {allowed} cards a seat", field="text", most=allowed)


def _author(state: State, step: Step, event: Proposal, body: said.Place | said.Change) -> None:
    card = _own(state, step, event, body.card)
    if isinstance(body, said.Place):
        _tray(step, body.tray)
    elif step.params.takes:
        raise Refused("nothing_new", "the notes of the steps before are sorted here", field="text")
    else:
        fits(body.text, step.params.longest)
    _while_open(step, card)


def _while_open(step: Step, card: Card) -> None:
    if step.phase != "open":
        raise Refused("sorted_already", f"card {card.id} stays where it is, the cards are open", field="card")


def _tray(step: Step, tray: str) -> None:
    if tray not in step.params.trays:
        raise Refused("unknown_tray", f"this step has no tray {tray!r}", field="tray")


def _found(step: Step, id: str) -> Card:
    card: Card | None = step.data.cards.get(id)
    if card is None:
        raise Refused("unknown_card", "no such card in this step", field="card")
    if card.withdrawn:
        raise Refused("card_gone", "this card was taken back", field="card")
    return card


def _own(state: State, step: Step, event: Proposal, id: str) -> Card:
    card = _found(step, id)
    if event.by == BY_DESK and event.seat:  # for somebody without a phone
        mine = card.seat == event.seat and state.seats[event.seat].way == "paper"
    else:
        mine = card.by == BY_DESK or not card.seat if event.by == BY_DESK else card.seat == event.seat
    if not mine:
        raise Refused("not_yours", "only its author changes a card", field="card")
    return card


def _card(state: State, step: Step, event: Proposal, body: said.OfCard) -> None:
    if event.kind == "sort.withdraw":
        card = _own(state, step, event, body.card)
        if step.params.takes:
            _while_open(step, card)
        return
    card = _found(step, body.card)
    if event.kind == "sort.apart":
        if step.phase != "revealed":
            raise Refused("not_open_yet", "cards are grouped once they are open", field="step")
        if len(_seen(step, card.group, "card").cards) == 1:
            raise Refused("done_already", "this card stands alone already", field="card")
    elif card.hidden == (event.kind == "sort.hide"):
        raise Refused("done_already", "this card is hidden, or shown, already", field="card")


# ---------------------------------------------------------------- groups


def _seen(step: Step, group: str, field: str, *, dropped: bool = False) -> Seen:
    data: Data = step.data
    found = data.one(group)
    if found is None:
        raise Refused("unknown_group", "no such group in this step", field=field)
    if found.group.dropped and not dropped:
        raise Refused("group_dropped", "this group was dropped", field=field)
    return found


def _group(step: Step, event: Proposal, body: Any) -> None:
    found = _seen(step, body.group, "group", dropped=event.kind == "sort.save")
    if isinstance(body, said.Join):
        if _seen(step, body.into, "into").group is found.group:
            raise Refused("done_already", "a group is together with itself", field="into")
    elif isinstance(body, said.Move):
        _tray(step, body.tray)
        if found.group.tray == body.tray:
            raise Refused("done_already", "the group is in that tray", field="tray")
    elif isinstance(body, said.Name):
        _name(found, body.text)
    elif event.kind == "sort.save":
        if not found.group.dropped:
            raise Refused("not_dropped", "this group stands as it is", field="group")
        if event.seat in step.data.saves:
            raise Refused("save_used", "each person has one save", field="group")
    elif found.saved:
        raise Refused("group_saved", "somebody has saved this group", field="group")


def _name(found: Seen, text: str) -> None:
    if len(found.cards) == 1:
        raise Refused("one_card", "a card alone is its own name", field="group")
    if (blank(text) and not found.group.name) or text.strip() == found.group.name:
        raise Refused("nothing_said", "the name is as it was", field="text")


def _pair(step: Step, event: Proposal, body: said.Pair) -> None:
    data: Data = step.data
    one, two = (_found(step, id) for id in (body.a, body.b))
    if not (one.shown and two.shown) or any(data.groups[card.group].dropped for card in (one, two)):
        raise Refused("unknown_card", "both cards have to be among those that are open", field="a")
    if one.group == two.group:
        raise Refused("done_already", "these two are together", field="b")
    if event.by != BY_DESK and sum(event.seat in seats for seats in data.pairs.values()) >= MOST_PAIRS:
        raise Refused("enough", f"at most {MOST_PAIRS} pairs a seat", field="a", most=MOST_PAIRS)

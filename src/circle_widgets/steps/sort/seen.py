"""What is seen of the cards: by everyone, by their author, by the facilitator."""

from __future__ import annotations

from circle_widgets.state import State, Step
from circle_widgets.steps.base import Role, View
from circle_widgets.steps.present import few
from circle_widgets.steps.sort import pages, rules
from circle_widgets.steps.sort.cards import Seen
from circle_widgets.steps.sort.grouped import Data


def everyone(state: State, step: Step, role: Role) -> View:
    """Before the opening what may be written, and nothing of it. Then the groups.

    ``items`` are those of the page for screen and desk; ``groups`` are all of them, for phones and the facilitator.
    """
    params = step.params
    found: View = {"trays": list(params.trays)}
    if params.takes:
        found["takes"] = True
    if step.phase != "revealed":
        return found | few(state) | {"most": rules.most(state, step), "longest": params.longest}
    groups = step.data.seen()
    if role != "screen":
        found["groups"] = {one.group.id: _group(n, one) for n, one in enumerate(groups, 1)}
    if role == "phone":
        return found
    wall = pages.wall(state, step)
    found |= {"count": len(wall.groups), "pages": len(wall.pages)}
    if role in {"desk", "remote"}:
        found |= {"longest": params.longest} | _for_desk(step, wall)
    if role in {"screen", "desk"}:
        found |= {"size": wall.size, "items": wall.items()}
    return found


def _for_desk(step: Step, wall: pages.Wall) -> View:
    """How many wait unseen, what somebody says belongs together, and the page on which each group stands alone."""
    data: Data = step.data
    unseen = [card for card in data.cards.values() if card.hidden and not card.withdrawn]
    late = sum(card.late for card in unseen)
    found: View = {key: n for key, n in (("late", late), ("hidden", len(unseen) - late)) if n}
    hint = data.hint()
    if hint is not None:
        (a, b), (into, group) = hint
        found["hint"] = {"a": a, "b": b, "into": into, "group": group}
    if wall.alone:
        found["now"] = wall.groups[wall.places[0].index].group.id
    return found | {"alone": wall.first_pages()}


def _group(n: int, one: Seen) -> View:
    found: View = {"n": n, "text": one.text}
    if one.group.tray:
        found["tray"] = one.group.tray
    for key, yes in (("named", one.named), ("dropped", one.group.dropped), ("saved", one.saved)):
        if yes:
            found[key] = True
    cards: View = {}
    for i, like in enumerate(one.sets, 1):
        cards[like[0].id] = {"n": i, "text": like[0].text, "of": [card.id for card in like]}
    return found | {"cards": cards}


def person(step: Step, seat: str) -> View:
    """``mine`` by id, and what may be done now; ``saved`` once the one save is used, ``said`` pairs of cards."""
    data: Data = step.data
    mine = {
        card.id: {"n": card.n, "text": card.text} | ({"tray": card.tray} if card.tray else {}) | card.flags
        for card in data.mine(seat)
    }
    found: View = {"mine": mine}
    if step.phase == "open":
        found["may"] = {"change": True} if step.params.takes else {"put": True, "change": True}
    elif step.phase == "revealed":
        found["may"] = {"together": True} | ({} if seat in data.saves else {"save": True})
        found["said"] = [" ".join(pair) for pair, seats in data.pairs.items() if seat in seats]
    return found


def private(step: Step) -> View:
    """Every card that was not taken back, hidden and late ones too: for the facilitator alone."""
    data: Data = step.data
    cards = [card for card in data.cards.values() if not card.withdrawn]
    return {
        "items": {
            card.id: {"n": card.n, "text": card.text} | ({"tray": card.tray} if card.tray else {}) | card.flags
            for card in cards
        }
    }

"""The rules of pairs: one writes on one phone for two, for three when the room is odd, for four when the plan says so.

The app chooses nobody. Who writes may ask a neighbour; only when that one has agreed, on a phone of their own, does the
neighbour's sentence, which is still hidden, stand above the box of the one who writes. Nobody has to ask: two who read
their sentences to each other need no second phone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from circle_widgets.errors import Refused
from circle_widgets.events import BY_DESK, Event, Proposal
from circle_widgets.state import State, Step
from circle_widgets.steps.base import Role, View
from circle_widgets.steps.notes import joined
from circle_widgets.steps.notes.said import Data, Note, Partner, Write


def source(state: State, step: Step) -> Step | None:
    """The step whose notes are joined here: the nearest before it that holds notes and had its turn."""
    return next((one for one in reversed(state.before(step)) if one.kind == step.kind and one.begun), None)


def given(state: State, step: Step) -> View:
    """The id of that step, where several write as one."""
    found = source(state, step) if step.params.together else None
    return {"step": found.id} if found is not None else {}


def take(state: State, step: Step, given: Mapping[str, Any]) -> None:
    """Join the notes of that step. One that comes later, or never had its turn, is none: a file may name any."""
    found = source(state, step) if step.params.together else None
    while found is not None and found.id != given.get("step"):
        found = source(state, found)
    step.data.source = found


# ---------------------------------------------------------------- who writes for whom


def writes_for(data: Data, seat: str) -> list[str]:
    """Who has agreed that this seat writes for them."""
    return [one for one, yes in data.asks.get(seat, {}).items() if yes]


def written_by(data: Data, seat: str) -> str:
    """The seat that writes for this one; "" for none."""
    return next((one for one, asked in data.asks.items() if asked.get(seat)), "")


def may_ask(state: State, seat: str) -> bool:
    """Whether a seat can be asked at all: it is here, and has a page on which to say yes."""
    found = state.seats.get(seat)
    return found is not None and not found.left and found.way != "paper"


def rule(state: State, step: Step, event: Proposal, body: Partner) -> None:
    """Refuses who is not there, not asked, or in another pair; and everything once the writing is over."""
    if not step.params.together:
        raise Refused("alone_here", "in this step each writes alone", field="kind")
    if event.by == BY_DESK:
        raise Refused("own_yes", "only people themselves find their partner", field="kind")
    if step.phase != "open":
        raise Refused("not_open", "this step is not open", field="step")
    data, other = step.data, body.with_
    between = other in data.asks.get(event.seat, {}) or event.seat in data.asks.get(other, {})
    if event.kind == "notes.part":
        if not between:
            raise Refused("no_partner", "nobody asked the other", field="with")
    elif event.kind == "notes.ask":
        _may_ask(state, step, event.seat, other)
    elif event.seat not in data.asks.get(other, {}):
        raise Refused("no_partner", "that seat has asked nothing", field="with")
    elif written_by(data, event.seat) not in {"", other} or written_by(data, other) or writes_for(data, event.seat):
        raise Refused("in_pair", "one of the two is in another pair", field="with")


def _may_ask(state: State, step: Step, seat: str, other: str) -> None:
    data, most = step.data, step.params.together
    if other == seat or not may_ask(state, other):
        raise Refused("unknown_seat", "no such seat can be asked", field="with")
    if other in data.asks.get(seat, {}):
        raise Refused("so_already", "that seat is asked already", field="with")
    if written_by(data, seat) or written_by(data, other) or writes_for(data, other):
        raise Refused("in_pair", "one of the two is in another pair", field="with")
    if len(data.asks.get(seat, ())) >= most:
        raise Refused("enough_partners", f"at most {most} besides oneself", field="with", most=most)


def fold(data: Data, event: Event, body: Partner) -> None:
    """Asked, agreed, parted. A yes counts where there was a question; the last one of a seat is the one that stands."""
    seat, other = event.seat, body.with_
    if event.kind == "notes.ask":
        data.asks.setdefault(seat, {}).setdefault(other, False)
    elif event.kind == "notes.part":
        for one, two in ((seat, other), (other, seat)):
            data.asks.get(one, {}).pop(two, None)
    elif seat in data.asks.get(other, {}):
        for asked in data.asks.values():
            if asked.get(seat):
                asked[seat] = False
        data.asks.pop(seat, None)
        data.asks[other][seat] = True


def rule_of_write(state: State, step: Step, event: Proposal, body: Write) -> None:
    """Who is named is there; what is joined is theirs; whoever is written for does not write as well."""
    if body.with_ and event.by != BY_DESK:
        raise Refused("desk_only", "who writes on a phone asks the other's phone", field="with")
    if not step.params.together and (body.with_ or body.of is not None):
        raise Refused("alone_here", "in this step each writes alone", field="with" if body.with_ else "of")
    if not all(seat in state.seats for seat in body.with_):
        raise Refused("unknown_seat", "no such seat", field="with")
    if event.by != BY_DESK and written_by(step.data, event.seat):
        raise Refused("in_pair", "somebody writes for this seat", field="kind")
    theirs = {event.seat, *body.with_, *writes_for(step.data, event.seat)}
    brought = {text.note.id for seat in theirs for text in joined.of_seat(step, seat)}
    if not brought.issuperset(body.of or ()):
        raise Refused("unknown_note", "only notes of those who write together are joined", field="of")


# ---------------------------------------------------------------- views


def everyone(state: State, step: Step, role: Role) -> View:
    """``together``; and for phones ``seats``, those that can be asked, by the word that everyone has. No names."""
    if not step.params.together:
        return {}
    found: View = {"together": step.params.together}
    if role != "phone" or step.phase != "open":
        return found
    here = [seat for seat in state.seats.values() if may_ask(state, seat.id)]
    return found | {"seats": {seat.id: {"n": seat.n, "word": seat.word} for seat in here}}


def person(state: State, step: Step, seat: str) -> View:
    """What one brings along (``own``), whom one has asked (``partners``), who asks, and who writes for one.

    A partner's sentences are in it from their yes on, while the writing lasts, and no longer.
    """
    data: Data = step.data
    if not step.params.together:
        return {}
    writer = written_by(data, seat)
    written = (note for note in data.own() if note.seat != seat)
    ours = [note for note in written if (writer and note.seat == writer) or seat in note.with_]
    found: View = {"ours": _texts(ours)} if ours else {}
    if step.phase != "open":
        return found
    if own := _texts(text.note for text in joined.of_seat(step, seat)):
        found["own"] = own
    if writer:
        return found | {"writer": _called(state, writer) | {"seat": writer}}
    asked = {one: _partner(state, step, seat, one) for one in data.asks.get(seat, {}) if one in state.seats}
    asks = {one: _called(state, one) for one, to in data.asks.items() if seat in to and one in state.seats}
    return found | ({"partners": asked} if asked else {}) | ({"asks": asks} if asks else {})


def _partner(state: State, step: Step, seat: str, other: str) -> View:
    if not step.data.asks[seat][other]:  # no name either: that one has said nothing yet
        return {"n": state.seats[other].n, "word": state.seats[other].word}
    notes = [text.note for text in joined.of_seat(step, other) if not text.note.hidden and seat not in text.whose]
    return _called(state, other) | {"yes": True} | ({"notes": _texts(notes)} if notes else {})


def _called(state: State, seat: str) -> View:
    one = state.seats[seat]
    return {"n": one.n, "word": one.word} | ({"name": one.name} if one.name else {})


def _texts(notes: Any) -> View:
    found: list[Note] = list(notes)
    return {note.id: {"n": note.n, "text": note.text} for note in found}

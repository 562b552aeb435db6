"""One more note takes the same number of calls however much was said before: counted, so that no clock is asked.

``benchmarks/growth.py`` measures the same in milliseconds, with the disk.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import pytest

from circle_widgets import views
from circle_widgets.events import Event
from circle_widgets.state import Step
from circle_widgets.steps.base import Offer
from circle_widgets.steps.notes.step import NotesKind
from tests.unit.steps.voting import WORDS, voting
from tests.unit.worlds import ROLES, World, meeting


def calls(act: Callable[[], object]) -> int:
    """How many functions are called while ``act`` runs."""
    count = 0

    def told(_frame: Any, what: str, _arg: Any) -> None:
        nonlocal count
        count += what in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(told)
    try:
        act()
    finally:
        sys.setprofile(before)
    return count


def after(events: int, in_step: int) -> World:
    """A circle with so many events in a step that is over, and so many notes in the one that is open."""
    world = meeting(at="s3")
    for n in range(events):
        world.did("notes.write", {"text": f"long ago {n}"}, step="s3")
    world.did("step.reveal", step="s3")
    world.did("step.open", step="s2")
    for n in range(in_step):
        world.did("notes.write", {"text": f"just now {n}"}, step="s2")
    return world


def one_more(world: World) -> int:
    def act() -> None:
        assert isinstance(world.say("notes.write", {"text": "one more"}, step="s2", seat="ana", by=""), Event)
        world.fold.keep()
        for role in ROLES:
            views.everyone(world.state, role)
        views.person(world.state, "ben")

    act()  # what is made once is made
    return calls(act)


@pytest.mark.parametrize(("events", "in_step"), [(2000, 5), (5, 2000), (2000, 2000)])
def test_a_note_costs_the_same_however_much_was_said(events: int, in_step: int) -> None:
    assert one_more(after(events, in_step)) <= one_more(after(5, 5)) + 5


def test_a_change_of_ones_own_note_does_not_look_through_the_desks_acts() -> None:
    def changed(acts: int) -> int:
        world = after(0, acts)
        own = world.writes("ana", "first")
        body = {"note": own.id, "text": "second"}
        return calls(lambda: world.did("notes.change", body, step="s2", seat="ana", by=""))

    changed(1)
    assert changed(1000) <= changed(5) + 5


def test_a_rollback_is_the_only_one_that_folds_all_anew() -> None:
    world = after(500, 5)
    world.fold.keep()
    few = calls(lambda: world.say("notes.write", {"text": "x"}, step="s2", seat="ana", by=""))
    assert calls(world.fold.rollback) > 10 * few


def test_what_is_handed_on_is_found_once_however_many_phones_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0
    found = NotesKind.offers

    def counted(self: NotesKind, step: Step) -> list[Offer]:
        nonlocal asked
        asked += 1
        return found(self, step)

    world = voting(people=9)
    monkeypatch.setattr(NotesKind, "offers", counted)
    for n in range(9):
        world.ballot(f"p{n}", WORDS[n % 3])
        for role in ROLES:
            views.everyone(world.state, role)
        for seat in world.state.seats:
            views.person(world.state, seat)
    assert asked <= 1

"""Whatever is put together, moved, dropped, undone or merged: every card is in exactly one group, nothing is lost."""

from __future__ import annotations

import random
from itertools import chain
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from circle_widgets import views
from circle_widgets.events import Event
from circle_widgets.state import State, fold
from circle_widgets.steps import registry
from circle_widgets.steps.sort.grouped import Data
from circle_widgets.store.base import Stored
from tests.unit.steps.sorting import Sorting, sorting
from tests.unit.worlds import JUNK, START, all_views, hostile

TEXTS = ("Tea", "tea.", "Time", "Quiet", "Tea", "A good lamp", "Time")
DESK = ("join", "join", "join", "move", "drop", "apart", "hide", "restore", "name", "aside", "undo", "undo", "next")
PHONE = ("together", "save", "withdraw", "put")
MOVES = st.lists(
    st.tuples(st.sampled_from(DESK + PHONE), st.integers(0, 20), st.integers(0, 20)), min_size=4, max_size=40
)


def held(state: State) -> Data:
    found: Data = state.steps["s2"].data
    return found


def assert_whole(state: State) -> None:
    """Each card stands in one group, the one that it names; each group of the views is one of them."""
    data = held(state)
    stands = [card.id for group in data.groups.values() for card in group.cards]
    assert sorted(stands) == sorted(data.cards)
    assert all(card in data.groups[card.group].cards for card in data.cards.values())
    if state.steps["s2"].phase != "revealed":
        return
    groups = views.everyone(state, "remote")["sort"].get("groups", {}) if state.current is state.steps["s2"] else None
    if groups is not None:
        shown = [id for one in groups.values() for cards in one["cards"].values() for id in cards["of"]]
        assert sorted(shown) == sorted(card.id for card in data.cards.values() if card.shown)


def play(world: Sorting, moves: list[tuple[str, int, int]]) -> None:
    """Make each move that the rules allow."""
    for what, a, b in moves:
        data = held(world.state)
        cards, groups = list(data.cards), [one.group.id for one in data.seen()]
        if what == "undo":
            last = world.state.last_act
            if last is not None and last.kind.startswith("sort."):
                world.say("desk.undo", {"event": last.id})
        elif what == "next":
            move = views.ahead(world.state)
            if move is not None and move.kind == "screen.show":
                world.say(move.kind, move.body)
        elif groups and cards:
            kind, body = _said(what, (cards, groups), a, b)
            by = "desk" if what in DESK else ""
            world.say(kind, body, step="s2", seat="" if by else f"p{b % 3}", by=by)
        assert_whole(world.state)


def _said(what: str, there: tuple[list[str], list[str]], a: int, b: int) -> tuple[str, dict[str, str]]:
    cards, groups = there
    card, group = {"card": cards[a % len(cards)]}, {"group": groups[a % len(groups)]}
    more = {
        "join": group | {"into": groups[b % len(groups)]},
        "move": group | {"tray": ("is", "not", "depends")[b % 3]},
        "name": group | {"text": f"Name {b}" if b % 3 else ""},
        "aside": {"a": cards[a % len(cards)], "b": cards[b % len(cards)]},
        "together": {"a": cards[a % len(cards)], "b": cards[b % len(cards)]},
        "put": {"text": TEXTS[a % len(TEXTS)], "tray": "not"},
    }
    return f"sort.{what}", more.get(what, group if what in {"drop", "save"} else card)


def room() -> Sorting:
    trays = ("is", "is", "is", "not", "not", "depends", "depends")
    return sorting(3, said=list(zip(TEXTS, trays, strict=True))).opened()


@given(MOVES)
def test_every_card_is_in_exactly_one_group_whatever_is_done(moves: list[tuple[str, int, int]]) -> None:
    world = room()
    play(world, moves)
    again = fold(world.log, registry())
    assert all_views(again) == all_views(world.state)


@given(MOVES, MOVES, st.randoms(use_true_random=False))
def test_copies_that_went_their_own_ways_come_together(
    ours: list[tuple[str, int, int]], theirs: list[tuple[str, int, int]], dice: random.Random
) -> None:
    one = room()
    two = Sorting("x", 700)
    two.at = one.at
    two.fold.catch_up([Stored(n, event) for n, event in enumerate(one.log, 1)], epoch=0, replace=True)
    play(one, ours)
    play(two, theirs)
    events = [*one.log, *two.log]
    merged = fold(events, registry())
    assert_whole(merged)
    dice.shuffle(events)
    assert all_views(fold(events, registry())) == all_views(merged)
    assert set(held(merged).cards) == set(held(one.state).cards) | set(held(two.state).cards)


IDS = [f"e{n}" for n in range(8)]
_KINDS = sorted(registry()["sort"].bodies)
_BODIES = st.fixed_dictionaries(
    {},
    optional={
        "text": st.sampled_from(["words", "Words.", "  ", "x" * 1001]) | JUNK,
        "tray": st.sampled_from(["is", "not", "depends", "up"]) | JUNK,
        **{key: st.sampled_from([*IDS, "unknown"]) | JUNK for key in ("card", "group", "into", "a", "b")},
    },
)


@st.composite
def foreign(draw: st.DrawFn) -> Event:
    """An event of this kind as a file could hold it."""
    kind = draw(st.sampled_from(_KINDS))
    fields = registry()["sort"].bodies[kind].__struct_fields__
    body = {key: value for key, value in draw(_BODIES).items() if key in fields or draw(st.integers(0, 9)) == 0}
    id, at = draw(st.sampled_from(IDS)), START + 20_000 + draw(st.integers(0, 9))
    who: Any = draw(st.sampled_from(["", "desk"]))
    seat = draw(st.sampled_from(["", "p0", "p1", "nobody"]))
    return Event(id, at, kind, body, "s2", seat, who)


@given(st.lists(foreign() | hostile(), max_size=30))
def test_whatever_a_file_holds_the_cards_stand_in_groups_and_views_are_drawn(events: list[Event]) -> None:
    log = [*room().log, *({one.id: one for one in events}.values())]
    state = fold(log, registry())
    if state.steps["s2"].kind == "sort":  # an earlier event of a file may have made something else of it
        assert_whole(state)
    assert fold(chain(reversed(log)), registry()).count == state.count
    all_views(state)

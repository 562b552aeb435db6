"""What browsers receive: maps without null and without lists of things, patches that fit, nothing before its reveal."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circle_widgets import views
from circle_widgets.events import Event
from circle_widgets.state import State, fold
from circle_widgets.steps import Role, registry
from tests.unit.worlds import HOSTILE, MOVES, ROLES, Move, World, all_views, begun, busy, meeting, play, text_of

# ---------------------------------------------------------------- form

SCALARS = st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | st.text()
VIEWS: st.SearchStrategy[Any] = st.dictionaries(
    st.text(max_size=4),
    st.recursive(
        SCALARS | st.lists(SCALARS, max_size=3),
        lambda inner: st.dictionaries(st.text(max_size=4), inner, max_size=4),
        max_leaves=12,
    ),
    max_size=5,
)


@given(VIEWS, VIEWS)
def test_a_patch_leads_from_one_view_to_the_other(old: Any, new: Any) -> None:
    before = json.dumps(old)
    change = json.loads(json.dumps(views.diff(old, new)))
    assert views.patch(old, change) == new
    assert json.dumps(views.patch(old, change), sort_keys=True) == json.dumps(new, sort_keys=True)
    assert json.dumps(old) == before


@given(VIEWS)
def test_what_did_not_change_needs_no_patch(view: Any) -> None:
    assert views.diff(view, view) == {}


def test_hiding_one_of_many_notes_is_a_small_patch() -> None:
    items = {f"n{n}": {"n": n, "text": "something that somebody said"} for n in range(500)}
    gone = {key: value for key, value in items.items() if key != "n77"}
    assert views.diff({"items": items}, {"items": gone}) == {"items": {"n77": None}}


def strange(value: Any, path: str = "") -> Iterator[str]:
    """Where a view holds what it must not: null, or a list of anything but scalars."""
    if value is None:
        yield f"{path}: null"
    elif isinstance(value, dict):
        for key, inner in value.items():
            assert isinstance(key, str)
            yield from strange(inner, f"{path}.{key}")
    elif isinstance(value, list | tuple):
        if not all(isinstance(inner, str | int | float | bool) for inner in value):
            yield f"{path}: a list of things"
    elif not isinstance(value, str | int | float | bool):
        yield f"{path}: {type(value).__name__}"


@given(MOVES)
def test_views_hold_no_null_and_no_list_of_things_and_their_patches_fit(moves: list[Move]) -> None:
    world = busy()
    before = all_views(world.state)
    for _ in play(world, moves):
        after = all_views(world.state)
        assert [*strange(after), *strange(views.private(world.state))] == []
        for who, view in after.items():
            old = before.get(who, {})
            assert views.patch(old, json.loads(json.dumps(views.diff(old, view)))) == json.loads(json.dumps(view))
        before = after


@given(HOSTILE)
def test_so_it_is_whatever_a_file_holds(events: list[Event]) -> None:
    state = fold(begun(events), registry())
    assert [
        *strange(all_views(state)),
        *(path for one in state.steps for path in strange(views.private(state, one))),
    ] == []


def test_before_any_activity_there_is_no_step() -> None:
    world = World()
    world.did("circle.made", {"title": "Sewing", "practice": True, "locale": "fr"})
    world.did("seat.join", {}, seat="ana", by="")
    found = all_views(world.state)
    for role in ROLES:
        assert "step" not in found[role]
        assert found[role]["circle"] == {"title": "Sewing", "locale": "fr", "code": "K7MPQX", "practice": True}
    assert found["@ana"]["me"]["word"]
    assert views.person(world.state, "nobody") == {}


# ---------------------------------------------------------------- who may see which words


def words(state: State) -> Iterator[tuple[str, str, bool]]:
    """Every wording of every note: seat, text, and whether the room may see it now."""
    for step in state.steps.values():
        for note in getattr(step.data, "notes", {}).values():
            yield note.seat, note.text, step.phase == "revealed" and note.shown
            for line in note.lines.values():
                yield note.seat, line, step.phase == "revealed" and note.shown
            yield from ((note.seat, old, False) for old in note.versions)


@given(MOVES)
def test_no_word_is_seen_before_its_reveal_nor_when_it_is_hidden(moves: list[Move]) -> None:
    world = busy()
    for _ in play(world, moves):
        seen = {who: text_of(view) for who, view in all_views(world.state).items()}
        allowed = {text for _, text, shown in words(world.state) if shown}
        for seat, text, shown in words(world.state):
            if shown or text in allowed:
                continue
            assert [who for who, found in seen.items() if f'"{text}"' in found and who != f"@{seat}"] == []
        for role in ROLES:
            for seat, held in world.state.seats.items():
                shown_on_desk = role in {"desk", "remote"} and held.way == "paper"
                assert held.name not in seen[role] or shown_on_desk or not held.name
                assert seat not in seen[role] or shown_on_desk


@pytest.mark.parametrize("phase", ["open", "closed", "left", "ended", "again"])
def test_planted_secrets_stay_secret_until_they_are_opened(phase: str) -> None:
    world = meeting()
    world.writes("ana", "ana-secret")
    world.did("notes.write", {"text": "paper-secret"}, step="s2", seat="ben")
    turns = {
        "open": [],
        "closed": [("step.close", "s2")],
        "left": [("step.open", "s1")],
        "ended": [("activity.end", "")],
        "again": [("step.reveal", "s2"), ("desk.undo", "")],
    }
    for kind, step in turns[phase]:
        last = world.state.last_act
        world.did(kind, {"event": last.id} if kind == "desk.undo" and last else {}, step=step)
    for who, view in all_views(world.state).items():
        allowed = {"@ana": {"ana-secret"}, "@ben": {"paper-secret"}}.get(who, set())
        for secret in {"ana-secret", "paper-secret"} - allowed:
            assert secret not in text_of(view), (who, secret)
    if phase not in {"ended", "left"}:
        assert {"ana-secret", "paper-secret"} <= {
            item["text"] for item in views.private(world.state)["notes"]["items"].values()
        }


def test_the_private_look_names_nobody() -> None:
    world = meeting()
    world.writes("ana", "ana-secret")
    assert "Ana" not in text_of(views.private(world.state))
    assert views.private(World().state) == {}


# ---------------------------------------------------------------- counts


def room(state: State, role: Role) -> dict[str, Any]:
    found: dict[str, Any] = views.everyone(state, role)["room"]
    return found


def test_phones_are_not_told_how_many_answers_are_stored() -> None:
    world = meeting()
    world.writes("ana", "one")
    world.writes("ana", "two")
    assert room(world.state, "phone") == {"seats": 3}
    assert room(world.state, "screen") == {"seats": 3, "here": 3, "stored": 1}


def test_who_left_is_neither_awaited_nor_counted() -> None:
    world = meeting()
    for seat in ("ana", "ben"):
        world.writes(seat, "words")
    world.did("seat.leave", seat="ben", by="")
    assert room(world.state, "screen") == {"seats": 2, "here": 2, "stored": 1}
    world.did("seat.join", {"name": "Ben again"}, seat="ben", by="")
    assert room(world.state, "screen") == {"seats": 3, "here": 3, "stored": 2}
    assert world.state.seats["ben"].name == "Ben again"


def test_a_head_count_corrects_the_seats() -> None:
    world = meeting()
    world.did("room.count", {"n": 9})
    assert room(world.state, "screen")["seats"] == 9
    assert room(world.state, "desk")["counted"] == 9
    for seat in ("ana", "ben", "cleo"):
        world.writes(seat, "words")
    world.did("room.count", {"n": 2})
    assert room(world.state, "screen") == {"seats": 2, "here": 3, "stored": 2}
    world.did("room.count", {"n": 0})
    assert room(world.state, "screen")["seats"] == 3


def test_desk_and_remote_count_phones_and_paper() -> None:
    world = meeting()
    world.did("seat.join", {"way": "paper", "name": "Dee"}, seat="dee")
    assert (room(world.state, "remote")["phones"], room(world.state, "remote")["paper"]) == (3, 1)
    assert "phones" not in room(world.state, "screen")


# ---------------------------------------------------------------- the facilitator's way through


def label(state: State) -> str:
    move = views.ahead(state)
    return move.label if move is not None else ""


def go(world: World, where: str) -> None:
    move = views.ahead(world.state) if where == "next" else views.behind(world.state)
    assert move is not None
    world.did(move.kind, move.body, step=move.step)


def test_once_open_the_rest_of_a_step_can_be_left_out() -> None:
    world = meeting()
    skip = views.everyone(world.state, "desk")["desk"].get("skip")
    assert skip is None, "nothing is skipped by accident while the room writes"
    step = world.state.current
    assert step is not None
    world.writes("ana", "first", step.id)
    world.did("step.reveal", step=step.id)
    skip = views.everyone(world.state, "remote")["desk"]["skip"]
    assert (skip["kind"], skip["step"] != step.id) == ("step.open", True)
    world.did(skip["kind"], step=skip["step"])
    assert "skip" not in views.everyone(world.state, "desk")["desk"], "what comes next is that already"


def test_one_key_leads_from_the_first_step_to_the_end() -> None:
    world = meeting(at="")
    labels = []
    while (move := views.ahead(world.state)) is not None:
        labels.append(move.label)
        if world.state.current is not None and world.state.current.kind == "notes" and not world.state.current.said:
            world.writes("ana", "first", world.state.current.id)
            world.writes("ben", "second", world.state.current.id)
        go(world, "next")
        assert len(labels) < 40
    assert labels[0] == "desk.begin"
    assert labels[-1] == "desk.end"
    assert labels.count("notes.read_aloud") == 2
    assert world.state.run is not None
    assert world.state.run.ended


def test_the_way_back_leads_to_where_the_room_was() -> None:
    world = meeting(at="s2")
    for text in ("first", "second"):
        world.writes("ana", text)
    for _ in range(3):
        go(world, "next")
    assert (world.state.screen.mode, world.state.screen.page) == ("one", 2)
    go(world, "back")
    assert (world.state.screen.mode, world.state.screen.page) == ("one", 1)
    go(world, "back")
    assert world.state.screen.mode == "all"
    go(world, "back")
    assert world.state.current is world.state.steps["s1"]
    go(world, "next")
    assert world.state.current is world.state.steps["s2"]
    assert world.state.current.phase == "revealed"


def test_from_the_join_card_the_next_key_goes_on_to_the_notes() -> None:
    world = meeting()
    world.writes("ana", "first")
    go(world, "next")
    world.did("screen.show", {"mode": "join"})
    assert label(world.state) == "notes.all"


def test_a_page_that_is_no_more_is_the_last_one_there_is() -> None:
    world = meeting()
    for n in range(3):
        world.writes("ana", f"note {n}")
    world.did("step.reveal", step="s2")
    world.did("screen.show", {"mode": "one", "page": 7})
    assert views.everyone(world.state, "screen")["screen"] == {"mode": "one", "page": 3, "pages": 3}
    assert label(world.state) == "desk.next_step"
    go(world, "back")
    assert views.everyone(world.state, "screen")["screen"]["page"] == 2


def test_a_step_that_was_closed_unopened_can_still_be_opened() -> None:
    world = meeting()
    world.writes("ana", "first")
    world.did("step.close", step="s2")
    desk = views.everyone(world.state, "desk")["desk"]
    assert desk["next"]["kind"] == desk["reveal"]["kind"] == "step.reveal"
    assert views.everyone(world.state, "screen")["notes"] == {}


def test_an_activity_that_is_over_can_be_gone_back_into() -> None:
    world = meeting(at="s4")
    go(world, "next")
    assert views.ahead(world.state) is None
    assert views.everyone(world.state, "phone")["circle"]["ended"] is True
    go(world, "back")
    assert world.state.current is world.state.steps["s4"]


def test_an_activity_without_a_step_that_can_be_made_goes_nowhere() -> None:
    world = World()
    world.fold.registry = registry()
    unknown = {"name": "later", "title": "Later", "steps": [{"id": "x", "kind": "dance"}]}
    state = fold([Event("a", 1, "activity.start", unknown, "", "", "desk")], registry())
    assert views.ahead(state) is None
    assert views.behind(state) is None
    assert views.everyone(state, "desk")["desk"]["plan"] == {}


def test_only_desk_and_remote_get_the_facilitators_part() -> None:
    world = meeting(at="s3")
    assert views.everyone(world.state, "desk")["desk"]["say"] == "Quiet now."
    assert "desk" in views.everyone(world.state, "remote")
    assert all("desk" not in views.everyone(world.state, role) for role in ("phone", "screen"))
    assert "screen" not in views.everyone(world.state, "phone")


def test_the_desk_says_what_it_would_take_back() -> None:
    world = meeting(at="s2")
    undo = views.everyone(world.state, "desk")["desk"]["undo"]
    assert undo["label"] == "undo.step.open"
    assert undo["n"] == 2

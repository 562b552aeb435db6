"""The agreed text on desk, wall and phones: when it is there, for whom, and where next and back lead."""

from __future__ import annotations

from typing import Any

import pytest

from circle_widgets import views
from circle_widgets.state import State
from circle_widgets.told import MODES
from tests.unit.defining import Defining, defined, drafted
from tests.unit.worlds import ROLES, text_of

LATER = [{"id": "hope", "kind": "notes", "params": {"question": "One hope?"}}]


def ended() -> Defining:
    world = defined()
    world.did("activity.end")
    return world


def later() -> Defining:
    world = ended()
    world.begins(LATER)
    return world


def seen(state: State, role: Any) -> dict[str, Any]:
    return views.everyone(state, role)


def has_text(state: State) -> set[str]:
    return {role for role in ROLES if "agreed" in seen(state, role)}


def walk(world: Defining) -> list[tuple[str, str]]:
    """What the wall shows, from next to next, until there is nothing more; a hundred pages at most."""
    found: list[tuple[str, str]] = []
    for _ in range(100):
        move = views.ahead(world.state)
        if move is None:
            return found
        world.did(move.kind, move.body, step=move.step)
        view = seen(world.state, "screen")
        told = view.get("told", {})
        found.append((view["screen"]["mode"], told.get("frame", "")))
        if move.kind != "screen.show":
            return found
    raise AssertionError("next never ends")


# ---------------------------------------------------------------- for whom


def test_before_there_is_a_text_nobody_gets_one() -> None:
    assert has_text(drafted().state) == set()


def test_phones_get_it_once_it_is_agreed_on_and_at_the_end() -> None:
    world = defined()
    assert has_text(world.state) == {"phone", "desk", "remote"}
    world.opens("last")
    assert has_text(world.state) == {"desk", "remote"}
    world.did("activity.end")
    assert has_text(world.state) == {"phone", "desk", "remote"}
    lines = seen(world.state, "phone")["agreed"]["lines"].values()
    assert [(one["text"], one.get("tray")) for one in lines] == [
        ("Ana and Ben", None),
        ("Free", "is"),
        ("A test", "not"),
        ("Homework", "depends"),
    ]


def test_it_says_whether_the_room_went_on_with_an_objection() -> None:
    world = defined({"answer": "fine"}, {"answer": "objection"})
    world.did("consent.settle", step="consent")
    assert seen(world.state, "phone")["agreed"]["settled"] is True
    world.did("screen.show", {"mode": "text", "page": 1})
    assert seen(world.state, "screen")["told"]["settled"] is True
    assert "settled" not in seen(ended().state, "phone")["agreed"]


def test_a_person_sees_which_of_their_own_lines_live_in_it_and_nobody_else_does() -> None:
    world = ended()
    mine = views.person(world.state, "p1")["agreed"]["mine"].values()
    assert [(one["text"], one["line"]) for one in mine] == [("Ben alone", "Ana and Ben"), ("A test", "A test")]
    assert "agreed" not in views.person(world.state, "p3")
    assert not [role for role in ROLES if "alone" in text_of(seen(world.state, role))]


def test_while_the_room_is_elsewhere_nobody_is_told_about_own_lines() -> None:
    world = defined()
    world.opens("last")
    assert "agreed" not in views.person(world.state, "p0")


def test_the_thread_is_for_the_facilitator_alone() -> None:
    world = ended()
    world.did("circle.title", {"thread": "https://forum.example/t/12"})
    assert {role for role in ROLES if "forum.example" in text_of(seen(world.state, role))} == {"desk", "remote"}


# ---------------------------------------------------------------- still us?


def test_a_later_activity_begins_with_still_us() -> None:
    world = later()
    assert has_text(world.state) == {"phone", "desk", "remote"}
    assert seen(world.state, "desk")["agreed"]["still"] is True
    assert walk(world) == [("text", "text"), ("step", "")]
    assert world.state.current is not None
    assert has_text(world.state) == {"desk", "remote"}
    assert "still" not in seen(world.state, "desk")["agreed"]


def test_it_is_asked_about_the_last_text_and_only_before_the_first_step() -> None:
    world = later()
    move = views.ahead(world.state)
    assert move is not None
    assert (move.label, move.body) == ("agreed.still.show", {"mode": "text", "page": 1})
    world.did(move.kind, move.body)
    assert seen(world.state, "screen")["told"]["still"] is True
    back = views.behind(world.state)
    assert back is not None
    world.did(back.kind, back.body)
    assert "told" not in seen(world.state, "screen")
    world.opens("hope1")
    assert views.ahead(world.state) != move


def test_without_an_earlier_text_an_activity_begins_as_ever() -> None:
    world = Defining()
    world.begins(LATER)
    move = views.ahead(world.state)
    assert move is not None
    assert move.kind == "step.open"


# ---------------------------------------------------------------- the story on the wall


def test_after_the_end_next_leads_through_the_story_to_the_text_and_rests_there() -> None:
    world = ended()
    assert walk(world) == [
        ("story", "notes"),
        ("story", "together"),
        ("story", "together"),
        ("story", "dots"),
        ("story", "text"),
    ]
    view = seen(world.state, "screen")
    assert view["screen"]["page"] == view["screen"]["pages"] == 5
    for _ in range(5):
        back = views.behind(world.state)
        assert back is not None
        world.did(back.kind, back.body)
    assert "told" not in seen(world.state, "screen")
    last = views.behind(world.state)
    assert last is not None
    assert last.kind == "step.open"


@pytest.mark.parametrize("role", ["screen", "desk", "remote"])
def test_each_page_is_drawn_by_the_face_that_people_know_it_from(role: str) -> None:
    world = ended()
    faces = []
    for page in range(1, 6):
        world.did("screen.show", {"mode": "story", "page": page})
        told = seen(world.state, role)["told"]
        faces.append((told["frame"], told.get("face", ""), told.get("kept", 0)))
    assert faces == [
        ("notes", "", 4),
        ("together", "notes", 0),
        ("together", "draft", 0),
        ("dots", "dots", 0),
        ("text", "draft", 0),
    ]
    assert "told" not in seen(world.state, "phone")


def test_in_the_middle_of_a_step_the_text_comes_and_goes_again() -> None:
    world = later()
    world.opens("hope1")
    world.did("screen.show", {"mode": "text", "page": 1})
    assert seen(world.state, "screen")["screen"] == {"mode": "text", "page": 1, "pages": 1}
    for move in (views.ahead(world.state), views.behind(world.state)):
        assert move is not None
        assert (move.kind, move.body) == ("screen.show", {"mode": "step", "page": 1})


def test_where_there_is_no_text_these_modes_show_the_step() -> None:
    world = drafted()
    for mode in MODES:
        world.did("screen.show", {"mode": mode})
        view = seen(world.state, "screen")
        assert "told" not in view
        assert view["screen"]["mode"] == "all"  # a draft fills the screen with its pages

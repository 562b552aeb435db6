"""Hard moments: in which steps a play stands still, how a desk learns of it, and how it goes on."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from circle_widgets import Activity, Circle, activities, moments, steps
from circle_widgets.rehearse import stops
from circle_widgets.rehearse.made_up import of_kind
from circle_widgets.rehearse.pace import AtOnce, OnTheClock
from circle_widgets.sentences import LOCALES, say
from circle_widgets.steps.base import registry
from tests.waiting import until


@pytest.fixture
def circle(tmp_path: Path) -> Circle:
    return Circle.make("Practice", practice=True, store=str(tmp_path / "circles.sqlite"))


def kinds(circle: Circle) -> dict[str, str]:
    """In which kind of step each moment falls."""
    state = circle.state
    return {name: state.steps[step].kind for name, step in stops.cast(state).items()}


def numbers(circle: Circle) -> list[int]:
    return [circle.state.steps[step].n for step in stops.cast(circle.state).values()]


# ---- which steps


def test_a_definition_has_all_three_in_steps_of_their_own(circle: Circle) -> None:
    circle.start(activities.definition())
    assert kinds(circle) == {"silence": "notes", "wifi": "sort", "objection": "consent"}
    assert numbers(circle) == [2, 5, 8]


def test_an_activity_of_one_question_has_two_in_one_step_and_nobody_objects(circle: Circle) -> None:
    circle.start("one-question")
    assert kinds(circle) == {"silence": "notes", "wifi": "notes"}
    assert len(set(numbers(circle))) == 1


def test_what_no_step_is_good_for_is_left_out(circle: Circle) -> None:
    assert stops.cast(circle.state) == {}
    circle.start(Activity("Talk", [steps.Talk("How are you?")]))
    assert stops.cast(circle.state) == {}
    circle.start(Activity("Shall we?", [steps.Consent("Shall we?")]))
    assert kinds(circle) == {"objection": "consent"}


# ---- the clock


def test_the_clock_of_the_room_stands_while_somebody_is_told(circle: Circle) -> None:
    circle.start(Activity("Hopes", [steps.Notes("One hope?")]))
    circle.move("next")
    with stops.standing_still(circle):
        assert _current(circle).paused
    assert not _current(circle).paused
    assert _current(circle).ends_at > 0


def test_a_clock_that_stood_before_stands_after(circle: Circle) -> None:
    circle.start(Activity("Hopes", [steps.Notes("One hope?")]))
    circle.move("next")
    circle.move("pause")
    with stops.standing_still(circle):
        pass
    assert _current(circle).paused


def test_whoever_moves_on_meanwhile_is_not_brought_back(circle: Circle) -> None:
    circle.start(Activity("Hopes", [steps.Notes("One hope?"), steps.Notes("One fear?")]))
    circle.move("next")
    with stops.standing_still(circle):
        circle.move("next")
        circle.move("pause")
    assert _current(circle).paused


def _current(circle: Circle) -> Any:
    step = circle.state.current
    assert step is not None
    return step


def test_time_stands_still_in_the_play(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [100.0]
    monkeypatch.setattr("time.monotonic", lambda: clock[0])
    pace = OnTheClock(10)
    clock[0] += 1
    assert pace.now() == 10
    with pace.still():
        clock[0] += 60
    assert pace.now() == 10
    with AtOnce().still():
        pass


# ---- at the desk


def facts(**known: Any) -> Callable[[str, str], Any]:
    return lambda _circle, key: known.get(key)


@pytest.mark.parametrize(
    ("known", "shown"),
    [
        ({}, {}),
        ({"moment": {"name": "wifi", "seen_at": 1000}}, {"name": "wifi", "n": 2, "of": 3}),
        ({"moment": {"name": "wifi", "seen_at": 1000}, "go_on": "silence"}, {"name": "wifi", "n": 2, "of": 3}),
        ({"moment": {"name": "wifi", "seen_at": 1000}, "go_on": "wifi"}, {}),
        ({"moment": {"name": "wifi", "seen_at": 1000 - moments.STALE - 2}}, {}),
        ({"moment": {"name": "fire", "seen_at": 1000}}, {}),
        ({"moment": "wifi"}, {}),
    ],
)
def test_a_desk_shows_a_moment_while_a_play_stands_at_it(known: dict[str, Any], shown: dict[str, Any]) -> None:
    assert moments.card(facts(**known), "c", 1001) == shown


def test_a_play_waits_at_the_desk_until_somebody_goes_on(circle: Circle) -> None:
    waiting = threading.Thread(target=stops.at_the_desk, args=(circle, "silence"), daemon=True)
    waiting.start()
    local = circle.store.local
    until(lambda: moments.card(local, circle.id, circle.ledger.clock()), "the moment stands at the desk")
    circle.store.note_local(circle.id, moments.GO_ON, "wifi")  # an answer to another one
    assert waiting.is_alive()
    circle.store.note_local(circle.id, moments.GO_ON, "silence")
    until(lambda: not waiting.is_alive(), "the play goes on")
    assert (local(circle.id, moments.MOMENT), local(circle.id, moments.GO_ON)) == (None, None)


def test_a_play_that_nobody_watches_goes_on_by_itself(circle: Circle) -> None:
    stops.at_the_desk(circle, "wifi", patience=0)
    assert circle.store.local(circle.id, moments.MOMENT) is None


# ---- the words


@pytest.mark.parametrize("locale", LOCALES)
def test_each_moment_says_what_happens_what_is_safe_and_what_one_may_say(locale: str) -> None:
    parts = ("", ".what", ".safe", ".say_1", ".say_2", ".say_3")
    keys = [f"moment.{name}{part}" for name in moments.NAMES for part in parts]
    texts = [say(locale, key) for key in keys]
    assert [key for key, text in zip(keys, texts, strict=True) if text == key] == []
    assert len(set(texts)) == len(texts)


def test_no_kind_hosts_a_moment_that_there_is_not() -> None:
    hosted = {name for kind in registry().values() for name in of_kind(kind.name).hosts(kind.Params())}
    assert hosted == set(moments.NAMES)

"""A question alone in a cell: no room, no store."""

from __future__ import annotations

from typing import Any

import ipywidgets
import pytest
import traitlets

from circle_widgets import Dots, Notes
from tests.unit.widgets.asking import Browser


@pytest.fixture
def notes() -> Notes:
    return Notes("One hope for our circle", hint="One line is enough", most=3, longest=40)


@pytest.fixture
def browser(notes: Notes, monkeypatch: pytest.MonkeyPatch) -> Browser:
    return Browser(notes, monkeypatch)


def item(id_: str, kind: str = "notes.write", **body: str) -> dict[str, Any]:
    return {"id": id_, "kind": kind, "body": body}


def test_value_follows_what_is_written_changed_and_taken_back(notes: Notes, browser: Browser) -> None:
    seen: list[tuple[str, ...]] = []
    notes.observe(lambda change: seen.append(change["new"]), "value")
    assert notes.value == ()
    browser.answer("send", items=[item("a", text="Tea"), item("b", text=" Time ")])
    browser.answer("send", items=[item("c", "notes.change", note="a", text="Tea and time")])
    browser.answer("send", items=[item("d", "notes.withdraw", note="b")])
    assert seen == [("Tea", "Time"), ("Tea and time", "Time"), ("Tea and time",)]
    assert repr(notes) == "<Notes 'One hope for our circle', 1 note>"


def test_value_is_read_only(notes: Notes) -> None:
    with pytest.raises(traitlets.TraitError):
        notes.value = ("Mine",)
    notes.set_state({"value": ["Mine"], "view": {}})
    assert notes.value == ()
    assert notes.view["step"]["question"] == "One hope for our circle"


def test_the_rules_are_the_rooms(browser: Browser) -> None:
    for n in range(3):
        browser.answer("send", items=[item(f"n{n}", text="Tea")])
    refused = browser.answer("send", items=[item("more", text="Tea"), item("long", text="x" * 41)])["refused"]
    assert [one["code"] for one in refused] == ["enough", "too_long"]
    assert "3" in refused[0]["message"]


def test_nobody_leads_from_the_page(browser: Browser, notes: Notes) -> None:
    (refused,) = browser.answer("send", items=[item("x", "step.reveal")])["refused"]
    assert refused["code"] == "desk_only"
    assert notes.view["step"]["phase"] == "open"


def test_opening_and_going_on(browser: Browser, notes: Notes) -> None:
    browser.answer("send", items=[item("a", text="Tea")])
    browser.answer("open")
    assert [one["text"] for one in notes.view["notes"]["items"].values()] == ["Tea"]
    browser.answer("open")
    browser.answer("shut")
    browser.answer("shut")
    assert notes.view["step"]["phase"] == "open"
    browser.answer("send", items=[item("b", text="Time")])
    assert notes.value == ("Tea", "Time")


def test_frame_has_the_documented_columns(browser: Browser, notes: Notes) -> None:
    assert list(notes.frame()["text"]) == []
    browser.answer("send", items=[item("a", text="Tea")])
    frame = notes.frame()
    assert list(frame["text"]) == ["Tea"]
    assert list(frame.columns[:4]) == ["step", "question", "note", "text"]


def test_it_sits_beside_other_widgets(notes: Notes) -> None:
    assert ipywidgets.HBox([notes, ipywidgets.IntSlider()]).children[0] is notes
    assert ipywidgets.Tab([notes]).children == (notes,)


def test_two_do_not_know_of_each_other(browser: Browser, notes: Notes) -> None:
    other = Notes({"en": "One fear", "fr": "Une peur"}, locale="fr-CA")
    browser.answer("send", items=[item("a", text="Tea")])
    assert (notes.value, other.value) == (("Tea",), ())
    assert (repr(other), other.locale) == ("<Notes 'Une peur', 0 notes>", "fr")


@pytest.mark.parametrize(("name", "value"), [("most", 0), ("longest", 5000)])
def test_what_no_step_can_be_is_refused_by_name(name: str, value: int) -> None:
    with pytest.raises(ValueError, match=f"^{name}={value}: "):
        Notes("One hope", **{name: value})  # type: ignore[arg-type] # either of two arguments


# ---------------------------------------------------------------- dots


@pytest.fixture
def dots() -> Dots:
    return Dots(["Tea", {"en": "Time", "fr": "Du temps"}, "Quiet"], 2, question="What matters?")


def placed(id_: str, *on: str) -> dict[str, Any]:
    return {"id": id_, "kind": "dots.place", "body": {"on": list(on)}}


def test_value_holds_the_texts_with_a_dot(dots: Dots, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = Browser(dots, monkeypatch)
    seen: list[tuple[str, ...]] = []
    dots.observe(lambda change: seen.append(change["new"]), "value")
    browser.answer("send", items=[placed("a", "o2", "o1")])
    browser.answer("send", items=[placed("b", "o3")])
    (refused,) = browser.answer("send", items=[placed("c", "o1", "o2", "o3")])["refused"]
    assert refused["code"] == "too_many_dots"
    assert seen == [("Tea", "Time"), ("Quiet",)]
    assert repr(dots) == "<Dots on 1 of 3 texts>"
    assert dots.view["dots"]["mine"] == ["o3"]


def test_dots_are_opened_and_a_new_round_begins(dots: Dots, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = Browser(dots, monkeypatch)
    browser.answer("send", items=[placed("a", "o3")])
    browser.answer("open")
    assert dots.view["dots"]["items"]["o3"]["dots"] == 1
    assert dots.value == ("Quiet",)
    assert dict(zip(dots.frame()["option"], dots.frame()["dots"], strict=True)) == {"o3": 1, "o1": 0, "o2": 0}
    browser.answer("shut")
    assert dots.view["dots"]["round"] == 2
    assert list(dots.value) == []
    browser.answer("send", items=[placed("b", "o1")])
    browser.answer("open")
    assert list(dots.frame()["round"]) == [1, 1, 1, 2, 2, 2]

"""A text alone in a cell: no room, no store, one person who edits."""

from __future__ import annotations

from typing import Any

import pytest

from circle_widgets import Draft
from circle_widgets.errors import Refused
from tests.unit.widgets.asking import Browser

TEXTS: Any = {
    "sentence": ["People who meet", {"en": "A table", "fr": "Une table"}],
    "is": ["Open", "Free", "Warm", "Patient"],
    "not": ["A class"],
}


@pytest.fixture
def draft() -> Draft:
    return Draft(TEXTS)


@pytest.fixture
def browser(draft: Draft, monkeypatch: pytest.MonkeyPatch) -> Browser:
    return Browser(draft, monkeypatch)


def item(id_: str, kind: str = "draft.put", **body: Any) -> dict[str, Any]:
    return {"id": id_, "kind": kind, "body": body}


def test_value_follows_what_goes_in_and_out_and_how_it_is_worded(draft: Draft, browser: Browser) -> None:
    assert draft.value == ("People who meet", "Open", "Free", "Warm", "A class")
    line = next(id for id, one in draft.view["draft"]["lines"].items() if one["text"] == "Free")
    browser.answer("send", items=[item("a", line=line, text="Free, always"), item("b", "draft.drop", line=line)])
    (patient,) = (id for id, one in draft.view["draft"]["material"].items() if one["text"] == "Patient")
    browser.answer("send", items=[item("c", line=patient, of=[patient])])
    assert draft.value == ("People who meet", "Open", "Warm", "Patient", "A class")
    assert repr(draft) == "<Draft, 5 lines>"
    frame = draft.frame()
    assert list(frame["text"][frame["withdrawn"]]) == ["Free, always"]


def test_the_editor_is_drawn_and_no_wall_is_led(draft: Draft) -> None:
    assert draft.view["alone"] == {"role": "remote"}
    assert draft.view["draft"]["may"] == {"write": True}
    assert "read" not in draft.view["draft"]
    assert not draft.view.keys() & {"screen", "desk", "room"}


def test_the_rules_are_the_rooms_and_nobody_leads_from_the_page(browser: Browser) -> None:
    items = [item("a", line="nowhere"), item("b", "step.close"), item("c", "screen.show", page=2)]
    refused = browser.answer("send", items=items)["refused"]
    assert [one["code"] for one in refused] == ["nothing_said", "desk_only", "desk_only"]


def test_sentences_alone_nothing_at_all_and_another_language() -> None:
    assert Draft(["One", "Two"]).value == ("One",)
    empty = Draft()
    assert empty.value == ()
    assert repr(empty) == "<Draft, 0 lines>"
    french: Any = {"sentence": [TEXTS["sentence"][1]]}
    assert Draft(french, locale="fr").value == ("Une table",)


def test_what_cannot_be_is_named() -> None:
    wrong: Any = {"maybe": ["One"]}
    with pytest.raises(Refused, match="texts"):
        Draft(wrong)

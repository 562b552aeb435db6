"""The defining activity alone in a cell: sentences, cards, and the text that they become."""

from __future__ import annotations

from typing import Any

import pytest
import traitlets

from circle_widgets import DefinitionBuilder
from tests.unit.widgets.asking import Browser

SENTENCE = "People who meet to learn"


@pytest.fixture
def builder() -> DefinitionBuilder:
    return DefinitionBuilder()


@pytest.fixture
def browser(builder: DefinitionBuilder, monkeypatch: pytest.MonkeyPatch) -> Browser:
    return Browser(builder, monkeypatch)


def item(id_: str, kind: str, **body: Any) -> dict[str, Any]:
    return {"id": id_, "kind": kind, "body": body}


def to_the_text(browser: Browser) -> None:
    browser.answer("send", items=[item("a", "notes.write", text=SENTENCE)])
    browser.answer("next")
    cards = (("b", "Free", "is"), ("c", "A class", "not"), ("d", "free.", "is"))
    browser.answer("send", items=[item(id, "sort.put", text=text, tray=tray) for id, text, tray in cards])
    browser.answer("next")


def test_sentences_and_cards_become_a_text(builder: DefinitionBuilder, browser: Browser) -> None:
    seen: list[dict[str, Any]] = []
    builder.observe(lambda change: seen.append(change["new"]), "value")
    assert builder.view["alone"] == {"role": "phone", "n": 1, "of": 3}
    to_the_text(browser)
    assert builder.view["alone"] == {"role": "remote", "n": 3, "of": 3}
    assert builder.value == seen[-1] == {"sentence": (SENTENCE,), "is": ("Free",), "not": ("A class",)}
    assert repr(builder) == "<DefinitionBuilder, 3 lines>"
    assert SENTENCE in builder.markdown
    assert "- A class" in builder.markdown


def test_the_one_person_edits_the_text(builder: DefinitionBuilder, browser: Browser) -> None:
    to_the_text(browser)
    sent = [item("e", "draft.put", line="mine", tray="depends", text="Where")]
    assert browser.answer("send", items=sent)["refused"] == []
    assert builder.value["depends"] == ("Where",)
    assert browser.answer("next") == {}, "after the text comes nothing"
    assert list(builder.frame()["text"]) == [SENTENCE, "Free", "A class", "Where"]
    assert sorted(builder.frame("sort")["text"]) == ["A class", "Free", "free."]


def test_nobody_leads_from_the_page_but_by_going_on(browser: Browser) -> None:
    (refused,) = browser.answer("send", items=[item("x", "step.reveal")])["refused"]
    assert refused["code"] == "desk_only"


def test_it_speaks_french_and_asks_what_it_is_told() -> None:
    french = DefinitionBuilder("Un club de lecture, c’est quoi ?", locale="fr")
    assert french.view["step"]["question"] == "Un club de lecture, c’est quoi ?"
    assert french.value == {}
    with pytest.raises(traitlets.TraitError):
        french.value = {"sentence": ("Mine",)}

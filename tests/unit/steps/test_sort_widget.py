"""Sorting alone in a cell: no room, no store."""

from __future__ import annotations

import pytest

from circle_widgets import Sort
from circle_widgets.errors import Refused
from tests.unit.widgets.asking import Browser


def test_value_follows_the_cards_of_one_person(monkeypatch: pytest.MonkeyPatch) -> None:
    sort = Sort("What is our circle?", cards=2, trays=["is", "not"])
    browser, seen = Browser(sort, monkeypatch), []
    sort.observe(lambda change: seen.append(change["new"]), "value")

    def say(id: str, kind: str, **body: str) -> list[str]:
        answer = browser.answer("send", items=[{"id": id, "kind": kind, "body": body}])
        return [one["code"] for one in answer["refused"]]

    assert say("a", "sort.put", text="Tea", tray="is") == []
    assert say("b", "sort.put", text="Homework", tray="is") == []
    assert say("c", "sort.place", card="b", tray="not") == []
    assert say("d", "sort.put", text="More", tray="is") == ["enough"]
    assert sort.value == (("is", "Tea"), ("not", "Homework"))
    browser.answer("open")
    assert [one["text"] for one in sort.view["sort"]["groups"].values()] == ["Tea", "Homework"]
    assert say("e", "sort.drop", group="a") == ["desk_only"]
    browser.answer("shut")
    assert say("f", "sort.withdraw", card="a") == []
    assert seen[-1] == (("not", "Homework"),)
    assert repr(sort) == "<Sort, 1 card>"
    assert list(sort.frame()["text"]) == ["", "Homework"]


def test_a_question_that_cannot_be_is_refused_with_its_name() -> None:
    with pytest.raises(Refused, match="cards"):
        Sort(cards=40)

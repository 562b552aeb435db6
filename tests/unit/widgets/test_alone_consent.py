"""Consent alone in a cell."""

from __future__ import annotations

from typing import Any

import pytest

from circle_widgets import Consent
from tests.unit.widgets.asking import Browser


@pytest.fixture
def consent() -> Consent:
    return Consent({"en": "Shall we meet on Thursdays?", "fr": "Le jeudi ?"})


def says(id_: str, answer: str, **more: Any) -> dict[str, Any]:
    return {"id": id_, "kind": "consent.say", "body": {"answer": answer, **more}}


def test_value_is_the_answer_then_what_was_found(consent: Consent, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = Browser(consent, monkeypatch)
    assert (consent.value, consent.agreed) == ((), None)
    browser.answer("send", items=[says("a", "fine")])
    assert repr(consent) == "<Consent 'Shall we meet on Thursdays?', fine>"
    browser.answer("send", items=[says("b", "objection", words="I work then", how="read", keep=True)])
    assert (consent.value, consent.agreed) == (("objection",), None)
    browser.answer("open")
    assert (consent.value, consent.agreed) == (("objection",), False)
    assert consent.view["consent"]["result"] == {"objection": True, "read": ["I work then"]}
    browser.answer("shut")
    assert (consent.value, consent.agreed) == ((), None)
    browser.answer("send", items=[says("c", "fine")])
    browser.answer("open")
    assert (consent.value, consent.agreed) == (("agreed",), True)
    assert list(consent.frame()["agreed"]) == [False, True]


def test_the_rules_are_the_rooms(consent: Consent, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = Browser(consent, monkeypatch)
    items = [says("a", "objection", how="read"), {"id": "b", "kind": "consent.paper", "body": {"fine": 1}}]
    refused = browser.answer("send", items=items)["refused"]
    assert [one["code"] for one in refused] == ["words_missing", "desk_only"]
    assert repr(Consent(locale="fr")) == "<Consent 'Quelqu’un a-t-il une objection à ce texte\\xa0?', no answer>"

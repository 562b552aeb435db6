"""What the desk hands out of the agreed text: the answer for the thread, the poster, the page."""

from __future__ import annotations

import base64
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from circle_widgets import export
from circle_widgets.circle import Circle
from circle_widgets.ledger import new_id
from circle_widgets.store import open_store
from circle_widgets.widgets.desk import DeskWidget
from tests.unit.defining import Defining, defined
from tests.unit.widgets.asking import Browser

STARTS = {"svg": b"<svg", "pdf": b"%PDF", "png": b"\x89PNG"}


class Kept:
    """The desk of a circle that came from a file."""

    def __init__(self, world: Defining, store: Path, patch: pytest.MonkeyPatch) -> None:
        self.store = open_store(str(store))
        self.circle, _ = Circle.load(export.as_file("a-circle", world.state, world.log), store=self.store)
        self.desk = DeskWidget(self.circle)
        self.browser = Browser(self.desk, patch)

    def thread(self, address: str) -> dict[str, Any]:
        item = {"id": new_id(), "kind": "circle.title", "body": {"thread": address}}
        return self.browser.answer("send", items=[item])

    def close(self) -> None:
        self.desk.close()
        self.store.close()


@pytest.fixture
def agreed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Kept]:
    found = Kept(defined(), tmp_path / "circles.sqlite", monkeypatch)
    yield found
    found.close()


@pytest.fixture
def not_agreed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Kept]:
    found = Kept(Defining(), tmp_path / "circles.sqlite", monkeypatch)
    yield found
    found.close()


def test_without_an_address_the_answer_is_the_text_alone(agreed: Kept) -> None:
    answer = agreed.browser.answer("answer")
    assert answer == {
        "text": "**Ana and Ben**\n\nIt is …\n\n- Free\n\nIt is not …\n\n- A test\n\nIt depends …\n\n- Homework\n"
    }


def test_a_kept_address_is_what_opens(agreed: Kept) -> None:
    assert agreed.thread("https://forum.example/t/12")["refused"] == []
    answer = agreed.browser.answer("answer")
    assert (answer["what"], answer["href"]) == ("thread", "https://forum.example/t/12")
    assert agreed.desk.view["agreed"]["thread"] == "https://forum.example/t/12"
    agreed.thread("https://forum.example/")
    answer = agreed.browser.answer("answer")
    assert answer["what"] == "topic"
    assert answer["href"].startswith("https://forum.example/new-topic?title=")
    agreed.thread("")
    assert "href" not in agreed.browser.answer("answer")


def test_what_is_no_address_is_refused_in_a_sentence(agreed: Kept) -> None:
    refused = agreed.thread("javascript:alert(1)")["refused"]
    assert [one["field"] for one in refused] == ["thread"]
    assert "href" not in agreed.browser.answer("answer")


@pytest.mark.parametrize("how", STARTS)
@pytest.mark.parametrize("paper", ["a4", "a3"])
def test_the_poster_comes_as_a_file(agreed: Kept, how: str, paper: str) -> None:
    answer = agreed.browser.answer("poster", how=how, paper=paper)
    assert answer["name"] == f"poster-{paper}-sewing.{how}"
    assert base64.b64decode(answer["base64"]).startswith(STARTS[how])


def test_the_poster_is_printed_and_the_page_kept_without_typst(agreed: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    assert "297mm 420mm" in agreed.browser.answer("poster", how="print", paper="a3")["html"]
    page = agreed.browser.answer("keep", how="html")
    assert (page["name"], page["mime"]) == ("sewing.html", "text/html")
    assert b"How our text came about" in base64.b64decode(page["base64"])
    error = agreed.browser.error("poster", how="pdf")
    assert error["code"] == "no_typst_poster"
    assert "circle-widgets[print]" in error["message"]


@pytest.mark.parametrize(
    "question", [{"kind": "answer"}, {"kind": "poster", "how": "svg"}, {"kind": "keep", "how": "html"}]
)
def test_without_an_agreed_text_the_desk_says_so(not_agreed: Kept, question: dict[str, str]) -> None:
    body = dict(question)
    error = not_agreed.browser.error(body.pop("kind"), **body)
    assert error["code"] == "no_agreed_text"
    assert error["message"].startswith("There is no agreed text yet.")
    assert "agreed" not in not_agreed.desk.view

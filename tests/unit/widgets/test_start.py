"""What the start page answers, as the browser asks it."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest

from circle_widgets import Circle
from circle_widgets.widgets import practice
from circle_widgets.widgets.start import StartPage
from circle_widgets.widgets.where import Where

PART = 100


class Browser:
    """Asks as the front end does, and hears what Python sends."""

    def __init__(self, widget: StartPage, monkeypatch: pytest.MonkeyPatch) -> None:
        self.widget, self.n, self.heard = widget, 0, dict[int, dict[str, Any]]()
        monkeypatch.setattr(widget, "send", lambda message, *_: self.heard.__setitem__(message["n"], message))

    def ask(self, kind: str, **body: Any) -> dict[str, Any]:
        self.n += 1
        self.widget._asked(self.widget, {"page": "p", "n": self.n, "type": kind, **body}, None)
        return self.heard[self.n]

    def answer(self, kind: str, **body: Any) -> dict[str, Any]:
        message = self.ask(kind, **body)
        assert "answer" in message, message
        found: dict[str, Any] = message["answer"]
        return found

    def error(self, kind: str, **body: Any) -> dict[str, Any]:
        found: dict[str, Any] = self.ask(kind, **body)["error"]
        return found

    def hand(self, raw: bytes) -> str:
        parts = [raw[n : n + PART] for n in range(0, len(raw), PART)] or [b""]
        name = f"parcel-{self.n}"
        for n, one in enumerate(parts):
            self.answer("parcel", parcel=name, part=n, parts=len(parts), base64=base64.b64encode(one).decode())
        return name


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("CIRCLE_STORE", str(tmp_path / "circles.db"))
    return str(tmp_path / "circles.db")


@pytest.fixture
def where(root: Path) -> Where:
    """In Voilà, with the real workbooks; nothing of these tests writes there."""
    return Where("voila", "/user/a-b/", root, root / "workbooks/00-start-here.ipynb")


@pytest.fixture
def browser(store: str, where: Where, monkeypatch: pytest.MonkeyPatch) -> Browser:
    return Browser(StartPage(where=where), monkeypatch)


def test_before_the_first_circle_there_is_nothing_to_go_on_with(browser: Browser) -> None:
    view = browser.widget.view
    assert "last" not in view
    assert view["books"]["b1"]["title"] == "One question"
    assert view["books"]["b1"]["link"]["href"] == "/user/a-b/voila/render/workbooks/20-one-question.ipynb"


def test_the_french_start_page_lists_french_workbooks(store: str, root: Path) -> None:
    page = StartPage(where=Where("voila", "/", root, root / "workbooks/fr/00-start-here.ipynb"))
    assert page.locale == "fr"
    assert page.view["books"]["b1"]["title"] == "Une question"
    assert StartPage("en", where=page.where).locale == "en"


def test_a_new_circle_leads_to_its_workbook(browser: Browser) -> None:
    made = browser.answer("make", title=" Sewing ", facilitator="Ana", locale="fr")
    assert made["link"]["href"].endswith(f"20-one-question.ipynb?circle={made['code']}")
    circle = Circle.open()
    assert (circle.title, circle.state.facilitator, circle.state.locale) == ("Sewing", "Ana", "fr")
    assert browser.widget.view["last"]["title"] == "Sewing"
    assert browser.widget.view["last"]["notes"] == 0


def test_go_on_leads_to_the_workbook_in_which_the_desk_was_opened(
    browser: Browser, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = browser.answer("make", title="Sewing")["code"]
    with monkeypatch.context() as kernel:
        kernel.chdir(root / "workbooks/fr")
        kernel.setenv("SERVER_SOFTWARE", "voila/0.5.13")
        kernel.setenv("SCRIPT_NAME", "/voila/render/fr/20-one-question.ipynb")
        Circle.open(code).run("one-question").close()
    browser.answer("look")
    href = browser.widget.view["last"]["link"]["href"]
    assert href == f"/user/a-b/voila/render/workbooks/fr/20-one-question.ipynb?circle={code}"
    Circle.open(code).store.note_local(Circle.open(code).id, "workbook", "gone.ipynb")
    browser.answer("look")
    assert browser.widget.view["last"]["link"]["href"].endswith(f"workbooks/20-one-question.ipynb?circle={code}")


def test_a_circle_needs_a_title(browser: Browser) -> None:
    error = browser.error("make", title="  ")
    assert error["code"] == "title_missing"
    assert "title" in error["message"]


def test_practice_is_apart_and_never_the_last(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[Circle] = []
    monkeypatch.setattr(practice, "begin", lambda circle, **_how: begun.append(circle))
    browser.answer("make", title="Sewing")
    made = browser.answer("practise", locale="fr")
    assert made["code"] in made["link"]["href"]
    assert [one.state.practice for one in begun] == [True]
    assert Circle.open().title == "Sewing"
    browser.answer("look")
    assert [one.get("practice") for one in browser.widget.view["circles"].values()] == [True]


def test_a_file_is_opened_and_opening_it_twice_does_no_harm(browser: Browser, tmp_path: Path) -> None:
    other = Circle.make("From another computer", store=str(tmp_path / "other.db"))
    raw = other.exported("jsonl")
    first = browser.answer("load", parcel=browser.hand(raw))
    assert (first["title"], first["new"]) == ("From another computer", 1)
    assert first["link"]["href"].endswith(f"?circle={first['code']}")
    again = browser.answer("load", parcel=browser.hand(raw))
    assert again["new"] == 0
    assert browser.widget.view["last"]["title"] == "From another computer"


def test_a_broken_file_is_refused_with_its_line(browser: Browser, tmp_path: Path) -> None:
    raw = Circle.make("Other", store=str(tmp_path / "other.db")).exported("jsonl") + b"{broken\n"
    error = browser.error("load", parcel=browser.hand(raw))
    assert error["code"] == "bad_file"
    assert "line 3" in error["message"]
    assert browser.widget.store.circles() == []


def test_clearing_waits_for_the_file_to_be_read_back(browser: Browser) -> None:
    code = browser.answer("make", title="Sewing")["code"]
    assert browser.error("clear", code=code)["code"] == "not_proved"
    kept = browser.answer("keep", code=code)
    raw = base64.b64decode(kept["base64"])
    assert kept["name"] == "sewing.circle.jsonl"
    assert browser.answer("prove", code=code, parcel=browser.hand(raw))["events"] == kept["events"] == 1
    browser.answer("clear", code=code)
    assert browser.widget.store.circles() == []
    assert "last" not in browser.widget.view
    assert browser.answer("load", parcel=browser.hand(raw))["title"] == "Sewing"


def test_a_file_that_lacks_something_proves_nothing(browser: Browser, tmp_path: Path) -> None:
    code = browser.answer("make", title="Sewing")["code"]
    old = base64.b64decode(browser.answer("keep", code=code)["base64"])
    circle = Circle.open(code)
    circle.add_seat("Ana")
    error = browser.error("prove", code=code, parcel=browser.hand(old))
    assert error["code"] == "file_lacks"
    assert "1 entry" in error["message"]
    other = Circle.make("Knitting", store=str(tmp_path / "other.db")).exported("jsonl")
    assert "Knitting" in browser.error("prove", code=code, parcel=browser.hand(other))["message"]
    nameless = circle.exported("jsonl", names=False)
    assert browser.error("prove", code=code, parcel=browser.hand(nameless))["code"] == "file_nameless"
    assert browser.error("clear", code=code)["code"] == "not_proved"


def test_what_is_said_after_the_proof_stops_the_clearing(browser: Browser) -> None:
    code = browser.answer("make", title="Sewing")["code"]
    raw = base64.b64decode(browser.answer("keep", code=code)["base64"])
    browser.answer("prove", code=code, parcel=browser.hand(raw))
    Circle.open(code).add_seat("Ana")
    assert browser.error("clear", code=code)["code"] == "not_proved"
    assert Circle.open(code).title == "Sewing"


def test_clearing_another_circle_leaves_the_last_one_the_last(browser: Browser) -> None:
    first = browser.answer("make", title="First")["code"]
    browser.answer("make", title="Second")
    raw = base64.b64decode(browser.answer("keep", code=first)["base64"])
    browser.answer("prove", code=first, parcel=browser.hand(raw))
    browser.answer("clear", code=first)
    assert browser.widget.view["last"]["title"] == "Second"
    assert "circles" not in browser.widget.view


def test_choosing_makes_a_circle_the_last(browser: Browser) -> None:
    first = browser.answer("make", title="First")["code"]
    browser.answer("make", title="Second")
    browser.answer("choose", code=first)
    assert Circle.open().title == "First"
    assert browser.error("choose", code="NONE99")["code"] == "unknown_circle"


def test_slips_are_the_threads_question_until_another_is_given(browser: Browser) -> None:
    page = browser.answer("print", locales=["fr", "en"], count=3)["html"]
    assert "En une phrase" in page
    assert "One hope?" in browser.answer("print", question="One hope?", size="letter")["html"]
    made = browser.answer("print", question="One hope?", pdf=True)
    assert base64.b64decode(made["base64"]).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("make", {"title": "x" * 121}),
        ("make", {"title": "x", "locale": "de"}),
        ("print", {"count": 201}),
        ("print", {"locales": []}),
        ("parcel", {"parcel": "a", "part": 0, "parts": 999, "base64": ""}),
        ("erase", {}),
    ],
)
def test_what_no_page_of_ours_would_ask_is_refused(browser: Browser, kind: str, body: dict[str, Any]) -> None:
    assert "error" in browser.ask(kind, **body)


def test_a_question_asked_again_is_done_once(browser: Browser) -> None:
    browser.answer("make", title="Sewing")
    browser.n -= 1
    browser.answer("make", title="Sewing")
    assert len(browser.widget.store.circles()) == 1

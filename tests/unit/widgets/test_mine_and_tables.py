from __future__ import annotations

import base64
import shutil
from pathlib import Path
from typing import Any

import pytest

from circle_widgets import Circle, MakeItMine, Tables
from circle_widgets.widgets.stage import Stage
from circle_widgets.widgets.where import Where


def ask(widget: Stage, kind: str, **body: Any) -> dict[str, Any]:
    """What the front end hears."""
    heard: list[dict[str, Any]] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(widget, "send", lambda message, *_: heard.append(message))
        widget._asked(widget, {"page": kind, "n": 1, "type": kind, **body}, None)
    return heard[0]


@pytest.fixture
def folder(root: Path, tmp_path: Path) -> Path:
    shutil.copytree(root / "workbooks", tmp_path / "books", ignore=shutil.ignore_patterns("mine"))
    return tmp_path / "books"


def test_a_workbook_is_copied_and_opened_in_lab(folder: Path) -> None:
    widget = MakeItMine(where=Where("voila", "/", folder, folder / "fr/20-one-question.ipynb"))
    assert widget.locale == "fr"
    answer = ask(widget, "copy")["answer"]
    assert answer["name"] == "mine/20-one-question.fr.ipynb"
    assert answer["link"] == {"href": "/lab/tree/mine/20-one-question.fr.ipynb", "tab": True}
    copy = folder / answer["name"]
    assert copy.read_bytes() == (folder / "fr/20-one-question.ipynb").read_bytes()
    assert MakeItMine(where=Where("lab", "/", folder, copy)).view == {"mine": True, "known": True}


def test_where_the_file_is_not_known_it_says_so() -> None:
    widget = MakeItMine(where=Where())
    assert widget.view == {}
    assert "start page" in ask(widget, "copy")["error"]["message"]


def test_a_folder_that_cannot_be_written_is_named(folder: Path) -> None:
    (folder / "mine").write_text("a file where the folder should be")
    widget = MakeItMine(where=Where("voila", "/", folder, folder / "20-one-question.ipynb"))
    error = ask(widget, "copy")["error"]
    assert error["code"] == "no_copy"
    assert str(folder / "mine") in error["message"]


@pytest.fixture
def circle(tmp_path: Path) -> Circle:
    """One opened note, and one step that is still hidden."""
    circle = Circle.make("Sewing", store=str(tmp_path / "circles.db"))
    circle.start("one-question")
    for _ in range(2):
        circle.move("next")
    circle.write("=HYPERLINK(1)")
    circle.move("reveal")
    circle.start("one-question", again=True)
    for _ in range(2):
        circle.move("next")
    circle.write("not opened yet")
    return circle


def test_the_table_holds_only_what_was_opened(circle: Circle) -> None:
    found = ask(Tables(circle), "rows")["answer"]
    assert found["all"] == len(found["rows"]) == 1
    assert found["rows"][0][found["columns"].index("text")] == "=HYPERLINK(1)"


def test_it_saves_what_a_spreadsheet_cannot_run(circle: Circle) -> None:
    widget = Tables(circle)
    shown = base64.b64decode(ask(widget, "save")["answer"]["base64"]).decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in shown
    assert "not opened yet" not in shown
    everything = base64.b64decode(ask(Tables(circle), "save", private=True)["answer"]["base64"]).decode("utf-8-sig")
    assert "not opened yet" in everything


def test_a_circle_that_is_not_made_yet_has_an_empty_table(tmp_path: Path) -> None:
    empty = Circle.open(store=str(tmp_path / "none.db"))
    assert ask(Tables(empty), "rows")["answer"]["all"] == 0
    assert ask(Tables(empty), "save")["error"]["code"] == "no_circle"

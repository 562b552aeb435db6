"""A whole meeting that is watched: begun at the start page, shown at the desk of its circle, told there to go on."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from circle_widgets import Circle, moments
from circle_widgets.errors import Refused
from circle_widgets.widgets import practice
from circle_widgets.widgets.start import StartPage
from circle_widgets.widgets.where import Where
from tests.unit.widgets.asking import Browser


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("CIRCLE_STORE", str(tmp_path / "circles.sqlite"))
    return str(tmp_path / "circles.sqlite")


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands of processes that would have been started."""
    found: list[list[str]] = []
    monkeypatch.setattr(subprocess, "Popen", lambda command, **_how: found.append(command))
    return found


@pytest.mark.parametrize(("folder", "locale"), [("", "en"), ("fr", "fr")])
def test_the_start_page_leads_to_the_workbook_of_the_meeting_that_is_watched(
    folder: str, locale: str, begun: list[list[str]], root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = StartPage(where=Where("voila", "/", root, root / "workbooks" / folder / "00-start-here.ipynb"))
    made = Browser(page, monkeypatch).answer("practise", locale=locale, whole=True)
    assert made["link"]["href"].endswith(f"{folder}/30-define-your-circle.ipynb?circle={made['code']}")
    (command,) = begun
    options = command[command.index(made["code"]) :]
    assert {"--lead", "--watched"} < set(options)
    said = {one: options[options.index(one) + 1] for one in ("--activity", "--speed", "--people", "--languages")}
    assert said == {"--activity": "definition", "--speed": "10", "--people": "9", "--languages": locale}


def test_made_up_people_alone_bring_no_facilitator(begun: list[list[str]], root: Path, monkeypatch: Any) -> None:
    page = StartPage(where=Where("voila", "/", root, root / "workbooks/00-start-here.ipynb"))
    made = Browser(page, monkeypatch).answer("practise", locale="en")
    assert "20-one-question" in made["link"]["href"]
    assert not {"--lead", "--watched", "--activity"} & set(begun[0])


def test_where_the_workbooks_are_not_known_the_meeting_begins_all_the_same(
    begun: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Browser(StartPage("en", where=Where()), monkeypatch).answer("practise", locale="en", whole=True)
    assert made["link"] == {}
    assert "--watched" in begun[0]


def test_a_process_that_cannot_start_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def no(*_: Any, **__: Any) -> None:
        raise OSError("no more processes")

    monkeypatch.setattr(subprocess, "Popen", no)
    with pytest.raises(Refused, match="no more processes"):
        practice.begin(Circle.make("Practice", practice=True), whole=True)


class Watching:
    """A desk that is open while a play runs in its circle."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, practice: bool = True) -> None:
        self.circle = Circle.make("Practice", practice=practice)
        self.desk = self.circle.run("one-question")
        self.browser = Browser(self.desk, monkeypatch)

    def stand(self, name: str) -> None:
        self.circle.store.note_local(
            self.circle.id, moments.MOMENT, {"name": name, "seen_at": self.circle.ledger.clock()}
        )
        self.desk.refresh()


def test_a_desk_shows_the_moment_and_tells_the_play_to_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    watching = Watching(monkeypatch)
    watching.desk.refresh()
    assert "moment" not in watching.desk.view
    watching.stand("silence")
    assert watching.desk.view["moment"] == {"name": "silence", "n": 1, "of": 3}
    watching.browser.answer("go_on", name="silence")
    assert "moment" not in watching.desk.view
    assert watching.circle.store.local(watching.circle.id, moments.GO_ON) == "silence"
    watching.stand("wifi")
    assert watching.desk.view["moment"]["name"] == "wifi"
    watching.desk.close()


def test_a_real_circle_has_no_moments(monkeypatch: pytest.MonkeyPatch) -> None:
    watching = Watching(monkeypatch, practice=False)
    watching.stand("silence")
    assert "moment" not in watching.desk.view
    watching.desk.close()

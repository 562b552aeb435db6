"""The example that people read first is what the package makes of its file, and holds what it says."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from circle_widgets import Circle
from circle_widgets.definition import agreed, story

FOLDER = Path(__file__).resolve().parents[2] / "docs/example"


@pytest.fixture
def circle(tmp_path: Path) -> Circle:
    raw = (FOLDER / "definition.circle.jsonl").read_bytes()
    found, new = Circle.load(raw, store=str(tmp_path / "circles.sqlite"))
    assert new == len(raw.splitlines()) - 1
    return found


def test_the_text_is_what_the_file_says(circle: Circle) -> None:
    for name in ("definition.md", "definition.html"):
        kept = (FOLDER / name).read_text(encoding="utf-8")
        assert circle.exported(name.rpartition(".")[2]).decode() == kept, "python -m tests.e2e.example makes it again"


def test_twelve_people_agreed_after_an_objection(circle: Circle) -> None:
    text = agreed(circle.state)
    assert text is not None
    assert (text.here, text.voters, text.rounds) == (12, 12, 2)
    assert [frame.name for frame in story(circle.state, text)] == ["notes", "together", "dots", "text"]
    assert circle.state.practice


def test_every_step_was_played(circle: Circle) -> None:
    run = circle.state.run
    assert run is not None
    kinds = Counter(circle.state.steps[one].kind for one in run.steps if circle.state.steps[one].begun)
    assert kinds == {"talk": 2, "notes": 2, "sort": 1, "dots": 1, "draft": 1, "consent": 1}


def test_nobody_is_named_and_no_ballot_is_in_it(circle: Circle) -> None:
    assert not any(seat.name for seat in circle.state.seats.values())
    log = (FOLDER / "definition.circle.jsonl").read_text(encoding="utf-8")
    assert not re.search(r'"kind":\s*"(dots\.place|consent\.say)"', log)


def test_its_readme_names_each_file_and_no_other() -> None:
    named = set(re.findall(r"\]\(([\w.-]+)\)", (FOLDER / "README.md").read_text(encoding="utf-8")))
    assert named == {path.name for path in FOLDER.iterdir()} - {"README.md"}

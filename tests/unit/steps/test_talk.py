"""Talk: the room speaks; nothing is typed and nothing is hidden."""

from __future__ import annotations

from circle_widgets import views
from circle_widgets.steps import Talk
from tests.unit.worlds import ROLES, meeting


def test_its_lines_are_a_map_in_their_order() -> None:
    world = meeting(at="s1")
    for role in ROLES:
        assert views.everyone(world.state, role)["talk"]["lines"] == {
            "1": {"n": 1, "text": "one"},
            "2": {"n": 2, "text": "two"},
        }


def test_it_takes_no_words() -> None:
    world = meeting(at="s1")
    assert world.refused("notes.write", {"text": "hello"}, step="s1", seat="ana", by="").code == "unknown_kind"
    assert world.refused("step.reveal", step="s1").code == "nothing_hidden"


def test_an_author_writes_it_short() -> None:
    assert Talk("What surprised you?", minutes=5) == Talk(question="What surprised you?", lines=(), minutes=5)

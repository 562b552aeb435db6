"""``circle rehearse`` as it is typed: with a room of its own, and with one that is open already."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from circle_widgets import Circle, clock, join
from circle_widgets.cli import main
from circle_widgets.serve import ports
from circle_widgets.serve.own_room import RoomNotOpened, own_room

Say = Callable[..., tuple[int, str, str]]


@pytest.fixture
def say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Say:
    """Types a command; gives its number, what it printed, and what it complained."""
    monkeypatch.setenv("CIRCLE_STORE", str(tmp_path / "circles.sqlite"))
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")

    def typed(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return typed


def test_a_room_of_its_own_is_on_no_join_card(say: Say) -> None:
    circle = Circle.make("Practice", practice=True)
    code, out, err = say("rehearse", circle.code, "--people", "3", "--lead", "--speed", "3000", "--seed", "4", "--json")
    facts = json.loads(out)
    assert (code, facts["people"], facts["lost"], facts["twice"], facts["seed"]) == (0, 3, 0, 0, 4)
    assert facts["stored"] == facts["sent"] >= 3
    assert "Step 3 of 3" in err
    assert circle.store.local("", join.ROOM) is None


def test_a_real_circle_is_left_alone(say: Say) -> None:
    circle = Circle.make("Sewing")
    code, out, err = say("rehearse", circle.code)
    assert (code, out) == (2, "")
    assert "practice" in err
    assert circle.state.seats == {}


def test_people_go_to_the_room_that_is_open(say: Say) -> None:
    circle = Circle.make("Practice", practice=True)
    with own_room(circle.store.url) as port:
        address = {"ip": "192.0.2.7", "name": "", "wifi": True}
        fact = {"port": port, "pid": 1, "seen_at": clock.now(), "addresses": [address]}
        circle.store.note_local("", join.ROOM, fact)
        assert say("rehearse", circle.code, "--people", "2", "--lead", "--speed", "3000")[0] == 0
        assert "circle_room_joined_total 2" in ports.get(port, "/metrics")[1].decode()


def test_a_room_that_cannot_open_says_why(tmp_path: Path) -> None:
    (tmp_path / "circles.sqlite").write_text("a shopping list")
    with pytest.raises(RoomNotOpened, match=r"circles\.sqlite"), own_room(str(tmp_path / "circles.sqlite")):
        pytest.fail("it opened")


def test_a_room_that_was_named_and_is_silent_is_named_again(say: Say) -> None:
    circle = Circle.make("Practice", practice=True)
    code, _, err = say("rehearse", circle.code, "--room", "http://127.0.0.1:9", "--people", "1", "--speed", "1000")
    assert code == 1
    assert "http://127.0.0.1:9" in err

"""``circle rehearse`` as it is typed: with a room of its own, and with one that is open already."""

from __future__ import annotations

import io
import json
import threading
from pathlib import Path

import pytest

from circle_widgets import Circle, clock, join, moments
from circle_widgets.definition import agreed
from circle_widgets.serve import ports
from circle_widgets.serve.own_room import RoomNotOpened, own_room
from tests.unit.conftest import Say
from tests.waiting import until

SHORT = ("--lead", "--activity", "one-question", "--speed", "3000")


def test_a_room_of_its_own_is_on_no_join_card(say: Say) -> None:
    circle = Circle.make("Practice", practice=True)
    code, out, err = say("rehearse", circle.code, "--people", "3", *SHORT, "--seed", "4", "--json")
    facts = json.loads(out)
    assert (code, facts["people"], facts["lost"], facts["twice"], facts["seed"]) == (0, 3, 0, 0, 4)
    assert facts["stored"] == facts["sent"] >= 3
    assert "Step 3 of 3" in err
    assert circle.store.local("", join.ROOM) is None


def test_without_a_code_a_whole_meeting_is_played_in_a_circle_of_its_own(say: Say) -> None:
    code, out, err = say("rehearse", "--lead", "--people", "3", "--speed", "5000", "--json")
    facts = json.loads(out)
    assert (code, facts["lost"], facts["twice"], facts["moments"]) == (0, 0, 0, list(moments.NAMES))
    circle = Circle.open(facts["code"])
    assert (circle.state.practice, circle.title, circle.state.locale) == (True, "Practice circle", "en")
    assert f"/screen/{circle.code}" in err
    assert "An objection" in err
    assert agreed(circle.state) is not None


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
        assert say("rehearse", circle.code, "--people", "2", *SHORT)[0] == 0
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


# ---- hard moments


class Terminal(io.StringIO):
    """Somebody who sits there and presses Enter."""

    def isatty(self) -> bool:
        return True


LED = (*SHORT, "--people", "2", "--languages", "fr")


def test_a_machine_is_told_about_hard_moments_and_nothing_waits(say: Say) -> None:
    circle = Circle.make("Exercice", practice=True, locale="fr")
    code, out, err = say("rehearse", circle.code, *LED, "--json")
    facts = json.loads(out)
    assert (code, facts["moments"]) == (0, ["silence", "wifi"])
    # what is said to the room is said in the circle's language, the rest in that of the environment
    assert "Un silence" in err
    assert "Le Wi-Fi fait une pause." in err
    assert "Step 3 of 3" in err
    assert "Appuyez sur Entrée" not in err
    assert {seat.locale for seat in circle.state.seats.values()} == {"fr"}


def test_on_a_terminal_it_goes_on_at_enter(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    circle = Circle.make("Practice", practice=True)
    keys = Terminal("\n\nleft over")
    monkeypatch.setattr("sys.stdin", keys)
    code, out, _ = say("rehearse", circle.code, *LED)
    assert code == 0
    assert out.count("Press Enter to go on.") == 2
    assert keys.read() == "left over"


def test_whoever_watches_at_the_desk_goes_on_there(say: Say) -> None:
    circle = Circle.make("Practice", practice=True)
    told: list[str] = []

    def desk() -> None:
        for _ in ("silence", "wifi"):
            until(
                lambda: moments.card(circle.store.local, circle.id, clock.now()),
                "a moment stands at the desk",
                seconds=120,
            )
            name = moments.card(circle.store.local, circle.id, clock.now())["name"]
            told.append(name)
            circle.store.note_local(circle.id, moments.GO_ON, name)
            until(lambda: circle.store.local(circle.id, moments.MOMENT) is None, "the play goes on", seconds=120)

    watching = threading.Thread(target=desk, daemon=True)
    watching.start()
    code, out, _ = say("rehearse", circle.code, *LED, "--watched")
    watching.join(120)
    assert (code, told) == (0, ["silence", "wifi"])
    assert "Enter" not in out


def test_a_language_that_nobody_has_is_refused(say: Say) -> None:
    code, out, err = say("rehearse", "ABCDEF", "--languages", "en,elvish")
    assert (code, out) == (2, "")
    assert "elvish" in err

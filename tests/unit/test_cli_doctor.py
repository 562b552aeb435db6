"""``circle doctor``: each thing that would stop a meeting is named, with what mends it."""

from __future__ import annotations

import json
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from circle_widgets import Circle, doctor
from circle_widgets.cli import main
from circle_widgets.doctor import Finding
from circle_widgets.room.network import Address
from circle_widgets.sentences import LOCALES, say, sentences

HERE = Address("127.0.0.1", "lo", wifi=False)


def disk(free: int) -> Callable[[Path], Any]:
    return lambda _folder: SimpleNamespace(free=free)


def no_workbooks() -> Path:
    raise FileNotFoundError


@pytest.mark.parametrize(
    ("found", "state", "key"),
    [
        (doctor.python((3, 10, 4)), "stop", "doctor.python.old"),
        (doctor.python((3, 14, 0)), "well", "doctor.python.well"),
        (doctor.disk(Path("nowhere/yet"), disk(10**6)), "stop", "doctor.disk.full"),
        (doctor.disk(Path("nowhere/yet"), disk(10**11)), "well", "doctor.disk.well"),
        (doctor.clock(0, 0), "note", "doctor.clock.wrong"),
        (doctor.clock(1.8e9, 1.9e9), "note", "doctor.clock.wrong"),
        (doctor.clock(1.9e9, 1.8e9), "well", "doctor.clock.well"),
        (doctor.bundles(Path("nowhere")), "stop", "doctor.pages.missing"),
        (doctor.books(no_workbooks), "stop", "doctor.workbooks.missing"),
        (doctor.parts(lambda name: None if name == "voila" else name), "stop", "doctor.parts.missing"),
        (doctor.browser(""), "note", "doctor.browser.none"),
        (doctor.browser("firefox"), "well", "doctor.browser.well"),
        (doctor.network([]), "stop", "doctor.network.none"),
        (doctor.network([HERE]), "well", "doctor.network.well"),
        (doctor.circles("gopher://x")[1], "stop", "doctor.circles.closed"),
        (doctor.circles("/proc/nowhere/x.sqlite")[1], "stop", "doctor.circles.closed"),
    ],
)
def test_what_would_stop_a_meeting_is_named_and_what_mends_it(found: Finding, state: str, key: str) -> None:
    assert (found.state, found.key) == (state, key)
    assert bool(found.mend) == (state != "well")
    for locale in LOCALES:
        for sentence in filter(None, (found.key, found.mend)):
            text = say(locale, sentence, **found.slots)
            assert text != sentence
            assert "{" not in text


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_each_system_has_its_own_way_through_the_firewall(platform: str) -> None:
    found = doctor.firewall(platform, 8866)
    assert found.mend in sentences("en")
    assert found.mend in sentences("fr")


def test_a_file_on_a_network_drive_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "network_file_system", lambda _path: "nfs4")
    found = doctor.files("/home/ana/circles.sqlite")
    assert (found.state, found.slots["kind"]) == ("note", "nfs4")


def test_looking_makes_no_file(tmp_path: Path) -> None:
    opened, found = doctor.circles(str(tmp_path / "deep" / "circles.sqlite"))
    assert (opened, found.key) == (None, "doctor.circles.none")
    assert list(tmp_path.iterdir()) == []


def test_a_clock_that_went_back_is_noticed_by_what_was_said_last(tmp_path: Path) -> None:
    store = str(tmp_path / "circles.sqlite")
    Circle.make("Sewing", store=store, clock=lambda: 4_000_000_000_000).store.close()
    opened, _ = doctor.circles(store)
    assert opened is not None
    assert doctor._latest(opened) == 4_000_000_000_000
    opened.close()


def test_a_room_is_opened_for_a_moment_and_knocked_at(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("0.0.0.0", 0))
        taken.listen()
        port = taken.getsockname()[1]
        found = list(doctor.room(None, port, [HERE, Address("192.0.2.1", "far", wifi=True)]))
    assert [(one.state, one.key) for one in found[:2]] == [("note", "doctor.port.taken"), ("well", "doctor.room.well")]
    assert found[1].slots["port"] != port
    assert (found[2].state, found[2].slots["ip"]) == ("note", "192.0.2.1")


def test_it_says_all_as_sentences_or_as_json_and_its_number_tells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CIRCLE_STORE", str(tmp_path / "circles.sqlite"))
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.setattr(doctor, "room", lambda *_: [])
    monkeypatch.setattr(doctor, "addresses", list)
    assert main(["doctor"]) == 1
    assert "in no network" in capsys.readouterr().out
    assert main(["doctor", "--json"]) == 1
    facts = json.loads(capsys.readouterr().out)
    assert facts["stops"] >= 1
    assert {one["about"]: one["state"] for one in facts["findings"]}["network"] == "stop"
    monkeypatch.setattr(doctor, "examine", lambda *_: [doctor.python(sys.version_info[:3])])
    assert main(["doctor"]) == 0

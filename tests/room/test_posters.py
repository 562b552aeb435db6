"""The poster on phones: there once it is agreed on, a page that runs nothing, files that typst makes."""

from __future__ import annotations

import re
import sys
from importlib.util import find_spec

import pytest

from circle_widgets import export
from circle_widgets.circle import Circle
from circle_widgets.room import posters
from tests.room.conftest import MakePlace
from tests.room.place import Place
from tests.unit.defining import Defining, defined

FILES = {"svg": (b"<svg", "image/svg+xml"), "png": (b"\x89PNG", "image/png"), "pdf": (b"%PDF", "application/pdf")}


def bring(place: Place, world: Defining) -> str:
    """That circle in the room's store; its code."""
    raw = export.as_file("a-circle", world.state, world.log)
    circle, _ = Circle.load(raw, store=place.circle.store)
    return circle.code


@pytest.mark.parametrize("path", ["", ".svg", ".png", ".pdf"])
def test_before_it_is_agreed_on_there_is_none(place: Place, path: str) -> None:
    answer = place.ask("GET", f"poster/{place.code}{path}")
    assert (answer.status, answer.json["code"]) == (404, "no_agreed_text")
    assert answer.json["message"].startswith("There is no agreed text yet.")


@pytest.mark.parametrize("path", ["", ".svg"])
def test_a_wrong_code_is_told_as_such(place: Place, path: str) -> None:
    assert place.ask("GET", f"poster/XXXXXX{path}").json["code"] == "unknown_circle"


def test_the_page_is_the_poster_and_runs_nothing(place: Place) -> None:
    code = bring(place, defined())
    answer = place.ask("GET", f"poster/{code.lower()}")
    page = answer.raw.decode()
    assert (answer.status, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "Ana and Ben" in page
    assert "<script" not in page
    assert "onclick" not in page
    policy = answer.headers["content-security-policy"]
    assert policy == posters.policy(page)
    assert "script-src" not in policy
    assert "unsafe" not in policy
    assert re.findall(r'href="([^"]+)"', page) == [f"{code}.png", f"{code}.pdf"]
    assert "alone" not in page


@pytest.mark.parametrize("how", FILES)
def test_the_poster_is_kept_as_a_file(place: Place, how: str) -> None:
    code = bring(place, defined())
    answer = place.ask("GET", f"poster/{code}.{how}")
    start, kind = FILES[how]
    assert (answer.status, answer.headers["content-type"]) == (200, kind)
    assert answer.raw.startswith(start)
    assert answer.headers["content-disposition"] == f"inline; filename*=UTF-8''poster-sewing.{how}"
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_it_speaks_the_circles_language_and_is_always_the_newest(place: Place) -> None:
    code = bring(place, defined())
    assert b"This is our circle" in place.ask("GET", f"poster/{code}").raw
    Circle.open(code, store=place.store_url).ledger.say("circle.title", {"locale": "fr"})
    assert "Voici notre cercle" in place.ask("GET", f"poster/{code}").raw.decode()


def test_without_typst_the_page_is_there_and_a_file_is_told_to_be_missing(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = bring(place, defined())
    monkeypatch.setitem(sys.modules, "typst", None)
    monkeypatch.setattr(posters, "find_spec", lambda name: None if name == "typst" else find_spec(name))
    page = place.ask("GET", f"poster/{code}").raw.decode()
    assert "Ana and Ben" in page
    assert "href=" not in page
    answer = place.ask("GET", f"poster/{code}.svg")
    assert (answer.status, answer.json["code"]) == (404, "no_typst_poster")


def test_inside_another_server_its_files_are_beside_it(make_place: MakePlace) -> None:
    place = make_place(base="/user/a-b/circle/")
    code = bring(place, defined())
    answer = place.ask("GET", f"poster/{code}")
    assert answer.status == 200
    assert f'href="{code}.png"'.encode() in answer.raw

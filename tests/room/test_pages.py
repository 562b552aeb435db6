"""The pages: their policy, the data that they begin with, what they load; and the door."""

from __future__ import annotations

import gzip
import json
from html.parser import HTMLParser
from typing import Any

import pytest

from circle_widgets.circle import Circle
from circle_widgets.room.pages import data_block, wish
from circle_widgets.room.security import policy
from tests.room.conftest import MakePlace
from tests.room.place import Answer, Place

PAGES = ("join", "screen", "remote")


class Reading(HTMLParser):
    """What a browser would find in a page."""

    def __init__(self, page: Answer) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = {}
        self._in: dict[str, str | None] | None = None
        self.feed(page.raw.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._in = dict(attrs) if tag in {"script", "style"} else None

    def handle_data(self, data: str) -> None:
        if self._in is not None and self._in.get("id"):
            self.texts[str(self._in["id"])] = self.texts.get(str(self._in["id"]), "") + data

    def handle_endtag(self, tag: str) -> None:
        self._in = None

    @property
    def config(self) -> Any:
        return json.loads(self.texts["page"])


@pytest.mark.parametrize("page", PAGES)
def test_every_page_has_the_strict_policy(place: Place, page: str) -> None:
    answer = place.ask("GET", f"{page}/{place.code}")
    assert answer.status == 200
    rules = dict(rule.strip().partition(" ")[::2] for rule in answer.headers["content-security-policy"].split(";"))
    assert rules.pop("default-src") == "'none'"
    assert rules.pop("img-src") == "'self' data:"
    assert {rules.pop(name) for name in ("script-src", "style-src", "connect-src", "font-src", "form-action")} == {
        "'self'"
    }
    assert {rules.pop(name) for name in ("base-uri", "frame-ancestors")} == {"'none'"}
    assert not rules
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-store"
    assert "server" not in answer.headers


@pytest.mark.parametrize("page", PAGES)
def test_nothing_in_a_page_needs_more_than_the_policy_gives(place: Place, page: str) -> None:
    found = Reading(place.ask("GET", f"{page}/{place.code}"))
    for tag, attributes in found.tags:
        assert not [name for name in attributes if name.startswith("on") or name == "style"], tag
        assert tag != "style"
        if tag == "script":
            assert attributes.get("type") == "application/json" or attributes.get("src", "").startswith("/static/")  # type: ignore[union-attr] # a script has one
        if tag == "link" and attributes.get("rel") == "stylesheet":
            assert str(attributes["href"]).startswith("/static/")


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_names_is_there(place: Place, page: str) -> None:
    found = Reading(place.ask("GET", f"{page}/{place.code}"))
    named = [
        attributes.get("src") or attributes.get("href") for tag, attributes in found.tags if tag in {"script", "link"}
    ]
    named += [*found.config["locales"].values(), *(one["js"] for one in found.config["kinds"].values())]
    for address in named:
        if address and not address.startswith("data:"):
            answer = place.ask("GET", address.removeprefix("/"))
            assert answer.status == 200, address
            assert "immutable" in answer.headers["cache-control"]


def test_a_page_begins_with_its_language_its_sentences_and_what_may_be_said(place: Place) -> None:
    answer = place.ask("GET", f"join/{place.code.lower()}", headers={"Accept-Language": "de, fr-CA;q=0.9, en;q=0.2"})
    config = Reading(answer).config
    assert (config["code"], config["base"], config["locale"]) == (place.code, "/", "fr")
    assert config["circle"] == {"title": "Sewing", "facilitator": "Ana"}
    assert config["messages"]["phone.send" if "phone.send" in config["messages"] else "phone.join.go"]
    assert set(config["kinds"]) >= {"notes"}
    assert b'<html lang="fr">' in answer.raw


def test_a_page_says_nothing_of_who_is_here_or_what_was_said(place: Place) -> None:
    phone = place.join("Zuleikha")
    phone.write(place.open_step("An unusual question"), "unusual words")
    for page in PAGES:
        raw = place.ask("GET", f"{page}/{place.code}").raw
        assert not [word for word in (b"Zuleikha", b"unusual", phone.token.encode()) if word in raw]


def test_a_title_cannot_become_markup(place: Place) -> None:
    title = "</script><script>alert(1)</script><!-- \u2028 & \" '"
    place.circle.ledger.say("circle.title", {"title": title})
    answer = place.until(lambda: found if b"alert" in (found := place.ask("GET", f"join/{place.code}")).raw else None)
    assert b"<script>alert" not in answer.raw
    assert b"<!--" not in answer.raw
    assert Reading(answer).config["circle"]["title"] == title


def test_data_in_a_page_stays_data() -> None:
    assert json.loads(data_block({"a": "</script><!--&\u2029"})) == {"a": "</script><!--&\u2029"}
    assert not set(data_block("<>&\u2028\u2029")) & set("<>&\u2028\u2029")


def test_a_wrong_code_is_asked_for_again(place: Place) -> None:
    for wrong in ("XXXXXX", "nothing", "%3Cscript%3E"):
        answer = place.ask("GET", f"join/{wrong}")
        config = Reading(answer).config
        assert answer.status == 404
        assert (config["code"], config["unknown"]) == ("", wrong.replace("%3C", "<").replace("%3E", ">"))
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")


def test_the_door_leads_straight_in_when_there_is_one_circle(place: Place) -> None:
    answer = place.ask("GET", "")
    assert (answer.status, answer.headers["location"]) == (302, f"/join/{place.code}")


def test_the_door_asks_for_the_code_when_there_are_several(place: Place) -> None:
    Circle.make("Other", store=place.store_url, clock=place.time.now)
    answer = place.ask("GET", "")
    assert answer.status == 200
    assert Reading(answer).config["code"] == ""
    assert place.ask("GET", "?code=b%20c%2F").headers["location"] == "/join/b%20c%2F"


def test_the_door_of_a_laptop_follows_its_desk(make_place: MakePlace) -> None:
    place = make_place(follow_desk=True)
    other = Circle.make("Other", store=place.store_url, clock=place.time.now)
    assert place.ask("GET", "").headers["location"] == f"/join/{other.code}"


def test_no_address_leads_elsewhere(place: Place) -> None:
    for code in ("%2F%2Fevil.example", "..%2F..", "%5C%5Cevil.example", "https:%2F%2Fevil.example"):
        answer = place.ask("GET", f"?code={code}")
        assert answer.headers["location"].startswith("/join/")
        assert "/" not in answer.headers["location"].removeprefix("/join/")


def test_head_is_answered_like_get_without_a_body(place: Place) -> None:
    answer = place.ask("HEAD", f"join/{place.code}")
    assert (answer.status, answer.raw) == (200, b"")


@pytest.mark.parametrize(
    ("header", "language"),
    [("", "en"), ("fr", "fr"), ("en-GB,fr;q=0.9", "en"), ("de,fr;q=0.3,en;q=0.8", "en"), ("*", "en"), ("fr;q=x", "fr")],
)
def test_the_browsers_wish_is_heard(header: str, language: str) -> None:
    assert wish(header) == language


class TestStatic:
    """What pages load."""

    def test_a_file_with_its_hash_may_be_kept_for_ever(self, place: Place) -> None:
        config = Reading(place.ask("GET", f"join/{place.code}")).config
        address = config["locales"]["en"].removeprefix("/")
        assert "immutable" in place.ask("GET", address).headers["cache-control"]
        assert place.ask("GET", address.split("?")[0]).headers["cache-control"] == "no-cache"
        assert place.ask("GET", address.split("?")[0] + "?v=other").headers["cache-control"] == "no-cache"

    def test_it_is_compressed_for_who_takes_that(self, place: Place) -> None:
        plain = place.ask("GET", "static/phone.js")
        small = place.ask("GET", "static/phone.js", headers={"Accept-Encoding": "gzip, br"})
        assert small.headers["content-encoding"] == "gzip"
        assert gzip.decompress(small.raw) == plain.raw
        assert len(small.raw) < len(plain.raw)
        assert small.headers["vary"] == "Accept-Encoding"
        assert plain.headers["content-type"].startswith("text/javascript")

    def test_what_is_known_already_is_not_sent_again(self, place: Place) -> None:
        tag = place.ask("GET", "static/phone.css").headers["etag"]
        answer = place.ask("GET", "static/phone.css", headers={"If-None-Match": tag})
        assert (answer.status, answer.raw) == (304, b"")

    @pytest.mark.parametrize(
        "name",
        ["../pyproject.toml", "..%2F__init__.py", "manifest.json", ".sources", "nothing.js", "kinds/../phone.js"],
    )
    def test_nothing_but_built_files_is_served(self, place: Place, name: str) -> None:
        assert place.ask("GET", f"static/{name}").status == 404


class TestPicture:
    """The way in as a square code."""

    def test_it_holds_the_address_that_was_asked_at(self, place: Place) -> None:
        answer = place.ask("GET", f"qr/join/{place.code}.svg")
        assert answer.headers["content-type"] == "image/svg+xml"
        assert answer.raw.startswith(b"<svg")

    def test_it_draws_no_address_but_the_rooms_own(self, place: Place) -> None:
        assert place.ask("GET", "qr/join/XXXXXX.svg").status == 404
        assert place.ask("GET", f"qr/join/{place.code}.svg?at=1").status == 404
        fact = {"port": 8866, "pid": 1, "seen_at": place.time.now(), "addresses": [{"ip": "192.168.1.20"}]}
        place.circle.store.note_local("", "room", fact)
        place.until(lambda: place.ask("GET", f"qr/join/{place.code}.svg?at=1").status == 200)
        assert place.ask("GET", f"qr/join/{place.code}.svg?at=2").status == 404


def test_inside_another_server_a_page_may_only_load_the_rooms_own() -> None:
    rules = policy("/user/a-b/circle/", "hub.example.org:8000")
    assert "script-src hub.example.org:8000/user/a-b/circle/;" in rules
    assert "connect-src hub.example.org:8000/user/a-b/circle/;" in rules
    assert "'self'" not in rules


@pytest.mark.parametrize("host", ["evil.example; script-src *", "a b", "", "[::1]:8888", "x\r\ny"])
def test_a_strange_host_adds_nothing_to_the_policy(host: str) -> None:
    assert policy("/circle/", host) == policy("/", "ignored")

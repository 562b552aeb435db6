"""The answer in a forum: the text as a plain reply, and an address that is one."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from circle_widgets.definition import Agreed, Line
from circle_widgets.thread import LONGEST, opening, reply, topic
from tests.unit.worlds import World, meeting, text_of

TEXT = Agreed(
    Line("We meet to *learn*"),
    is_=[Line("Free")],
    is_not=[Line("A test\nyou can fail")],
    dissent=["Not free <b>for all</b>"],
    title="Sewing # Tuesdays",
)


def test_the_reply_is_plain_markdown_in_the_circles_language() -> None:
    assert reply(TEXT, "en") == (
        "**We meet to \\*learn\\***\n\nIt is …\n\n- Free\n\nIt is not …\n\n- A test  \n  you can fail\n\n"
        "Not all of us see it this way\n\n- Not free \\<b\\>for all\\</b\\>\n"
    )
    assert reply(TEXT, "fr").startswith("**We meet to \\*learn\\***\n\nC’est …\n\n- Free")


def test_a_thread_opens_as_it_is() -> None:
    for address in (
        "https://forum.example/t/what-is-it/12",
        "http://forum.example/?topic=4",
        "https://f.example/#/t/1",
    ):
        assert opening(address, "T", "text") == ("thread", address)


def test_a_forum_opens_a_new_topic_with_the_text_in_it() -> None:
    found = opening("https://forum.example/", topic(TEXT, "en"), reply(TEXT, "en"))
    assert found is not None
    parts = urlsplit(found.href)
    assert (found.what, parts.path) == ("topic", "/new-topic")
    assert parse_qs(parts.query) == {"title": [topic(TEXT, "en")], "body": [reply(TEXT, "en")]}
    assert "Sewing" in topic(TEXT, "fr")


@pytest.mark.parametrize(("length", "what"), [(100, "topic"), (LONGEST, "forum")])
def test_a_text_too_long_for_an_address_opens_the_front_page(length: int, what: str) -> None:
    found = opening("https://forum.example", "T", "é" * (length // 6 + 1))
    assert found is not None
    assert found.what == what
    assert len(found.href) < LONGEST


def test_without_an_address_nothing_opens() -> None:
    assert opening("", "T", "text") is None


def test_an_address_that_leads_nowhere_opens_nothing() -> None:
    address = "https://forum.ex\u2100mple/"  # one sign that browsers read as "a/c"
    world = meeting()
    world.did("circle.title", {"thread": address})
    assert opening(world.state.thread, "T", "text") is None


# ---------------------------------------------------------------- the address that a circle keeps


@pytest.mark.parametrize("address", ["https://forum.example/t/12", "http://192.168.1.2:8080/t/1?page=2#p3", ""])
def test_the_facilitator_keeps_an_address_and_takes_it_away(address: str) -> None:
    world = meeting()
    world.did("circle.title", {"thread": "https://before.example/t/1"})
    world.did("circle.title", {"thread": address})
    assert world.state.thread == address
    assert world.state.title == "Sewing"


@pytest.mark.parametrize(
    "address",
    [
        *(
            "javascript:alert(1)",
            "forum.example",
            "ftp://forum.example/",
            "https://",
            "https:///t/1",
            " https://f.example",
        ),
        *(
            "https://me:secret@forum.example/t/1",
            "https://f.example/a b",
            'https://f.example/"x',
            "https://f.example\n",
        ),
        *("https://f.example/" + "x" * 500, "https://f.example\\t", "https://[f.example/t/1", "data:text/html,x"),
    ],
)
def test_what_is_no_address_of_a_page_is_refused(address: str) -> None:
    world = meeting()
    refused = world.refused("circle.title", {"thread": address})
    assert (refused.code, refused.field) == ("body", "thread")
    assert world.state.thread == ""


def test_only_the_facilitator_decides_it_and_only_the_facilitator_sees_it() -> None:
    world = meeting()
    body: dict[str, Any] = {"thread": "https://forum.example/t/12"}
    assert world.refused("circle.title", body, seat="ana", by="").code == "desk_only"
    world.did("circle.title", body)
    from circle_widgets import views  # noqa: PLC0415 - only here

    assert "forum.example" not in text_of(views.everyone(world.state, "phone"))
    assert "forum.example" not in text_of(views.everyone(world.state, "screen"))


def test_it_travels_in_the_file() -> None:
    world = meeting()
    world.did("circle.title", {"thread": "https://forum.example/t/12"})
    assert world.copy("other", 1000).state.thread == "https://forum.example/t/12"
    assert World().state.thread == ""

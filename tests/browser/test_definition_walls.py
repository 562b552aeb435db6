"""A whole definition on the wall, of one person and of thirty who write at length: each page whole and large."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from circle_widgets import export, views
from circle_widgets.circle import Circle
from tests.browser.conftest import MakePage, Room
from tests.browser.texts import ARABIC, CHINESE, ENGLISH, FRENCH, SHORT, WORD
from tests.browser.walls import DISPLAYS, look
from tests.unit.whole import Whole, in_twos
from tests.waiting import until

pytestmark = pytest.mark.browser

LONG = (ENGLISH, FRENCH, WORD, CHINESE, ARABIC, SHORT, FRENCH[60:], ENGLISH[100:])
LARGE = ".asked h1, .notes-one .notes-text:not(.under), .sort-one .sort-text:not(.under), .draft-large .draft-text"
LARGE += ", .consent-found, .consent-text"
SIZES = "(all) => all.map((one) => parseFloat(getComputedStyle(one).fontSize) / innerHeight)"
OBJECTS = {"answer": "objection", "words": f"Not for everyone. {FRENCH}"[:400], "how": "read", "keep": True}
AT_MOST = 3
"""So many pages of texts one at a time: that all of them are whole, is held kind by kind."""


def long(step: str, n: int) -> str:
    """As long as it may be, no two alike."""
    return f"{n}. {LONG[n % len(LONG)]}"[: 200 if step == "cards" else 400].strip()


def stages(world: Whole) -> Iterator[str]:
    """The room goes through its definition; what it has come to, each time its wall shows something else."""
    yield "before"
    world.opens("frame")
    yield "frame"
    world.write_alone()
    yield "writing"
    world.write_together(in_twos(world.seats)[1:])
    yield "writing in twos"
    world.opened("pairs")
    yield "sentences"
    world.opens("examples")
    yield "examples"
    world.put_cards(1)
    yield "sorting"
    world.opened("cards")
    groups = [one.group.id for one in world.step("cards").data.standing()]
    for one in groups[3:10:3]:
        world.did("sort.join", {"group": one, "into": groups[0]}, step="cards")
    if groups[3:]:
        world.did("sort.name", {"group": groups[0], "text": world.words("cards", 9)}, step="cards")
    yield "cards"
    world.place_dots()
    yield "choosing"
    world.opened("dots")
    yield "chosen"
    world.write_text(values=9)
    yield "text"
    world.opens("consent")
    yield "asked"
    world.answer(OBJECTS, {"answer": "talk"})
    world.opened("consent")
    yield "an objection"
    world.did("step.again", step="consent")
    world.answer(*[OBJECTS] * (len(world.seats) > 1))
    world.opened("consent")
    if len(world.seats) > 1:
        world.did("consent.settle", step="consent")
    yield "agreed"
    world.did("activity.end")
    yield "ended"
    world.did("screen.show", {"mode": "story", "page": 1})
    yield "story"
    world.did("activity.start", {"name": "next", "title": "Next", "steps": [{"id": "next", "kind": "talk"}]})
    world.did("screen.show", {"mode": "text", "page": 1})
    yield "still us"


def bring(circle: Circle, world: Whole) -> Circle:
    """The circle as far as it is, in the store of this one."""
    found, _ = Circle.load(export.as_file("a-circle", world.state, world.log), store=circle.store)
    return found


def stands(wall: Page, circle: Circle) -> int:
    """Wait until the wall shows what the room is at; how many pages that has."""
    view: dict[str, Any] = views.everyone(circle.state, "screen")
    screen, title = view["screen"], view.get("step", {}).get("title", {})
    expect(wall.locator(f'.wall:not([data-scene="waiting"])[data-mode="{screen["mode"]}"]')).to_be_visible()
    if wall.locator(".top-title").count() and title:
        expect(wall.locator(".top-title")).to_have_text(title[circle.state.locale])
    if screen["pages"] > 1:
        of = {"en": "of", "fr": "sur"}[circle.state.locale]
        expect(wall.locator(".pages")).to_have_text(f"{screen['page']} {of} {screen['pages']}")
    expect(wall.locator('.kind[aria-busy="true"]')).to_have_count(0)
    wall.evaluate("document.fonts.ready.then(() => 0)")
    return int(screen["pages"])


def see(wall: Page, where: str) -> None:
    """Nothing cut, nothing small; what is asked and what is spoken about a sixteenth of the height."""
    until(lambda: all(size >= 1 / 16 for size in wall.locator(LARGE).evaluate_all(SIZES)), f"large enough: {where}")
    assert look(wall).faults == [], where


def read_through(circle: Circle, walls: list[Page], stage: str, most: int = 100) -> None:
    page = pages = 1
    while page <= min(pages, most):
        if page > 1:
            circle.ledger.say("screen.show", {"page": page})
        for wall in walls:
            pages = stands(wall, circle)
            see(wall, f"{stage}, page {page} of {pages}, {wall.viewport_size}")
        page += 1


@pytest.mark.parametrize(("people", "locale"), [(1, "en"), (30, "fr")], ids=["one", "thirty"])
def test_every_page_of_a_definition_is_whole_and_large(
    room: Room, circle: Circle, person: MakePage, people: int, locale: str
) -> None:
    walls = [person(viewport={"width": width, "height": height}) for width, height in DISPLAYS]
    world = Whole(people, words=long, locale=locale)
    for stage in stages(world):
        ours = bring(circle, world)
        for wall in walls:
            wall.goto(f"{room.url}/screen/{ours.code}")
        read_through(ours, walls, stage)
        if stage in {"sentences", "cards"}:
            ours.ledger.say("screen.show", {"mode": "one", "page": 1})
            read_through(ours, walls, f"{stage}, one at a time", AT_MOST)

"""The agreed text in a real browser: on the wall page by page, at the desk, on a phone that keeps it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from circle_widgets import export, views
from circle_widgets.activities import Activity
from circle_widgets.circle import Circle
from circle_widgets.steps import Notes
from circle_widgets.widgets.desk import DeskWidget
from tests.browser.conftest import MakePage, Room
from tests.browser.looking import faults
from tests.browser.test_desk import Shown
from tests.browser.texts import ENGLISH, FRENCH, WORD
from tests.browser.walls import DISPLAYS, look
from tests.unit.defining import Defining, agreed_on, defined

pytestmark = pytest.mark.browser

TRAYS = ("is", "not", "depends")
FEW = {"Free": "is", "A test": "not", "Homework": "depends"}
ENDLESS = {f"{n} {WORD} {ENGLISH}"[:200]: TRAYS[n % 3] for n in range(30)}
MANY = {f"Une valeur à nous, la numéro {n}": TRAYS[n % 3] for n in range(30)}
TEXTS = {
    "short": lambda: agreed_on("We meet to learn what none of us can learn alone.", FEW),
    "long": lambda: agreed_on(ENGLISH[:400], ENDLESS, objection=ENGLISH[:400]),
    "French": lambda: agreed_on(FRENCH[:300], MANY, objection="Pas gratuit pour tous.", locale="fr"),
}


def bring(circle: Circle, world: Defining) -> Circle:
    """That circle, in the store of this one."""
    raw = export.as_file("a-circle", world.state, world.log)
    found, _ = Circle.load(raw, store=circle.store)
    return found


def turn(wall: Page, state: Any) -> None:
    """Wait until the wall shows the page that the room is at."""
    screen = views.everyone(state, "screen")["screen"]
    expect(wall.locator(f'.wall[data-scene="told"][data-mode="{screen["mode"]}"]')).to_be_visible()
    if screen["pages"] > 1:
        of = {"en": "of", "fr": "sur"}[state.locale]
        expect(wall.locator(".pages")).to_have_text(f"{screen['page']} {of} {screen['pages']}")
    expect(wall.locator('.kind[aria-busy="true"]')).to_have_count(0)


@pytest.mark.parametrize("words", TEXTS)
def test_on_the_wall_every_page_of_text_and_story_is_whole_and_large(
    room: Room, circle: Circle, person: MakePage, words: str
) -> None:
    world = TEXTS[words]()
    world.did("activity.end")
    ours = bring(circle, world)
    walls = [person(viewport={"width": width, "height": height}) for width, height in DISPLAYS]
    ours.move("next")  # how our text came about
    for wall in walls:
        wall.goto(f"{room.url}/screen/{ours.code}")
        wall.wait_for_function("() => document.fonts.status === 'loaded'")
    pages = views.everyone(ours.state, "screen")["screen"]["pages"]
    for page in range(1, pages + 1):
        for wall in walls:
            turn(wall, ours.state)
            found = look(wall)
            assert found.faults == [], f"page {page} of {pages}"
        if page < pages:
            ours.move("next")
    assert views.ahead(ours.state) is None


def test_a_later_meeting_begins_with_the_text(room: Room, circle: Circle, person: MakePage) -> None:
    world = defined()
    world.did("activity.end")
    ours = bring(circle, world)
    ours.start(Activity("Hopes", [Notes("One hope?")]))
    wall, phone = person(viewport={"width": 1024, "height": 768}), person()
    wall.goto(f"{room.url}/screen/{ours.code}")
    expect(wall.locator('.wall[data-scene="join"]')).to_be_visible()
    ours.move("next")
    turn(wall, ours.state)
    expect(wall.get_by_role("heading", name="Still us?")).to_be_visible()
    expect(wall.get_by_text("Ana and Ben")).to_be_visible()
    assert look(wall).faults == []
    phone.goto(f"{room.url}/join/{ours.code}")
    phone.get_by_role("button", name="Take my seat").click()
    expect(phone.get_by_role("region", name="Still us?").get_by_text("Ana and Ben")).to_be_visible()
    ours.move("next")
    expect(wall.get_by_role("heading", name="One hope?")).to_be_visible()
    expect(phone.get_by_role("region", name="Still us?")).to_have_count(0)


def test_a_phone_shows_ones_own_lines_and_keeps_the_poster(room: Room, circle: Circle, person: MakePage) -> None:
    world = defined()
    world.did("activity.end")
    ours = bring(circle, world)
    ours.store.grant(ours.id, "the-token-of-the-second-seat", "seat", "p1")
    phone = person()
    phone.goto(f"{room.url}/join/{ours.code}#seat=the-token-of-the-second-seat")
    text = phone.get_by_role("region", name="Our text")
    expect(text.get_by_text("“Ben alone”")).to_be_visible()
    expect(text.get_by_text("in “Ana and Ben”")).to_be_visible()
    expect(text.get_by_text("Ana alone")).to_have_count(0)
    assert faults(phone) == []
    with phone.context.expect_page() as opened:
        text.get_by_role("link", name="Keep the poster").click()
    poster = opened.value
    expect(poster.get_by_role("heading", name="Ana and Ben")).to_be_visible()
    assert poster.evaluate("document.documentElement.scrollWidth <= innerWidth")
    with poster.expect_download() as kept:
        poster.get_by_role("link", name="Save as a picture").click()
    assert kept.value.suggested_filename == "poster-sewing.png"


@pytest.fixture
def ended(circle: Circle) -> Iterator[DeskWidget]:
    """The desk of a circle whose activity is over."""
    world = defined()
    world.did("activity.end")
    made = DeskWidget(bring(circle, world))
    yield made
    made.close()


def test_at_the_desk_the_text_is_copied_and_the_thread_opens(
    ended: DeskWidget, person: MakePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = person(viewport={"width": 1366, "height": 768}, has_touch=False)
    page.context.route("https://forum.example/**", lambda route: route.fulfill(body="the thread"))
    shown = Shown(page, ended, "desk.js", monkeypatch)
    field = page.get_by_label("Address of the thread where we answer, or of the forum")
    field.fill("https://forum.example/t/12")
    shown.press("Keep the address")
    with page.context.expect_page() as opened:
        shown.press("Copy, then open the thread")
    assert opened.value.url == "https://forum.example/t/12"
    opened.value.close()
    # on a plain http address there is no clipboard to ask: what was copied is what is pasted
    field.fill("")
    field.press("ControlOrMeta+V")
    assert field.input_value().startswith("**Ana and Ben**")
    assert faults(page, "main") == []


def test_at_the_desk_the_poster_is_kept_and_the_story_shown(
    ended: DeskWidget, person: MakePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = person(viewport={"width": 1024, "height": 768}, has_touch=False)
    shown = Shown(page, ended, "desk.js", monkeypatch)
    page.get_by_role("combobox", name="Paper").select_option("a3")
    with page.expect_download() as kept:
        page.get_by_role("button", name="The poster as PDF").click()
    assert kept.value.suggested_filename == "poster-a3-sewing.pdf"
    page.get_by_role("region", name="Our text").get_by_role("button", name="How our text came about").click()
    expect(shown.wall.get_by_text("4 texts, written in silence.")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(shown.wall.get_by_text("Cleo and Dan")).to_be_visible()

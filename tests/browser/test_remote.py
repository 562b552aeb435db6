"""The facilitator's phone in a real browser, with a real room."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from circle_widgets.circle import Circle
from tests.browser.conftest import MakePage, Room
from tests.browser.looking import faults
from tests.waiting import until

pytestmark = pytest.mark.browser

SECRET = "words that nobody may see yet"


@pytest.fixture
def writing(circle: Circle) -> Circle:
    """The room writes; one note is stored, and a seat on paper still owes its slip."""
    circle.start("one-question")
    for _ in range(2):
        circle.move("next")
    circle.write(SECRET, seat=circle.add_seat("Zoe"))
    circle.add_seat("Olga")
    return circle


def test_the_meeting_is_led_from_the_hand(person: MakePage, room: Room, circle: Circle) -> None:
    circle.start("one-question")
    page = person()
    page.goto(f"{room.url}/remote/{circle.code}#key={circle.key()}")
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("heading", name="Why we write first")).to_be_visible()
    assert page.url.endswith(f"/remote/{circle.code}")
    page.get_by_role("button", name="Next step").click()
    page.get_by_role("button", name="Pause").click()
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Seat on paper").click()
    expect(page.get_by_text("0 of 1 stored")).to_be_visible()
    page.get_by_label("Words of those without a phone").fill("Tea, and somebody who waits for me")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_text("1 of 1 stored")).to_be_visible()
    page.get_by_role("button", name="Open the notes").click()
    expect(page.get_by_text("Tea, and somebody who waits for me")).to_be_visible()
    page.get_by_role("button", name="Take back: the opening").click()
    expect(page.get_by_text("Tea, and somebody who waits for me")).to_have_count(0)
    assert circle.state.current is not None
    assert circle.state.current.phase == "open"
    page.reload()
    expect(page.get_by_role("button", name="Open the notes")).to_be_visible()


def test_a_look_at_what_is_hidden_and_a_note_set_aside(person: MakePage, room: Room, writing: Circle) -> None:
    page = person()
    page.goto(f"{room.url}/remote/{writing.code}#key={writing.key()}")
    expect(page.get_by_text("1 of 2 stored")).to_be_visible()
    assert SECRET not in page.content()
    page.get_by_role("button", name="Look through them first · private").click()
    expect(page.get_by_text(SECRET)).to_be_visible()
    page.get_by_role("button", name="Set aside").click()
    expect(page.get_by_text("Set aside: not on the wall")).to_be_visible()
    writing.write("One that may be seen")
    expect(page.get_by_text("One that may be seen")).to_be_visible()
    page.get_by_role("button", name="Open the notes").click()
    expect(page.get_by_text("1 note is set aside.")).to_be_visible()
    assert SECRET not in page.content()
    page.get_by_role("button", name=re.compile("not on the wall")).click()
    page.get_by_role("button", name="Show it again").click()
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_text(SECRET)).to_be_visible()


def test_many_slips_go_to_the_seats_that_owe_one(person: MakePage, room: Room, writing: Circle) -> None:
    page = person()
    page.goto(f"{room.url}/remote/{writing.code}#key={writing.key()}")
    page.get_by_label("Words of those without a phone").fill("From Olga\nFrom nobody in particular")
    page.get_by_role("button", name="Add 2 notes").click()
    expect(page.get_by_text("2 of 2 stored")).to_be_visible()
    step = writing.state.current
    assert step is not None
    seats = {note.text: note.seat for note in step.data.notes.values()}
    assert seats["From nobody in particular"] == ""
    assert writing.state.seats[seats["From Olga"]].name == "Olga"


def test_without_a_key_and_with_one_that_was_turned_off_nothing_is_told(
    person: MakePage, browser: Browser, room: Room, writing: Circle
) -> None:
    page = person()
    page.goto(f"{room.url}/remote/{writing.code}")
    expect(page.get_by_role("heading", name="This phone is not the remote any more.")).to_be_visible()
    other = browser.new_page()  # its console speaks of the 401, as it should
    other.goto(f"{room.url}/remote/{writing.code}#key={writing.key()}")
    expect(other.get_by_text("1 of 2 stored")).to_be_visible()
    writing.store.revoke(writing.id, role="key")
    expect(other.get_by_role("heading", name="This phone is not the remote any more.")).to_be_visible()
    other.close()


def test_what_was_pressed_while_the_room_was_away_is_done_when_it_is_back(
    person: MakePage, room: Room, writing: Circle
) -> None:
    page = person()
    page.goto(f"{room.url}/remote/{writing.code}#key={writing.key()}")
    expect(page.get_by_role("button", name="Open the notes")).to_be_visible()
    room.kill()
    page.get_by_role("button", name="Open the notes").click()
    expect(page.get_by_text("No connection.", exact=False)).to_be_visible()
    room.start()
    until(lambda: writing.state.current and writing.state.current.phase == "revealed", "the notes are open", seconds=30)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_state_can_be_read_by_everyone(person: MakePage, room: Room, writing: Circle, scheme: str) -> None:
    page = person(viewport={"width": 320, "height": 640}, color_scheme=scheme, locale="fr-FR")
    page.goto(f"{room.url}/remote/{writing.code}#key={writing.key()}")
    expect(page.get_by_text("1 of 2 stored")).to_be_visible()
    assert faults(page) == []
    page.get_by_role("button", name="Look through them first · private").click()
    page.get_by_role("button", name="Translate").click()
    assert faults(page) == []
    page.get_by_role("button", name="Open the notes").click()
    expect(page.get_by_role("button", name="Set aside")).to_be_visible()
    assert faults(page) == []


@pytest.mark.parametrize("size", [(1024, 768), (1920, 1080)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_screen_can_be_read_by_everyone(
    person: MakePage, room: Room, writing: Circle, scheme: str, size: tuple[int, int]
) -> None:
    page = person(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
    page.goto(f"{room.url}/screen/{writing.code}")
    expect(page.get_by_text("Hidden until we open them together.")).to_be_visible()
    assert faults(page) == []
    writing.ledger.say("screen.show", {"mode": "join"})
    expect(page.get_by_text(writing.code, exact=True)).to_be_visible()
    assert faults(page) == []
    writing.move("reveal")
    expect(page.get_by_text(SECRET)).to_be_visible()
    assert faults(page) == []

"""Two write one sentence of theirs: with two phones, with one, on a device that goes round, and on a slip."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from circle_widgets import Activity, steps
from circle_widgets.circle import Circle
from circle_widgets.steps.base import Offer
from circle_widgets.steps.notes.said import Data, Note
from circle_widgets.steps.offers import offered
from tests.browser.conftest import MakePage, Room
from tests.browser.looking import faults
from tests.browser.texts import ENGLISH, FRENCH
from tests.browser.walls import turned
from tests.waiting import until

pytestmark = pytest.mark.browser

MINE, YOURS, OURS = "Friends who ask until somebody knows.", "Tea, chairs and patience.", "Friends, tea, and questions."


def defining(circle: Circle) -> None:
    circle.start(
        Activity(
            "Define",
            [
                steps.Notes("When is it a circle?", most=1, opens=False),
                steps.Notes("One sentence for two", together=2),
                steps.Talk(),
            ],
        )
    )
    circle.move("next")


def of_two(circle: Circle) -> list[Note]:
    """The notes of the pairs' step."""
    state = circle.state
    assert state.run is not None
    data: Data = state.steps[state.run.steps[1]].data
    return data.own()


def handed_on(circle: Circle) -> list[Offer]:
    """What the step after the pairs' gets from those before it."""
    state = circle.state
    assert state.run is not None
    return offered(state, state.steps[state.run.steps[2]])


def joined(person: MakePage, room: Room, circle: Circle, name: str = "") -> Page:
    page = person()
    page.goto(f"{room.url}/join/{circle.code}")
    page.get_by_label("Your name, if you like").fill(name)
    page.locator("form .primary").click()
    return page


def writes(page: Page, text: str) -> None:
    page.locator("textarea").fill(text)
    page.locator(".send").click()


def stored(page: Page, text: str) -> None:
    expect(page.locator(".sent li", has_text=text).get_by_text("✓ stored")).to_be_visible()


def word_of(page: Page) -> str:
    return page.locator(".pair-me .seat-mark").inner_text().strip()


def test_a_neighbours_sentence_comes_after_the_yes_and_both_become_one(
    person: MakePage, room: Room, circle: Circle
) -> None:
    defining(circle)
    ines, ben = joined(person, room, circle, "Ines"), joined(person, room, circle)
    for page, text in ((ines, MINE), (ben, YOURS)):
        writes(page, text)
        stored(page, text)
    circle.move("next")
    ines.get_by_role("button", name="I write for us").click()
    ines.get_by_text("Have your neighbour’s sentence here, too").click()
    ines.get_by_role("button", name=word_of(ben)).click()
    expect(ines.get_by_text("asked: it waits for their yes")).to_be_visible()
    expect(ben.get_by_text("Show your sentence to Ines?")).to_be_visible()
    assert faults(ben) == []
    assert YOURS not in ines.content(), "nothing is shown before the yes"
    ben.get_by_role("button", name="Yes, show it").click()
    expect(ines.get_by_text(YOURS)).to_be_visible()
    expect(ben.locator("textarea")).to_have_count(0)
    assert faults(ines) == []
    wall = person(viewport={"width": 1024, "height": 768})
    wall.goto(f"{room.url}/screen/{circle.code}")
    writes(ines, OURS)
    stored(ines, OURS)
    expect(ben.get_by_text(OURS)).to_be_visible()
    expect(wall.get_by_text("2 of 2 stored")).to_be_visible()
    assert not any(text in wall.content() for text in (MINE, YOURS, OURS))
    circle.move("next")
    expect(wall.locator(".notes-page li")).to_have_text([OURS])
    expect(ben.locator(".opened li", has_text=OURS).get_by_text("yours, together")).to_be_visible()
    assert faults(ben) == []


def test_a_no_shows_nothing_and_a_yes_can_be_taken_back(person: MakePage, room: Room, circle: Circle) -> None:
    defining(circle)
    ines, ben = joined(person, room, circle), joined(person, room, circle)
    for page, text in ((ines, MINE), (ben, YOURS)):
        writes(page, text)
        stored(page, text)
    circle.move("next")
    ines.get_by_role("button", name="I write for us").click()
    for answer, later in (("No", ""), ("Yes, show it", "Take my yes back")):
        ines.locator(".pair-who summary").click()
        ines.get_by_role("button", name=word_of(ben)).click()
        ben.get_by_role("button", name=answer, exact=True).click()
        if later:
            expect(ines.get_by_text(YOURS)).to_be_visible()
            ben.get_by_role("button", name=later).click()
        expect(ines.locator(".pair-who summary")).to_have_text("Have your neighbour’s sentence here, too")
        expect(ines.get_by_text(YOURS)).to_have_count(0)
    ben.get_by_role("button", name="I write for us").click()
    writes(ben, "Mine again.")
    stored(ben, "Mine again.")


def test_one_phone_is_enough_and_needs_no_finger(person: MakePage, room: Room, circle: Circle) -> None:
    defining(circle)
    phone = joined(person, room, circle)
    circle.add_seat()
    writes(phone, MINE)
    stored(phone, MINE)
    circle.move("next")
    expect(phone.get_by_role("button", name="I write for us")).to_be_visible()
    for _ in range(12):
        phone.keyboard.press("Tab")
        if phone.evaluate("document.activeElement.textContent") == "I write for us":
            break
    phone.keyboard.press("Enter")
    expect(phone.locator("textarea")).to_be_visible()
    for _ in range(12):
        phone.keyboard.press("Tab")
        if phone.evaluate("document.activeElement.tagName") == "TEXTAREA":
            break
    phone.keyboard.type(OURS)
    phone.keyboard.press("Tab")
    phone.keyboard.press("Enter")
    stored(phone, OURS)
    until(lambda: [one.text for one in of_two(circle)] == [OURS], "stored")


def test_two_who_share_a_device_ask_each_other_on_it(person: MakePage, room: Room, circle: Circle) -> None:
    defining(circle)
    device = person()
    device.goto(f"{room.url}/join/{circle.code}#pass")
    for text in (MINE, YOURS):
        if text is YOURS:
            device.get_by_role("button", name="I have it now").click()
            device.get_by_role("button", name="A new seat").click()
        device.locator("form .primary").click()
        writes(device, text)
        expect(device.get_by_text("Stored. Please pass it on.")).to_be_visible()
    circle.move("next")
    device.get_by_role("button", name="I have it now").click()
    first, second = device.locator(".seats .seat-mark").all_inner_texts()

    def sits(who: str) -> None:
        device.get_by_role("button", name=who.strip()).click()

    sits(first)
    device.get_by_role("button", name="I write for us").click()
    device.locator(".pair-who summary").click()
    assert YOURS not in device.content()
    device.locator(".pair-who li").get_by_role("button", name=second.strip()).click()
    expect(device.get_by_text("Stored. Please pass it on.")).to_be_visible()
    assert MINE not in device.content(), "the device covers itself"
    device.get_by_role("button", name="I have it now").click()
    sits(second)
    device.get_by_role("button", name="Yes, show it").click()
    device.get_by_role("button", name="I have it now").click()
    sits(first)
    expect(device.get_by_text(YOURS)).to_be_visible()
    assert faults(device) == []
    writes(device, OURS)
    expect(device.get_by_text("Stored. Please pass it on.")).to_be_visible()
    circle.move("next")
    assert [(one.text, len(one.of)) for one in handed_on(circle)] == [(OURS, 2)]


def test_the_remote_enters_a_slip_of_two(person: MakePage, room: Room, circle: Circle) -> None:
    defining(circle)
    one, two = circle.add_seat("Olu"), circle.add_seat("Mira")
    circle.write(MINE, seat=one)
    circle.write(YOURS, seat=two)
    circle.move("next")
    remote = person()
    remote.goto(f"{room.url}/remote/{circle.code}#key={circle.key()}")
    remote.get_by_label("Words of those without a phone").fill(OURS)
    remote.get_by_role("combobox").first.select_option("Olu")
    remote.get_by_role("combobox").nth(1).select_option("Mira")
    assert faults(remote) == []
    remote.get_by_role("button", name="Add it").click()
    expect(remote.get_by_text("1 note added.")).to_be_visible()
    expect(remote.get_by_role("combobox")).to_have_value("")
    circle.move("reveal")
    assert [(one.text, len(one.of)) for one in handed_on(circle)] == [(OURS, 2)]


@pytest.mark.parametrize("singles", [0, 1, 9, 30])
def test_what_nobody_joined_is_opened_with_the_others_whole_and_large(
    person: MakePage, room: Room, circle: Circle, singles: int
) -> None:
    defining(circle)
    texts = [f"{n}. {(ENGLISH, FRENCH)[n % 2]}" for n in range(singles)]
    for text in texts:
        circle.write(text)
    circle.move("next")
    circle.write(OURS)
    circle.move("next")
    walls = [person(viewport={"width": wide, "height": high}) for wide, high in ((1024, 768), (1920, 1080))]
    for wall in walls:
        wall.goto(f"{room.url}/screen/{circle.code}")
        expect(wall.locator(".notes-page")).to_be_visible()
        wall.evaluate("document.fonts.ready.then(() => 0)")
    seen = sum(walls[0].locator(".notes-page li").count() for _ in turned(circle, walls))
    assert seen == singles + 1

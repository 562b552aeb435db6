"""The phone page in a real browser, with a real room."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from circle_widgets.circle import Circle
from tests.browser.conftest import MakePage, Room
from tests.waiting import until

pytestmark = pytest.mark.browser

MOST_BYTES, MOST_REQUESTS = 60_000, 6
WORDS = "A place where nobody is the teacher"


def to_the_question(circle: Circle) -> None:
    """The desk starts "one question" and goes on to the silent writing."""
    circle.start("one-question")
    circle.move("next")
    circle.move("next")


def joined(person: MakePage, room: Room, circle: Circle, *, fragment: str = "", **options: Any) -> Page:
    """A phone that has taken its seat."""
    page = person(**options)
    page.goto(f"{room.url}/join/{circle.code}{fragment}")
    page.locator("form .primary").click()
    return page


def write(page: Page, text: str) -> None:
    """Type and send."""
    page.get_by_role("textbox").first.fill(text)
    page.locator("button.send").click()


def later(page: Page) -> bool:
    """A second passes on the phone, at once; True."""
    page.clock.fast_forward(1000)
    return True


def notes(circle: Circle) -> list[str]:
    """The texts as the store has them."""
    return [
        note.text for step in circle.state.steps.values() if step.kind == "notes" for note in step.data.notes.values()
    ]


def test_the_first_load_is_small(person: MakePage, room: Room, circle: Circle) -> None:
    to_the_question(circle)
    page = person()
    sizes: dict[str, int] = {}
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")

    def asked(event: dict[str, Any]) -> None:
        sizes.setdefault(event["requestId"], 0)

    def arrived(event: dict[str, Any]) -> None:
        sizes[event["requestId"]] = max(sizes[event["requestId"]], int(event["encodedDataLength"]))

    network.on("Network.requestWillBeSent", asked)
    network.on("Network.loadingFinished", arrived)
    network.on("Network.dataReceived", arrived)
    page.goto(f"{room.url}/join/{circle.code}")
    page.locator("form .primary").click()
    expect(page.get_by_role("button", name="Send")).to_be_visible()
    assert sum(sizes.values()) <= MOST_BYTES
    assert len(sizes) <= MOST_REQUESTS


def test_a_note_is_written_stored_changed_and_taken_back(person: MakePage, room: Room, circle: Circle) -> None:
    to_the_question(circle)
    page = joined(person, room, circle)
    expect(page.get_by_role("heading", level=1)).to_have_text("In one sentence: what is a learning circle, for you?")
    expect(page.get_by_text("Hidden until we open them together. Ana may look first")).to_be_visible()
    write(page, WORDS)
    expect(page.get_by_text("✓ stored")).to_be_visible()
    assert notes(circle) == [WORDS]
    page.get_by_role("button", name="Change").click()
    page.get_by_label("Other words for this note").fill("Learning out loud")
    page.get_by_role("button", name="Save").click()
    until(lambda: notes(circle) == ["Learning out loud"], "the note has its new words")
    page.get_by_role("button", name="Take back").click()
    expect(page.get_by_text("Learning out loud")).to_have_count(0)


def test_words_written_without_a_room_are_sent_once_when_it_is_back(
    person: MakePage, room: Room, circle: Circle
) -> None:
    to_the_question(circle)
    page = person()
    page.clock.install()
    page.goto(f"{room.url}/join/{circle.code}")
    page.locator("form .primary").click()
    expect(page.get_by_role("button", name="Send")).to_be_visible()
    room.kill()
    write(page, WORDS)
    write(page, "and a second one")
    away = page.get_by_text(re.compile("^No connection. Keep writing"))
    until(lambda: later(page) and away.count() == 1, "the phone says that it is away")
    expect(page.get_by_text("◌ waiting for Wi-Fi")).to_have_count(2)
    room.start()
    until(lambda: later(page) and away.count() == 0, "the phone is back")
    until(lambda: later(page) and page.get_by_text("✓ stored").count() == 2, "both are stored")
    assert notes(circle) == [WORDS, "and a second one"]


def test_a_phone_that_was_locked_finds_its_step_and_the_words_in_its_box(
    person: MakePage, room: Room, circle: Circle
) -> None:
    to_the_question(circle)
    page = joined(person, room, circle)
    page.get_by_role("textbox").fill("half a sen")
    page.reload()
    expect(page.get_by_role("textbox")).to_have_value("half a sen")
    circle.move("reveal")
    expect(page.get_by_text("You were still writing.")).to_be_visible()


def test_nothing_of_another_person_is_here_before_the_notes_are_open(
    person: MakePage, room: Room, circle: Circle
) -> None:
    to_the_question(circle)
    one, two = joined(person, room, circle), joined(person, room, circle)
    heard: list[str] = []
    two.on("response", lambda response: heard.append(response.url))
    write(one, WORDS)
    expect(one.get_by_text("✓ stored")).to_be_visible()
    two.reload()
    expect(two.get_by_role("button", name="Send")).to_be_visible()
    assert WORDS not in two.content()
    circle.move("reveal")
    expect(two.get_by_text(WORDS)).to_be_visible()
    expect(one.get_by_text("yours")).to_be_visible()


def test_french_is_there_from_the_first_word(person: MakePage, room: Room, circle: Circle) -> None:
    to_the_question(circle)
    page = joined(person, room, circle, locale="fr-FR")
    expect(page.get_by_role("button", name="Envoyer")).to_be_visible()
    assert page.locator("html").get_attribute("lang") == "fr"
    assert next(iter(circle.state.seats.values())).locale == "fr"


def test_a_seat_moves_to_another_device(person: MakePage, room: Room, circle: Circle) -> None:
    to_the_question(circle)
    page = joined(person, room, circle)
    write(page, WORDS)
    expect(page.get_by_text("✓ stored")).to_be_visible()
    page.get_by_role("button", name=re.compile("^My seat")).click()
    page.get_by_role("button", name="Take my seat to another device").click()
    link = page.get_by_label("My link").input_value()
    other = person()
    other.goto(link)
    expect(other.get_by_text(WORDS)).to_be_visible()
    assert "#" not in other.url
    assert len(circle.state.seats) == 1


def test_a_device_that_is_passed_on_covers_itself(person: MakePage, room: Room, circle: Circle) -> None:
    to_the_question(circle)
    page = joined(person, room, circle, fragment="#pass")
    write(page, WORDS)
    expect(page.get_by_role("heading", name="Stored. Please pass it on.")).to_be_visible()
    assert WORDS not in page.content()
    page.get_by_role("button", name="I have it now").click()
    page.get_by_role("button", name="A new seat").click()
    page.locator("form .primary").click()
    expect(page.get_by_role("textbox")).to_have_value("")
    assert WORDS not in page.content()
    write(page, "mine")
    expect(page.get_by_role("heading", name="Stored. Please pass it on.")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Who is writing?")).to_be_visible()
    assert page.locator(".seats button").count() == len(circle.state.seats) == 2


def test_what_is_held_is_shown_and_erased(person: MakePage, room: Room, circle: Circle) -> None:
    to_the_question(circle)
    page = joined(person, room, circle)
    write(page, WORDS)
    expect(page.get_by_text("✓ stored")).to_be_visible()
    page.get_by_role("button", name=re.compile("^My seat")).click()
    page.get_by_role("button", name="See all that is held of me").click()
    expect(page.locator(".words").get_by_text(WORDS)).to_be_visible()
    page.get_by_role("button", name="Erase what is mine").click()
    page.get_by_role("button", name="Erase all of it").click()
    expect(page.get_by_role("heading", name="All of it is erased.")).to_be_visible()
    assert notes(circle) == []
    assert page.evaluate("JSON.stringify(localStorage)") == "{}"


def test_a_wrong_code_says_so_and_asks_again(person: MakePage, room: Room, circle: Circle) -> None:
    page = person()
    page.goto(f"{room.url}/join/QQQQQQ")
    expect(page.get_by_role("alert")).to_contain_text("QQQQQQ")
    page.get_by_label("The code on the screen").fill(f" {circle.code.lower()} ")
    page.get_by_role("button", name="Go in").click()
    expect(page.get_by_role("button", name="Take my seat")).to_be_visible()


def test_everything_is_done_with_the_keyboard(person: MakePage, room: Room, circle: Circle) -> None:
    to_the_question(circle)
    page = person()
    page.goto(f"{room.url}/join/{circle.code}")
    page.get_by_label("Your name, if you like").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Send")).to_be_visible()
    page.get_by_role("textbox").focus()
    page.keyboard.type(WORDS)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("✓ stored")).to_be_visible()
    page.get_by_role("button", name="Take back").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox")).to_be_focused()


AXE = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"
LOOK = """async () => {
  const found = await axe.run(document, { rules: { "color-contrast-enhanced": { enabled: true } } });
  const small = [...document.querySelectorAll("button, input, textarea")].filter((one) => {
    const { width, height } = one.getBoundingClientRect();
    return width && (width < 44 || height < 44);
  });
  const wide = document.documentElement.scrollWidth > innerWidth ? ["wider than the phone"] : [];
  const faults = found.violations.map((one) => `${one.id}: ${one.nodes[0].html}`);
  return [...faults, ...small.map((one) => one.outerHTML), ...wide];
}"""


def faults(page: Page) -> list[str]:
    """What axe finds, what a finger would miss, and whether the page is wider than the phone."""
    page.evaluate(AXE.read_text(encoding="utf-8") + ";0")
    found: list[str] = page.evaluate(LOOK)
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_state_can_be_read_by_everyone(person: MakePage, room: Room, circle: Circle, scheme: str) -> None:
    page = person(viewport={"width": 320, "height": 640}, color_scheme=scheme, locale="fr-FR")
    page.goto(f"{room.url}/join/{circle.code}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert faults(page) == []
    page.locator("form .primary").click()
    expect(page.get_by_text("1 personne ici")).to_be_visible()
    assert faults(page) == []
    to_the_question(circle)
    write(page, WORDS)
    expect(page.get_by_text("✓ enregistré")).to_be_visible()
    assert faults(page) == []
    page.locator(".seat-button").click()
    for fold in page.locator(".fold-out button[aria-expanded]").all():
        fold.click()
    expect(page.locator(".words")).to_be_visible()
    assert faults(page) == []
    page.keyboard.press("Escape")
    circle.move("reveal")
    circle.ledger.say("screen.show", {"mode": "one", "page": 1})
    expect(page.get_by_text("lue en ce moment")).to_be_visible()
    assert faults(page) == []

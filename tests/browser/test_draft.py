"""The text that a room writes, in real browsers: at the desk by keys and by buttons, on the wall, on phones, alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from circle_widgets import Activity, Draft, steps
from circle_widgets.circle import Circle
from circle_widgets.steps.draft.words import lines
from circle_widgets.widgets.hosted import Hosted
from tests.browser.conftest import MakePage, Room
from tests.browser.looking import faults
from tests.browser.test_desk import Shown
from tests.browser.texts import ARABIC, CHINESE, ENGLISH, FRENCH, WORD
from tests.browser.walls import look, turned, walls_of
from tests.waiting import until

pytestmark = pytest.mark.browser

TEXTS: Any = {
    "sentence": ["People who meet more than once to learn something together", "A table, a lamp and a question"],
    "is": ["Open to whoever comes", "Free", "Led by all of us", "Patient"],
    "not": ["A class", "A race"],
    "depends": ["Who brings the tea"],
}
LONG = (ENGLISH, FRENCH, CHINESE[:200], ARABIC, WORD)
TRAYS = ("is", "not", "depends")


def writing(circle: Circle, texts: Any = TEXTS) -> Activity:
    """The room is at its text."""
    plan = Activity("Define", [steps.Draft("Who are we?", texts, minutes=5), steps.Talk("And now?")])
    circle.start(plan)
    circle.move("next")
    return plan


def text(circle: Circle) -> list[str]:
    """The lines of the text, as the room has them."""
    step = circle.state.current
    return [one.text for one in lines(step)] if step is not None else []


Show = Callable[..., Shown]


@pytest.fixture
def show(person: MakePage, monkeypatch: pytest.MonkeyPatch) -> Show:
    """A widget on a page of its own, on a display of 824 by 768."""

    def make(widget: Hosted, bundle: str = "desk.js", **options: Any) -> Shown:
        size = {"width": 1024, "height": 768}
        page = person(viewport=size, screen=size, has_touch=False, **options)
        return Shown(page, widget, bundle, monkeypatch)

    return make


def focused(page: Page) -> str:
    """The words of the row, or of the box, that has the focus."""
    found: str = page.evaluate(
        """() => {
          let one = document.activeElement;
          while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
          return (one?.localName === 'textarea' ? one.value : one?.textContent) ?? '';
        }"""
    )
    return found


def wait(page: Page, look: Callable[[], bool], what: str) -> None:
    """Until that is so; meanwhile what the page says to Python is heard."""
    until(lambda: (page.evaluate("0"), look())[1], what)


def take_back(shown: Shown, what: str) -> None:
    """Undo the last act, which is this one; the desk takes the next press when it has heard of it."""
    shown.press(f"Take back: {what}")
    expect(shown.page.locator("button[aria-busy=true]")).to_have_count(0)


def press(page: Page, key: str, then: str) -> None:
    """A key, and what has the focus after it."""
    page.keyboard.press(key)
    until(lambda: focused(page).startswith(then), f"{key} leads to {then!r}, not to {focused(page)!r}")


def test_the_whole_text_is_written_with_the_keyboard_alone(show: Show, circle: Circle) -> None:
    desk = circle.run(writing(circle))
    shown = show(desk)
    page, wall = shown.page, shown.wall
    expect(wall.get_by_text("Led by all of us")).to_be_visible()
    for _ in range(30):
        if focused(page).startswith("People who"):
            break
        page.keyboard.press("Tab")
    press(page, "ArrowDown", "Open to whoever comes")
    press(page, "ArrowDown", "Free")
    press(page, "Delete", "Led by all of us")
    expect(wall.get_by_text("Free", exact=True)).to_have_count(0)
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("button.draft-line").nth(1)).to_have_text("Led by all of us")
    until(lambda: focused(page) == "Led by all of us", "it is carried along")
    press(page, "ArrowDown", "Open to whoever comes")
    press(page, "Enter", "Open to whoever comes")
    expect(wall.locator('[data-mode="one"]')).to_be_visible()
    page.keyboard.type(", and patient")
    expect(wall.get_by_text("Open to whoever comes, and patient")).to_be_visible()
    press(page, "Enter", "Open to whoever comes, and patient")
    expect(wall.locator('[data-mode="all"]')).to_be_visible()
    press(page, "ArrowDown", "+ Write a line")
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="The line under")).to_be_focused()
    page.keyboard.type("Curious")
    press(page, "Enter", "+ Write a line")
    expect(wall.get_by_text("Curious")).to_be_visible()
    for _ in range(20):
        if focused(page).startswith("Free"):
            break
        page.keyboard.press("ArrowDown")
    press(page, "Enter", "Patient")
    wait(page, lambda: "Free" in text(circle), "what was taken out went in again")
    assert text(circle) == [
        TEXTS["sentence"][0],
        "Led by all of us",
        "Open to whoever comes, and patient",
        "Free",
        "Curious",
        "A class",
        "A race",
        "Who brings the tea",
    ]
    assert faults(page, "#place") == []
    desk.close()


def test_the_same_with_the_mouse_and_each_act_can_be_taken_back(show: Show, circle: Circle) -> None:
    desk = circle.run(writing(circle))
    shown = show(desk)
    page = shown.page
    before = text(circle)
    page.get_by_role("button", name="A table, a lamp and a question").click()
    expect(page.get_by_role("button", name="People who meet").get_by_text("Take instead")).to_be_visible()
    assert text(circle)[0] == TEXTS["sentence"][1]
    expect(shown.wall.get_by_text(TEXTS["sentence"][1])).to_be_visible()
    page.get_by_role("button", name="Take out: A race").click()
    shown.press("Free")
    page.get_by_label("Stands under").select_option("depends")
    wait(page, lambda: text(circle)[-1] == "Free", "it stands at the end of its part")
    box = page.get_by_role("textbox", name="The line under")
    box.fill("Whether it is free")
    expect(page.get_by_text("✓ saved")).to_be_visible()
    wait(page, lambda: text(circle)[-1] == "Whether it is free", "it is saved as typed")
    assert faults(page, "#place") == []
    take_back(shown, "what changed in the text")
    expect(box).to_have_value("Free")
    page.locator(".draft-edit").get_by_role("button", name="Done").click()
    for taken_back in ("a line that was moved", "a line that was taken out", "what changed in the text"):
        take_back(shown, taken_back)
    wait(page, lambda: text(circle) == before, "all is as it was")
    expect(shown.wall.get_by_text(TEXTS["sentence"][0])).to_be_visible()
    desk.close()


def test_earlier_words_come_back_and_words_typed_while_the_room_goes_on_are_kept(show: Show, circle: Circle) -> None:
    desk = circle.run(writing(circle))
    shown = show(desk)
    page = shown.page
    shown.press("Free")
    page.get_by_role("textbox", name="The line under").fill("Costs nothing")
    wait(page, lambda: "Costs nothing" in text(circle), "it is saved as typed")
    page.get_by_text("It once read otherwise").click()
    expect(page.get_by_text("in its author’s words")).to_be_visible()
    shown.press("Back to: Free")
    wait(page, lambda: "Free" in text(circle), "the authors' words are back")
    page.get_by_role("textbox", name="The line under").fill("Free as air")
    step = circle.state.current
    assert step is not None
    circle.ledger.say("step.open", step=circle.state.runs[step.run].steps[1])  # on the remote, in the same moment
    shown.follow()
    expect(page.get_by_text("2 · And now?")).to_be_visible()
    wait(page, lambda: "Free as air" in [one.text for one in lines(circle.state.steps[step.id])], "it is saved")
    desk.close()


def test_the_screen_and_a_phone_follow_the_remote(person: MakePage, room: Room, circle: Circle) -> None:
    writing(circle)
    wall, phone, remote = person(viewport={"width": 1024, "height": 768}), person(), person()
    wall.goto(f"{room.url}/screen/{circle.code}")
    phone.goto(f"{room.url}/join/{circle.code}")
    phone.locator("form .primary").click()
    remote.goto(f"{room.url}/remote/{circle.code}#key={circle.key()}")
    remote.get_by_role("button", name="Patient").click()
    for page in (wall, phone):
        expect(page.get_by_text("Patient")).to_be_visible()
    assert faults(phone) == []
    assert faults(wall) == []
    remote.get_by_role("button", name="A class", exact=True).click()
    expect(wall.locator('[data-mode="one"]')).to_be_visible()
    assert look(wall).faults == []
    remote.get_by_role("textbox", name="The line under").fill("A class with marks")
    for page in (wall, phone):
        expect(page.get_by_text("A class with marks")).to_be_visible()
    assert faults(remote) == []
    remote.get_by_role("button", name="Done").click()
    expect(wall.locator('[data-mode="all"]')).to_be_visible()
    remote.get_by_role("button", name="Read it line by line").click()
    expect(wall.get_by_text("1 of 8")).to_be_visible()
    remote.get_by_role("button", name="Next line").click()
    expect(wall.get_by_text("2 of 8")).to_be_visible()
    assert phone.get_by_role("button", name="Take out").count() == 0


@pytest.mark.parametrize("count", [1, 9, 30])
@pytest.mark.parametrize("long", [False, True], ids=["short", "long"])
def test_every_word_stands_whole_and_large_on_the_wall(
    person: MakePage, room: Room, circle: Circle, count: int, long: bool
) -> None:
    sentence = ENGLISH if long else TEXTS["sentence"][0]
    writing(circle, {"sentence": [sentence]})
    for n in range(count):
        words = f"{n}. {LONG[n % 5]}" if long else f"{n}. Open"
        body = {"line": f"l{n}", "text": words, "tray": TRAYS[n % 3]}
        circle.ledger.say("draft.put", body, step=circle.state.steps[step_of(circle)].id)
    walls = walls_of(person, room, circle, ".draft-page")
    read_through(circle, walls)
    circle.ledger.say("screen.show", {"mode": "one", "page": 1})
    for wall in walls:
        expect(wall.locator('[data-mode="one"]')).to_be_visible()
    read_through(circle, walls, most=4)


def step_of(circle: Circle) -> str:
    step = circle.state.current
    assert step is not None
    return step.id


def read_through(circle: Circle, walls: list[Page], most: int = 99) -> None:
    """Turn the pages; each is free of faults on each display, and what is spoken about is a sixteenth or more."""
    for _ in turned(circle, walls, most):
        for wall in walls:
            assert look(wall).spoken >= 1 / 16
            large = wall.locator(".draft-large .draft-text").evaluate_all(
                "all => all.map(one => parseFloat(getComputedStyle(one).fontSize) / innerHeight)"
            )
            assert all(size >= 1 / 16 for size in large)


def test_thirty_long_texts_stand_ready_at_the_desk_and_go_in_by_key(show: Show, circle: Circle) -> None:
    ready = {tray: [f"{n}. {LONG[n % 5]}" for n in range(10)] for tray in TRAYS}
    desk = circle.run(writing(circle, {"sentence": [ENGLISH], **ready}))
    shown = show(desk)
    page = shown.page
    rows = page.locator(".draft-words")
    expect(rows).to_have_count(21)
    rows.last.focus()
    expect(rows.last).to_be_in_viewport()
    stage = page.locator(".stage")
    expect(stage).to_be_in_viewport(ratio=0.9)  # the wall stays beside the row that is chosen
    for left in range(20, 17, -1):
        page.keyboard.press("Enter")
        expect(rows).to_have_count(left)
    wait(page, lambda: len(text(circle)) == 13, "three more lines")
    pages = circle.state.screen.page
    assert pages > 1  # the wall turned to where they went in
    assert faults(page, "#place") == []
    desk.close()


def test_a_text_alone_in_a_cell(show: Show) -> None:
    draft = Draft(TEXTS)
    shown = show(draft, "alone.js")
    shown.page.get_by_role("button", name="Patient").click()
    wait(shown.page, lambda: "Patient" in draft.value, "it stands in the text")
    shown.press("Free")
    shown.page.get_by_role("textbox", name="The line under").fill("Free, always")
    shown.page.locator(".draft-edit").get_by_role("button", name="Done").click()
    wait(shown.page, lambda: "Free, always" in draft.value, "it is saved")
    assert faults(shown.page, "#place") == []

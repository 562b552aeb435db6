"""The desk groups cards in a real browser, on its mirrored display: by drag, by button and by keys alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from circle_widgets import Sort
from circle_widgets.circle import Circle
from circle_widgets.widgets.hosted import Hosted
from tests.browser.conftest import MakePage, Room
from tests.browser.looking import faults
from tests.browser.sorted import ACTIVITY, CARDS, Sorted, drag, joined
from tests.browser.test_desk import Shown

pytestmark = pytest.mark.browser

MIRRORED = {"width": 1024, "height": 768}
Show = Callable[..., Shown]


@pytest.fixture
def grouping(circle: Circle) -> Sorted:
    """The cards are open."""
    sorting = Sorted(circle, CARDS)
    circle.move("next")
    return sorting


@pytest.fixture
def show(person: MakePage, monkeypatch: pytest.MonkeyPatch) -> Show:
    def make(widget: Hosted, bundle: str = "desk.js") -> Shown:
        return Shown(person(viewport=MIRRORED, screen=MIRRORED, has_touch=False), widget, bundle, monkeypatch)

    return make


def at_desk(show: Show, sorting: Sorted) -> Shown:
    """The desk on its mirrored display, with the wall's cards there to be taken."""
    desk = sorting.circle.run(ACTIVITY)
    shown = show(desk)
    expect(shown.wall.locator(".sort-board.handled .card").first).to_be_visible()
    # with the type that comes last the cards move once more
    shown.wall.locator("body").evaluate("one => one.ownerDocument.fonts.ready.then(() => 0)")
    return shown


def stands(shown: Shown, tray: str, *groups: str) -> None:
    """Wait until these are the groups of a tray on the desk's stage, each in the words of all its lines."""
    expect(shown.wall.locator(f"section[data-tray={tray}] li")).to_have_text(list(groups))


def on_wall(shown: Shown, words: str) -> Locator:
    found: Locator = shown.wall.locator("[data-group]").filter(has_text=words)
    return found


def test_phones_say_that_two_belong_together_and_one_key_takes_it(
    person: MakePage, room: Room, grouping: Sorted, show: Show
) -> None:
    phone = joined(person, room, grouping.circle)
    phone.get_by_role("button", name="Chosen, not imposed").click()
    phone.get_by_role("button", name="We choose it").click()
    assert faults(phone) == []
    phone.get_by_role("button", name="Yes, tell it").click()
    expect(phone.get_by_text("✓ told, without your name")).to_be_visible()
    shown = at_desk(show, grouping)
    expect(shown.page.get_by_role("heading", name="Somebody says: these two belong together")).to_be_visible()
    assert faults(shown.page, "#place") == []
    shown.page.locator("body").press("t")
    stands(shown, "is", "Chosen, not imposedWe choose it", "Led by all of us")
    expect(shown.page.get_by_role("heading", name="Somebody says: these two belong together")).to_have_count(0)
    shown.page.locator("body").press("u")
    stands(shown, "is", "Chosen, not imposed", "Led by all of us", "We choose it")
    shown.press("They stay apart")
    expect(shown.page.get_by_role("heading", name="Somebody says: these two belong together")).to_have_count(0)


def test_a_person_brings_a_dropped_card_back_once(person: MakePage, room: Room, grouping: Sorted, show: Show) -> None:
    phone = joined(person, room, grouping.circle)
    expect(phone.get_by_role("heading", name="It is not …")).to_be_visible()
    shown = at_desk(show, grouping)
    on_wall(shown, "A lecture").focus()
    shown.page.keyboard.press("Delete")
    stands(shown, "not", "Homework+ 1 like it")
    phone.get_by_role("button", name="Bring it back").click()
    grouping.stands("not", ["A lecture"], ["Homework", "homework."])
    shown.follow()
    expect(shown.page.get_by_text("Saved by somebody: it stays")).to_be_visible()
    on_wall(shown, "A lecture").focus()
    shown.page.keyboard.press("Delete")
    expect(shown.wall.get_by_text("Somebody has saved this one, so it stays.")).to_be_visible()
    on_wall(shown, "Homework").focus()
    shown.page.keyboard.press("Delete")
    expect(phone.get_by_text("You have brought one back. The others here still may.")).to_be_visible()
    assert phone.get_by_role("button", name="Bring it back").count() == 0
    assert faults(phone) == []


# ---------------------------------------------------------------- the desk, on its mirrored display


def test_the_desk_groups_by_drag(grouping: Sorted, show: Show) -> None:
    shown = at_desk(show, grouping)
    drag(shown.page, on_wall(shown, "We choose it"), on_wall(shown, "Chosen, not imposed"))
    stands(shown, "is", "Chosen, not imposedWe choose it", "Led by all of us")
    expect(on_wall(shown, "Chosen, not imposed")).to_contain_text("We choose it")
    drag(shown.page, on_wall(shown, "A lecture"), shown.wall.locator("section[data-tray=depends]"), low=True)
    stands(shown, "depends", "A lecture", "Whether we meet online")
    rows = shown.page.locator(".sort-desk [data-group]")
    drag(
        shown.page,
        rows.filter(has_text="Led by all of us").locator(".sort-text"),
        rows.filter(has_text="Chosen, not imposed"),
    )
    stands(shown, "is", "Chosen, not imposedWe choose itLed by all of us")
    heading = shown.page.locator(".sort-desk section[data-tray=not] h3")
    drag(shown.page, rows.filter(has_text="Led by all of us").locator(".sort-text"), heading)
    stands(shown, "not", "Chosen, not imposedWe choose itLed by all of us", "Homework+ 1 like it")


def test_a_card_let_go_beside_everything_stays_where_it_was(grouping: Sorted, show: Show) -> None:
    shown = at_desk(show, grouping)
    card = on_wall(shown, "A lecture")
    drag(shown.page, card, shown.wall.locator(".wall header"))
    expect(card).not_to_have_class("card lifted")
    drag(shown.page, on_wall(shown, "We choose it"), on_wall(shown, "Led by all of us"))
    stands(shown, "is", "Chosen, not imposed", "Led by all of usWe choose it")
    stands(shown, "not", "A lecture", "Homework+ 1 like it")


def test_the_desk_groups_with_the_keyboard_alone(grouping: Sorted, show: Show) -> None:
    shown = at_desk(show, grouping)
    page, first = shown.page, on_wall(shown, "Chosen, not imposed")
    while not first.evaluate("one => one === document.activeElement && !!one.ownerDocument.hasFocus()"):
        page.keyboard.press("Tab")
    for key in ("ArrowDown", "ArrowDown", "Enter", "ArrowUp"):
        page.keyboard.press(key)
    expect(shown.wall.get_by_text("In your hand: We choose it")).to_be_attached()
    page.keyboard.press("Enter")
    stands(shown, "is", "Chosen, not imposed", "Led by all of usWe choose it")
    expect(on_wall(shown, "Led by all of us")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(on_wall(shown, "Homework")).to_be_focused()
    page.keyboard.press("3")
    stands(shown, "depends", "Homework+ 1 like it", "Whether we meet online")
    expect(on_wall(shown, "Homework")).to_be_focused()
    page.keyboard.press("u")
    stands(shown, "depends", "Whether we meet online")
    expect(on_wall(shown, "Homework")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(on_wall(shown, "A lecture")).to_be_focused()
    page.keyboard.press("Delete")
    stands(shown, "not", "Homework+ 1 like it")
    expect(on_wall(shown, "Homework")).to_be_focused()
    assert grouping.circle.state.current is grouping.circle.state.steps[grouping.step], "no key led the meeting on"
    page.keyboard.press("l")
    expect(shown.wall.locator(".sort-one")).to_contain_text("Homework")


def test_the_desk_groups_by_button_and_names_last(grouping: Sorted, show: Show) -> None:
    shown = at_desk(show, grouping)
    rows = shown.page.locator(".sort-desk [data-group]")
    rows.filter(has_text="We choose it").get_by_role("button", name="Put together …").click()
    rows.filter(has_text="Chosen, not imposed").get_by_role("button", name="With this one").click()
    stands(shown, "is", "Chosen, not imposedWe choose it", "Led by all of us")
    lecture = rows.filter(has_text="A lecture")
    lecture.get_by_text("More").click()
    assert faults(shown.page, "#place") == []
    lecture.get_by_role("button", name="To “It is …”").click()
    stands(shown, "is", "Chosen, not imposedWe choose it", "Led by all of us", "A lecture")
    chosen = rows.filter(has_text="We choose it")
    chosen.get_by_text("More").click()
    chosen.get_by_role("button", name="Take it out").last.click()
    stands(shown, "is", "Chosen, not imposed", "We choose it", "Led by all of us", "A lecture")
    shown.page.locator("body").press("u")
    stands(shown, "is", "Chosen, not imposedWe choose it", "Led by all of us", "A lecture")
    shown.page.get_by_text("Name the groups, last of all").click()
    shown.page.get_by_label("Chosen, not imposed").fill("Our own choice")
    shown.page.get_by_role("button", name="Save the name").first.click()
    expect(on_wall(shown, "Our own choice")).to_contain_text("We choose it")
    assert faults(shown.page, "#place") == []


def test_the_screens_own_page_groups_too_when_it_has_the_key(person: MakePage, room: Room, grouping: Sorted) -> None:
    circle = grouping.circle
    wall = person(viewport={"width": 1024, "height": 768}, has_touch=False)
    wall.goto(f"{room.url}/screen/{circle.code}#key={circle.key()}")
    card = wall.locator("[data-group]").filter(has_text="We choose it")
    drag(wall, card, wall.locator("[data-group]").filter(has_text="Led by all of us"))
    grouping.stands("is", ["Chosen, not imposed"], ["Led by all of us", "We choose it"])
    bare = person(viewport={"width": 1024, "height": 768})
    bare.goto(f"{room.url}/screen/{circle.code}")
    expect(bare.locator(".sort-board .card").first).to_be_visible()
    assert bare.locator("[data-group], .handled").count() == 0, "a screen without a key has nothing in its hands"


def test_cards_are_sorted_alone_in_a_cell(show: Show) -> None:
    sort = Sort("What is our circle?", cards=2)
    shown = show(sort, "alone.js")
    shown.page.get_by_label("Words for your card").fill("Tea")
    shown.press("It is …")
    expect(shown.page.get_by_text("✓ stored")).to_be_visible()
    assert sort.value == (("is", "Tea"),)
    assert faults(shown.page, "#place") == []
    shown.press("Open the cards")
    expect(shown.page.get_by_role("heading", name="It is …")).to_be_visible()
    assert faults(shown.page, "#place") == []

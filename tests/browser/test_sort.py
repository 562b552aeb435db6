"""Sorting in real browsers: cards in silence on phones; the desk groups by drag, by button and by keys alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import FrameLocator, Locator, Page, expect

from circle_widgets import Activity, Sort, steps
from circle_widgets.circle import Circle
from circle_widgets.events import Proposal, Receipt
from circle_widgets.ledger import new_id
from circle_widgets.steps.sort.grouped import Data
from tests.browser.conftest import MakePage, Room
from tests.browser.looking import faults
from tests.browser.test_desk import Show, Shown, show  # noqa: F401 - a fixture
from tests.browser.test_screen import ARABIC, CHINESE, ENGLISH, FRENCH, SHORT, WORD
from tests.browser.walls import look
from tests.waiting import until

pytestmark = pytest.mark.browser

CARDS = (
    ("Chosen, not imposed", "is"),
    ("Led by all of us", "is"),
    ("We choose it", "is"),
    ("A lecture", "not"),
    ("Homework", "not"),
    ("homework.", "not"),
    ("Whether we meet online", "depends"),
)
TRAYS = ("is", "not", "depends")
LONG = (ENGLISH[:180], FRENCH[:180], CHINESE[:90], ARABIC[:120], WORD[:60])
DISPLAYS = ((1024, 768), (1920, 1080))
ACTIVITY = Activity("Define", [steps.Sort("What is our circle?", longest=200), steps.Talk("And now?")])


class Sorted:
    """A circle at its step of sorting."""

    def __init__(self, circle: Circle, cards: tuple[tuple[str, str], ...] = CARDS, people: int = 6) -> None:
        self.circle = circle
        circle.start(ACTIVITY)
        circle.move("next")
        run = circle.state.run
        assert run is not None
        self.step = run.steps[0]
        self.seats = [circle.add_seat(way="phone") for _ in range(people)]
        for n, (text, tray) in enumerate(cards):
            self.says(self.seats[n % people], "sort.put", text=text, tray=tray)

    def says(self, seat: str, kind: str, **body: str) -> None:
        said = Proposal(new_id(), kind, body, self.step, seat)
        assert isinstance(self.circle.ledger.append([said])[0], Receipt)

    @property
    def data(self) -> Data:
        self.circle.ledger.refresh()
        found: Data = self.circle.state.steps[self.step].data
        return found

    def group(self, words: str) -> str:
        return next(card.group for card in self.data.cards.values() if card.text == words)

    def card(self, words: str) -> str:
        return next(card.id for card in self.data.cards.values() if card.text == words)

    def trays(self) -> dict[str, list[list[str]]]:
        found: dict[str, list[list[str]]] = {}
        for one in self.data.standing():
            found.setdefault(one.group.tray, []).append([card.text for card in one.cards])
        return found

    def stands(self, tray: str, *groups: list[str]) -> None:
        """Wait until these are the groups of a tray."""
        until(lambda: self.trays().get(tray, []) == list(groups), f"{tray}: {groups}")


@pytest.fixture
def sorting(circle: Circle) -> Sorted:
    return Sorted(circle)


@pytest.fixture
def grouping(sorting: Sorted) -> Sorted:
    sorting.circle.move("next")
    return sorting


def joined(person: MakePage, room: Room, circle: Circle) -> Page:
    page = person()
    page.goto(f"{room.url}/join/{circle.code}")
    page.locator("form .primary").click()
    return page


def at_desk(show: Callable[..., Shown], sorting: Sorted) -> Shown:  # noqa: F811
    """The desk on its mirrored display, with the wall's cards there to be taken."""
    desk = sorting.circle.run(ACTIVITY)
    shown = show(desk)
    expect(shown.wall.locator(".sort-board.handled .card").first).to_be_visible()
    return shown


def stands(shown: Shown, tray: str, *groups: str) -> None:
    """Wait until these are the groups of a tray on the desk's stage, each in the words of all its lines."""
    expect(shown.wall.locator(f"section[data-tray={tray}] li")).to_have_text(list(groups))


def on_wall(shown: Shown, words: str) -> Locator:
    wall: FrameLocator = shown.wall
    return wall.locator("[data-group]").filter(has_text=words)


def drag(page: Page, what: Locator, onto: Locator, *, low: bool = False) -> None:
    """With the mouse, in a few moves; ``low``: onto the lower end, where a column is empty."""
    onto.scroll_into_view_if_needed()
    what.scroll_into_view_if_needed()
    start, end = what.bounding_box(), onto.bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(start["x"] + start["width"] / 2 + 12, start["y"] + start["height"] / 2 + 12, steps=3)
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + (end["height"] - 6 if low else end["height"] / 2), steps=6)
    page.mouse.up()


# ---------------------------------------------------------------- phones


def test_cards_are_put_moved_changed_and_taken_back_in_silence(person: MakePage, room: Room, circle: Circle) -> None:
    sorting = Sorted(circle, cards=(), people=1)
    phone, wall = joined(person, room, circle), person(viewport={"width": 1024, "height": 768})
    wall.goto(f"{room.url}/screen/{circle.code}")
    expect(phone.get_by_text("With so few of us, others may guess who wrote a card.")).to_be_visible()
    phone.get_by_label("Words for your card").fill("Homework")
    phone.get_by_role("button", name="It is …", exact=True).click()
    expect(phone.get_by_text("✓ stored")).to_be_visible()
    expect(phone.get_by_label("Words for your card")).to_have_value("")
    expect(wall.get_by_text("1 of 2 stored")).to_be_visible()
    assert "Homework" not in wall.locator("body").inner_text()
    assert faults(phone) == []
    assert faults(wall) == []
    assert look(wall).faults == []
    phone.get_by_role("button", name="Change").click()
    phone.locator(".changing").get_by_role("button", name="It is not …").click()
    phone.get_by_label("Other words on this card").fill("Homework every week")
    phone.get_by_role("button", name="Save").click()
    sorting.stands("not", ["Homework every week"])
    phone.get_by_role("button", name="Take back").click()
    until(lambda: sorting.trays() == {}, "taken back")
    for n in range(3):
        phone.get_by_label("Words for your card").fill(f"Card {n}")
        phone.get_by_role("button", name="It depends …").click()
    expect(phone.get_by_text("You have put all your cards.")).to_be_visible()
    assert faults(phone) == []


def test_a_card_is_put_with_the_keyboard_alone(person: MakePage, room: Room, circle: Circle) -> None:
    sorting = Sorted(circle, cards=(), people=1)
    phone = joined(person, room, circle)
    box = phone.get_by_label("Words for your card")
    expect(box).to_be_visible()
    while not box.evaluate("one => one === document.activeElement"):
        phone.keyboard.press("Tab")
    phone.keyboard.type("Tea")
    phone.keyboard.press("Tab")
    phone.keyboard.press("Tab")
    phone.keyboard.press("Enter")
    sorting.stands("not", ["Tea"])


def test_what_was_written_offline_goes_out_where_it_was_put_last(person: MakePage, room: Room, circle: Circle) -> None:
    sorting = Sorted(circle, cards=(), people=1)
    phone = joined(person, room, circle)
    box = phone.get_by_label("Words for your card")
    expect(box).to_be_visible()
    phone.context.set_offline(True)
    box.fill("Tea")
    phone.get_by_role("button", name="It is …", exact=True).click()
    phone.get_by_role("button", name="Change").click()
    phone.locator(".changing").get_by_role("button", name="It depends …").click()
    phone.get_by_role("button", name="Done").click()
    phone.context.set_offline(False)
    expect(phone.get_by_text("✓ stored")).to_be_visible(timeout=20_000)  # the phone tries again in its own time
    sorting.stands("depends", ["Tea"])


def test_phones_say_that_two_belong_together_and_one_key_takes_it(
    person: MakePage,
    room: Room,
    grouping: Sorted,
    show: Show,  # noqa: F811
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


def test_a_person_brings_a_dropped_card_back_once(
    person: MakePage,
    room: Room,
    grouping: Sorted,
    show: Show,  # noqa: F811
) -> None:
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


def test_the_desk_groups_by_drag(grouping: Sorted, show: Show) -> None:  # noqa: F811
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


def test_a_card_let_go_beside_everything_stays_where_it_was(grouping: Sorted, show: Show) -> None:  # noqa: F811
    shown = at_desk(show, grouping)
    card = on_wall(shown, "A lecture")
    drag(shown.page, card, shown.wall.locator(".wall header"))
    expect(card).not_to_have_class("card lifted")
    drag(shown.page, on_wall(shown, "We choose it"), on_wall(shown, "Led by all of us"))
    stands(shown, "is", "Chosen, not imposed", "Led by all of usWe choose it")
    stands(shown, "not", "A lecture", "Homework+ 1 like it")


def test_the_desk_groups_with_the_keyboard_alone(grouping: Sorted, show: Show) -> None:  # noqa: F811
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


def test_the_desk_groups_by_button_and_names_last(grouping: Sorted, show: Show) -> None:  # noqa: F811
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


def test_the_remote_leads_through_the_sorting(person: MakePage, room: Room, sorting: Sorted) -> None:
    circle = sorting.circle
    zoe = circle.add_seat("Zoe")
    remote = person()
    remote.goto(f"{room.url}/remote/{circle.code}#key={circle.key()}")
    box = remote.get_by_label("Words of those without a phone")
    box.fill("- On a slip\n- And another")
    remote.get_by_role("combobox").select_option(zoe)
    remote.get_by_role("button", name="It is not …").click()
    expect(remote.get_by_text("2 cards added.")).to_be_visible()
    assert faults(remote) == []
    remote.get_by_role("button", name="Look through them first · private").click()
    remote.locator(".sort-private li").filter(has_text="A lecture").get_by_role("button", name="Set aside").click()
    expect(remote.get_by_text("Set aside: not on the wall")).to_be_visible()
    assert faults(remote) == []
    remote.get_by_role("button", name="Close", exact=True).click()
    remote.get_by_role("button", name="Open the cards").click()
    rows = remote.locator(".sort-desk [data-group]")
    rows.filter(has_text="And another").get_by_role("button", name="Put together …").click()
    rows.filter(has_text="On a slip").get_by_role("button", name="With this one").click()
    sorting.stands("not", ["Homework", "homework."], ["On a slip", "And another"])
    expect(remote.get_by_text("1 card is set aside.")).to_be_visible()
    slip = rows.filter(has_text="On a slip")
    slip.get_by_text("More").click()
    slip.get_by_role("button", name="Drop it").click()
    remote.get_by_role("combobox").first.select_option(zoe)
    assert faults(remote) == []
    remote.get_by_role("button", name="Somebody brings it back").click()
    sorting.stands("not", ["Homework", "homework."], ["On a slip", "And another"])
    assert sorting.data.saves == {zoe}


# ---------------------------------------------------------------- the wall


@pytest.mark.parametrize("count", [1, 9, 30])
@pytest.mark.parametrize("long", [False, True], ids=["short", "long"])
def test_every_card_stands_whole_and_large(
    person: MakePage, room: Room, circle: Circle, count: int, long: bool
) -> None:
    cards = tuple((f"{n}. {LONG[n % 5] if long else SHORT}", TRAYS[n % 3]) for n in range(count))
    sorting = Sorted(circle, cards, people=max(6, count))
    circle.move("next")
    for n in range(1, count, 4):  # one large group, the others below
        circle.ledger.say("sort.join", {"group": sorting.group(cards[n][0]), "into": sorting.group(cards[0][0])})
    walls = [person(viewport={"width": wide, "height": high}) for wide, high in DISPLAYS]
    for wall in walls:
        wall.goto(f"{room.url}/screen/{circle.code}")
        expect(wall.locator(".sort-board")).to_be_visible()
        wall.evaluate("document.fonts.ready.then(() => 0)")
    read_through(circle, walls)
    circle.ledger.say("screen.show", {"mode": "one", "page": 1})
    for wall in walls:
        expect(wall.locator(".sort-one")).to_be_visible()
        size = wall.locator(".sort-text").evaluate("one => parseFloat(getComputedStyle(one).fontSize) / innerHeight")
        assert size >= 1 / 16
    read_through(circle, walls, most=4)


def read_through(circle: Circle, walls: list[Page], most: int = 100) -> None:
    """Turn the pages; each is free of faults on each display."""
    page = pages = 1
    while page <= min(pages, most):
        if page > 1:
            circle.ledger.say("screen.show", {"page": page})
        for wall in walls:
            if page > 1:
                expect(wall.locator(".pages")).to_have_text(f"{page} of {pages}")
            said = "".join(wall.locator(".pages").all_text_contents())
            pages = int(said.rpartition(" ")[2] or 1)
            assert look(wall).faults == [], f"page {page} of {pages}"
        page += 1


def test_cards_are_sorted_alone_in_a_cell(show: Show) -> None:  # noqa: F811
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

"""Sorting in real browsers: cards in silence on phones, the remote, and every card whole and large on the wall."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from circle_widgets.circle import Circle
from tests.browser.conftest import MakePage, Room
from tests.browser.looking import faults
from tests.browser.sorted import CARDS, Sorted, joined
from tests.browser.texts import ARABIC, CHINESE, ENGLISH, FRENCH, SHORT, WORD
from tests.browser.walls import look, turned, walls_of
from tests.waiting import until

pytestmark = pytest.mark.browser

TRAYS = ("is", "not", "depends")
LONG = (ENGLISH[:180], FRENCH[:180], CHINESE[:90], ARABIC[:120], WORD[:60])


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


def test_the_remote_leads_through_the_sorting(person: MakePage, room: Room, circle: Circle) -> None:
    sorting = Sorted(circle, CARDS)
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
    walls = walls_of(person, room, circle, ".sort-board")
    read_through(circle, walls)
    circle.ledger.say("screen.show", {"mode": "one", "page": 1})
    for wall in walls:
        expect(wall.locator(".sort-one")).to_be_visible()
        size = wall.locator(".sort-text").evaluate("one => parseFloat(getComputedStyle(one).fontSize) / innerHeight")
        assert size >= 1 / 16
    read_through(circle, walls, most=4)


def read_through(circle: Circle, walls: list[Page], most: int = 100) -> None:
    """Turn the pages; each is free of faults on each display."""
    for _ in turned(circle, walls, most):
        pass

"""Examples on cards, looked at on both walls and on a phone: two styles, one at a time, nothing cut."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from circle_widgets import Activity, steps
from circle_widgets.circle import Circle
from tests.browser.conftest import MakePage, Room
from tests.browser.looking import faults
from tests.browser.texts import ENGLISH, FRENCH, WORD
from tests.browser.walls import look, walls_of

pytestmark = pytest.mark.browser

SENTENCE = "A few people who meet several times, as equals, to learn what each of them wants to learn."
CARDS = (
    steps.Card("One way: a sentence", text=SENTENCE),
    steps.Card("Another way: a list of values", is_=["chosen", "open to beginners"], not_=["a class with a teacher"]),
    steps.Card("Long " * 18, text=ENGLISH, is_=[FRENCH, WORD] * 3, not_=["short"], depends=[ENGLISH] * 2),
)
SIXTEENTH = 1 / 16


def test_examples_stand_one_at_a_time_whole_and_large(person: MakePage, room: Room, circle: Circle) -> None:
    circle.start(Activity("Define", [steps.Talk("Two ways to say what a circle is", cards=CARDS), steps.Talk()]))
    circle.move("next")
    walls = walls_of(person, room, circle, "role=heading[name='Two ways to say what a circle is']")
    for wall in walls:
        assert look(wall).faults == []
    page, pages = 0, 1
    while page < pages:
        circle.move("next")
        page += 1
        for wall in walls:
            expect(wall.locator(".pages")).to_contain_text(f"{page} of")
            pages = int(wall.locator(".pages").inner_text().rpartition(" ")[2])
            assert look(wall).faults == [], f"page {page} of {pages}"
            if page <= 2:
                size = "Math.min(...[...document.querySelectorAll('.talk-text, .talk-trays li')].map(one =>"
                share = wall.evaluate(f"{size} parseFloat(getComputedStyle(one).fontSize) / innerHeight))")
                assert share >= SIXTEENTH
    assert pages > len(CARDS), "the long one goes on"
    phone = person()
    phone.goto(f"{room.url}/join/{circle.code}")
    phone.locator("form .primary").click()
    expect(phone.locator(".talk-card")).to_have_count(len(CARDS))
    assert faults(phone) == []
    remote = person()
    remote.goto(f"{room.url}/remote/{circle.code}#key={circle.key()}")
    expect(remote.locator(".talk-card.now h2")).to_contain_text("Long")
    assert faults(remote) == []

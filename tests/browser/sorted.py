"""A circle at its step of sorting, for tests in real browsers."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

from circle_widgets import Activity, steps
from circle_widgets.circle import Circle
from circle_widgets.events import Proposal, Receipt
from circle_widgets.ledger import new_id
from circle_widgets.steps.sort.grouped import Data
from tests.browser.conftest import MakePage, Room
from tests.waiting import until

CARDS = (
    ("Chosen, not imposed", "is"),
    ("Led by all of us", "is"),
    ("We choose it", "is"),
    ("A lecture", "not"),
    ("Homework", "not"),
    ("homework.", "not"),
    ("Whether we meet online", "depends"),
)
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

    def trays(self) -> dict[str, list[list[str]]]:
        found: dict[str, list[list[str]]] = {}
        for one in self.data.standing():
            found.setdefault(one.group.tray, []).append([card.text for card in one.cards])
        return found

    def stands(self, tray: str, *groups: list[str]) -> None:
        """Wait until these are the groups of a tray."""
        until(lambda: self.trays().get(tray, []) == list(groups), f"{tray}: {groups}")


def joined(person: MakePage, room: Room, circle: Circle) -> Page:
    page = person()
    page.goto(f"{room.url}/join/{circle.code}")
    page.locator("form .primary").click()
    return page


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

"""What happens in the middle of a meeting: Python behind the desk dies, the room dies. Nobody loses a word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import psutil
import pytest
from playwright.sync_api import expect

from circle_widgets.circle import Circle
from tests.e2e.people import Desk, People, desk_address, room_of, store_of
from tests.e2e.served import Served
from tests.waiting import until

pytestmark = pytest.mark.browser


@pytest.fixture
def circle(serving: Served) -> Iterator[Circle]:
    """A circle whose room writes."""
    made = Circle.make("Sewing for beginners", facilitator="Ana", store=store_of(serving))
    made.start("one-question")
    made.move("next")
    made.move("next")
    yield made
    made.store.close()


def texts(circle: Circle) -> list[str]:
    """The notes as they are stored."""
    step = circle.state.current
    assert step is not None
    return [note.text for note in step.data.notes.values()]


def python_of(serving: Served, desk: Desk) -> psutil.Process:
    """The process behind a desk."""
    id_ = desk.page.evaluate("JSON.parse(document.getElementById('jupyter-config-data').textContent).kernelId")

    def look() -> psutil.Process | None:
        children = serving.child("jupyter").children(recursive=True)
        return next((one for one in children if any(id_ in part for part in one.cmdline())), None)

    found = until(look, "the kernel's process")
    assert found is not None
    return found


def another_room(serving: Served, dead: psutil.Process) -> None:
    """``circle serve`` has started one in the place of the one that is dead."""
    until(lambda: serving.child("room").pid != dead.pid, "another room")


def test_python_behind_the_desk_dies_and_the_room_does_not_notice(
    serving: Served, people: People, circle: Circle
) -> None:
    desk = people.desk().opens(desk_address(serving, circle.code))
    room = room_of(serving)
    wall = people.wall().opens(f"{room}/screen/{circle.code}")
    rosa = people.phone().sits(f"{room}/join/{circle.code}", "Rosa")
    rosa.sends("Before").has(1)
    wall.reads(wall.t("ring.stored", n=1, seats=1))
    desk.reads(desk.t("ring.stored", n=1, seats=1))

    python_of(serving, desk).kill()
    sam = people.phone("fr").sits(f"{room}/join/{circle.code}")
    sam.sends("Pendant").has(1)
    rosa.sends("Meanwhile").has(2)
    wall.reads(wall.t("ring.stored", n=2, seats=2)).reads_not(wall.t("screen.notice.away"))
    rosa.reads_not(rosa.t("phone.offline"))

    desk.opens(desk_address(serving, circle.code)).is_at("one_question.write_title")
    desk.reads(desk.t("ring.stored", n=2, seats=2))
    desk.press("notes.open")
    wall.is_on("all").reads("Before", "Pendant", "Meanwhile")
    rosa.reads("Pendant")


def test_the_room_dies_and_everybody_is_back_by_themselves(serving: Served, people: People, circle: Circle) -> None:
    room = room_of(serving)
    wall = people.wall().opens(f"{room}/screen/{circle.code}")
    rosa = people.phone().sits(f"{room}/join/{circle.code}", "Rosa")
    sam = people.phone("fr").sits(f"{room}/join/{circle.code}")
    rosa.sends("Before").has(1)
    wall.reads(wall.t("ring.stored", n=1, seats=2))
    receipted = texts(circle)

    for n in range(1, 4):
        dead = serving.child("room")
        dead.kill()
        sam.sends(f"While it was away, {n}")
        another_room(serving, dead)
        sam.has(n)
        assert set(receipted) <= set(texts(circle))
        receipted = texts(circle)
    wall.reads(wall.t("ring.stored", n=2, seats=2))
    rosa.sends("After").has(2)
    assert Counter(texts(circle)) == Counter(["Before", *(f"While it was away, {n}" for n in (1, 2, 3)), "After"])
    circle.move("reveal")
    wall.is_on("all").reads("Before", "After")
    expect(sam.page.get_by_role("listitem").filter(has_text="After")).to_be_visible()

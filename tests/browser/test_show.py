"""The run-of-show in a real browser: what gets shorter, what may wait for next time, and a display that stays awake.

What o'clock it is, at the room and on the pages, stands still until a test moves it: however slow the machine is, no
minute passes by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from circle_widgets import Activity, steps
from circle_widgets.room.timers import Cancel, RealTime
from tests.browser.conftest import MakePage
from tests.browser.looking import faults
from tests.browser.test_desk import Shown
from tests.room.place import OwnTime, Place

pytestmark = pytest.mark.browser

# Stands in for the browser's own: whether a headless one on a test machine may hold a display is not ours to say.
WAKING = """() => {
  globalThis.held = 0;
  const request = async () => {
    held += 1;
    const one = new EventTarget();
    one.release = async () => { held -= 1; one.dispatchEvent(new Event("release")); };
    return one;
  };
  Object.defineProperty(Navigator.prototype, "wakeLock", {value: {request}, configurable: true});
}"""
ASLEEP = '() => Object.defineProperty(Navigator.prototype, "wakeLock", {value: undefined, configurable: true})'
LONG = 20_000
"""Milliseconds after which what was waited for is not going to come: pages look at the time every few seconds."""
SMALL = {"width": 1024, "height": 768}

SHOW = Activity(
    "Our circle in short",
    [
        steps.Talk("Ready?", title="Frame", minutes=2),
        steps.Talk("What do you hear?", title="We listen", minutes=6, least=3),
        steps.Talk("What belongs together?", title="We sort", minutes=4, least=3),
        steps.Talk("How do we say it?", title="We write it", minutes=5, leave=True),
        steps.Talk("Does anybody object?", title="We agree", minutes=3),
    ],
)
"""Twenty minutes; four can be given, five may wait for next time."""


class DayTime(OwnTime):
    """What o'clock it is stands still; a moment is a real one, and what is said every now and then is never said."""

    def passed(self) -> float:
        return RealTime().passed()

    def later(self, seconds: float, call: Callable[[], None]) -> Cancel:
        return RealTime().later(seconds, call) if seconds < 1 else lambda: None


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """A room whose time the test owns, with nine people and the activity laid ready. Its time begins at 08:00 UTC."""
    made = Place(str(tmp_path / "circles.sqlite"), time=DayTime())
    made.circle.ledger.say("room.count", {"n": 9})
    made.circle.start(SHOW)
    yield made
    made.close()


OpenPage = Callable[..., Page]


@pytest.fixture
def opened(place: Place, person: MakePage) -> OpenPage:
    """A page of the room, whose own time moves with the room's (:func:`passes`)."""

    def make(path: str, script: str = WAKING, **options: object) -> Page:
        page = person(timezone_id="UTC", locale="en-GB", **options)
        page.add_init_script(f"({script})()")
        page.clock.set_fixed_time(place.time.now() / 1000)
        page.goto(f"http://127.0.0.1:{place.port}/{path}")
        return page

    return make


def passes(place: Place, minutes: float, *pages: Page) -> None:
    """So much of the meeting passes, at the room and on the pages."""
    place.pass_time(minutes * 60)
    for page in pages:
        page.clock.set_fixed_time(place.time.now() / 1000)


def visible(place: Locator) -> None:
    expect(place).to_be_visible(timeout=LONG)


def step(page: Page, title: str) -> Locator:
    """A step of the run-of-show."""
    return page.get_by_role("list", name="The steps of this activity").get_by_role("listitem").filter(has_text=title)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def test_the_remote_follows_the_time_shortens_and_asks(place: Place, opened: OpenPage) -> None:
    remote = opened(f"remote/{place.code}#key={place.key()}")
    visible(remote.get_by_text("About 20 minutes with 9 people."))
    press(remote, "Begin")
    visible(remote.get_by_text("It should end at 08:20."))
    expect(step(remote, "We listen")).to_have_text("We listen6 min", timeout=LONG)
    passes(place, 4.1, remote)
    expect(step(remote, "We listen")).to_have_text("We listen4.5 min, planned 6", timeout=LONG)
    expect(step(remote, "We sort")).to_have_text("We sort3.5 min, planned 4", timeout=LONG)
    visible(remote.get_by_text("It should end at 08:20."))
    passes(place, 4.1, remote)
    visible(remote.get_by_role("heading", name="Time is too short for all that is planned."))
    visible(remote.get_by_text("it will be about 08:22 when we end."))
    assert faults(remote) == []
    assert place.circle.state.current is not None
    assert place.circle.state.current.n == 1  # nothing moved by itself
    press(remote, "Leave it for next time")
    visible(remote.get_by_text("Left for next time: We write it"))
    visible(remote.get_by_text("It should end at 08:20."))
    expect(remote.get_by_role("list", name="The steps of this activity").get_by_role("listitem")).to_have_count(
        4, timeout=LONG
    )
    press(remote, "Take back: left for next time")
    visible(remote.get_by_role("heading", name="Time is too short for all that is planned."))
    press(remote, "Keep it")
    expect(remote.get_by_role("button", name="Keep it")).to_have_count(0, timeout=LONG)
    visible(remote.get_by_text("As it goes, it will be about 08:22."))
    press(remote, "Next step")
    visible(remote.get_by_role("heading", name="We listen", level=1))
    expect(step(remote, "We listen")).to_have_text("We listen3 min, planned 6", timeout=LONG)
    assert place.circle.state.current is not None
    assert place.circle.state.current.minutes == 3


def test_what_waits_is_taken_up_next_time(place: Place, opened: OpenPage) -> None:
    remote = opened(f"remote/{place.code}#key={place.key()}")
    press(remote, "Begin")
    visible(remote.get_by_text("It should end at 08:20."))
    run = place.circle.state.run
    assert run is not None
    place.circle.ledger.say("plan.leave", {"steps": [run.steps[3]]})
    place.circle.ledger.say("activity.end")
    visible(remote.get_by_text("That was all for today"))
    visible(remote.get_by_text("Left for next time: We write it"))
    passes(place, 7 * 24 * 60, remote)
    press(remote, "Take it up now")
    expect(step(remote, "We write it")).to_have_text("We write it5 min", timeout=LONG)
    visible(remote.get_by_role("button", name="Begin"))


def test_the_desk_shows_the_same_beside_the_wall(
    place: Place, person: MakePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = person(viewport=SMALL, screen=SMALL, has_touch=False, timezone_id="UTC")
    page.add_init_script(f"({ASLEEP})()")
    page.clock.set_fixed_time(place.time.now() / 1000)
    desk = place.circle.run(SHOW)
    shown = Shown(page, desk, "desk.js", monkeypatch)
    visible(page.get_by_text("About 20 minutes with 9 people."))
    line = page.get_by_text("This display may fall asleep: switch its sleep off for the hour.")
    visible(line)
    expect(shown.wall.get_by_text("asleep")).to_have_count(0, timeout=LONG)
    press(page, "Done")
    expect(line).to_have_count(0, timeout=LONG)
    press(page, "Begin")
    visible(page.get_by_text("It should end at 08:20."))
    passes(place, 8.1, page)
    expect(step(page, "We sort")).to_have_text("We sort3 min, planned 4", timeout=LONG)
    visible(page.get_by_role("heading", name="Time is too short for all that is planned."))
    assert faults(page, "#place") == []
    press(page, "Leave it for next time")
    visible(page.get_by_text("Left for next time: We write it"))
    expect(page.get_by_text("The workbook now says something else")).to_have_count(0, timeout=LONG)
    desk.close()


def test_screen_and_remote_are_held_awake_until_the_end_and_the_wall_never_says_so(
    place: Place, opened: OpenPage
) -> None:
    pages = [opened(f"screen/{place.code}", viewport=SMALL), opened(f"remote/{place.code}#key={place.key()}")]
    deaf = opened(f"screen/{place.code}", ASLEEP, viewport=SMALL)
    without = opened(f"remote/{place.code}#key={place.key()}", ASLEEP)
    place.circle.move("next")
    for page in (pages[0], deaf):
        visible(page.get_by_text("Ready?").first)
    for page in (pages[1], without):
        visible(page.get_by_role("heading", name="Frame"))
    for page in pages:
        page.wait_for_function("() => held === 1")
        expect(page.get_by_text("asleep")).to_have_count(0, timeout=LONG)
    expect(deaf.get_by_text("asleep")).to_have_count(0, timeout=LONG)
    visible(without.get_by_text("This phone may fall asleep: let its screen stay on for the hour."))
    place.circle.ledger.say("activity.end")
    for page in pages:
        page.wait_for_function("() => held === 0")
    expect(without.get_by_text("asleep")).to_have_count(0, timeout=LONG)

"""The screen in a real browser: whatever a room writes stands on it whole, large, and in its place."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from circle_widgets import layout
from circle_widgets.circle import Circle
from circle_widgets.sentences import both
from tests.browser.conftest import Room
from tests.browser.texts import ARABIC, CHINESE, ENGLISH, FRENCH, MIXED, WORD
from tests.browser.walls import DISPLAYS, look

pytestmark = pytest.mark.browser

ROOMS = {
    "one English": (ENGLISH,),
    "one French": (FRENCH,),
    "one Chinese": (CHINESE[:340],),
    "one Arabic": (ARABIC,),
    "one word": (WORD,),
    "nine": MIXED,
    "nine alike": (ENGLISH,) * 9,
    "thirty": (MIXED * 4)[:30],
}
SCRIPTS = {"English": ENGLISH, "French": FRENCH, "Chinese": CHINESE, "Arabic": ARABIC}
AN_HOUR = 3_600_000
IP = "192.168.178.123"
ADDRESS = f"http://{IP}:{{}}"


class Hall(NamedTuple):
    """A store with its room, and one page of the screen for each display."""

    store: str
    room: Room
    walls: tuple[Page, ...]


@pytest.fixture(scope="module")
def hall(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    file = tmp_path_factory.mktemp("hall") / "circles.sqlite"
    store = Circle.make("The first one", store=str(file)).store
    room = Room(file)
    # an address as long as they get at home; the room alone would not name one, since it listens to this computer only
    here = {"ip": IP, "name": "wlan0", "wifi": True}
    seen_at = round(time.time() * 1000) + AN_HOUR
    store.note_local("", "room", {"port": room.port, "pid": 1, "seen_at": seen_at, "addresses": [here]})
    sizes = [{"width": width, "height": height} for width, height in DISPLAYS]
    contexts = [
        browser.new_context(viewport=size, reduced_motion="reduce")  # type: ignore[arg-type] # a size is two numbers
        for size in sizes
    ]
    yield Hall(str(file), room, tuple(context.new_page() for context in contexts))
    for context in contexts:
        context.close()
    room.kill()


def meeting(hall: Hall, texts: tuple[str, ...], *, locale: str = "en", practice: bool = False) -> Circle:
    """A circle of people on paper that has opened these notes, and its screens."""
    circle = Circle.make("Sewing for beginners", locale=locale, facilitator="Ana", practice=practice, store=hall.store)
    circle.start("one-question")
    circle.move("next")
    circle.move("next")
    for text in texts:
        circle.write(text, seat=circle.add_seat())
    circle.move("reveal")
    for wall in hall.walls:
        wall.goto(f"{hall.room.url}/screen/{circle.code}")
        wall.wait_for_function("() => document.fonts.status === 'loaded'")
    return circle


def show(hall: Hall, circle: Circle, mode: str, page: int) -> int:
    """Turn to a page, wait for it on every display; how many pages there are."""
    circle.ledger.say("screen.show", {"mode": mode, "page": page})
    said = ""
    for wall in hall.walls:
        expect(wall.locator(f'.wall[data-mode="{mode}"] .notes-text').first).to_be_visible()
        if page > 1:
            expect(wall.locator(".pages")).to_have_text(re.compile(rf"^{page} (of|sur) \d+$"))
        said = "".join(wall.locator(".pages").all_text_contents())
    return int(said.rpartition(" ")[2] or 1)


def full_column(text: str) -> tuple[str, ...]:
    """The beginning of a text, as often as one page just holds it in two columns."""
    found: tuple[float, tuple[str, ...]] = (0.0, ())
    for count in range(4, 12, 2):
        for length in range(20, 400, 8):
            texts = (text[:length].strip(),) * count
            pages, type_ = layout.many(texts)
            high = layout.lines(texts[0], type_.size, type_.room) * type_.line + type_.frame + type_.gap
            if len(pages) == 1 and type_.columns == 2:
                found = max(found, (high * count / 2, texts))
    return found[1]


def full_page(text: str) -> tuple[str, ...]:
    """The longest beginning of a text that stands on a page alone, spoken about."""
    tall = layout.height(list(both("one_question.question").values()), spoken=True)
    fits = [text[:length].strip() for length in range(40, 400, 2)]
    return (max((one for one in fits if len(layout.single([one], (), tall)) == 1), key=len),)


def read_through(hall: Hall, circle: Circle, mode: str) -> list[str]:
    """Turn all pages of a mode, each free of faults on each display; the texts that stood there."""
    read = [""] * len(hall.walls)
    page = pages = 1
    while page <= pages:
        pages = show(hall, circle, mode, page)
        for n, wall in enumerate(hall.walls):
            seen, where = look(wall), f"{mode}, page {page}, {DISPLAYS[n]}"
            assert seen.faults == [], where
            assert seen.foot == [ADDRESS.format(hall.room.port), circle.code], where
            assert mode == "all" or seen.spoken >= 1 / 16, where
            read[n] += seen.texts
        page += 1
    return ["".join(one.split()) for one in read]


@pytest.mark.parametrize("texts", ROOMS.values(), ids=ROOMS)
def test_every_page_shows_its_texts_whole_and_large(hall: Hall, texts: tuple[str, ...]) -> None:
    circle = meeting(hall, texts)
    for mode in ("all", "one"):
        assert set(read_through(hall, circle, mode)) == {"".join("".join(texts).split())}


@pytest.mark.parametrize("text", SCRIPTS.values(), ids=SCRIPTS)
def test_a_page_that_is_full_to_the_brim_is_not_cut(hall: Hall, text: str) -> None:
    for mode, texts in (("all", full_column(text)), ("one", full_page(text))):
        circle = meeting(hall, texts)
        assert show(hall, circle, mode, 1) == 1
        read_through(hall, circle, mode)


def test_translations_stand_below_in_french_and_while_practising(hall: Hall) -> None:
    circle = meeting(hall, MIXED[:5], locale="fr", practice=True)
    step = circle.state.current
    assert step is not None
    for note in list(step.data.notes.values()):
        body = {"note": note.id, "text": ENGLISH[: len(note.text)], "locale": "en"}
        circle.ledger.say("notes.translate", body, step=step.id)
    for mode in ("all", "one"):
        read_through(hall, circle, mode)
    for wall in hall.walls:
        expect(wall.locator(".practice")).to_be_visible()


def test_the_question_is_large_while_the_room_writes(hall: Hall) -> None:
    circle = Circle.make("Sewing", locale="fr", facilitator="Ana", store=hall.store)
    circle.start("one-question")
    for wall in hall.walls:
        wall.goto(f"{hall.room.url}/screen/{circle.code}")
        expect(wall.locator(".join-address")).to_be_visible()
        assert look(wall).faults == []
    for title in ("Pourquoi écrire d’abord", "On écrit, en silence", "On en parle"):
        circle.move("next")
        for wall in hall.walls:
            expect(wall.locator(".top-title")).to_have_text(title)
            seen = look(wall)
            assert (seen.faults, seen.foot[-1]) == ([], circle.code)
            assert seen.spoken >= 1 / 16

"""A room without a phone defines its circle: paper, one display that is mirrored, and a keyboard."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from circle_widgets.circle import Circle
from circle_widgets.definition import agreed
from tests.browser.walls import look
from tests.e2e.keys import Keys
from tests.e2e.people import DISPLAY, Desk, People, desk_address, question, store_of
from tests.e2e.served import Served
from tests.e2e.watching import Watch
from tests.waiting import until

pytestmark = pytest.mark.browser

BOOK = "30-define-your-circle"
SEATS = ("Olga", "Ben", "Chiara", "Dimitri", "Esi")
ALONE = (
    "My grandfather called it the kitchen table",
    "Friends who ask until somebody knows",
    "Tea, chairs, and patience",
    "A place where one dares to ask twice",
    "Nobody teaches, and everybody learns",
)
TWO, THREE = (
    "A kitchen table where friends ask until somebody knows",
    "Tea and patience: all of us learn, and ask twice",
)
FREE, NO_FEE, LECTURE, HOMEWORK, LATE = (
    "Nobody pays",
    "It costs nothing",
    "A lecture",
    "Homework every week",
    "Late comers",
)
CARDS = ((FREE, "is"), (NO_FEE, "is"), (LECTURE, "not"), (HOMEWORK, "not"), (LATE, "depends"))
NAMED, EDIT, LISTEN = "Free for all", ", with tea", "Also for those who only listen"
HIDDEN = (*ALONE, TWO, THREE, *(text for text, _ in CARDS))


class Wall:
    """The stage of the desk: all that such a room has of a screen."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def reads(self, *texts: str) -> None:
        for text in texts:
            expect(self.desk.stage().get_by_text(text).first).to_be_visible()

    def reads_not(self, *texts: str) -> None:
        for text in texts:
            expect(self.desk.stage().get_by_text(text)).to_have_count(0)

    def stored(self, n: int) -> None:
        expect(self.desk.stage().get_by_text(self.desk.t("ring.stored", n=n, seats=len(SEATS))).first).to_be_visible()

    def looks_right(self) -> None:
        assert look(self.desk.stage()).faults == []

    def in_sight(self) -> None:
        """The whole stage stands on the display, below what leads it."""

        def fits() -> bool:
            frame, bar = self.desk.page.locator(".stage-frame").bounding_box(), self.desk.bar.bounding_box()
            assert frame is not None
            assert bar is not None
            return bar["y"] >= -1 and frame["y"] + frame["height"] <= DISPLAY["height"]

        until(fits, "bar and stage are in sight")


class Meeting:
    """One display, two hands on a keyboard, and slips of paper."""

    def __init__(self, keys: Keys, watch: Watch) -> None:
        self.keys, self.watch = keys, watch
        self.desk, self.page, self.wall = keys.desk, keys.page, Wall(keys.desk)

    def t(self, key: str, **slots: object) -> str:
        return self.keys.t(key, **slots)

    def nothing_seen(self, *but: str) -> None:
        assert {text for place in self.watch.seen.values() for text in place} <= set(but), self.watch.seen

    def seats(self) -> None:
        """A seat on paper for each of them."""
        keys = self.keys
        for n, name in enumerate(SEATS, 1):
            keys.types(keys.named("textbox", self.t("desk.seat.name")), name, "Enter")
            expect(self.page.locator(".room-counts")).to_contain_text(self.t("desk.room.seats", n=n))
            keys.stays()
        self.wall.looks_right()

    def sentences(self) -> None:
        """Slips, typed in one line each, in the order of the seats."""
        keys = self.keys
        keys.press("desk.begin")
        self.wall.reads(self.t("definition.frame_3"))
        self.wall.in_sight()
        self.wall.looks_right()
        keys.press("desk.next_step")
        self.wall.reads(question(self.desk.locale))
        box = keys.named("textbox", self.t("notes.add.box"))
        for text in ALONE:
            keys.types(box, text, "Enter")
        keys.unread(box)
        keys.press("notes.add.many", n=len(ALONE))
        self.wall.stored(len(SEATS))
        keys.stays()
        self.wall.looks_right()
        self.nothing_seen()

    def pairs(self) -> None:
        """Two have one sentence, and three have one."""
        keys = self.keys
        keys.leads("desk.next_step")
        self.wall.reads(self.t("definition.pairs"))
        for text, seats, stored in ((TWO, SEATS[:2], 2), (THREE, SEATS[2:], 5)):
            box = keys.named("textbox", self.t("notes.add.box"))
            keys.types(box, text)
            keys.unread(box)
            keys.chooses(keys.named("combobox", self.t("notes.add.for")), seats[0])
            for n, name in enumerate(seats[1:]):
                keys.chooses(keys.named("combobox", self.t("notes.add.with")).nth(n), name)
            expect(box).to_have_value(text)
            keys.press("notes.add")
            self.wall.stored(stored)
            keys.stays()
        self.nothing_seen()
        keys.press("notes.open")
        self.wall.reads(TWO, THREE)
        self.wall.reads_not(*ALONE)
        self.wall.in_sight()
        self.wall.looks_right()
        keys.stays()
        keys.press("notes.read_aloud")
        for n in (1, 2):
            self.wall.reads(self.t("screen.page", n=n, of=2))
            if n < 2:
                keys.press("notes.next_one")
        self.wall.looks_right()

    def examples(self) -> None:
        """Only now, one after the other, led by the keys of a clicker."""
        keys = self.keys
        self.wall.reads_not(self.t("definition.examples_sentence_1"))
        keys.press("desk.next_step")
        self.wall.reads(self.t("definition.examples"))
        for key in ("sentence_1", "sentence_2", "is_1"):
            self.page.keyboard.press("PageDown")
            self.wall.reads(self.t(f"definition.examples_{key}"))
            self.wall.looks_right()

    def cards(self) -> None:
        """In silence; then called out, put together, dropped, saved, named."""
        keys = self.keys
        keys.press("desk.next_step")
        self.wall.reads(self.t("definition.sort"))
        for n, ((text, tray), name) in enumerate(zip(CARDS, SEATS, strict=True), 1):
            box = keys.named("textbox", self.t("sort.add.box"))
            keys.types(box, text)
            keys.unread(box)
            keys.chooses(keys.named("combobox", self.t("sort.add.for")), name)
            keys.press(f"sort.tray.{tray}")
            self.wall.stored(n)
            keys.stays()
        self.nothing_seen(TWO, THREE)
        keys.press("sort.open")
        self.wall.reads(*(text for text, _ in CARDS))
        self.wall.in_sight()
        self.wall.looks_right()
        self.goes_to(NO_FEE)
        self.page.keyboard.press("Enter")
        self.desk.reads(self.t("sort.held", text=NO_FEE))
        self.goes_to(FREE)
        self.page.keyboard.press("Enter")
        expect(self.desk.stage().locator("section[data-tray=is] li")).to_have_count(1)
        keys.stays()
        for text in (HOMEWORK, LATE):
            self.goes_to(text)
            self.page.keyboard.press("Delete")
            self.wall.reads_not(text)
            keys.stays()
        dropped = self.page.locator(".sort-dropped")
        keys.chooses(dropped.get_by_role("combobox", name=self.t("sort.add.for"), exact=True), SEATS[4])
        keys.enter(
            dropped.get_by_role("listitem")
            .filter(has_text=LATE)
            .get_by_role("button", name=self.t("sort.save.for"), exact=True)
        )
        self.wall.reads(LATE)
        keys.stays()
        keys.enter(self.page.locator("summary").filter(has_text=self.t("sort.names")))
        keys.types(self.page.get_by_placeholder(self.t("sort.name.placeholder")), NAMED, "Enter")
        self.wall.reads(NAMED)
        keys.stays()
        self.wall.looks_right()

    def goes_to(self, text: str) -> None:
        """With Tab to the cards, with the arrows to the one."""
        every, keys = self.page.locator(".sort-desk [data-group]"), self.keys
        keys.to(every)
        card = every.filter(has_text=text)
        for key in ("ArrowUp",) * len(CARDS) + ("ArrowDown",) * len(CARDS):
            if card.evaluate("one => one.getRootNode().activeElement === one"):
                return keys.in_sight()
            self.page.keyboard.press(key)
        raise AssertionError(f"no way by arrows to {text}")

    def dots(self) -> None:
        """All on paper: how many people, and how many dots each text got."""
        keys = self.keys
        keys.press("desk.next_step")
        self.wall.reads(self.t("definition.dots"))
        keys.counts(self.count(self.t("dots.paper.voters")), len(SEATS))
        for text, n in ((TWO, 3), (THREE, 1), (NAMED, 4), (LECTURE, 2)):
            keys.counts(self.count(text), n)
            keys.unread(self.count(text))
        keys.press("dots.paper.add")
        self.desk.reads(self.t("dots.paper.counted", n=len(SEATS)))
        keys.stays()
        expect(self.desk.stage().locator(".dots-count")).to_have_count(0)
        self.wall.looks_right()
        keys.leads("dots.open")
        self.wall.reads(self.t("dots.count", n=3))
        self.wall.looks_right()

    def count(self, label: str) -> Locator:
        return self.page.get_by_role("spinbutton", name=re.compile(re.escape(label)))

    def draft(self) -> None:
        """What has most dots stands there; a line is worded anew, one goes out and comes back, the wall follows."""
        keys = self.keys
        keys.leads("desk.next_step")
        self.wall.reads(TWO, NAMED, LECTURE)
        self.wall.in_sight()
        self.wall.looks_right()
        keys.enter(keys.named("button", TWO))
        box = keys.named("textbox", self.t("draft.box", part=self.t("draft.tray.sentence")))
        keys.types(box, EDIT, "Enter")
        self.wall.reads(TWO + EDIT)
        expect(box).to_have_count(0)
        keys.stays()
        keys.to(keys.named("button", LECTURE))
        self.page.keyboard.press("Delete")
        self.wall.reads_not(LECTURE)
        keys.stays()
        keys.enter(self.page.locator(".draft-words").filter(has_text=LECTURE))
        self.wall.reads(LECTURE)
        keys.stays()
        self.wall.looks_right()

    def round(self, fine: int, objection: int) -> None:
        """Slips, counted behind the private look."""
        keys = self.keys
        keys.press("desk.look.button")
        with self.watch.while_private():
            self.desk.reads(self.t("desk.look.ask"))
            keys.press("desk.private.open")
            for answer, n in (("fine", fine), ("objection", objection)):
                keys.counts(self.count(self.t(f"consent.answer.{answer}")), n)
            keys.press("consent.paper.add")
            self.desk.reads(self.t("consent.paper.done"))
            keys.stays()
            keys.press("desk.private.close")
            expect(self.page.locator(".private")).to_have_count(0)
        keys.stays()
        self.wall.reads(self.t("consent.screen.stored", n=len(SEATS), seats=len(SEATS)))
        self.wall.looks_right()

    def consent(self) -> None:
        """An objection is heard, the text is worded anew, and nobody objects any more."""
        keys = self.keys
        keys.leads("desk.next_step")
        self.wall.reads(self.t("definition.consent"))
        self.wall.in_sight()
        self.round(len(SEATS) - 1, 1)
        self.wall.reads_not(self.t("consent.result.objection"))
        keys.leads("consent.open")
        self.wall.reads(self.t("consent.result.objection"))
        self.wall.looks_right()
        self.wall.in_sight()
        keys.leads("consent.text")
        self.wall.reads(LECTURE)
        keys.press("draft.write.in", part=self.t("draft.tray.is"))
        box = keys.named("textbox", self.t("draft.box", part=self.t("draft.tray.is")))
        keys.types(box, LISTEN, "Enter")
        self.wall.reads(LISTEN)
        expect(box).to_have_count(0)
        keys.stays()
        keys.leads("desk.next_step")
        keys.leads("consent.again.new")
        self.desk.reads(self.t("consent.round", n=2))
        keys.stays()
        self.round(len(SEATS), 0)
        keys.leads("consent.open")
        self.wall.reads(self.t("consent.result.none"))
        self.wall.looks_right()

    def keep(self, folder: Path) -> None:
        """The text on the wall, and its poster."""
        keys = self.keys
        keys.leads("desk.end")
        self.desk.reads(self.t("desk.over"))
        keys.stays()
        keys.press("agreed.show")
        self.wall.reads(TWO + EDIT, LISTEN)
        self.wall.looks_right()
        keys.stays()
        with self.page.expect_download() as waiting:
            keys.press("agreed.poster.as", how="PDF")
        file = folder / waiting.value.suggested_filename
        waiting.value.save_as(file)
        assert file.read_bytes().startswith(b"%PDF")
        keys.stays()
        keys.press("agreed.how")
        self.wall.reads(self.t("agreed.frame.notes"))
        self.wall.looks_right()


@pytest.mark.parametrize("locale", ["en", "fr"])
def test_a_room_without_a_phone_is_led_with_the_keyboard_alone(
    serving: Served, people: People, tmp_path: Path, locale: str
) -> None:
    circle = Circle.make("Sewing for beginners", facilitator="Ana", locale=locale, store=store_of(serving))
    watch = Watch(HIDDEN)
    desk = people.desk(locale, watch).opens(desk_address(serving, circle.code, locale, BOOK))
    meeting = Meeting(Keys(desk), watch)
    meeting.seats()
    meeting.sentences()
    meeting.pairs()
    meeting.examples()
    meeting.cards()
    meeting.dots()
    meeting.draft()
    meeting.consent()
    meeting.keep(tmp_path)
    text = agreed(circle.state)
    assert text is not None
    assert text.sentence is not None
    assert (text.sentence.text, text.rounds, text.voters) == (TWO + EDIT, 2, len(SEATS))
    assert {line.text for line in text.is_} == {NAMED, LISTEN}
    circle.store.close()

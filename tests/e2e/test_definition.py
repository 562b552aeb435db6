"""A room defines its circle, from silence to the poster: a desk on the wall, three phones, a seat on paper."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import expect

from circle_widgets import views
from circle_widgets.circle import Circle
from circle_widgets.definition import agreed
from tests.browser.walls import look
from tests.e2e.people import Desk, People, Phone, Remote, Wall, desk_address, question, room_of, store_of
from tests.e2e.served import Served
from tests.e2e.watching import Watch

pytestmark = pytest.mark.browser

BOOK = "30-define-your-circle"
ROSA, SAM = "Friends who ask until somebody knows", "Tea, chairs, and patience"
CLAIRE, OLGA = "Un endroit où l’on ose demander deux fois", "My grandfather called it the kitchen table"
TWO, OTHER_TWO = "Friends, tea, and questions until somebody knows", "A kitchen table where one dares to ask twice"
ALONE = (ROSA, SAM, CLAIRE, OLGA)
FREE, FREE_AGAIN, COSTS_NOTHING = "Nobody pays", "nobody pays.", "It costs nothing"
LECTURE, HOMEWORK, ONLINE, LATE = "A lecture", "Homework every week", "Whether we meet online", "People may come late"
EDITED = "Friends, tea, and questions until each of us knows"
OBJECTION = "It says nothing of those who can only listen"
CARDS = (FREE, FREE_AGAIN, COSTS_NOTHING, LECTURE, HOMEWORK, ONLINE, LATE)
HIDDEN = (*ALONE, TWO, OTHER_TWO, *CARDS)


@dataclass
class Room:
    """Who is here. Claire reads the other language; Olga has no phone."""

    locale: str
    circle: Circle
    desk: Desk
    wall: Wall
    remote: Remote
    rosa: Phone
    sam: Phone
    claire: Phone
    watch: Watch

    @property
    def phones(self) -> tuple[Phone, ...]:
        return self.rosa, self.sam, self.claire

    def stored(self, n: int) -> None:
        self.wall.page.get_by_text(self.wall.t("ring.stored", n=n, seats=4)).first.wait_for()

    def looks_right(self) -> None:
        """Nothing on the wall is cut, nothing small, on the screen and on the desk's stage."""
        for wall in (self.wall.page, self.desk.stage()):
            assert look(wall).faults == []


def come_together(serving: Served, people: People, locale: str) -> Room:
    circle = Circle.make("Sewing for beginners", facilitator="Ana", locale=locale, store=store_of(serving))
    watch = Watch(HIDDEN)
    desk = people.desk(locale, watch).opens(desk_address(serving, circle.code, locale, BOOK))
    room = room_of(serving)
    wall = people.wall(locale, watch).opens(f"{room}/screen/{circle.code}").reads(circle.code)
    remote = people.remote(locale).opens(f"{room}/remote/{circle.code}#key={circle.key()}")
    rosa = people.phone(locale).sits(f"{room}/join/{circle.code}", "Rosa")
    sam = people.phone(locale).sits(f"{room}/join/{circle.code}")
    claire = people.phone({"en": "fr", "fr": "en"}[locale]).sits(f"{room}/join/{circle.code}")
    desk.adds_a_seat("Olga")
    wall.reads(wall.t("ring.here", n=4))
    with_people = desk.t("show.with", n=4)
    desk.reads(desk.t("show.length", n=33, **{"with": with_people}))
    return Room(locale, circle, desk, wall, remote, rosa, sam, claire, watch)


def sentences(room: Room) -> None:
    """Each alone, in silence; nothing of it anywhere."""
    desk = room.desk
    desk.press("desk.begin")
    for phone in room.phones:
        phone.is_asked(phone.t("definition.frame"))
    room.wall.reads(room.wall.t("definition.frame_3"))
    room.looks_right()
    desk.press("desk.next_step")
    room.claire.is_asked(question(room.claire.locale))
    for n, (phone, text) in enumerate(zip(room.phones, (ROSA, SAM, CLAIRE), strict=True), 1):
        phone.sends(text).has(1)
        room.stored(n)
    desk.types_in(OLGA, seat="Olga")
    room.stored(4)


def pairs(room: Room) -> None:
    """Rosa writes for Sam as well, after his yes; Claire writes for Olga, whose slip lies beside her phone."""
    rosa, sam, claire, desk = room.rosa, room.sam, room.claire, room.desk
    desk.press("desk.next_step")
    rosa.is_asked(rosa.t("definition.pairs"))
    rosa.press("notes.pair.begin")
    rosa.page.get_by_text(rosa.t("notes.pair.pick")).click()
    whose = sam.page.locator(".pair-me .seat-mark").inner_text().strip()
    rosa.page.get_by_role("button", name=whose).click()
    sam.reads(sam.t("notes.pair.show", who="Rosa"))
    rosa.reads_not(SAM)
    sam.press("notes.pair.yes")
    rosa.reads(SAM)
    for phone, text in ((rosa, TWO), (claire, OTHER_TWO)):
        if phone is claire:
            phone.press("notes.pair.begin")
        phone.page.get_by_role("textbox", name=phone.t("notes.pair.box"), exact=True).fill(text)
        phone.press("notes.pair.send")
        phone.reads(phone.t("notes.stored"))
    assert room.watch.seen == {}, "before it was opened"
    desk.press("notes.open")
    room.wall.is_on("all").reads(TWO, OTHER_TWO, OLGA).reads_not(ROSA, SAM, CLAIRE)
    room.looks_right()
    desk.press("notes.read_aloud")
    for n in (1, 2, 3):
        room.wall.is_on("one").reads(room.wall.t("screen.page", n=n, of=3))
        if n < 3:
            desk.press("notes.next_one")


def examples(room: Room) -> None:
    """Only now, one after the other."""
    desk, wall, claire = room.desk, room.wall, room.claire
    wall.reads_not(wall.t("definition.examples_sentence_1"))
    desk.press("desk.next_step")
    claire.is_asked(claire.t("definition.examples")).reads(claire.t("definition.examples_sentence_1"))
    desk.press("talk.cards")
    wall.reads(wall.t("definition.examples_sentence_1"))
    desk.press("talk.next")
    wall.reads(wall.t("definition.examples_sentence_2"))
    desk.press("talk.next")
    wall.reads(wall.t("definition.examples_is_1"))
    room.looks_right()
    desk.press("desk.next_step")


def puts(phone: Phone, text: str, tray: str) -> None:
    """A card, under a heading."""
    phone.page.get_by_label(phone.t("sort.box")).fill(text)
    phone.page.get_by_role("button", name=phone.t(f"sort.tray.{tray}"), exact=True).click()
    expect(phone.page.get_by_label(phone.t("sort.box"))).to_have_value("")


def cards(room: Room) -> None:
    """In silence; identical ones lie together; the desk groups, drops, and names; Sam saves one."""
    rosa, sam, claire, desk, wall = room.rosa, room.sam, room.claire, room.desk, room.wall
    claire.is_asked(claire.t("definition.sort"))
    for phone, text, tray in (
        (rosa, FREE, "is"),
        (rosa, LECTURE, "not"),
        (sam, FREE_AGAIN, "is"),
        (sam, HOMEWORK, "not"),
        (claire, COSTS_NOTHING, "is"),
        (claire, ONLINE, "depends"),
    ):
        puts(phone, text, tray)
    room.stored(3)
    desk.page.get_by_label(desk.t("sort.add.box")).fill(LATE)
    desk.page.get_by_label(desk.t("sort.add.for")).select_option(label="Olga")
    desk.page.get_by_role("group", name=desk.t("sort.add.where")).get_by_text(desk.t("sort.tray.depends")).click()
    room.stored(4)
    assert not set(CARDS) & {text for place in room.watch.seen.values() for text in place} - {LATE}, "in silence"
    desk.press("sort.open")
    wall.reads(FREE, wall.t("sort.like", n=1), LECTURE, HOMEWORK, ONLINE, LATE)
    room.looks_right()
    claire.page.get_by_role("button", name=FREE).click()
    claire.page.get_by_role("button", name=COSTS_NOTHING).click()
    claire.press("sort.together")
    desk.press("sort.hint.take.key")
    expect(wall.page.locator("section[data-tray=is] li")).to_have_count(1)
    drop(room, HOMEWORK)
    wall.reads_not(HOMEWORK)
    drop(room, ONLINE)
    wall.reads_not(ONLINE)
    sam.page.get_by_role("listitem").filter(has_text=HOMEWORK).get_by_role("button", name=sam.t("sort.save")).click()
    wall.reads(HOMEWORK)
    desk.page.get_by_text(desk.t("sort.names"), exact=True).click()
    desk.page.get_by_placeholder(desk.t("sort.name.placeholder")).fill("Free")
    desk.press("sort.name.save")
    wall.reads("Free")


def drop(room: Room, text: str) -> None:
    """Drops a group with the keys alone: onto it, then Delete."""
    group = room.desk.page.locator("[data-group]").filter(has_text=text).first
    group.focus()
    group.press("Delete")


def dots(room: Room) -> None:
    """In secret; Olga's slip is entered as a count; ties stay ties."""
    desk, wall = room.desk, room.wall
    desk.press("desk.next_step")
    for n, (phone, on) in enumerate(
        ((room.rosa, (TWO, "Free")), (room.sam, (TWO, LECTURE)), (room.claire, ("Free", LATE))), 1
    ):
        phone.is_asked(phone.t("definition.dots"))
        for text in on:
            phone.page.get_by_role("button", name=text).click()
        phone.reads(phone.t("dots.stored"))
        wall.page.get_by_text(wall.t("screen.open.stored", n=n, seats=4)).wait_for()
    desk.page.get_by_label(TWO).fill("1")
    desk.press("dots.paper.add")
    desk.reads(desk.t("dots.paper.counted", n=1))
    expect(wall.page.locator(".dots-count")).to_have_count(0)
    press_until(desk, "dots.open")
    wall.reads(wall.t("dots.count", n=3))
    room.looks_right()


def press_until(desk: Desk, key: str) -> None:
    """Page by page, then what the pages end with."""
    wanted, page = desk.button(key), desk.button("desk.next_page")
    expect(wanted.or_(page).first).to_be_visible()
    while not wanted.is_visible():
        page.click()
        expect(desk.page.locator(".controls .primary[aria-busy=true]")).to_have_count(0)
        expect(wanted.or_(page).first).to_be_visible()
    wanted.click()


def draft(room: Room) -> None:
    """What has most dots stands there already; a line is worded anew, and the wall follows."""
    desk, wall, claire = room.desk, room.wall, room.claire
    desk.press("desk.next_step")
    claire.is_asked(claire.t("definition.draft"))
    wall.reads(TWO, "Free", LECTURE)
    desk.page.get_by_role("button", name=TWO, exact=True).click()
    desk.page.get_by_role("textbox", name=desk.t("draft.box", part=desk.t("draft.tray.sentence"))).fill(EDITED)
    wall.reads(EDITED)
    desk.press("draft.done")
    claire.reads(EDITED)
    room.looks_right()


def says(phone: Phone, answer: str) -> None:
    """One's own answer, alone."""
    phone.page.get_by_role("button", name=phone.t(f"consent.answer.{answer}")).click()
    if answer == "objection":
        phone.page.get_by_role("button", name=phone.t("consent.how.read")).click()
        phone.page.get_by_label(phone.t("consent.words")).fill(OBJECTION)
    phone.press("consent.give")
    phone.reads(phone.t("consent.stored", answer=phone.t(f"consent.answer.{answer}")))


def on_paper(room: Room) -> None:
    """Olga's slip, entered on the facilitator's own phone."""
    room.remote.page.get_by_label(room.remote.t("consent.answer.fine"), exact=True).fill("1")
    room.remote.press("consent.paper.add")
    room.remote.reads(room.remote.t("consent.paper.done"))


def consent(room: Room) -> None:
    """An objection is heard, the text is worded anew, and nobody objects any more."""
    desk, wall, claire = room.desk, room.wall, room.claire
    press_until(desk, "desk.next_step")
    for phone, answer in ((room.rosa, "fine"), (room.sam, "objection"), (claire, "fine")):
        phone.is_asked(phone.t("definition.consent"))
        says(phone, answer)
    on_paper(room)
    wall.reads(wall.t("consent.screen.stored", n=4, seats=4))
    wall.reads_not(OBJECTION, wall.t("consent.result.objection"))
    press_until(desk, "consent.open")
    wall.reads(wall.t("consent.result.objection"))
    assert not re.search(r"\d", wall.page.locator("main").inner_text()), "never a count"
    desk.press("desk.next_page")
    wall.reads(OBJECTION)
    room.looks_right()
    press_until(desk, "consent.text")
    claire.is_asked(claire.t("definition.draft"))
    desk.page.get_by_role("button", name=desk.t("draft.write.in", part=desk.t("draft.tray.is"))).click()
    line = desk.page.get_by_role("textbox", name=desk.t("draft.box", part=desk.t("draft.tray.is")))
    line.fill("Also for those who only listen")
    wall.reads("Also for those who only listen")
    desk.press("draft.done")
    press_until(desk, "desk.next_step")
    press_until(desk, "consent.again.new")
    wall.reads(EDITED)
    for phone in room.phones:
        phone.reads(phone.t("consent.round", n=2))
        says(phone, "fine")
    on_paper(room)
    press_until(desk, "consent.open")
    wall.reads(wall.t("consent.result.none"))
    room.looks_right()


def keep(room: Room, folder: Path) -> None:
    """The text stays: on the wall with its story, on phones with one's own lines, as a poster, in the file."""
    desk, wall, rosa = room.desk, room.wall, room.rosa
    press_until(desk, "desk.end")
    rosa.reads(EDITED, rosa.t("agreed.mine"))
    room.claire.reads(EDITED)
    desk.reads(desk.t("desk.over"))
    desk.bar.get_by_role("button", name=desk.t("agreed.how")).click()
    wall.reads(wall.t("agreed.frame.notes"))
    room.looks_right()
    kept: Mapping[str, str] = {"pdf": "%PDF", "svg": "<svg", "png": "PNG"}
    for how, sign in kept.items():
        with desk.page.expect_download() as waiting:
            desk.press("agreed.poster.as", how=how.upper())
        file = folder / waiting.value.suggested_filename
        waiting.value.save_as(file)
        assert sign.encode() in file.read_bytes()[:200]
    desk.keeps("desk.keep.file").save_as(folder / "kept.circle.jsonl")
    raw = (folder / "kept.circle.jsonl").read_bytes()
    there, _ = Circle.load(raw, store=str(folder / "another.sqlite"))
    here = room.circle.state
    text = agreed(there.state)
    assert text is not None
    assert text == agreed(here)
    assert (text.sentence.text if text.sentence else "", text.rounds, text.voters) == (EDITED, 2, 4)
    assert "Also for those who only listen" in [line.text for line in text.is_]
    for role in ("screen", "phone", "desk", "remote"):
        assert views.everyone(there.state, role) == views.everyone(here, role)
    there.store.close()


@pytest.mark.parametrize("locale", ["en", "fr"])
def test_a_room_defines_its_circle(serving: Served, people: People, tmp_path: Path, locale: str) -> None:
    room = come_together(serving, people, locale)
    sentences(room)
    pairs(room)
    examples(room)
    cards(room)
    dots(room)
    draft(room)
    consent(room)
    keep(room, tmp_path)
    room.circle.store.close()

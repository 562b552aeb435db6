"""A meeting as people hold it: a desk on the wall, a screen, three phones, a seat on paper, two languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import expect

from circle_widgets import views
from circle_widgets.circle import Circle
from tests.browser.walls import look
from tests.e2e.people import (
    Desk,
    People,
    Phone,
    Wall,
    desk_address,
    question,
    room_of,
    start_address,
    store_of,
)
from tests.e2e.served import Served
from tests.e2e.watching import Watch
from tests.waiting import until

pytestmark = pytest.mark.browser

ROSA, ROSA_LATER = "Learning out loud, with biscuits", "and nobody in front"
SAM = "Asking twice is normal here"
CLAIRE = "Un endroit où l’on ose dire : je n’ai pas compris"
PAPER = "My grandfather called it the kitchen table"
MANY = ("A course with real faces around it", "Someone to be stuck with", "Equal chairs")
SECRETS = (ROSA, ROSA_LATER, SAM, CLAIRE, PAPER, *MANY)
TRANSLATED = "A place where one dares to say: I did not understand"


@dataclass
class Room:
    """Who is here. Rosa gives a name, Sam none; Claire reads the other language."""

    locale: str
    circle: Circle
    desk: Desk
    wall: Wall
    rosa: Phone
    sam: Phone
    claire: Phone
    at_the_desk: Watch
    on_the_wall: Watch
    address: str = field(default="")

    @property
    def other(self) -> str:
        """Claire's language."""
        return self.claire.locale

    def has_stored(self, n: int, seats: int = 3) -> None:
        """The screen says how many have answered."""
        self.wall.reads(self.wall.t("ring.stored", n=n, seats=seats))


def come_together(serving: Served, people: People, locale: str) -> Room:
    """From the address that ``circle serve`` prints to a room that has three phones in it."""
    at_the_desk, on_the_wall = Watch(SECRETS), Watch(SECRETS)
    desk = people.desk(locale, at_the_desk).starts(start_address(serving, locale))
    code = desk.makes("Sewing for beginners", "Ana", locale)
    room = room_of(serving)
    wall = people.wall(locale, on_the_wall).opens(f"{room}/screen/{code}").reads(code)
    rosa = people.phone(locale).sits(f"{room}/join/{code}", "Rosa")
    sam = people.phone(locale).sits(f"{room}/join/{code}")
    claire = people.phone({"en": "fr", "fr": "en"}[locale]).sits(f"{room}/join/{code}")
    wall.reads(wall.t("ring.here", n=3))
    circle = Circle.open(code, store=store_of(serving))
    return Room(locale, circle, desk, wall, rosa, sam, claire, at_the_desk, on_the_wall)


def begin(room: Room) -> None:
    """The frame, then the question, on every phone in its language."""
    room.desk.press("desk.begin")
    for phone in (room.rosa, room.sam, room.claire):
        phone.is_asked(phone.t("one_question.frame"))
    room.desk.press("desk.next_step")
    room.wall.reads(question(room.locale), room.wall.t("notes.screen.hidden"))
    room.claire.is_asked(question(room.other))


def write_in_silence(room: Room) -> None:
    """Claire and Sam write; Rosa loses the network, locks the phone, and comes back."""
    room.claire.sends(CLAIRE).has(1)
    room.has_stored(1)
    rosa = room.rosa
    rosa.context.set_offline(True)
    rosa.sends(ROSA).has(0, waiting=1)
    rosa.box.fill(ROSA_LATER)
    rosa.locks()
    rosa.context.route("**/contributions", lambda route: route.abort())  # the page comes, what it sends is lost
    rosa.context.set_offline(False)
    rosa.unlocks().is_asked(question(room.locale)).reads(ROSA)
    expect(rosa.box).to_have_value(ROSA_LATER)
    room.sam.sends(SAM).has(1)
    room.has_stored(2)
    rosa.context.unroute("**/contributions")
    rosa.has(1)
    rosa.press("notes.send")
    rosa.has(2)
    room.has_stored(3)


def enter_paper(room: Room) -> None:
    """A seat on paper has its words typed in; those of nobody in particular are pasted."""
    room.desk.adds_a_seat("Olga")
    room.has_stored(3, seats=4)
    room.desk.types_in(PAPER, seat="Olga")
    room.has_stored(4, seats=4)
    room.desk.types_in(*MANY)


def look_first(room: Room) -> None:
    """The only moment in which the display holds what is hidden: asked for twice, then gone again."""
    desk = room.desk
    with room.at_the_desk.while_private():
        desk.looks().reads(*SECRETS)
        desk.press("desk.private.close")
        desk.reads_not(*SECRETS)
    assert room.at_the_desk.private["page"] == set(SECRETS), "whoever watches would have seen it"
    room.sam.reads_not(ROSA)


def open_together(room: Room) -> None:
    """All notes, on the wall, at the desk, on the phones."""
    room.desk.press("notes.open")
    room.wall.is_on("all").reads(*SECRETS)
    room.claire.reads(*SECRETS)
    room.desk.reads(*SECRETS)
    until(lambda: set(room.at_the_desk.seen) == {"page", "frame", "socket"}, "the desk, its wall and its socket")
    assert room.on_the_wall.seen["page"] == set(SECRETS)
    for wall in (room.wall.page, room.desk.stage()):
        assert look(wall).faults == []


def handle_notes(room: Room) -> None:
    """One is set aside and shown again; one gets a line in the other language; an act is taken back."""
    desk, wall, sam = room.desk, room.wall, room.sam
    desk.presses_in(SAM, "notes.hide")
    wall.reads_not(SAM)
    sam.reads(sam.t("notes.hidden", facilitator="Ana"))
    desk.reads(desk.t("notes.desk.hidden", n=1))
    desk.looks().presses_in(SAM, "notes.restore")
    wall.reads(SAM)
    desk.press("desk.private.close")
    desk.translates(CLAIRE, TRANSLATED)
    wall.reads(CLAIRE, TRANSLATED)
    sam.reads(TRANSLATED)
    desk.press("undo.notes.translate")
    wall.reads_not(TRANSLATED)
    desk.translates(CLAIRE, TRANSLATED)


def read_aloud(room: Room) -> None:
    """One note at a time, each large on the wall and marked on the phones."""
    room.desk.press("notes.read_aloud")
    room.wall.is_on("one")
    heard = set()
    for n in range(1, len(SECRETS) + 1):
        room.wall.reads(room.wall.t("screen.page", n=n, of=len(SECRETS)))
        text = room.wall.page.locator(".notes-text").inner_text()
        marked = room.sam.page.get_by_role("listitem").filter(has_text=room.sam.t("notes.now"))
        expect(marked).to_contain_text(text)
        heard.add(text)
        if n < len(SECRETS):
            room.desk.press("notes.next_one")
    assert heard == set(SECRETS)


def talk_and_end(room: Room) -> None:
    """On to the talk, back a step, on again without reading all of it once more; a pause, a minute more, the end."""
    desk, wall, claire = room.desk, room.wall, room.claire
    desk.press("desk.next_step")
    claire.is_asked(claire.t("one_question.talk"))
    desk.press("desk.step_before")
    wall.is_on("all").reads(question(room.locale), ROSA)
    desk.press("desk.next_step")
    claire.is_asked(claire.t("one_question.talk"))
    desk.press("desk.pause")
    claire.reads(claire.t("phone.paused"))
    wall.reads(wall.t("time.paused"))
    desk.press("desk.resume")
    desk.press("desk.more")
    wall.reads(wall.t("time.minutes", n=6))
    desk.press("desk.end")
    claire.reads(claire.t("phone.end.hint"))
    wall.reads(wall.t("screen.ended"))
    desk.reads(desk.t("desk.over"))


def keep(room: Room, folder: Path) -> None:
    """The file goes to another computer, and the circle is there as it was."""
    file = folder / "kept.circle.jsonl"
    room.desk.keeps("desk.keep.file").save_as(file)
    here = room.circle.state
    there, new = Circle.load(file.read_bytes(), store=str(folder / "another.sqlite"))
    assert new == len(room.circle.ledger.log())
    for role in ("screen", "phone", "desk", "remote"):
        assert views.everyone(there.state, role) == views.everyone(here, role)
    assert there.exported("md") == room.circle.exported("md")
    assert [seat.name for seat in there.state.seats.values()] == ["Rosa", "", "", "Olga"]
    assert TRANSLATED in there.exported("md").decode()
    there.store.close()


@pytest.mark.parametrize("locale", ["en", "fr"])
def test_one_question_is_answered_in_silence_opened_together_and_kept(
    serving: Served, people: People, tmp_path: Path, locale: str
) -> None:
    hold_a_meeting(serving, people, locale, tmp_path)


def hold_a_meeting(serving: Served, people: People, locale: str, folder: Path) -> None:
    """All of it, from the address that ``circle serve`` prints to the file that is taken along."""
    room = come_together(serving, people, locale)
    begin(room)
    write_in_silence(room)
    enter_paper(room)
    assert (room.at_the_desk.seen, room.on_the_wall.seen) == ({}, {}), "before it was opened"
    look_first(room)
    assert (room.at_the_desk.seen, room.on_the_wall.seen) == ({}, {}), "before it was opened"
    open_together(room)
    handle_notes(room)
    read_aloud(room)
    talk_and_end(room)
    keep(room, folder)
    room.circle.store.close()


@pytest.fixture
def circle(serving: Served) -> Iterator[Circle]:
    """A circle that is about to begin."""
    made = Circle.make("Sewing for beginners", facilitator="Ana", store=store_of(serving))
    made.start("one-question")
    yield made
    made.store.close()


def test_the_remote_leads_and_everyone_can_read_every_page(serving: Served, people: People, circle: Circle) -> None:
    room = room_of(serving)
    desk = people.desk().opens(desk_address(serving, circle.code))
    wall = people.wall().opens(f"{room}/screen/{circle.code}")
    rosa = people.phone().sits(f"{room}/join/{circle.code}", "Rosa")
    remote = people.remote().opens(f"{room}/remote/{circle.code}#key={circle.key()}")
    assert remote.page.url == f"{room}/remote/{circle.code}", "the key is out of the address at once"
    everybody = (desk, wall, rosa, remote)
    assert [one.faults() for one in everybody] == [[]] * 4

    remote.press("desk.begin")
    desk.is_at("one_question.frame_title")
    remote.press("desk.next_step")
    rosa.sends(ROSA).has(1)
    remote.press("desk.more")
    wall.reads(wall.t("time.minutes", n=4))
    wall.reads(wall.t("ring.stored", n=1, seats=1))
    assert [one.faults() for one in everybody] == [[]] * 4

    remote.press("desk.look.button")
    remote.reads(ROSA)
    desk.reads_not(ROSA)
    wall.reads_not(ROSA)
    remote.press("notes.open")
    for one in (wall, rosa, desk):
        one.reads(ROSA)
    remote.press("notes.hide")
    wall.reads_not(ROSA)
    remote.press("undo.notes.hide")
    wall.reads(ROSA)
    remote.press("notes.read_aloud")
    wall.is_on("one")
    assert [one.faults() for one in everybody] == [[]] * 4

"""What others committed reaches every page, whatever this room was doing when it came upon it."""

from __future__ import annotations

from typing import Any

import pytest

from circle_widgets.activities import Activity
from circle_widgets.errors import StoreUnavailable
from circle_widgets.events import Proposal
from circle_widgets.ledger import new_id
from circle_widgets.room.readers import Who
from circle_widgets.room.rooms import Room
from circle_widgets.room.saying import Live
from circle_widgets.steps import Dots, Notes
from tests.room.place import Place


def deaf(place: Place) -> None:
    """The store tells this room of nothing any more: what it hears of, it came upon while doing something else."""
    place.rooms._stop_watching()
    place.until(lambda: not any(room._looking for room in place.rooms.open_rooms))


def open_dots(place: Place) -> str:
    """A step in which dots are given; its id."""
    dots = Dots(question="What matters?", options=["Tea", "Time", "Trust"])
    place.circle.start(Activity("Weigh", [dots]), again=True)
    place.circle.move("next")
    step = place.circle.state.current
    assert step is not None
    place.until(lambda: place.sees(step.id))
    return step.id


def test_what_a_refused_note_came_upon_reaches_every_page(anywhere: Place) -> None:
    """The append that refuses a late note has read the opening that the desk committed a moment before."""
    ana, ben = anywhere.join("Ana"), anywhere.join("Ben")
    step = anywhere.open_step()
    ben.write(step, "in time")
    streams = [ana.live(), ben.live(), anywhere.live()]
    for stream in streams:
        stream.until(lambda docs: docs["view"]["step"]["id"] == step)
    deaf(anywhere)
    anywhere.circle.move("reveal")
    anywhere.circle.ledger.say("seat.change", {"name": "Benedict"}, seat=ben.seat)
    ana.post([{"id": "late", "step": "no such step", "kind": "notes.write", "body": {"text": "lost"}}])
    for stream in streams:
        stream.until(lambda docs: docs["view"]["step"]["phase"] == "revealed")
    streams[1].until(lambda docs: docs["me"]["me"]["name"] == "Benedict")


def test_what_a_stored_note_came_upon_reaches_others_as_well(anywhere: Place) -> None:
    ana, ben = anywhere.join("Ana"), anywhere.join("Ben")
    step = anywhere.open_step()
    stream, screen = ben.live(), anywhere.live()
    stream.until(lambda docs: docs["me"]["me"]["name"] == "Ben")
    screen.until(lambda docs: docs["view"]["step"]["id"] == step)
    deaf(anywhere)
    anywhere.circle.ledger.say("seat.change", {"name": "Benedict"}, seat=ben.seat)
    ana.write(step, "hello")
    screen.until(lambda docs: docs["view"]["room"]["stored"] == 1)
    stream.until(lambda docs: docs["me"]["me"]["name"] == "Benedict")


def test_what_a_ballot_came_upon_reaches_others_as_well(anywhere: Place) -> None:
    ana, ben = anywhere.join(), anywhere.join()
    step = open_dots(anywhere)
    own, screen = ben.live(), anywhere.live()
    own.until(lambda docs: docs["me"]["dots"])
    screen.until(lambda docs: docs["view"]["step"]["id"] == step)
    deaf(anywhere)
    anywhere.circle.ledger.append([Proposal(new_id(), "dots.place", {"on": ["o1"]}, step, ben.seat)])
    ana.post([{"id": new_id(), "step": step, "kind": "dots.place", "body": {"on": ["o2"]}}])
    screen.until(lambda docs: docs["view"]["room"]["stored"] == 2)
    own.until(lambda docs: docs["me"]["dots"]["mine"] == ["o1"])


def test_the_rooms_own_ballots_are_no_news(place: Place) -> None:
    """They concern their authors and the screen: five hundred of them are not five hundred views a ballot."""
    ana, ben = place.join(), place.join()
    step = open_dots(place)
    room = place.rooms.here(place.code)
    assert room is not None
    ana.live().until(lambda docs: docs["me"]["dots"])
    place.until(lambda: room.ledger.position == place.circle.ledger.position and not room._looking)
    before = room.ledger.news
    for phone in (ana, ben, ana):
        phone.post([{"id": new_id(), "step": step, "kind": "dots.place", "body": {"on": ["o2"]}}])
    assert room.ledger.news == before
    place.circle.ledger.append([Proposal(new_id(), "dots.place", {"on": ["o1"]}, step, ben.seat)])
    place.until(lambda: room.ledger.news > before)


@pytest.mark.parametrize("path", ["private", "me", "poster"])
def test_what_somebody_asked_for_came_upon_reaches_every_page(place: Place, path: str) -> None:
    phone, key = place.join("Ana"), place.key()
    screen = place.live()
    screen.until(lambda docs: docs["view"])
    deaf(place)
    place.circle.start(Activity("Ask", [Notes("Why?")]), again=True)
    place.circle.move("next")
    if path == "poster":
        assert place.ask("GET", f"poster/{place.code}").status == 404
    else:
        assert place.api("GET", path, token=key if path == "private" else phone.token).status == 200
    screen.until(lambda docs: docs["view"]["step"]["question"] == "Why?")


def test_what_is_committed_while_the_first_page_comes_in_reaches_it(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody looks on yet, so that the room puts off looking: whoever comes meanwhile must not wait for ever."""
    place.api("GET", "live", token="nobody")  # the circle is open here, and nobody looks on
    real = Live._who

    async def who(self: Live, room: Room) -> Who:
        found = await real(self, room)
        place.circle.start(Activity("Ask", [Notes("Why?")]), again=True)
        place.circle.move("next")
        room.written()
        return found

    place.until(lambda: place.rooms.here(place.code))
    deaf(place)
    monkeypatch.setattr(Live, "_who", who)
    screen = place.live()
    screen.until(lambda docs: docs["view"]["step"]["question"] == "Why?")


def test_what_a_failed_append_came_upon_reaches_every_page(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    phone = place.join()
    screen = place.live()
    screen.until(lambda docs: docs["view"])
    deaf(place)
    place.circle.start(Activity("Ask", [Notes("Why?")]), again=True)
    place.circle.move("next")
    room = place.rooms.here(place.code)
    assert room is not None
    real = room.ledger._fold.decide

    def decide(proposal: Proposal, at: int) -> Any:
        real(proposal, at)
        raise StoreUnavailable("the disk is full")

    monkeypatch.setattr(room.ledger._fold, "decide", decide)
    step = place.circle.state.current
    assert step is not None
    assert phone.write(step.id, "lost").status == 503
    screen.until(lambda docs: docs["view"]["step"]["question"] == "Why?")
    assert screen.docs["view"]["room"].get("stored", 0) == 0

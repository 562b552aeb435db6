"""Streams: everything first, then changes; the same bytes for all; slow ones skip; the time every 15 seconds."""

from __future__ import annotations

import functools
import json
import socket
from collections.abc import Callable
from typing import Any

import pytest

from circle_widgets import views
from circle_widgets.circle import Circle
from circle_widgets.ledger import Ledger
from circle_widgets.room.live import HEARTBEAT
from circle_widgets.room.readers import STUCK
from tests.room.place import Place, Stream


def open_streams(place: Place) -> int:
    return sum(len(room.hub.readers) for room in place.rooms.open_rooms)


def test_a_stream_begins_with_everything_and_the_time(place: Place) -> None:
    stream = place.live()
    first, second = stream.next(), stream.next()
    assert first is not None
    assert second is not None
    assert first.name == "time"
    assert first.data == {"now": place.time.now()}
    assert second.name == "view"
    assert second.id == 1
    assert second.data["replace"]["circle"]["title"] == "Sewing"
    assert "me" not in stream.docs


def test_a_stream_is_never_kept_buffered_or_compressed(place: Place) -> None:
    headers = place.live().headers
    assert headers["content-type"].startswith("text/event-stream")
    assert headers["cache-control"] == "no-store"
    assert headers["x-accel-buffering"] == "no"
    assert "content-encoding" not in headers
    assert "transfer-encoding" not in headers, "HTTP/1.0 proxies pass it on as well"


def test_a_phone_gets_its_own_document_beside_the_shared_one(place: Place) -> None:
    phone = place.join("Ana")
    docs = phone.live().until(lambda docs: docs["me"])
    assert docs["me"]["me"]["name"] == "Ana"
    assert "desk" not in docs["view"]


def test_what_the_desk_does_elsewhere_reaches_the_pages(anywhere: Place) -> None:
    stream, screen = anywhere.join().live(), anywhere.live()
    step = anywhere.open_step("Why?")
    for one in (stream, screen):
        docs = one.until(lambda docs: docs["view"]["step"]["id"] == step)
        assert docs["view"]["step"]["question"] == "Why?"


def test_a_note_of_someone_else_changes_nothing_on_a_phone(place: Place) -> None:
    ana, ben = place.join(), place.join()
    step = place.open_step()
    stream, screen = ben.live(), place.live()
    stream.until(lambda docs: docs["view"]["step"]["id"] == step and docs["me"]["notes"])
    seen = len(stream.events)
    ana.write(step, "hello")
    screen.until(lambda docs: docs["view"]["room"]["stored"] == 1)
    ben.write(step, "mine")
    stream.until(lambda docs: len(docs["me"]["notes"]["mine"]) == 1)
    assert [event.name for event in stream.events[seen:] if event.name != "time"] == ["me"]


def test_all_pages_of_a_role_get_the_same_bytes(place: Place) -> None:
    screens = [place.live() for _ in range(3)]
    step = place.open_step()
    place.join().write(step, "hello")
    for screen in screens:
        screen.until(lambda docs: docs["view"]["room"]["stored"] == 1)
    heard = [[event.raw for event in screen.events if event.name == "view"][-1] for screen in screens]
    assert len(set(heard)) == 1


def test_changes_lead_to_what_a_new_page_gets(place: Place) -> None:
    """Law: a page that saw every change and one that has just opened hold the same documents."""
    phone = place.join("Ana")
    key = place.key()
    old = [phone.live(), place.live(), place.live(token=key), place.live("?role=desk", token=key)]
    step = place.open_step()
    phone.write(step, "one"), phone.write(step, "two"), place.join().write(step, "three")
    place.circle.move("reveal"), place.circle.ledger.say("notes.hide", {"note": phone.sent[0]}, step=step)
    place.circle.ledger.say("room.count", {"n": 7})
    last = place.circle.ledger.position
    room = place.rooms.here(place.code)
    assert room is not None
    place.until(lambda: room.ledger.position == last)
    new = [phone.live(), place.live(), place.live(token=key), place.live("?role=desk", token=key)]
    for before, after in zip(old, new, strict=True):
        after.until(lambda docs: docs["view"])
        if before is old[0]:
            after.until(lambda docs: docs["me"])
        before.until(same_as(after))


def same_as(other: Stream) -> Callable[[dict[str, Any]], bool]:
    """Whether a stream's documents are those of another, once that has read what has come."""
    return lambda docs: settle(other) and docs == other.docs


def settle(stream: Stream) -> bool:
    """Read what has come already."""
    while not stream._news.empty():
        stream.next()
    return True


def test_a_patch_never_says_less_than_the_view(place: Place) -> None:
    screen = place.live()
    screen.until(lambda docs: docs["view"])
    before: Any = screen.docs["view"]
    seen = len(screen.events)
    step = place.open_step()
    screen.until(lambda docs: docs["view"]["step"]["id"] == step)
    # one change or several: the room may look between two acts of the desk
    changes = [event.data["patch"] for event in screen.events[seen:] if event.name == "view"]
    assert functools.reduce(views.patch, changes, before) == screen.docs["view"]
    assert screen.events[-1].id == place.circle.ledger.position


def test_ten_changes_a_second_at_most(place: Place) -> None:
    screen = place.live()
    step = place.open_step()
    screen.until(lambda docs: docs["view"]["step"]["id"] == step)
    seen, began = len(screen.events), place.time.passed()
    phones = [place.join() for _ in range(30)]
    for n, phone in enumerate(phones):
        phone.write(step, "hello")
        if n % 5 == 0:
            place.pass_time(0.03)
    screen.until(lambda docs: docs["view"]["room"]["stored"] == 30)
    told = [event for event in screen.events[seen:] if event.name == "view"]
    assert len(told) <= (place.time.passed() - began) * 10 + 1
    assert len(told) < 30


def test_the_time_is_told_every_fifteen_seconds(place: Place) -> None:
    stream = place.live()
    stream.until(lambda docs: docs["view"])
    began = place.time.now()
    place.pass_time(14.8)
    for n in (1, 2, 3):
        while (event := stream.next()) is None or event.name != "time":
            pass
        assert event.data["now"] == began + n * 15_000
        place.pass_time(14.5)


def big_step(place: Place) -> str:
    """A step whose opened notes fill any socket's buffers."""
    step = place.open_step()
    notes = [("x" * 390, place.circle.write) for _ in range(300)]
    for n, (text, write) in enumerate(notes):
        write(f"{n} {text}", step=step)
    return step


def slow(place: Place, token: str) -> Stream:
    """A stream with a small buffer, from which nobody reads."""
    stream = Stream(place, f"api/v1/circles/{place.code}/live", token, start=False)
    place.streams.append(stream)
    return stream


def test_a_slow_page_skips_to_the_newest(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.room.place.BUFFER", 4096)
    phone = place.join()
    step = big_step(place)
    stream = slow(place, phone.token)
    place.until(lambda: open_streams(place) == 1)
    room = place.rooms.here(place.code)
    assert room is not None
    (reader,) = room.hub.readers
    reader.socket.socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
    place.circle.move("reveal")
    place.until_later(reader.socket.writing)
    note = next(iter(place.circle.state.steps[step].data.notes))
    for kind in ("notes.hide", "notes.restore", "notes.hide"):
        place.circle.ledger.say(kind, {"note": note}, step=step)
        place.until(lambda: room.ledger.position == place.circle.ledger.position)
        place.until_later(lambda: not room.hub._dirty)
    place.until_later(lambda: reader.behind)
    assert place.rooms.counts.skipped >= 1
    stream.start()
    stream.until(lambda docs: len(docs["view"]["notes"]["items"]) == 299)
    names = [(event.name, *event.data) for event in stream.events if event.name != "time"]
    assert ("view", "replace") in names[2:]
    assert names.count(("view", "patch")) == 1, "only the one that filled the socket; the others were skipped"


def test_a_page_that_takes_nothing_for_a_minute_is_let_go(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.room.place.BUFFER", 4096)
    phone = place.join()
    big_step(place)
    slow(place, phone.token)
    place.until(lambda: open_streams(place) == 1)
    room = place.rooms.here(place.code)
    assert room is not None
    (reader,) = room.hub.readers
    reader.socket.socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
    place.circle.move("reveal")
    place.until_later(reader.socket.writing)
    for _ in range(STUCK):
        place.pass_time(HEARTBEAT)
    place.until(lambda: open_streams(place) == 0)


def test_who_hangs_up_is_forgotten(place: Place) -> None:
    phone = place.join()
    streams = [phone.live(), phone.live(), place.live()]
    place.until(lambda: open_streams(place) == 3)
    for stream in streams:
        stream.close()
    place.streams.clear()
    place.until(lambda: open_streams(place) == 0)
    room = place.rooms.here(place.code)
    assert room is not None
    assert room.hub._documents == {}


def test_a_key_that_was_taken_back_closes_its_streams(place: Place) -> None:
    key = place.key()
    stream = place.live(token=key)
    stream.until(lambda docs: docs["view"]["desk"])
    place.circle.store.revoke(place.circle.id, role="key")
    while stream.next() is not None:
        pass
    assert place.live(token=key).status == 401


def test_a_seats_token_that_was_taken_back_ends_within_seconds(place: Place) -> None:
    phone = place.join()
    step = place.open_step()
    stream = phone.live()
    stream.until(lambda docs: docs["me"])
    assert phone.write(step, "one").status == 200
    place.circle.store.revoke(place.circle.id, seat=phone.seat)
    while stream.next() is not None:
        pass
    assert phone.write(step, "two").status == 401


def test_a_circle_that_was_cleared_is_gone(place: Place) -> None:
    stream = place.live()
    stream.until(lambda docs: docs["view"])
    place.circle.store.drop(place.circle.id)
    while stream.next() is not None:
        pass
    assert place.api("GET", "live").status == 404


def test_a_merge_reaches_every_page(place: Place) -> None:
    step = place.open_step()
    stream, screen = place.join().live(), place.live()
    screen.until(lambda docs: docs["view"]["step"]["id"] == step)
    copy = Circle.make("Copy", store=place.store_url + ".copy", clock=lambda: place.time.now() + 1000)
    copy.store.make("Sewing", at=1, circle_id=place.circle.id)
    other = Ledger(copy.store, place.circle.id, clock=lambda: place.time.now() + 1000)
    other.merge(place.circle.ledger.log())
    other.say("step.reveal", step=step)
    place.circle.ledger.merge(other.log())
    for one in (stream, screen):
        one.until(lambda docs: docs["view"]["step"]["phase"] == "revealed")
    copy.store.close()


def test_streams_have_a_most(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    first = place.live()
    first.until(lambda docs: docs["view"])
    object.__setattr__(place.rooms.settings, "most_streams", 1)
    answer = place.api("GET", "live")
    assert (answer.status, answer.json["code"]) == (503, "busy")
    assert "retry-after" in answer.headers


def test_a_view_that_cannot_be_made_ends_no_other_stream(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = place.live()
    screen.until(lambda docs: docs["view"])
    real = views.everyone
    broken = [True]

    def everyone(state: Any, role: Any, code: str = "") -> Any:
        if broken:
            raise ZeroDivisionError
        return real(state, role, code)

    monkeypatch.setattr(views, "everyone", everyone)
    key = place.key()
    late = place.live(token=key)
    assert (late.status, late.headers["retry-after"]) == (503, "2")
    broken.clear()
    step = place.open_step()
    screen.until(lambda docs: docs["view"]["step"]["id"] == step)


def test_no_view_holds_null_or_a_list_of_things(place: Place) -> None:
    phone, key = place.join("Ana"), place.key()
    streams = [phone.live(), place.live(), place.live(token=key), place.live("?role=desk", token=key)]
    step = place.open_step()
    phone.write(step, "one")
    place.circle.move("reveal")
    for stream in streams:
        stream.until(lambda docs: docs["view"]["notes"]["items"])
        assert "null" not in json.dumps(stream.docs)
        assert not list(lists_of_things(stream.docs))


def lists_of_things(value: Any) -> Any:
    if isinstance(value, dict):
        for one in value.values():
            yield from lists_of_things(one)
    elif isinstance(value, list):
        yield from (one for one in value if isinstance(one, dict | list))

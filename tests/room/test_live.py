"""Streams: everything first, then changes; the same bytes for all; slow ones skip; the time every 15 seconds."""

from __future__ import annotations

from tests.room.place import Place


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


def test_a_phone_gets_its_own_document_beside_the_shared_one(place: Place) -> None:
    phone = place.join("Ana")
    docs = phone.live().until(lambda docs: docs["me"])
    assert docs["me"]["me"]["name"] == "Ana"
    assert "desk" not in docs["view"]


def test_what_the_desk_does_elsewhere_reaches_the_pages(place: Place) -> None:
    phone = place.join()
    stream, screen = phone.live(), place.live()
    step = place.open_step("Why?")
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

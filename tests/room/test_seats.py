"""Taking a seat, and what is held of it."""

from __future__ import annotations

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from circle_widgets.activities import Activity
from circle_widgets.events import BY_DESK, Event
from circle_widgets.steps import Dots
from tests.room.conftest import MakePlace
from tests.room.place import LONG, Answer, Place


def test_a_seat_comes_with_a_token_that_opens_it(anywhere: Place) -> None:
    ana, nobody = anywhere.join("  Ana  Maria "), anywhere.join(locale="fr-CA")
    assert ana.seat != nobody.seat
    assert len(ana.token) >= 32
    held = anywhere.api("GET", "me", token=ana.token).json
    assert (held["seat"]["id"], held["seat"]["name"], held["seat"]["way"]) == (ana.seat, "Ana Maria", "phone")
    other = anywhere.api("GET", "me", token=nobody.token).json["seat"]
    assert other["name"] == ""
    assert "-" in other["word"]
    assert other["locale"] == "fr-CA"


def test_the_token_is_nowhere_in_the_store(place: Place) -> None:
    phone = place.join()
    files = Path(place.store_url).parent.glob(f"{Path(place.store_url).name}*")
    assert all(phone.token.encode() not in one.read_bytes() for one in files)


def test_a_request_that_is_sent_again_takes_no_second_seat(anywhere: Place) -> None:
    once = {"Idempotency-Key": str(uuid.uuid4())}
    first, again = anywhere.join("Ana", headers=once), anywhere.join("Ana", headers=once)
    assert (first.seat, first.token) == (again.seat, again.token)
    assert anywhere.circle.state.present == 1
    assert anywhere.join("Ben", headers={"Idempotency-Key": str(uuid.uuid4())}).seat != first.seat


def test_not_even_when_the_room_was_started_anew(make_place: MakePlace) -> None:
    once = {"Idempotency-Key": str(uuid.uuid4())}
    before = make_place()
    first = before.join("Ana", headers=once)
    after = make_place(before.store_url)
    after.code = before.code
    assert after.join("Ana", headers=once).token == first.token
    assert before.circle.state.present == 1


def test_a_seat_taken_in_another_process_is_known_at_once(make_place: MakePlace) -> None:
    one = make_place()
    two = make_place(one.store_url)
    two.code = one.code
    step = one.open_step()
    two.join("Zoé")
    for n in range(5):
        phone = one.join(f"Ana {n}")
        assert two.api("GET", "me", token=phone.token).json["seat"]["name"] == f"Ana {n}"
        phone.write(step, "a note")
        assert len(two.api("GET", "me", token=phone.token).json["events"]) == 2
    assert len(two.api("GET", f"private?step={step}", token=one.key()).json["notes"]["items"]) == 5


def test_a_token_that_was_ended_while_nobody_looked_on_opens_nothing(place: Place) -> None:
    phone = place.join()
    room = place.rooms.here(place.code)
    assert room is not None
    place.until(lambda: room._stale)
    assert place.api("GET", "me", token=phone.token).status == 200
    place.circle.store.revoke(place.circle.id, seat=phone.seat)
    place.until(lambda: place.api("GET", "me", token=phone.token).status == 401)


def test_the_id_of_a_request_must_be_one_that_nobody_guesses(place: Place) -> None:
    answer = place.api("POST", "participants", {"name": None}, headers={"Idempotency-Key": "1"})
    assert (answer.status, answer.json["code"], answer.json["field"]) == (400, "bad_once", "Idempotency-Key")


def test_paper_needs_the_key_and_a_device_that_goes_round_does_not(place: Place) -> None:
    paper = {"name": "Zoé", "locale": "fr", "way": "paper"}
    assert place.api("POST", "participants", paper).status == 401
    assert place.api("POST", "participants", paper, token=place.join().token).status == 403
    assert place.api("POST", "participants", paper, token=place.key()).status == 201
    assert place.api("POST", "participants", paper | {"way": "passed"}).status == 201
    assert sorted(seat.way for seat in place.circle.state.seats.values()) == ["paper", "passed", "phone"]


def test_a_full_circle_says_so_in_ones_own_language(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("circle_widgets.rules.MOST_SEATS", 1)
    place.join()
    answer = place.api("POST", "participants", {"name": None, "locale": "fr"})
    assert (answer.status, answer.json["code"]) == (409, "full")
    assert "Toutes les places sont prises" in answer.json["message"]


def test_name_and_language_can_be_changed_and_the_name_taken_away(place: Place) -> None:
    phone = place.join("Ana")
    assert place.api("PATCH", "me", {"locale": "fr"}, token=phone.token).json["seat"]["name"] == "Ana"
    seat = place.api("PATCH", "me", {"name": None}, token=phone.token).json["seat"]
    assert (seat["name"], seat["locale"]) == ("", "fr")


def test_all_that_is_held_is_told(anywhere: Place) -> None:
    phone, other = anywhere.join("Ana"), anywhere.join("Ben")
    step = anywhere.open_step()
    phone.write(step, "one"), other.write(step, "two"), phone.write(step, "three")
    note = phone.sent[0]
    anywhere.circle.ledger.say("notes.translate", {"note": note, "text": "un", "locale": "fr"}, step=step)
    anywhere.until(lambda: len(anywhere.api("GET", "me", token=phone.token).json["events"]) == 4)
    held = anywhere.api("GET", "me", token=phone.token).json["events"]
    assert [event["kind"] for event in held] == ["seat.join", "notes.write", "notes.write", "notes.translate"]
    assert [event["body"].get("text") for event in held[1:]] == ["one", "three", "un"]


def test_erasing_takes_the_words_the_token_and_the_stream(anywhere: Place) -> None:
    phone, other = anywhere.join("Ana"), anywhere.join("Ben")
    step = anywhere.open_step()
    phone.write(step, "my secret")
    stream, screen = phone.live(), anywhere.live()
    stream.until(lambda docs: docs["me"]["notes"]["mine"])
    assert anywhere.api("DELETE", "me", token=phone.token).json == {"erased": 2}
    assert anywhere.api("GET", "me", token=phone.token).status == 401
    assert phone.write(step, "more").status == 401
    while stream.next() is not None:
        pass
    screen.until(lambda docs: docs["view"]["room"]["seats"] == 1 and docs["view"]["room"]["stored"] == 0)
    assert anywhere.api("GET", "me", token=other.token).status == 200
    assert "my secret" not in str(anywhere.circle.ledger.log())


def test_a_seat_that_was_erased_on_another_machine_is_gone(place: Place) -> None:
    phone = place.join("Ana")
    assert place.api("GET", "me", token=phone.token).status == 200
    place.circle.ledger.refresh()
    ids = [event.id for event in place.circle.ledger.log() if event.seat == phone.seat]
    marker = Event("elsewhere", place.time.now() + 5, "erased", {"ids": ids, "seat": phone.seat}, by=BY_DESK)
    place.circle.ledger.merge([marker])
    answer = place.until(lambda: (found := place.api("GET", "me", token=phone.token)).status != 200 and found)
    # 401 once its token is gone from the store as well
    assert (answer.status, answer.json["code"]) in {(410, "gone"), (401, "unknown_token")}


def test_a_whole_hall_waits_for_its_seats_and_nobody_is_refused(make_place: MakePlace) -> None:
    place = make_place(joins_per_second=50)
    answers: list[Answer] = []

    def join(_n: int) -> None:
        answers.append(place.api("POST", "participants", {"name": None, "locale": "en"}))

    over = threading.Event()

    def hours() -> None:
        while not over.wait(0.002):
            place.pass_time(0.1)

    clock = threading.Thread(target=hours)
    clock.start()
    began = place.time.now()
    with ThreadPoolExecutor(100) as hall:
        list(hall.map(join, range(600), timeout=3 * LONG))
    over.set()
    clock.join()
    assert {answer.status for answer in answers} == {201}
    assert len({answer.json["participant"] for answer in answers}) == 600
    assert place.circle.state.present == 600
    assert place.time.now() - began >= (600 - 50 - 100) / 50 * 1000


def test_ones_own_ballot_is_held_until_the_count_is_opened_and_told_to_nobody_else(place: Place) -> None:
    ana, ben = place.join("Ana"), place.join("Ben")
    place.circle.start(Activity("Tea", [Dots(1, "Tea or coffee?", ["Tea", "Coffee"])]))
    place.circle.move("next")
    step = place.circle.state.current
    assert step is not None
    items = [{"id": str(uuid.uuid4()), "step": step.id, "kind": "dots.place", "body": {"on": ["o2"]}}]
    assert place.api("POST", "contributions", items, token=ana.token).json["receipts"][0]["position"] == 0
    held = place.api("GET", "me", token=ana.token).json
    assert held["ballots"] == [{"step": step.id, "kind": "dots", "body": {"on": ["o2"]}}]
    assert place.api("GET", "me", token=ben.token).json["ballots"] == []
    place.circle.move("next")
    assert place.api("GET", "me", token=ana.token).json["ballots"] == []
    assert place.api("POST", "contributions", items, token=ana.token).json["receipts"][0]["position"] == 0

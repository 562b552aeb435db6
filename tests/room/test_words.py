"""Saying things: receipts, refusals, resends, and what is no contribution at all."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from circle_widgets.circle import Circle
from circle_widgets.errors import Busy, StoreUnavailable
from circle_widgets.ledger import new_id
from tests.room.conftest import MakePlace
from tests.room.place import Phone, Place


@pytest.fixture
def step(place: Place) -> str:
    return place.open_step()


@pytest.fixture
def phone(place: Place) -> Phone:
    return place.join("Ana")


def item(step: str, text: str = "hello", **more: Any) -> dict[str, Any]:
    return {"id": new_id(), "step": step, "kind": "notes.write", "body": {"text": text}} | more


def test_a_receipt_means_stored(anywhere: Place) -> None:
    step, phone = anywhere.open_step(), anywhere.join()
    sent = [item(step, "one"), item(step, "two")]
    answer = phone.post(sent).json
    assert answer["refused"] == []
    assert [one["id"] for one in answer["receipts"]] == [one["id"] for one in sent]
    log = {row.event.id: row for row in anywhere.circle.store.read(anywhere.circle.id)}
    for sent_one, receipt in zip(sent, answer["receipts"], strict=True):
        assert log[sent_one["id"]].position == receipt["position"]
        assert log[sent_one["id"]].event.body == sent_one["body"]


def test_an_id_twice_is_stored_once_with_the_same_receipt(anywhere: Place) -> None:
    step, phone = anywhere.open_step(), anywhere.join()
    sent = item(step)
    first, again = phone.post([sent]).json, phone.post([sent, item(step), sent]).json
    assert first["receipts"][0] == again["receipts"][0] == again["receipts"][2]
    assert [row.event.id for row in anywhere.circle.store.read(anywhere.circle.id)].count(sent["id"]) == 1


def test_what_a_rule_refuses_is_told_in_the_seats_language(place: Place, step: str) -> None:
    phone = place.join(locale="fr")
    answer = phone.post([item(step, "x" * 500), item(step), item("s99")]).json
    assert len(answer["receipts"]) == 1
    long, unknown = answer["refused"]
    assert (long["code"], long["field"]) == ("too_long", "text")
    assert long["message"].startswith("C’est plus long que 400 caractères.")
    assert unknown["code"] == "unknown_step"


def test_a_field_that_is_not_as_it_should_be_is_named(phone: Phone, step: str) -> None:
    refused = phone.post([item(step, body={"text": 7}), item(step, body={"text": "a", "more": 1})]).json["refused"]
    assert [(one["code"], one["field"]) for one in refused] == [("body", "text"), ("body", "more")]


def test_a_seat_speaks_for_itself_only(place: Place, phone: Phone, step: str) -> None:
    other = place.join()
    sent = [item(step, "mine"), item(step, "theirs", seat=other.seat), item(step, "mine too", seat=phone.seat)]
    answer = phone.post(sent).json
    assert [one["id"] for one in answer["receipts"]] == [sent[0]["id"], sent[2]["id"]]
    assert [(one["id"], one["code"], one["field"]) for one in answer["refused"]] == [
        (sent[1]["id"], "not_allowed", "seat")
    ]


def test_a_seat_decides_nothing(phone: Phone, step: str) -> None:
    kinds = [("step.reveal", {}), ("screen.show", {"page": 1}), ("room.count", {"n": 3}), ("step.more", {"minutes": 1})]
    answer = phone.post([item(step, kind=kind, body=body) for kind, body in kinds]).json
    assert answer["receipts"] == []
    assert {one["code"] for one in answer["refused"]} == {"desk_only"}


def test_the_key_decides_and_adds_for_someone_else(place: Place, phone: Phone, step: str) -> None:
    key = place.key()
    sent = [item(step, "from paper", seat=phone.seat), item(step, kind="step.reveal", body={})]
    answer = place.api("POST", "contributions", sent, token=key).json
    assert len(answer["receipts"]) == 2
    note = place.circle.state.steps[step].data.notes[sent[0]["id"]]
    assert (note.seat, note.by) == (phone.seat, "desk")
    assert place.circle.state.steps[step].phase == "revealed"


@pytest.mark.parametrize("token", ["", "not-a-token", "x" * 5000, "é"])
def test_without_a_token_of_this_circle_nothing_is_taken(place: Place, step: str, token: str) -> None:
    headers = {"Authorization": f"Bearer {token}".encode().decode("latin-1")} if token else {}
    answer = place.api("POST", "contributions", [item(step)], headers=headers)
    assert (answer.status, answer.json["code"]) == (401, "unknown_token")
    assert answer.headers["www-authenticate"] == "Bearer"


def test_another_circles_token_opens_nothing_here(place: Place, phone: Phone) -> None:
    other = Circle.make("Other", store=place.store_url, clock=place.time.now)
    path = f"api/v1/circles/{other.code}/me"
    assert place.ask("GET", path, token=phone.token).status == 401


@pytest.mark.parametrize(
    ("body", "status", "code", "field"),
    [
        (b"", 400, "bad_json", ""),
        (b"[", 400, "bad_json", ""),
        (b"\xff\xfe", 400, "bad_json", ""),
        (b'[{"id": "\\ud800", "kind": "a"}]', 400, "bad_json", ""),
        (b'[{"id": "a", "kind": "b", "body": {"a": ' + b"[" * 100_000, 400, "bad_json", ""),
        (b"{}", 400, "body", ""),
        (b"[]", 400, "body", ""),
        (b"[1]", 400, "body", "[0]"),
        (b'[{"id": "a b", "kind": "notes.write"}]', 400, "body", "[0].id"),
        (b'[{"id": "a", "kind": "notes.write", "surprise": 1}]', 400, "body", "[0].surprise"),
        (b'[{"id": "a", "kind": "notes.write", "body": 3}]', 400, "body", "[0].body"),
        (b'[{"id": "a", "kind": "' + b"n" * 300_000 + b'"}]', 413, "too_large", ""),
    ],
)
def test_bad_bodies_are_refused_with_field_and_rule(
    phone: Phone, body: bytes, status: int, code: str, field: str
) -> None:
    answer = phone.place.api("POST", "contributions", body, token=phone.token)
    assert (answer.status, answer.json["code"], answer.json["field"]) == (status, code, field)
    assert answer.json["message"]


def test_too_many_at_once_are_refused_whole(phone: Phone, step: str) -> None:
    answer = phone.post([item(step) for _ in range(101)])
    assert (answer.status, answer.json["code"]) == (400, "body")


def test_only_what_is_said_to_be_json_is_taken(phone: Phone, step: str) -> None:
    for said in ("text/plain", "application/x-www-form-urlencoded", ""):
        answer = phone.place.api(
            "POST", "contributions", [item(step)], token=phone.token, headers={"Content-Type": said}
        )
        assert (answer.status, answer.json["code"]) == (415, "not_json")


def test_no_cookie_is_ever_set_or_read(place: Place, phone: Phone, step: str) -> None:
    cookie = {"Cookie": f"token={phone.token}; seat={phone.seat}"}
    assert place.api("GET", "me", headers=cookie).status == 401
    for answer in (place.ask("GET", f"join/{place.code}"), phone.write(step, "a"), place.api("GET", "me")):
        assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("error", [Busy("locked", retry_after=3), StoreUnavailable("away")])
def test_a_database_that_does_not_answer_loses_nothing(
    place: Place, phone: Phone, step: str, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    real = place.rooms.store.append
    errors = [error]

    def append(*args: Any) -> Any:
        if errors:
            raise errors.pop()
        return real(*args)

    monkeypatch.setattr(place.rooms.store, "append", append)
    sent = item(step)
    answer = phone.post([sent])
    assert answer.status == 503
    assert int(answer.headers["retry-after"]) >= 1
    assert answer.json["code"] in {"busy", "store_unavailable"}
    assert len(phone.post([sent]).json["receipts"]) == 1


def test_what_all_send_at_the_same_instant_shares_few_transactions(
    place: Place, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    phones = [place.join() for _ in range(40)]
    real = place.rooms.store.append
    groups: list[int] = []

    def append(circle: str, proposals: Any, *more: Any) -> Any:
        groups.append(len(proposals))
        return real(circle, proposals, *more)

    monkeypatch.setattr(place.rooms.store, "append", append)
    with ThreadPoolExecutor(40) as hall:
        answers = list(hall.map(lambda phone: phone.write(step, "now"), phones))
    assert all(len(answer.json["receipts"]) == 1 for answer in answers)
    assert sum(groups) == 40
    assert len(groups) < 40


def test_wrong_codes_are_told_later_and_later_and_right_ones_at_once(make_place: MakePlace) -> None:
    place = make_place()
    place.join()
    for _ in range(10):
        assert place.ask("GET", "api/v1/circles/XXXXXX/live").status == 404
    began = place.time.now()
    answers: list[int] = []
    asking = threading.Thread(target=lambda: answers.append(place.ask("GET", "api/v1/circles/ZZZZZZ/live").status))
    asking.start()
    place.until(lambda: place.rooms.counts.wrong_codes == 11)
    assert answers == []
    assert place.join().seat, "the same address joins with the right code meanwhile"
    while asking.is_alive():
        place.pass_time(0.1)
        asking.join(0.01)
    assert answers == [404]
    assert place.time.now() - began >= 400

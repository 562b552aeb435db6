"""The store over https, where it is shared: a key reads, appends, merges; a seat does not."""

from __future__ import annotations

from urllib.parse import quote

import msgspec
import pytest

from circle_widgets.events import Event
from circle_widgets.ledger import new_id
from tests.room.conftest import MakePlace
from tests.room.place import Place


@pytest.fixture
def place(make_place: MakePlace) -> Place:
    return make_place(share_log=True)


def test_a_key_reads_the_log_from_where_it_stands(place: Place) -> None:
    key, phone = place.key(), place.join("Ana")
    whole = place.api("GET", "events", token=key).json
    assert [row["event"]["kind"] for row in whole["rows"]] == ["circle.made", "seat.join"]
    assert whole["replace"] is True
    rest = place.api("GET", f"events?after=1&epoch={whole['epoch']}", token=key).json
    assert ([row["position"] for row in rest["rows"]], rest["replace"]) == ([2], False)
    assert rest["rows"][0]["event"]["seat"] == phone.seat


@pytest.mark.parametrize(
    "query", ["after=x", "after=-1", "after=1.5", "epoch=-2", "after=9999999999999999999999", "after=²"]
)
def test_a_number_that_is_none_is_named(place: Place, query: str) -> None:
    answer = place.api("GET", f"events?{quote(query, safe='=')}", token=place.key())
    assert (answer.status, answer.json["field"]) == (400, query.split("=", maxsplit=1)[0])


def test_a_key_appends_as_the_desk_and_the_rules_are_asked(place: Place) -> None:
    sent = [
        {"id": new_id(), "kind": "room.count", "body": {"n": 4}, "by": "desk"},
        {"id": new_id(), "kind": "step.reveal", "step": "s99", "by": "desk"},
    ]
    answer = place.api("POST", "events", sent, token=place.key()).json
    assert len(answer["receipts"]) == len(answer["refused"]) == 1
    assert place.circle.state.n == 4


def test_a_key_merges_a_copy_once(place: Place) -> None:
    key = place.key()
    events = msgspec.to_builtins([Event(new_id(), 5, "room.count", {"n": 9}, by="desk")])
    assert place.api("POST", "import", events, token=key).json == {"new": 1}
    assert place.api("POST", "import", events, token=key).json == {"new": 0}
    assert place.circle.state.n == 9


def test_a_seat_reads_nothing_of_it(place: Place) -> None:
    phone = place.join()
    for method, path, body in (("GET", "events", None), ("POST", "events", []), ("POST", "import", [])):
        assert place.api(method, path, body, token=phone.token).status == 403
        assert place.api(method, path, body).status == 401

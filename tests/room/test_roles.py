"""Who gets to see what: a seat never the desk's or another's, nobody without a key more than the wall shows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from circle_widgets.events import BY_DESK, Proposal
from circle_widgets.ledger import Ledger, new_id
from circle_widgets.room.documents import compute, person_key
from circle_widgets.store import Store, open_store
from tests.room.place import Phone, Place

SECRET = "planted-secret-words"


@pytest.fixture
def step(place: Place) -> str:
    return place.open_step()


@pytest.fixture
def phone(place: Place) -> Phone:
    return place.join("Ana")


def view(place: Place, query: str = "", token: str = "") -> Any:
    return place.live(query, token=token).until(lambda docs: docs["view"])["view"]


def test_each_bearer_has_its_view(place: Place, phone: Phone, step: str) -> None:
    key = place.key()
    screen, seat = view(place), view(place, token=phone.token)
    assert "desk" not in screen
    assert "stored" in screen["room"]
    assert "join" in screen
    assert not {"desk", "screen", "join"} & seat.keys()
    assert "stored" not in seat["room"]
    assert "plan" in view(place, token=key)["desk"]
    assert view(place, "?role=remote", key) == view(place, token=key)
    assert view(place, "?role=desk", key)["desk"]
    assert view(place, "?role=screen", key) == screen


@pytest.mark.parametrize("role", ["desk", "remote", "screen", "phone", "anything"])
def test_a_seat_asks_for_another_view_in_vain(place: Place, phone: Phone, step: str, role: str) -> None:
    assert view(place, f"?role={role}", phone.token) == view(place, token=phone.token)


def test_without_a_token_there_is_only_the_screens_view(place: Place) -> None:
    place.join()
    assert place.api("GET", "live?role=remote").status == 401
    assert place.api("GET", "live?role=desk").status == 401
    assert place.api("GET", "live", token="made-up").status == 401
    assert place.api("GET", "live?role=phone", token=place.key()).status == 400


def test_the_private_look_is_for_the_key(place: Place, phone: Phone, step: str) -> None:
    phone.write(step, SECRET)
    for token, status in (("", 401), ("made-up", 401), (phone.token, 403)):
        answer = place.api("GET", f"private?step={step}", token=token)
        assert answer.status == status
        assert SECRET.encode() not in answer.raw
    answer = place.api("GET", f"private?step={step}", token=place.key())
    assert [one["text"] for one in answer.json["notes"]["items"].values()] == [SECRET]
    assert place.api("GET", "private?step=nowhere", token=place.key()).json == {}


def test_a_key_has_no_seat(place: Place) -> None:
    for method in ("GET", "DELETE"):
        answer = place.api(method, "me", token=place.key())
        assert (answer.status, answer.json["code"]) == (403, "no_seat")


def test_nothing_hidden_is_in_any_byte_that_leaves_the_room(place: Place, phone: Phone, step: str) -> None:
    other, key = place.join(), place.key()
    streams = [other.live(), place.live(), place.live(token=key), place.live("?role=desk", token=key)]
    phone.write(step, SECRET)
    place.circle.ledger.say("notes.translate", {"note": phone.sent[0], "text": SECRET, "locale": "fr"}, step=step)
    for stream in streams[1:]:
        stream.until(lambda docs: docs["view"]["room"]["stored"] == 1)
    streams[0].until(lambda docs: docs["me"])
    answers = [place.ask("GET", path) for path in (f"join/{place.code}", f"screen/{place.code}", "metrics", "")]
    answers += [place.api("GET", "me", token=other.token), place.api("GET", "events", token=key)]
    assert not [event for stream in streams for event in stream.events if SECRET.encode() in event.raw]
    assert not [answer for answer in answers if SECRET.encode() in answer.raw]
    place.circle.move("reveal")
    for stream in streams:
        stream.until(lambda docs: SECRET in str(docs["view"]["notes"]["items"]))


# ---- the same over any course of a meeting

SEATS = ("seat-a", "seat-b", "seat-c")
OFTEN = ["write"] * 4 + ["next"] * 3 + ["reveal"] * 3 + ["hide"] * 2
SOMETIMES = [
    "change",
    "withdraw",
    "restore",
    "translate",
    "close",
    "one",
    "all",
    "join",
    "undo",
    "leave",
    "erase",
    "again",
]
ACTS = st.sampled_from(OFTEN + SOMETIMES)


@pytest.fixture(scope="module")
def shared_store(tmp_path_factory: pytest.TempPathFactory) -> Any:
    store = open_store(str(Path(tmp_path_factory.mktemp("roles")) / "circles.sqlite"))
    yield store
    store.close()


class Meeting:
    """A meeting in which every text that is written is a secret of its own."""

    def __init__(self, store: Store) -> None:
        self.ledger = Ledger(store, store.make("Any", at=1).id, clock=lambda: 1_800_000_000_000)
        self.n = count()
        self.texts: dict[str, list[str]] = {}
        self.desk("circle.made", {"title": "Any"})
        for seat in SEATS:
            self.ledger.append([Proposal(new_id(), "seat.join", {"name": seat}, seat=seat)])
        self.start()

    def start(self) -> None:
        n = next(self.n)
        steps = [{"id": f"s{n}{m}", "kind": kind} for m, kind in enumerate(("notes", "talk", "notes"))]
        self.desk("activity.start", {"name": "any", "title": "Any", "steps": steps})

    def desk(self, kind: str, body: Any = None, step: str = "", seat: str = "") -> Any:
        return self.ledger.append([Proposal(new_id(), kind, body or {}, step, seat, BY_DESK)])

    def secret(self, note: str) -> str:
        text = f"{SECRET}-{next(self.n)}-end"
        self.texts.setdefault(note, []).append(text)
        return text

    def act(self, what: str, which: int) -> None:
        state = self.ledger.state
        seat = SEATS[which % 3]
        steps = [step for step in state.steps.values() if step.kind == "notes" and step.phase != "ahead"]
        step = steps[which % len(steps)] if steps else None
        notes = list(step.data.notes.values()) if step else []
        note = notes[which % len(notes)] if notes else None
        if what == "again":
            self.start()
        elif what == "next":
            every = list(state.steps)
            self.desk("step.open", step=every[which % len(every)])
        elif what in {"reveal", "close"} and state.current:
            self.desk(f"step.{what}", step=state.current.id)
        elif what in {"one", "all", "join"}:
            self.desk("screen.show", {"mode": what})
        elif what == "undo" and state.last_act:
            self.desk("desk.undo", {"event": state.last_act.id})
        elif what == "leave":
            self.ledger.append([Proposal(new_id(), "seat.leave", seat=seat)])
        elif what == "erase" and which % 5 == 0:
            self.ledger.erase(seat)
        elif step is not None:
            self.words(what, step.id, seat, note)

    def words(self, what: str, step: str, seat: str, note: Any) -> None:
        id = new_id()
        if what == "write":
            self.ledger.append([Proposal(id, "notes.write", {"text": self.secret(id)}, step, seat)])
        elif note is None:
            return
        elif what == "change":
            body = {"note": note.id, "text": self.secret(note.id)}
            self.ledger.append([Proposal(id, "notes.change", body, step, note.seat)])
        elif what == "withdraw":
            self.ledger.append([Proposal(id, "notes.withdraw", {"note": note.id}, step, note.seat)])
        elif what in {"hide", "restore"}:
            self.desk(f"notes.{what}", {"note": note.id}, step)
        elif what == "translate":
            self.desk("notes.translate", {"note": note.id, "text": self.secret(note.id), "locale": "fr"}, step)

    def hidden(self) -> dict[str, str]:
        """What nobody but its author may see, and whose it is."""
        found: dict[str, str] = {}
        for step in self.ledger.state.steps.values():
            for note in step.data.notes.values() if step.kind == "notes" else ():
                set_aside = note.hidden or note.withdrawn
                open_ = step.phase == "revealed" and not set_aside and step is self.ledger.state.current
                shown = {note.text, *note.lines.values()} if open_ else set()
                found |= {text: note.seat for text in self.texts.get(note.id, ()) if text not in shown}
        return found


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(course=st.lists(st.tuples(ACTS, st.integers(0, 14)), min_size=20, max_size=40))
def test_no_hidden_text_is_in_any_view_but_its_authors(shared_store: Store, course: Sequence[tuple[str, int]]) -> None:
    meeting = Meeting(shared_store)
    for what, which in course:
        meeting.act(what, which)
        keys = ["phone", "screen", "desk", "remote", *map(person_key, SEATS)]
        found = compute(meeting.ledger, dict.fromkeys(keys), {})
        hidden = meeting.hidden()
        for key, one in found.items():
            sent = msgspec.json.encode(one.value).decode()
            told = [text for text, seat in hidden.items() if text in sent and person_key(seat) != key]
            assert not told, f"{key} was told {told} after {what}"

"""Circle, the object that people hold, on a real SQLite file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from circle_widgets import Activity, Circle, steps
from circle_widgets.circle import LAST, NoCircle
from circle_widgets.errors import BadFile, Busy, Refused, UnknownActivity, UnknownCircle, UnsupportedStore
from circle_widgets.store import Store, open_store
from tests.unit.worlds import START, all_views

HOPES = Activity("Hopes", [steps.Talk("Ready?"), steps.Notes("One hope?"), steps.Talk("What did you hear?")])


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The file that ``CIRCLE_STORE`` names."""
    path = str(tmp_path / "circles.sqlite")
    monkeypatch.setenv("CIRCLE_STORE", path)
    return path


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    opened = open_store(place)
    yield opened
    opened.close()


@pytest.fixture
def clock() -> Callable[[], int]:
    return count(START, 1000).__next__


@pytest.fixture
def circle(store: Store, clock: Callable[[], int]) -> Circle:
    return Circle.make("Sewing on Mondays", facilitator="Olu", store=store, clock=clock)


def is_empty(circle: Circle) -> bool:
    return circle.empty


def current(circle: Circle) -> Any:
    """The step where the room is."""
    step = circle.state.current
    assert step is not None
    return step


def running(circle: Circle) -> Any:
    run = circle.state.run
    assert run is not None
    return run


# ---------------------------------------------------------------- opening and making


def test_without_any_circle_an_empty_one_is_opened_and_can_become_one(place: str) -> None:
    circle = Circle.open()
    assert is_empty(circle)
    assert repr(circle) == "<Circle, not made yet>"
    with pytest.raises(NoCircle):
        _ = circle.state
    circle.become("Sewing", facilitator="Olu")
    assert not is_empty(circle)
    assert repr(circle) == f"<Circle 'Sewing', {circle.code}>"
    assert Circle.open().id == circle.id


def test_the_last_used_is_opened_again(store: Store) -> None:
    first, second = Circle.make("First", store=store), Circle.make("Second", store=store)
    assert Circle.open().id == second.id
    assert Circle.open(first.code).id == first.id
    assert Circle.open().id == first.id


def test_a_code_is_read_however_it_is_typed(circle: Circle) -> None:
    assert Circle.open(f" {circle.code[:3].lower()} {circle.code[3:]}").id == circle.id
    for wrong in ("NOSUCH", "BCDFGH", ""):
        if wrong:
            with pytest.raises(UnknownCircle):
                Circle.open(wrong)


def test_a_practice_circle_is_never_the_last_used(store: Store) -> None:
    real = Circle.make("Real", store=store)
    practice = Circle.make("Practice", practice=True, store=store)
    assert practice.state.practice
    assert Circle.open().id == real.id
    Circle.open(practice.code)
    assert Circle.open().id == real.id
    real.clear()
    assert Circle.open().empty


def test_the_pages_address_names_a_circle(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = Circle.make("First", store=store), Circle.make("Second", store=store)
    monkeypatch.setenv("QUERY_STRING", f"token=x&circle={first.code}&other=1")
    assert Circle.open().id == first.id
    for asked in ("circle=NOSUCH", "circle=%00%ff", "circle=", "&&=&", f"code={first.code}"):
        Circle.open(second.code)
        monkeypatch.setenv("QUERY_STRING", asked)
        assert Circle.open().id == second.id


def test_a_last_used_that_is_gone_is_passed_over(store: Store) -> None:
    real = Circle.make("Real", store=store)
    store.note_local("", LAST, "QQQQQQ")
    assert Circle.open().id == real.id
    store.note_local("", LAST, {"what": 3})
    assert Circle.open().id == real.id


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"title": "  "}, "title_missing", "title"),
        ({"title": "x" * 121}, "body", "title"),
        ({"title": "A", "facilitator": "x" * 61}, "body", "facilitator"),
        ({"title": "A", "locale": "nonsense!"}, "body", "locale"),
    ],
)
def test_what_cannot_be_made_leaves_nothing_behind(store: Store, given: dict[str, Any], code: str, field: str) -> None:
    with pytest.raises(Refused) as refused:
        Circle.make(**given, store=store)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert store.circles() == []


def test_a_store_that_is_busy_leaves_no_half_made_circle(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: Any) -> None:
        raise Busy("somebody writes")

    with monkeypatch.context() as patched:
        patched.setattr(store, "append", busy)
        with pytest.raises(Busy):
            Circle.make("Sewing", store=store)
    assert store.circles() == []


def test_a_store_that_is_none_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnsupportedStore):
        Circle.open(store="gopher://somewhere")
    assert Circle.open(store=str(tmp_path / "new.sqlite")).empty


# ---------------------------------------------------------------- running


def test_starting_attaches_to_where_the_activity_stands(circle: Circle) -> None:
    assert circle.start(HOPES)
    run = running(circle).id
    circle.move("next")
    assert not circle.start(HOPES)
    assert not Circle.open(circle.code).start(HOPES)
    assert running(circle).id == run
    assert circle.start(HOPES, again=True)
    assert running(circle).id != run
    with pytest.raises(UnknownActivity):
        circle.start("dance")


def test_one_that_has_not_begun_is_replaced_and_one_that_has_is_asked_about(circle: Circle) -> None:
    other = Activity("Hopes", [steps.Talk("Ready?"), steps.Notes("One fear?")])
    assert circle.differs(HOPES) is None
    circle.start(HOPES)
    assert circle.differs(HOPES) is False
    assert circle.differs(other) is True
    assert circle.start(other)
    assert circle.differs(other) is False
    circle.move("next")
    assert not circle.start(HOPES)
    assert circle.differs(HOPES) is True
    circle.replace_ahead(HOPES)
    assert circle.differs(HOPES) is False
    assert [circle.state.steps[one].phase for one in running(circle).steps] == ["open", "ahead", "ahead"]


def test_another_activity_is_started_beside(circle: Circle) -> None:
    circle.start(HOPES)
    circle.move("next")
    assert circle.differs(Activity("Fears", [steps.Notes("One fear?")])) is None
    assert circle.start(Activity("Fears", [steps.Notes("One fear?")]))
    assert running(circle).name == "Fears"


def test_one_that_is_over_stays_over_until_it_is_started_again(circle: Circle) -> None:
    circle.start(HOPES)
    for _ in range(4):
        circle.move("next")
    assert running(circle).ended
    assert not circle.start(HOPES)
    assert running(circle).ended
    assert circle.start(HOPES, again=True)
    for _ in range(4):
        circle.move("next")
    # with another question it is another evening's
    assert circle.start(Activity("Hopes", [steps.Notes("One hope for spring?")]))


def test_moves(circle: Circle) -> None:
    with pytest.raises(Refused) as refused:
        circle.move("next")
    assert refused.value.code == "nothing_runs"
    with pytest.raises(Refused) as refused:
        circle.move("sideways")
    assert refused.value.code == "unknown_move"
    circle.start(HOPES)
    with pytest.raises(Refused):
        circle.move("pause")
    circle.move("next")
    circle.move("next")
    circle.write("hope")
    circle.move("pause")
    assert current(circle).paused
    circle.move("pause")
    assert not current(circle).paused
    ends = current(circle).ends_at
    circle.move("more")
    assert current(circle).ends_at == ends + 60_000
    circle.move("close")
    assert current(circle).phase == "closed"
    circle.move("reveal")
    assert current(circle).phase == "revealed"
    circle.move("back")
    assert current(circle).n == 1


def test_the_last_act_is_taken_back_and_named(circle: Circle) -> None:
    assert circle.undo() == ""
    circle.start(HOPES)
    circle.move("next")
    circle.move("next")
    circle.write("from a slip")
    assert circle.undo() == "notes.write"
    assert circle.undo() == "step.open"
    assert circle.undo() == "step.open"
    assert circle.undo() == ""
    assert circle.state.current is None


def test_paper_seats_and_words_for_them(circle: Circle) -> None:
    seat = circle.add_seat("Cleo")
    circle.start(HOPES)
    with pytest.raises(Refused):
        circle.write("too early")
    circle.move("next")
    circle.move("next")
    circle.write("from a slip", seat=seat)
    held = circle.state.seats[seat]
    assert (held.name, held.way, held.locale) == ("Cleo", "paper", "en")
    assert circle.erase(seat) == 2
    assert seat not in circle.state.seats


def test_a_key_is_kept_as_a_hash(circle: Circle) -> None:
    key = circle.key()
    grant = circle.store.who(circle.id, key)
    assert grant is not None
    assert grant.role == "key"
    assert circle.store.who(circle.id, key + "x") is None


# ---------------------------------------------------------------- keeping


@pytest.fixture
def told(circle: Circle) -> Circle:
    """A circle with one note opened, one hidden, and one not opened yet."""
    seat = circle.add_seat("Ana-Planted")
    circle.start(HOPES)
    circle.move("next")
    circle.move("next")
    circle.write("opened words", seat=seat)
    hidden = circle.write("hidden words")
    circle.ledger.say("notes.hide", {"note": hidden.id}, step=running(circle).steps[1])
    circle.move("next")
    circle.start(Activity("Fears", [steps.Notes("One fear?")]))
    circle.move("next")
    circle.write("words not opened")
    return circle


def test_a_frame_shows_what_the_room_may_see(told: Circle) -> None:
    assert told.frame()["text"].tolist() == ["opened words"]
    assert told.frame("notes", private=True)["text"].tolist() == ["opened words", "hidden words", "words not opened"]
    assert told.frame("talk").empty
    with pytest.raises(UnknownActivity, match="notes"):
        told.frame("dance")


def test_it_is_kept_in_three_forms(told: Circle, tmp_path: Path) -> None:
    assert told.export(tmp_path / "a.circle.jsonl").read_bytes() == told.exported("jsonl")
    assert "opened words" in told.export(tmp_path / "a.CSV").read_text(encoding="utf-8-sig")
    assert "not opened" not in told.export(tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    assert "words not opened" in told.export(tmp_path / "b.csv", private=True).read_text(encoding="utf-8-sig")
    assert "hidden" not in told.export(tmp_path / "a.md").read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.glob("*.part")) == []
    with pytest.raises(UnknownActivity, match="jsonl, csv, md"):
        told.export(tmp_path / "a.docx")


def test_without_names_there_is_none_in_any_form(told: Circle) -> None:
    assert b"Ana-Planted" in told.exported("jsonl")
    assert b"Olu" in told.exported("jsonl")
    for how in ("jsonl", "csv", "md"):
        assert b"Ana-Planted" not in told.exported(how, names=False, private=True)
        assert b"Olu" not in told.exported(how, names=False)


def test_a_file_opened_elsewhere_goes_on_there(told: Circle, tmp_path: Path, clock: Callable[[], int]) -> None:
    raw = told.exported("jsonl")
    elsewhere = open_store(str(tmp_path / "elsewhere.sqlite"))
    circle, new = Circle.load(raw, store=elsewhere, clock=clock)
    assert new == len(told.ledger.log())
    assert circle.id == told.id
    assert all_views(circle.state) == all_views(told.state)
    assert Circle.load(raw, store=elsewhere)[1] == 0
    circle.write("said elsewhere")
    told.write("said here")
    here, there = told.exported("jsonl"), circle.exported("jsonl")
    assert Circle.load(there, store=told.store)[1] == 1
    assert Circle.load(here, store=elsewhere)[1] == 1
    assert all_views(circle.state) == all_views(told.state)
    elsewhere.close()


@pytest.mark.parametrize("nameless_first", [True, False])
def test_names_come_back_when_a_copy_without_them_meets_one_that_has_them(
    told: Circle, tmp_path: Path, nameless_first: bool
) -> None:
    files = [told.exported("jsonl", names=False), told.exported("jsonl")]
    elsewhere = open_store(str(tmp_path / "elsewhere.sqlite"))
    first, second = files if nameless_first else reversed(files)
    Circle.load(first, store=elsewhere)
    circle, _ = Circle.load(second, store=elsewhere)
    assert [seat.name for seat in circle.state.seats.values()] == ["Ana-Planted"]
    assert circle.state.facilitator == "Olu"
    Circle.load(files[0], store=told.store)
    assert [seat.name for seat in told.state.seats.values()] == ["Ana-Planted"]
    elsewhere.close()


def test_of_a_bad_file_nothing_is_taken(told: Circle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = told.exported("jsonl")
    elsewhere = open_store(str(tmp_path / "elsewhere.sqlite"))
    with pytest.raises(BadFile):
        Circle.load(raw[:-9], store=elsewhere)
    assert elsewhere.circles() == []

    def busy(*_: Any) -> int:
        raise Busy("somebody writes")

    with monkeypatch.context() as patched:
        patched.setattr(elsewhere, "merge", busy)
        patched.setattr(told.store, "merge", busy)
        with pytest.raises(Busy):
            Circle.load(raw, store=elsewhere)
        with pytest.raises(Busy):
            Circle.load(raw, store=told.store)
    assert elsewhere.circles() == []
    assert elsewhere.local("", LAST) is None
    assert told.state.title == "Sewing on Mondays"
    elsewhere.close()


def test_a_practice_file_stays_practice(store: Store, tmp_path: Path) -> None:
    raw = Circle.make("Practice", practice=True, store=store).exported("jsonl")
    assert json.loads(raw.splitlines()[0])["practice"] is True
    elsewhere = open_store(str(tmp_path / "elsewhere.sqlite"))
    circle, _ = Circle.load(raw, store=elsewhere)
    assert circle.ledger.info.practice
    assert elsewhere.local("", LAST) is None
    elsewhere.close()


def test_this_computer_is_cleared(told: Circle, place: str) -> None:
    told.clear()
    assert told.empty
    assert told.store.circles() == []
    assert Circle.open().empty
    told.store.close()
    left = b"".join(path.read_bytes() for path in Path(place).parent.glob("circles.sqlite*"))
    for secret in (b"opened words", b"hidden words", b"Ana-Planted"):
        assert secret not in left

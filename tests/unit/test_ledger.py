"""A circle's log and fold in one process, on a real SQLite file: catches up, forgets what was not committed, erases."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from circle_widgets.errors import Busy, StoreUnavailable
from circle_widgets.events import Event, Proposal, Receipt, Refusal
from circle_widgets.ledger import Answer, Fold, Ledger, Writer, new_id
from circle_widgets.state import fold
from circle_widgets.steps import registry
from circle_widgets.store import Store, open_store
from tests.unit.worlds import PLAN, START, all_views

TIMEOUT = 20


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(str(tmp_path / "circles.sqlite"))
    yield opened
    opened.close()


@pytest.fixture
def other(store: Store, tmp_path: Path) -> Iterator[Store]:
    """The same file, opened again as another process would."""
    opened = open_store(str(tmp_path / "circles.sqlite"))
    yield opened
    opened.close()


@pytest.fixture
def clock() -> Callable[[], int]:
    return count(START, 1000).__next__


@pytest.fixture
def ledger(store: Store, clock: Callable[[], int]) -> Ledger:
    """A circle with Ana and Ben, writing in step s2."""
    found = Ledger(store, store.make("Sewing", at=START).id, clock=clock)
    say(found, "circle.made", {"title": "Sewing"})
    for seat in ("ana", "ben"):
        receipt(found.append([Proposal(new_id(), "seat.join", {"name": seat.title()}, seat=seat)]))
    say(found, "activity.start", {"name": "hopes", "title": "Hopes", "steps": PLAN})
    say(found, "step.open", step="s2")
    return found


def say(ledger: Ledger, kind: str, body: dict[str, Any] | None = None, *, step: str = "", seat: str = "") -> Receipt:
    return receipt([ledger.say(kind, body, step=step, seat=seat)])


def receipt(answers: Sequence[Answer]) -> Receipt:
    [answer] = answers
    assert isinstance(answer, Receipt), answer
    return answer


def note(text: str, seat: str = "ana", id: str = "") -> Proposal:
    return Proposal(id or new_id(), "notes.write", {"text": text}, "s2", seat)


def words(ledger: Ledger) -> list[str]:
    return [one.text for one in ledger.state.steps["s2"].data.notes.values()]


# ---------------------------------------------------------------- appending


def test_a_receipt_means_counted_and_an_id_twice_is_one_note(ledger: Ledger) -> None:
    first = receipt(ledger.append([note("hope", id="n1")]))
    again = receipt(ledger.append([note("hope, sent again", id="n1")]))
    assert first == again == Receipt("n1", ledger.position)
    assert words(ledger) == ["hope"]


def test_a_late_resend_after_the_step_was_opened_gets_its_old_receipt(ledger: Ledger) -> None:
    first = receipt(ledger.append([note("hope", id="n1")]))
    say(ledger, "step.reveal", step="s2")
    assert receipt(ledger.append([note("hope", id="n1")])) == first
    assert not ledger.state.steps["s2"].data.notes["n1"].late


def test_answers_come_in_the_order_of_what_was_asked(ledger: Ledger) -> None:
    answers = ledger.append([note("one"), note("x" * 900), note("two"), note("three", seat="nobody")])
    assert [type(answer) for answer in answers] == [Receipt, Refusal, Receipt, Refusal]
    assert words(ledger) == ["one", "two"]


def test_each_process_decides_on_all_that_is_there(ledger: Ledger, other: Store) -> None:
    theirs = Ledger(other, ledger.id, clock=ledger.clock)
    say(theirs, "step.reveal", step="s2")
    answer = ledger.append([Proposal("c1", "notes.change", {"note": "n", "text": "x"}, "s2", "ana"), note("late")])
    assert isinstance(answer[0], Refusal)
    assert ledger.state.steps["s2"].data.notes[answer[1].id].late
    before = theirs.news
    theirs.refresh()
    assert theirs.news > before
    before = theirs.news
    theirs.refresh()
    assert theirs.news == before
    assert theirs.state == ledger.state == fold(ledger.log(), registry())
    assert theirs.position == ledger.position


def test_an_append_that_catches_up_says_so(ledger: Ledger, other: Store) -> None:
    """Whoever tells of news learns of what an append read on its way, even of one that was refused."""
    theirs = Ledger(other, ledger.id, clock=ledger.clock)
    say(theirs, "step.reveal", step="s2")
    before = ledger.news
    (answer,) = ledger.append([Proposal("c1", "notes.change", {"note": "n", "text": "x"}, "s2", "ana")])
    assert isinstance(answer, Refusal)
    assert ledger.news == before + 1
    receipt(ledger.append([note("own")]))
    assert ledger.news == before + 1, "its own are no news"


def test_an_undo_folds_the_past_anew_here_and_elsewhere(ledger: Ledger, other: Store) -> None:
    theirs = Ledger(other, ledger.id, clock=ledger.clock)
    undone = say(ledger, "notes.write", {"text": "slip"}, step="s2")
    say(ledger, "desk.undo", {"event": undone.id})
    theirs.refresh()
    assert words(ledger) == words(theirs) == []
    receipt(theirs.append([note("after")]))
    ledger.refresh()
    assert ledger.state == theirs.state


def test_the_time_of_an_event_never_goes_back(ledger: Ledger) -> None:
    ledger.clock = lambda: 5
    receipt(ledger.append([note("with a clock that was set back")]))
    times = [event.at for event in ledger.log()]
    assert times == sorted(set(times))


# ---------------------------------------------------------------- what did not commit


def test_what_was_not_committed_is_forgotten(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    before, position = fold(ledger.log(), registry()), ledger.position

    def breaks(circle_id: str, proposals: Sequence[Proposal], judge: Fold, now: int) -> list[Answer]:
        for proposal in proposals:
            assert isinstance(judge.decide(proposal, now), Event)
        judge.rollback()
        raise Busy("somebody writes")

    with monkeypatch.context() as patched:
        patched.setattr(ledger.store, "append", breaks)
        with pytest.raises(Busy):
            ledger.append([note("one"), note("two")])
    assert (ledger.state, ledger.position) == (before, position)
    receipt(ledger.append([note("three")]))
    assert words(ledger) == ["three"]
    assert ledger.position == position + 1


def test_a_rollback_forgets_only_what_came_since_the_last_commit(ledger: Ledger) -> None:
    mine = Fold(registry())
    news = ledger.store.news(ledger.id, 0, -1)
    mine.catch_up(news.rows, epoch=news.epoch, replace=True)
    kept = mine.position
    mine.decide(note("one"), START * 2)
    mine.keep()
    mine.decide(note("two"), START * 2 + 1)
    mine.rollback()
    assert mine.position == kept + 1
    assert [one.text for one in mine.state.steps["s2"].data.notes.values()] == ["one"]
    mine.rollback()
    assert mine.position == kept + 1


# ---------------------------------------------------------------- erasing


def everything(ledger: Ledger) -> str:
    return str([ledger.log(), all_views(ledger.state), ledger.store.read(ledger.id)])


def test_erasing_takes_what_others_said_of_these_words_and_what_was_undone(ledger: Ledger) -> None:
    first = receipt(ledger.append([note("ana-secret")]))
    receipt(ledger.append([note("ben stays", seat="ben")]))
    line = say(ledger, "notes.translate", {"note": first.id, "text": "ana-secrète", "locale": "fr"}, step="s2")
    say(ledger, "desk.undo", {"event": line.id})
    say(ledger, "notes.translate", {"note": first.id, "text": "ana-geheim", "locale": "de"}, step="s2")
    entered = say(ledger, "notes.write", {"text": "ana-slip"}, step="s2", seat="ana")
    say(ledger, "desk.undo", {"event": entered.id})
    assert {event.kind for event in ledger.held_of("ana")} == {"seat.join", "notes.write", "notes.translate"}
    ledger.store.grant(ledger.id, "token", "seat", "ana")
    assert ledger.erase("ana") == 5
    for secret in ("ana-", "Ana"):
        assert secret not in everything(ledger)
    assert words(ledger) == ["ben stays"]
    assert ledger.store.who(ledger.id, "token") is None
    assert ledger.erase("ana") == 0
    assert ledger.held_of("ana") == []


def test_words_that_another_process_wrote_in_between_are_erased_too(
    ledger: Ledger, other: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs, erase = Ledger(other, ledger.id, clock=ledger.clock), ledger.store.erase
    late = iter([note("ana-secret, just now")])

    def first_they_write(*args: Any, **more: Any) -> Receipt:
        for proposal in late:
            receipt(theirs.append([proposal]))
        return erase(*args, **more)

    monkeypatch.setattr(ledger.store, "erase", first_they_write)
    assert ledger.erase("ana") == 2
    assert "ana-secret" not in everything(ledger)
    [answer] = theirs.append([note("and once more")])
    assert isinstance(answer, Refusal)
    assert answer.code == "unknown_seat"


def test_an_old_copy_brings_no_word_of_an_erased_seat_back(ledger: Ledger, tmp_path: Path) -> None:
    copy_store = open_store(str(tmp_path / "copy.sqlite"))
    copy_store.make("Sewing", at=START, circle_id=ledger.id)
    copy = Ledger(copy_store, ledger.id, clock=ledger.clock)
    copy.merge(ledger.log())
    words_there = receipt(copy.append([note("ana-secret on the other laptop")]))
    say(copy, "notes.translate", {"note": words_there.id, "text": "ana-secrète", "locale": "fr"}, step="s2")
    ledger.erase("ana")
    copy_store.grant(ledger.id, "token", "seat", "ana")
    old = copy.log()
    ledger.merge(old)
    assert "ana-secr" not in everything(ledger)
    copy.merge(ledger.log())
    assert "ana-secr" not in everything(copy)
    assert copy_store.who(ledger.id, "token") is None
    assert all_views(copy.state) == all_views(ledger.state)
    ledger.merge(old)  # and again, now that all of it is known
    assert "ana-secr" not in everything(ledger)
    copy_store.close()


def test_a_line_under_words_that_were_erased_elsewhere_goes_with_them(ledger: Ledger, tmp_path: Path) -> None:
    theirs = receipt(ledger.append([note("ana-secret")]))
    copy_store = open_store(str(tmp_path / "copy.sqlite"))
    copy_store.make("Sewing", at=START, circle_id=ledger.id)
    copy = Ledger(copy_store, ledger.id, clock=ledger.clock)
    copy.merge(ledger.log())
    ledger.erase("ana")
    say(copy, "notes.translate", {"note": theirs.id, "text": "ana-secrète", "locale": "fr"}, step="s2")
    copy.merge(ledger.log())
    assert "ana-secr" not in everything(copy)
    ledger.merge(copy.log())
    assert all_views(copy.state) == all_views(ledger.state)
    copy_store.close()


def test_copies_that_grew_apart_agree_whichever_meets_the_other_first(ledger: Ledger, tmp_path: Path) -> None:
    stores = [open_store(str(tmp_path / f"copy{n}.sqlite")) for n in range(2)]
    copies = []
    for store in stores:
        store.make("Sewing", at=START, circle_id=ledger.id)
        copies.append(Ledger(store, ledger.id, clock=ledger.clock))
        copies[-1].merge(ledger.log())
    one, two = copies
    receipt(one.append([note("from one")]))
    say(one, "step.reveal", step="s2")
    receipt(two.append([note("from two")]))
    say(two, "activity.change", {"steps": [{"id": "n1", "kind": "talk"}]})
    logs = [copy.log() for copy in copies]
    assert one.merge(logs[1]) == 2
    assert two.merge(logs[0]) == 2
    assert one.state == two.state
    assert one.merge(logs[1]) == 0
    assert sorted(words(one)) == ["from one", "from two"]
    for store in stores:
        store.close()


# ---------------------------------------------------------------- the writer's thread


@pytest.fixture
def writer() -> Iterator[Writer]:
    found = Writer()
    yield found
    found.close()


class Gate:
    """Holds a ledger's appends until it is opened, and counts them."""

    def __init__(self, ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
        self.entered, self.open, self.groups = threading.Event(), threading.Event(), list[int]()
        append = ledger.append

        def held(proposals: Sequence[Proposal]) -> list[Answer]:
            self.groups.append(len(proposals))
            self.entered.set()
            assert self.open.wait(TIMEOUT)
            return append(proposals)

        monkeypatch.setattr(ledger, "append", held)


def test_all_that_waits_shares_one_transaction(ledger: Ledger, writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = Gate(ledger, monkeypatch)
    first = writer.submit(ledger, [note("first")])
    assert gate.entered.wait(TIMEOUT)
    others = [writer.submit(ledger, [note(f"{n}", seat="ben"), note("x" * 900)]) for n in range(3)]
    gate.open.set()
    assert isinstance(first.result(TIMEOUT)[0], Receipt)
    for waiting in others:
        assert [type(answer) for answer in waiting.result(TIMEOUT)] == [Receipt, Refusal]
    assert gate.groups == [1, 6]


def test_one_who_went_away_takes_back_what_waits_and_the_others_are_written(
    ledger: Ledger, writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(ledger, monkeypatch)
    first = writer.submit(ledger, [note("first")])
    assert gate.entered.wait(TIMEOUT)
    gone, stays = writer.submit(ledger, [note("gone")]), writer.submit(ledger, [note("stays")])
    assert not first.cancel()  # under way already
    assert gone.cancel()
    gate.open.set()
    assert isinstance(stays.result(TIMEOUT)[0], Receipt)
    with pytest.raises(CancelledError):
        gone.result(TIMEOUT)
    assert words(ledger) == ["first", "stays"]


def test_when_nothing_could_be_written_each_is_told(
    ledger: Ledger, writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*_: Any) -> list[Answer]:
        raise StoreUnavailable("the database does not answer")

    with monkeypatch.context() as patched:
        patched.setattr(ledger.store, "append", down)
        with pytest.raises(StoreUnavailable):
            writer.submit(ledger, [note("one")]).result(TIMEOUT)
    assert isinstance(writer.submit(ledger, [note("two")]).result(TIMEOUT)[0], Receipt)


def test_one_that_breaks_a_step_kind_does_not_stop_the_others(
    ledger: Ledger, writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind: Any = registry()["notes"]
    rule = kind.rule

    def broken(state: Any, step: Any, event: Proposal, body: Any) -> None:
        if event.body.get("text") == "breaks it":
            raise ZeroDivisionError
        rule(state, step, event, body)

    monkeypatch.setattr(kind, "rule", broken, raising=False)
    gate = Gate(ledger, monkeypatch)
    first = writer.submit(ledger, [note("first")])
    assert gate.entered.wait(TIMEOUT)
    before, bad, after = (writer.submit(ledger, [note(text)]) for text in ("before", "breaks it", "after"))
    gate.open.set()
    assert isinstance(first.result(TIMEOUT)[0], Receipt)
    with pytest.raises(ZeroDivisionError):
        bad.result(TIMEOUT)
    assert isinstance(before.result(TIMEOUT)[0], Receipt)
    assert isinstance(after.result(TIMEOUT)[0], Receipt)
    assert words(ledger) == ["first", "before", "after"]


def test_a_writer_that_was_closed_has_written_what_waited_and_takes_no_more(ledger: Ledger) -> None:
    writer = Writer()
    waiting = [writer.submit(ledger, [note(f"{n}", seat="ben")]) for n in range(3)]
    writer.close()
    writer.close()
    assert all(isinstance(one.result(0)[0], Receipt) for one in waiting)
    with pytest.raises(RuntimeError):
        writer.submit(ledger, [note("too late")])

"""One append, anywhere: order, receipts, times, and what a judge is told."""

from __future__ import annotations

import importlib
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from circle_widgets.errors import Busy
from circle_widgets.events import Event, Proposal, Receipt, Refusal
from circle_widgets.store import CircleInfo, Store, open_store
from tests.stores import NOW, Yes, append, events, note


@pytest.fixture
def info(store: Store) -> CircleInfo:
    return store.make("Sewing", at=NOW)


def test_positions_count_from_one_without_a_gap_in_each_circle(store: Store, info: CircleInfo) -> None:
    other = store.make("Other", at=NOW)
    first = append(store, info.id, note(), note())
    append(store, other.id, note())
    second = append(store, info.id, note())
    assert [one.position for one in first + second] == [1, 2, 3]
    assert [row.position for row in store.read(info.id)] == [1, 2, 3]
    assert store.get(info.id).head == 3


def test_an_event_comes_back_as_it_was_said(store: Store, info: CircleInfo) -> None:
    body = {
        "text": "Ça va ? \x00 \u2028 🧵 'quoted'",
        "n": 1.5,
        "deep": {"a": [1, None, True, {"b": []}]},
        "": -(2**53),
    }
    said = Proposal("id-1", "notes.write", body, "s1", "seat-1", "desk")
    append(store, info.id, said)
    assert events(store, info.id) == [Event("id-1", NOW, "notes.write", body, "s1", "seat-1", "desk")]


def test_times_rise_whatever_the_clock_does(store: Store, info: CircleInfo) -> None:
    append(store, info.id, note(), note(), now=NOW)
    append(store, info.id, note(), now=NOW - 5000)
    append(store, info.id, note(), now=NOW + 60_000)
    assert [event.at for event in events(store, info.id)] == [NOW, NOW + 1, NOW + 2, NOW + 60_000]


def test_the_same_id_is_stored_once_and_has_one_receipt(store: Store, info: CircleInfo) -> None:
    one = note("once")
    first = append(store, info.id, one, note(), one)
    again = append(store, info.id, note(), one, now=NOW + 5)
    assert [receipt.position for receipt in first + again] == [1, 2, 1, 3, 1]
    assert [event.id for event in events(store, info.id)].count(one.id) == 1


def test_the_same_id_may_stand_in_two_circles(store: Store, info: CircleInfo) -> None:
    other = store.make("Other", at=NOW)
    one = note()
    append(store, info.id, one)
    assert append(store, other.id, one) == [Receipt(one.id, 1)]


def test_what_is_refused_takes_no_position_and_may_be_asked_again(store: Store, info: CircleInfo) -> None:
    judge = Yes(refuse=["notes.late"])
    late = note(kind="notes.late", id="late")
    answers = store.append(info.id, [note(id="a"), late, note(id="b")], judge, NOW)
    assert answers == [Receipt("a", 1), Refusal("late", "no", "the rules say no"), Receipt("b", 2)]
    assert append(store, info.id, late) == [Receipt("late", 3)]


@pytest.mark.parametrize(
    "poison",
    [
        Proposal("p", "notes.write", {"text": "\ud800"}),
        Proposal("p", "notes.write", {"text": object()}),
        Proposal("p", "notes.write", {}, "s\x001"),
        Proposal("p", "notes.write", {}, "s1", "\udfff"),
        Proposal("p\x00", "notes.write"),
        Proposal("p\ud800", "notes.write"),
    ],
)
def test_what_no_database_can_keep_is_refused_alone(store: Store, info: CircleInfo, poison: Proposal) -> None:
    answers = store.append(info.id, [note(id="a"), poison, note(id="b")], Yes(), NOW)
    assert [type(one) for one in answers] == [Receipt, Refusal, Receipt]
    assert isinstance(answers[1], Refusal)
    assert answers[1].code == "body"
    assert [event.id for event in events(store, info.id)] == ["a", "b"]


def test_a_judge_catches_up_with_what_others_committed(store: Store, info: CircleInfo) -> None:
    mine, theirs = Yes(), Yes()
    store.append(info.id, [note(id="a")], mine, NOW)
    store.append(info.id, [note(id="b"), note(id="c")], theirs, NOW)
    store.append(info.id, [note(id="d")], mine, NOW)
    assert [row.event.id for row in mine.rows] == ["a", "b", "c", "d"]
    assert mine.rows == store.read(info.id)
    assert mine.replaced == 1  # the first time, when it knew nothing


def test_a_judge_forgets_when_the_past_changed(store: Store, info: CircleInfo) -> None:
    judge = Yes()
    store.append(info.id, [note(id="z")], judge, NOW)
    store.merge(info.id, [Event("a", NOW - 5, "notes.write", {"text": "earlier"})])
    store.append(info.id, [note(id="b")], judge, NOW)
    assert judge.replaced == 2
    assert judge.rows == store.read(info.id)


class Raises(Yes):
    def decide(self, proposal: Proposal, at: int) -> Event | Refusal:
        super().decide(proposal, at)
        if proposal.id == "boom":
            raise ZeroDivisionError
        return super().decide(proposal, at)


def test_a_judge_that_raises_leaves_nothing_behind(store: Store, info: CircleInfo) -> None:
    judge = Raises()
    with pytest.raises(ZeroDivisionError):
        store.append(info.id, [note(id="a"), note(id="boom")], judge, NOW)
    assert judge.rolled_back == 1
    assert store.read(info.id) == []
    assert append(store, info.id, note(id="b")) == [Receipt("b", 1)]


def test_an_empty_group_is_an_empty_answer(store: Store, info: CircleInfo) -> None:
    assert store.append(info.id, [], Yes(), NOW) == []
    assert store.read(info.id) == []


def test_reading_goes_on_where_it_stopped(store: Store, info: CircleInfo) -> None:
    append(store, info.id, *(note(id=str(n)) for n in range(5)))
    assert [row.event.id for row in store.read(info.id, 3)] == ["3", "4"]
    assert store.read(info.id, 5) == []
    epoch = store.epoch(info.id)
    news = store.news(info.id, 3, epoch)
    assert ([row.position for row in news.rows], news.epoch, news.replace) == ([4, 5], epoch, False)
    assert store.news(info.id, 5, epoch).rows == []
    everything = store.news(info.id, 3, epoch + 1)
    assert ([row.position for row in everything.rows], everything.replace) == ([1, 2, 3, 4, 5], True)


def test_a_large_group_is_one_transaction(store: Store, info: CircleInfo) -> None:
    group = [note("x" * 200) for _ in range(1200)]
    receipts = append(store, info.id, *group)
    assert [one.position for one in receipts] == list(range(1, 1201))
    assert append(store, info.id, *group) == receipts


def test_threads_share_a_store(store: Store, info: CircleInfo) -> None:
    with ThreadPoolExecutor(8) as threads:
        jobs = [threads.submit(append, store, info.id, note(), note()) for _ in range(40)]
        positions = sorted(one.position for job in jobs for one in job.result())
    assert positions == list(range(1, 81))
    assert [row.position for row in store.read(info.id)] == positions


class Holds(Yes):
    """Keeps the writer's lock until it is told to go on."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = threading.Event()
        self.go_on = threading.Event()

    def decide(self, proposal: Proposal, at: int) -> Event | Refusal:
        self.inside.set()
        assert self.go_on.wait(30)
        return super().decide(proposal, at)


@pytest.mark.parametrize("where", ["the same store", "another process's store"])
def test_a_lock_held_too_long_is_busy(store_url: str, where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    adapter = importlib.import_module(f"circle_widgets.store.{store_url.partition(':')[0]}")
    assert adapter.PATIENCE == 2
    monkeypatch.setattr(adapter, "PATIENCE", 0.2)
    store = open_store(store_url)
    other = store if where == "the same store" else open_store(store_url)
    info = store.make("Sewing", at=NOW)
    holds, judge = Holds(), Yes()
    with ThreadPoolExecutor(1) as thread:
        held = thread.submit(store.append, info.id, [note(id="a")], holds, NOW)
        assert holds.inside.wait(30)
        with pytest.raises(Busy) as caught:
            other.append(info.id, [note(id="b")], judge, NOW)
        assert other.read(info.id) == []
        holds.go_on.set()
        assert held.result(30) == [Receipt("a", 1)]
    assert caught.value.retry_after > 0
    assert judge.rolled_back == 1
    assert append(other, info.id, note(id="b")) == [Receipt("b", 2)]
    for one in {store, other}:
        one.close()

"""Secret ballots: one row a seat while a round is open, nothing but the tally after."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from circle_widgets.events import Event, Proposal, Receipt, Refusal
from circle_widgets.store import CircleInfo, Store
from tests.stores import NOW, Yes, append, events, note, tables


def vote(dots: dict[str, int], seat: str, id: str = "") -> Proposal:
    return Proposal(id or f"ballot-of-{seat}", "dots.vote", {"dots": dots, "mark": f"mark-of-{seat}"}, "s4", seat)


def count(ballots: Mapping[str, dict[str, Any]]) -> Proposal:
    total: dict[str, int] = {}
    for body in ballots.values():
        for option, n in body["dots"].items():
            total[option] = total.get(option, 0) + n
    return Proposal("tally-1", "dots.tally", {"round": 1, "dots": dict(sorted(total.items()))}, "s4")


@pytest.fixture
def info(store: Store) -> CircleInfo:
    return store.make("Sewing", at=NOW)


def test_a_ballot_never_enters_the_log(store: Store, info: CircleInfo) -> None:
    append(store, info.id, note())
    assert store.put_ballots(info.id, [vote({"a": 2}, "s-1")], Yes(), NOW) == [Receipt("ballot-of-s-1", 0)]
    assert len(store.read(info.id)) == store.get(info.id).head == 1
    assert store.ballots(info.id, "s4", 1) == {"s-1": {"dots": {"a": 2}, "mark": "mark-of-s-1"}}
    assert store.ballots(info.id, "s4", 2) == store.ballots(info.id, "s5", 1) == {}


def test_a_seats_latest_ballot_counts(store: Store, info: CircleInfo) -> None:
    store.put_ballots(info.id, [vote({"a": 1}, "s-1", "b-1"), vote({"b": 1}, "s-1", "b-2")], Yes(), NOW)
    store.put_ballots(info.id, [vote({"c": 1}, "s-1", "b-3"), vote({"a": 1}, "s-2", "b-4")], Yes(), NOW)
    assert {seat: body["dots"] for seat, body in store.ballots(info.id, "s4", 1).items()} == {
        "s-1": {"c": 1},
        "s-2": {"a": 1},
    }
    assert len(tables(store.url)["ballots"]) == 2


def test_a_ballot_sent_again_does_not_undo_a_later_one(store: Store, info: CircleInfo) -> None:
    first, second = vote({"a": 1}, "s-1", "b-1"), vote({"b": 1}, "s-1", "b-2")
    store.put_ballots(info.id, [first, second], Yes(), NOW)
    assert store.put_ballots(info.id, [first], Yes(), NOW) == [Receipt("b-1", 0)]
    assert store.ballots(info.id, "s4", 1)["s-1"]["dots"] == {"b": 1}


def test_ids_are_one_realm_for_events_and_ballots(store: Store, info: CircleInfo) -> None:
    append(store, info.id, note(id="one"))
    assert store.put_ballots(info.id, [vote({}, "s-1", "one")], Yes(), NOW) == [Receipt("one", 1)]
    store.put_ballots(info.id, [vote({}, "s-1", "two")], Yes(), NOW)
    assert append(store, info.id, note(id="two")) == [Receipt("two", 0)]
    assert [store.ballot_seen(info.id, id) for id in ("one", "two", "three")] == [False, True, False]


def test_the_rules_are_asked_about_each_ballot(store: Store, info: CircleInfo) -> None:
    judge = Yes(refuse=["dots.late"])
    judge.round = 3
    late = Proposal("late", "dots.late", {}, "s4", "s-2")
    answers = store.put_ballots(
        info.id, [vote({}, "s-1"), late, Proposal("p", "dots.vote", {"x": "\ud800"}, "s4")], judge, NOW
    )
    assert [type(one) for one in answers] == [Receipt, Refusal, Refusal]
    assert list(store.ballots(info.id, "s4", 3)) == ["s-1"]
    assert not store.ballot_seen(info.id, "late")


def test_closing_leaves_the_tally_and_nothing_that_ties_a_seat_to_a_dot(store: Store, info: CircleInfo) -> None:
    seats = [f"seat-{n}" for n in range(9)]
    store.put_ballots(info.id, [vote({"a": 1, f"only-{seat}": 2}, seat) for seat in seats], Yes(), NOW)
    receipt = store.close_ballots(info.id, "s4", 1, count, Yes(), NOW + 7)
    total = {"a": 9} | {f"only-{seat}": 2 for seat in seats}
    assert receipt == Receipt("tally-1", 1)
    assert events(store, info.id) == [Event("tally-1", NOW + 7, "dots.tally", {"round": 1, "dots": total}, "s4")]
    assert store.ballots(info.id, "s4", 1) == {}
    kept = tables(store.url)
    assert kept["ballots"] == []
    assert {row[1:] for row in kept["spent"]} == {(f"ballot-of-{seat}",) for seat in seats}
    assert "mark-of" not in repr(kept)
    assert store.put_ballots(info.id, [vote({"a": 1}, "seat-0")], Yes(), NOW) == [Receipt("ballot-of-seat-0", 0)]
    assert store.ballots(info.id, "s4", 1) == {}


def test_closing_again_is_answered_alike(store: Store, info: CircleInfo) -> None:
    store.put_ballots(info.id, [vote({"a": 1}, "s-1")], Yes(), NOW)
    first = store.close_ballots(info.id, "s4", 1, count, Yes(), NOW)
    assert store.close_ballots(info.id, "s4", 1, count, Yes(), NOW) == first
    assert [event.body for event in events(store, info.id)] == [{"round": 1, "dots": {"a": 1}}]


def test_a_tally_that_the_rules_refuse_changes_nothing(store: Store, info: CircleInfo) -> None:
    store.put_ballots(info.id, [vote({"a": 1}, "s-1")], Yes(), NOW)
    answer = store.close_ballots(info.id, "s4", 1, count, Yes(refuse=["dots.tally"]), NOW)
    assert isinstance(answer, Refusal)
    assert list(store.ballots(info.id, "s4", 1)) == ["s-1"]
    assert store.read(info.id) == []


def test_another_round_and_another_step_stay_open(store: Store, info: CircleInfo) -> None:
    second = Yes()
    second.round = 2
    store.put_ballots(info.id, [vote({"a": 1}, "s-1", "b-1")], Yes(), NOW)
    store.put_ballots(info.id, [vote({"a": 1}, "s-1", "b-2")], second, NOW)
    store.close_ballots(info.id, "s4", 1, count, Yes(), NOW)
    assert list(store.ballots(info.id, "s4", 2)) == ["s-1"]


def test_every_ballot_is_counted_or_refused_never_lost(store: Store, info: CircleInfo) -> None:
    """While the room votes the desk closes: the tally holds each ballot that had its receipt, and no other."""
    closed = Closes()
    with ThreadPoolExecutor(6) as threads:
        jobs = [threads.submit(store.put_ballots, info.id, [vote({"a": 1}, f"s-{n}")], closed, NOW) for n in range(30)]
        jobs[3].result()
        closing = threads.submit(store.close_ballots, info.id, "s4", 1, count, closed, NOW)
        accepted = sum(isinstance(job.result()[0], Receipt) for job in jobs)
        assert isinstance(closing.result(), Receipt)
    assert events(store, info.id)[0].body["dots"] == {"a": accepted}
    assert store.ballots(info.id, "s4", 1) == {}


class Closes(Yes):
    """Admits no ballot once the tally is in the log. Asked under the store's lock only."""

    def admit(self, ballot: Proposal, at: int) -> int | Refusal:
        over = any(row.event.kind == "dots.tally" for row in self.rows)
        return Refusal(ballot.id, "closed", "this round is closed") if over else super().admit(ballot, at)

"""Copies that grew apart meet again: the union by id, in any order, however often; what was erased stays erased."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from circle_widgets.errors import BadFile
from circle_widgets.events import Event, Proposal, Receipt
from circle_widgets.store import CircleInfo, Store
from circle_widgets.store.rows import Row
from circle_widgets.store.union import union
from tests.stores import NOW, Yes, append, events, note, tables


def log(store: Store, circle_id: str) -> list[Event]:
    """A copy's events in the order that travels."""
    return sorted(events(store, circle_id), key=lambda event: event.order)


def said(id: str, at: int, text: str = "said", seat: str = "s-1") -> Event:
    return Event(id, at, "notes.write", {"text": text}, "s1", seat)


@pytest.fixture
def info(store: Store) -> CircleInfo:
    return store.make("Sewing", at=NOW)


def test_times_are_kept_and_positions_given_as_they_arrive(store: Store, info: CircleInfo) -> None:
    append(store, info.id, note(id="own"))
    assert store.merge(info.id, [said("b", NOW - 1), said("a", NOW - 9), said("c", NOW + 9)]) == 3
    assert [(row.position, row.event.id, row.event.at) for row in store.read(info.id)] == [
        (1, "own", NOW),
        (2, "b", NOW - 1),
        (3, "a", NOW - 9),
        (4, "c", NOW + 9),
    ]
    append(store, info.id, note(id="next"), now=NOW)
    assert store.read(info.id)[-1].event.at == NOW + 10


def test_the_same_again_changes_nothing(store: Store, info: CircleInfo) -> None:
    copy = [said("a", NOW), said("b", NOW + 1)]
    store.merge(info.id, copy)
    before = (store.read(info.id), store.epoch(info.id))
    assert store.merge(info.id, copy) == 0
    assert store.merge(info.id, [*copy, *copy]) == 0
    assert (store.read(info.id), store.epoch(info.id)) == before


def test_the_epoch_tells_that_the_past_changed(store: Store, info: CircleInfo) -> None:
    before = store.epoch(info.id)
    append(store, info.id, note())
    assert store.epoch(info.id) == before
    store.merge(info.id, [said("a", NOW - 9)])
    assert store.epoch(info.id) != before


def test_an_id_twice_in_one_copy_is_one_event(store: Store, info: CircleInfo) -> None:
    assert store.merge(info.id, [said("a", NOW), said("a", NOW)]) == 1


def test_of_one_id_that_two_copies_stored_apart_the_earlier_stands(store: Store) -> None:
    resent = said("a", NOW), said("a", NOW + 4000)
    for order in (resent, resent[::-1]):
        info = store.make("Copy", at=NOW)
        for copy in order:
            store.merge(info.id, [copy])
        assert events(store, info.id) == [said("a", NOW)]


def test_an_old_copy_brings_nothing_back(store: Store, info: CircleInfo) -> None:
    old = [said("a", NOW, "a secret"), said("b", NOW + 1, "public")]
    store.merge(info.id, old)
    store.erase(info.id, ["a"], Proposal("gone", "erased", {"seat": "s-1"}), NOW + 2)
    assert store.merge(info.id, old) == 0
    assert log(store, info.id)[0] == Event("a", NOW, "notes.write", {}, "s1")
    assert "a secret" not in repr(tables(store.url))


def test_what_the_other_side_erased_is_blanked_here(store: Store, info: CircleInfo) -> None:
    append(store, info.id, note("a secret", id="a"), note("public", id="b"))
    assert store.merge(info.id, [Event("gone", NOW + 5, "erased", {"ids": ["a"], "seat": "s-1"})]) == 1
    assert [(event.id, event.body, event.seat) for event in events(store, info.id)] == [
        ("a", {}, ""),
        ("b", {"text": "public"}, "s-1"),
        ("gone", {"ids": ["a"], "seat": "s-1"}, ""),
    ]
    assert "a secret" not in repr(tables(store.url))


def test_what_was_erased_elsewhere_is_not_taken_from_a_late_phone(store: Store, info: CircleInfo) -> None:
    store.merge(info.id, [Event("gone", NOW + 5, "erased", {"ids": ["a"]})])
    assert append(store, info.id, note("a secret", id="a")) == [Receipt("a", 0)]
    assert [event.id for event in events(store, info.id)] == ["gone"]


def test_an_erasure_itself_is_never_erased(store: Store, info: CircleInfo) -> None:
    append(store, info.id, note("a secret", id="a"))
    store.erase(info.id, ["a"], Proposal("gone", "erased"), NOW)
    store.erase(info.id, ["gone"], Proposal("gone-2", "erased"), NOW)
    store.merge(info.id, [Event("gone-3", NOW + 9, "erased", {"ids": ["gone", "gone-3"]})])
    assert [event.body.get("ids") for event in events(store, info.id)] == [None, ["a"], ["gone"], ["gone", "gone-3"]]


def test_odd_erasures_of_a_file_are_taken_as_they_are(store: Store, info: CircleInfo) -> None:
    bodies: list[dict[str, Any]] = [{}, {"ids": "a"}, {"ids": [1, None, "a"]}]
    odd = [Event(f"e{n}", NOW + n, "erased", body) for n, body in enumerate(bodies)]
    assert store.merge(info.id, [*odd, said("a", NOW)]) == 4
    assert log(store, info.id)[0].body == {}


def test_what_no_database_can_keep_is_a_bad_file_and_nothing_is_taken(store: Store, info: CircleInfo) -> None:
    with pytest.raises(BadFile, match="printable"):
        store.merge(info.id, [said("a", NOW), said("b", NOW, seat="\x00")])
    assert store.read(info.id) == []


# ---- the law

Act = tuple[str, int, int, int]
COPIES = 3
acts = st.lists(
    st.tuples(
        st.sampled_from(["write", "write", "write", "resend", "erase", "meet"]),
        st.integers(0, COPIES - 1),
        st.integers(0, COPIES - 1),
        st.integers(0, 9),
    ),
    max_size=25,
)


class Grown:
    """Copies of one circle that grew apart, and what the law says they must become."""

    def __init__(self, store: Store, copies: list[str], acts: Sequence[Act]) -> None:
        self.store, self.copies = store, copies
        self.erased: set[str] = set()
        self.ever: dict[str, list[Event]] = {}
        for n, (act, one, other, number) in enumerate(acts):
            getattr(self, act)(n, copies[one], copies[other], number)

    def write(self, n: int, copy: str, _other: str, number: int) -> None:
        self._take(copy, note(f"text {n}", id=f"e{n}", seat=f"s-{number}"), NOW + number)

    def resend(self, n: int, copy: str, _other: str, number: int) -> None:
        """A phone that had no receipt sends its words to whatever laptop is there now."""
        if self.ever:
            id = sorted(self.ever)[number % len(self.ever)]
            first = self.ever[id][0]
            self._take(copy, Proposal(id, first.kind, {"text": f"text {id[1:]}"}, first.step, "s-9"), NOW + 3 * n)

    def erase(self, n: int, copy: str, _other: str, number: int) -> None:
        ids = [event.id for event in events(self.store, copy) if event.kind != "erased"][number : number + 2]
        self.store.erase(copy, ids, Proposal(f"x{n}", "erased", {}, by="desk"), NOW + number)
        self.erased |= set(ids)
        self._saw(copy)

    def meet(self, _n: int, copy: str, other: str, _number: int) -> None:
        self.store.merge(copy, log(self.store, other))

    def _take(self, copy: str, proposal: Proposal, now: int) -> None:
        self.store.append(copy, [proposal], Yes(), now)
        self._saw(copy)

    def _saw(self, copy: str) -> None:
        """Remember the newest event of a copy as it was stored."""
        newest = max(events(self.store, copy), key=lambda event: event.order, default=None)
        if newest is not None and newest.body:
            seen = self.ever.setdefault(newest.id, [])
            seen += [newest] if newest not in seen else []

    def expected(self) -> list[Event]:
        whole = [min(seen, key=lambda event: (event.at, event.seat)) for seen in self.ever.values()]
        blank = [Event(one.id, one.at, one.kind, {}, one.step) if one.id in self.erased else one for one in whole]
        return sorted(blank, key=lambda event: event.order)


def meet_all(store: Store, copies: list[str], order: random.Random) -> None:
    """Everybody meets everybody twice, in some order."""
    pairs = [(one, other) for one in copies for other in copies if one != other] * 2
    order.shuffle(pairs)
    for one, other in [*pairs, *pairs]:
        arriving = log(store, other)
        order.shuffle(arriving)
        store.merge(one, arriving)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=acts, order=st.randoms(use_true_random=False))
def test_copies_that_meet_in_any_order_agree(store: Store, acts: list[Act], order: random.Random) -> None:
    copies = [store.make(f"Copy {n}", at=NOW).id for n in range(COPIES)]
    grown = Grown(store, copies, acts)
    meet_all(store, copies, order)
    expected = grown.expected()
    for copy in copies:
        assert log(store, copy) == expected
        assert [row.position for row in store.read(copy)] == list(range(1, len(expected) + 1))
    for id in grown.erased:
        assert append(store, copies[0], note("back again", id=id))[0].position > 0
    assert log(store, copies[0]) == expected


rows = st.builds(
    lambda id, at, seat, text: Row(id, at, "notes.write", "s1", seat, "", f'{{"text":"{text}"}}'),
    st.sampled_from("abcdef"),
    st.integers(0, 3),
    st.sampled_from(["s-1", "s-2"]),
    st.sampled_from("xy"),
)


def marker(number: int) -> Row:
    """An erasure; its number says which ids it lists, for one id has one content."""
    listed = ",".join(f'"{id}"' for place, id in enumerate("abcdef") if number >> place & 1)
    return Row(f"x{number}", number, "erased", "", "", "desk", f'{{"ids":[{listed}]}}')


markers = st.integers(0, 63).map(marker)
copies = st.lists(st.lists(rows | markers, max_size=8), min_size=1, max_size=4)


def joined(*arriving: Sequence[Row]) -> dict[str, Row]:
    """What one copy holds after others arrived one by one."""
    here: dict[str, Row] = {}
    for copy in arriving:
        todo = union(here, copy)
        assert {row.id for row in todo.new}.isdisjoint(here)
        assert {row.id for row in todo.changed} <= here.keys()
        here |= {row.id: row for row in (*todo.new, *todo.changed)}
    return here


@settings(max_examples=400, deadline=None)
@given(copies=copies, order=st.randoms(use_true_random=False))
def test_the_union_is_the_same_in_any_order_grouping_and_number(copies: list[list[Row]], order: random.Random) -> None:
    expected = joined(*copies)
    shuffled = [order.sample(copy, len(copy)) for copy in copies]
    order.shuffle(shuffled)
    assert joined(*shuffled) == expected
    assert joined(*shuffled, *shuffled) == expected
    assert joined([row for copy in shuffled for row in copy]) == expected
    half = len(copies) // 2
    assert joined(list(joined(*copies[half:]).values()), list(joined(*copies[:half]).values())) == expected

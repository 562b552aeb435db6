"""Erasing is the one exception to "nothing is lost": in place, for good, listed."""

from __future__ import annotations

import pytest

from circle_widgets.events import Event, Proposal, Receipt
from circle_widgets.store import CircleInfo, Grant, Store
from tests.stores import NOW, Yes, append, events, note, tables

SECRET = "my grandmother's recipe"


@pytest.fixture
def info(store: Store) -> CircleInfo:
    return store.make("Sewing", at=NOW)


def test_body_and_author_go_and_the_place_stays(store: Store, info: CircleInfo) -> None:
    append(store, info.id, note("first", id="a"), note(SECRET, id="b", seat="s-2"), note("last", id="c"))
    receipt = store.erase(info.id, ["b"], Proposal("gone", "erased", {"seat": "s-2"}, by="desk"), NOW + 50)
    assert receipt == Receipt("gone", 4)
    assert [(row.position, row.event) for row in store.read(info.id)][1:2] == [
        (2, Event("b", NOW + 1, "notes.write", {}, "s1"))
    ]
    assert events(store, info.id)[3] == Event("gone", NOW + 50, "erased", {"seat": "s-2", "ids": ["b"]}, by="desk")
    assert SECRET not in repr(tables(store.url))


def test_readers_fold_anew(store: Store, info: CircleInfo) -> None:
    judge = Yes()
    store.append(info.id, [note(SECRET, id="a")], judge, NOW)
    epoch = store.epoch(info.id)
    store.erase(info.id, ["a"], Proposal("gone", "erased"), NOW)
    assert store.epoch(info.id) != epoch
    assert store.news(info.id, 1, epoch).replace
    store.append(info.id, [note(id="b")], judge, NOW)
    assert SECRET not in repr(judge.rows)


def test_a_seats_token_and_open_ballot_go_with_it(store: Store, info: CircleInfo) -> None:
    for seat in ("s-1", "s-2"):
        store.grant(info.id, f"token of {seat}", "seat", seat)
        store.put_ballots(info.id, [note(kind="dots.vote", seat=seat)], Yes(), NOW)
    store.erase(info.id, [], Proposal("gone", "erased", {"seat": "s-1"}), NOW, seat="s-1")
    assert [store.who(info.id, f"token of {seat}") for seat in ("s-1", "s-2")] == [None, Grant("seat", "s-2")]
    assert list(store.ballots(info.id, "s1", 1)) == ["s-2"]


def test_erasing_again_is_answered_alike(store: Store, info: CircleInfo) -> None:
    append(store, info.id, note(SECRET, id="a"))
    marker = Proposal("gone", "erased")
    assert store.erase(info.id, ["a"], marker, NOW) == store.erase(info.id, ["a"], marker, NOW + 1)
    assert len(store.read(info.id)) == 2


def test_what_was_erased_is_not_taken_again(store: Store, info: CircleInfo) -> None:
    said = note(SECRET, id="a")
    append(store, info.id, said)
    store.erase(info.id, ["a", "not-here-yet"], Proposal("gone", "erased"), NOW)
    assert append(store, info.id, said, note(SECRET, id="not-here-yet")) == [
        Receipt("a", 1),
        Receipt("not-here-yet", 0),
    ]
    assert SECRET not in repr(tables(store.url))


def test_a_title_goes_too(store: Store, info: CircleInfo) -> None:
    append(
        store,
        info.id,
        Proposal("a", "circle.made", {"title": "Before"}),
        Proposal("b", "circle.title", {"title": SECRET}),
    )
    store.erase(info.id, ["b"], Proposal("gone", "erased"), NOW)
    assert store.get(info.id).title == "Before"
    store.erase(info.id, ["a"], Proposal("gone-2", "erased"), NOW)
    assert store.get(info.id).title == ""

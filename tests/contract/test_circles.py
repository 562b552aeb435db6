"""Circles of a store: made, found by code, named by their log, cleared."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from circle_widgets.errors import UnknownCircle
from circle_widgets.events import Event, Proposal
from circle_widgets.store import Store, codes, open_store
from tests.stores import NOW, append, note, tables


def test_a_new_circle_is_empty_and_has_a_code(store: Store) -> None:
    made = store.make("Sewing", at=NOW, practice=True)
    assert (made.title, made.made_at, made.practice, made.head) == ("Sewing", NOW, True, 0)
    assert len(made.code) == codes.LENGTH
    assert set(made.code) <= set(codes.ALPHABET)
    assert store.get(made.id) == made
    assert store.read(made.id) == []


def test_codes_cannot_be_misread() -> None:
    assert not set(codes.ALPHABET) & set("AEIOU01LO")
    assert codes.ALPHABET.isupper()
    assert len({codes.fresh() for _ in range(200)}) == 200


def test_a_circle_is_found_by_its_code_however_it_is_typed(store: Store) -> None:
    made = store.make("Sewing", at=NOW)
    typed = f" {made.code[:3].lower()} {made.code[3]}-{made.code[4:].lower()}\t"
    assert store.find(typed) == made


@pytest.mark.parametrize("code", ["", "BCDFGH", "BCDFG", "AAAAAA", "BCDFGHJ", "b\x00cdfg", "'; --", "éééééé"])
def test_what_is_no_circles_code_is_said_to_be_unknown(store: Store, code: str) -> None:
    with pytest.raises(UnknownCircle):
        store.find(code)


def test_a_taken_code_is_chosen_anew(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter(["BCDFGH", "BCDFGH", "BCDFGH", "JKMNPQ"])
    monkeypatch.setattr(codes, "fresh", lambda: next(drawn))
    assert [store.make("One", at=NOW).code, store.make("Two", at=NOW).code] == ["BCDFGH", "JKMNPQ"]


def test_a_circle_is_made_once(store: Store) -> None:
    made = store.make("Sewing", at=NOW, circle_id="7b0c6d3e-1111-4222-8333-944455556666")
    assert store.make("Other", at=NOW + 1, circle_id=made.id) == made
    assert store.circles() == [made]


def test_circles_are_listed_the_newest_first(store: Store) -> None:
    made = [store.make(f"Circle {n}", at=NOW + n % 2) for n in range(4)]
    assert [info.title for info in store.circles()] == ["Circle 3", "Circle 1", "Circle 2", "Circle 0"]
    assert {info.code for info in store.circles()} == {info.code for info in made}


def test_the_title_follows_the_log(store: Store) -> None:
    info = store.make("At first", at=NOW)
    append(store, info.id, Proposal("a", "circle.made", {"title": "Made"}), note())
    assert store.get(info.id).title == "Made"
    append(
        store, info.id, Proposal("b", "circle.title", {"title": "New"}), Proposal("c", "circle.title", {"locale": "fr"})
    )
    assert store.get(info.id).title == "New"
    assert store.get(info.id).head == 4
    store.merge(info.id, [Event("d", NOW + 1, "circle.title", {"title": "Between"})])
    assert store.get(info.id).title == "New"
    store.merge(info.id, [Event("e", NOW + 100, "circle.title", {"title": "Last\x00"})])
    assert store.get(info.id).title == "Last"


def test_clearing_a_circle_leaves_nothing_of_it(store: Store) -> None:
    gone, kept = store.make("Gone", at=NOW), store.make("Kept", at=NOW)
    for info in (gone, kept):
        append(store, info.id, note())
        store.grant(info.id, "token", "seat", "s-1")
        store.note_local(info.id, "key", "fact")
    store.drop(gone.id)
    assert store.circles() == [store.get(kept.id)]
    assert len(store.read(kept.id)) == 1
    with pytest.raises(UnknownCircle):
        store.read(gone.id)
    counts = {name: len(rows) for name, rows in tables(store.url).items()}
    assert counts == {"circles": 1, "events": 1, "ballots": 0, "spent": 0, "grants": 1, "facts": 1}


def test_a_circle_that_comes_back_is_read_anew(store: Store) -> None:
    info = store.make("Sewing", at=NOW)
    append(store, info.id, note())
    epoch = store.epoch(info.id)
    store.drop(info.id)
    store.make("Sewing", at=NOW, circle_id=info.id)
    assert store.epoch(info.id) != epoch
    assert store.news(info.id, 1, epoch).replace


UNKNOWN: dict[str, Callable[[Store], object]] = {
    "get": lambda store: store.get("no-such"),
    "drop": lambda store: store.drop("no-such"),
    "append": lambda store: append(store, "no-such", note()),
    "read": lambda store: store.read("no-such"),
    "news": lambda store: store.news("no-such", 0, 0),
    "epoch": lambda store: store.epoch("no-such"),
    "merge": lambda store: store.merge("no-such", []),
    "erase": lambda store: store.erase("no-such", [], note(), NOW),
    "ballots": lambda store: store.ballots("no-such", "s1", 1),
    "grant": lambda store: store.grant("no-such", "token", "key"),
    "who": lambda store: store.who("no-such", "token"),
    "revoke": lambda store: store.revoke("no-such", role="key"),
    "note_local": lambda store: store.note_local("no-such", "key", 1),
    "local": lambda store: store.local("no-such", "key"),
}


@pytest.mark.parametrize("name", UNKNOWN)
def test_a_circle_that_is_not_here_is_unknown_to_every_call(store: Store, name: str) -> None:
    with pytest.raises(UnknownCircle, match="no-such"):
        UNKNOWN[name](store)


@pytest.fixture
def reopened(store: Store) -> Iterator[Store]:
    other = open_store(store.url)
    yield other
    other.close()


def test_what_one_keeps_another_reads(store: Store, reopened: Store) -> None:
    info = store.make("Sewing", at=NOW)
    append(store, info.id, note())
    assert reopened.read(info.id) == store.read(info.id)
    assert reopened.circles() == store.circles()

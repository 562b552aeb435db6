"""Tokens, of which only a hash is kept, and facts of this machine."""

from __future__ import annotations

import pytest

from circle_widgets.store import CircleInfo, Grant, Store
from tests.stores import NOW, tables

SECRET = "vqX3-a-token-that-nobody-may-read"


@pytest.fixture
def info(store: Store) -> CircleInfo:
    return store.make("Sewing", at=NOW)


def test_a_token_opens_what_it_was_given_for(store: Store, info: CircleInfo) -> None:
    store.grant(info.id, SECRET, "seat", "s-1")
    store.grant(info.id, "key-1", "key")
    assert store.who(info.id, SECRET) == Grant("seat", "s-1")
    assert store.who(info.id, "key-1") == Grant("key")
    assert store.who(info.id, "guessed") is None
    assert store.who(store.make("Other", at=NOW).id, SECRET) is None


def test_only_a_hash_is_kept(store: Store, info: CircleInfo) -> None:
    store.grant(info.id, SECRET, "seat", "s-1")
    assert SECRET not in repr(tables(store.url))
    assert len(tables(store.url)["grants"]) == 1


def test_a_token_given_again_has_its_new_meaning(store: Store, info: CircleInfo) -> None:
    store.grant(info.id, SECRET, "seat", "s-1")
    store.grant(info.id, SECRET, "seat", "s-2")
    assert store.who(info.id, SECRET) == Grant("seat", "s-2")


def test_grants_are_ended_one_by_one_or_by_what_they_are(store: Store, info: CircleInfo) -> None:
    for token, role, seat in [("a", "seat", "s-1"), ("b", "seat", "s-1"), ("c", "seat", "s-2"), ("d", "key", "")]:
        store.grant(info.id, token, role, seat)
    assert store.revoke(info.id, token="d") == 1
    assert store.revoke(info.id, token="d") == 0
    assert store.revoke(info.id, role="seat", seat="s-1") == 2
    assert [store.who(info.id, token) for token in "abcd"] == [None, None, Grant("seat", "s-2"), None]
    with pytest.raises(ValueError, match="revoke needs"):
        store.revoke(info.id)


def test_facts_are_kept_replaced_and_forgotten(store: Store, info: CircleInfo) -> None:
    assert store.local(info.id, "address") is None
    assert store.local(info.id, "address", "none yet") == "none yet"
    store.note_local(info.id, "address", {"host": "192.168.0.2", "ports": [1, 2]})
    store.note_local("", "address", "the machine's own")
    assert store.local(info.id, "address") == {"host": "192.168.0.2", "ports": [1, 2]}
    assert store.local("", "address") == "the machine's own"
    store.note_local(info.id, "address", 7)
    assert store.local(info.id, "address") == 7
    store.note_local(info.id, "address", None)
    assert store.local(info.id, "address", "gone") == "gone"
    assert store.local("", "address") == "the machine's own"


def test_facts_change_neither_log_nor_epoch(store: Store, info: CircleInfo) -> None:
    before = (store.get(info.id), store.epoch(info.id))
    store.note_local(info.id, "reached", 3)
    assert (store.get(info.id), store.epoch(info.id)) == before

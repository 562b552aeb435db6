"""Who watches is told soon after anybody committed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest

from circle_widgets.errors import StoreUnavailable
from circle_widgets.store import CircleInfo, Store, open_store
from tests.stores import NOW, Yes, append, note

SOON = 10  # seconds at most; it takes a twentieth of one


@pytest.fixture
def info(store: Store) -> CircleInfo:
    return store.make("Sewing", at=NOW)


@pytest.fixture
def other(store: Store) -> Iterator[Store]:
    opened = open_store(store.url)
    yield opened
    opened.close()


ACTS: dict[str, Callable[[Store, str], object]] = {
    "append": lambda store, circle: append(store, circle, note()),
    "make": lambda store, _circle: store.make("Other", at=NOW),
    "merge": lambda store, circle: store.merge(circle, [note().accepted(NOW)]),
    "erase": lambda store, circle: store.erase(circle, ["x"], note(kind="erased"), NOW),
    "ballot": lambda store, circle: store.put_ballots(circle, [note(kind="dots.vote")], Yes(), NOW),
    "fact": lambda store, circle: store.note_local(circle, "reached", 3),
    "drop": lambda store, circle: store.drop(circle),
}


@pytest.mark.parametrize("act", ACTS)
def test_a_commit_is_told(store: Store, other: Store, info: CircleInfo, act: str) -> None:
    told = threading.Event()
    stop = store.watch(told.set)
    ACTS[act](other, info.id)
    assert told.wait(SOON)
    stop()


def test_own_commits_are_told_as_well(store: Store, info: CircleInfo) -> None:
    told = threading.Event()
    store.watch(told.set)
    append(store, info.id, note())
    assert told.wait(SOON)


def test_after_stop_nothing_is_told(store: Store, info: CircleInfo) -> None:
    first, second = threading.Event(), threading.Event()
    before = threading.active_count()
    stop = store.watch(first.set)
    stop_second = store.watch(second.set)
    stop()
    append(store, info.id, note())
    assert second.wait(SOON)
    assert not first.is_set()
    stop()
    stop_second()
    assert threading.active_count() == before


def test_a_watcher_may_stop_itself(store: Store, info: CircleInfo) -> None:
    done = threading.Event()

    def told() -> None:
        stop()
        done.set()

    stop = store.watch(told)
    append(store, info.id, note())
    assert done.wait(SOON)


def test_a_watcher_that_raises_is_told_again(store: Store, info: CircleInfo) -> None:
    calls = threading.Semaphore(0)

    def told() -> None:
        calls.release()
        raise ZeroDivisionError

    store.watch(told)
    for _ in range(2):
        append(store, info.id, note())
        assert calls.acquire(timeout=SOON)


def test_closing_a_store_ends_its_watches(store: Store, info: CircleInfo) -> None:
    before = threading.active_count()
    store.watch(lambda: None)
    store.close()
    assert threading.active_count() == before
    for call in (lambda: store.read(info.id), lambda: append(store, info.id, note()), lambda: store.watch(print)):
        with pytest.raises(StoreUnavailable):
            call()
    store.close()

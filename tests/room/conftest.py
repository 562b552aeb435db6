"""Rooms for the tests of this folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from circle_widgets.room.rooms import Settings
from tests.room.place import Place
from tests.stores import postgresql, store_url

__all__ = ["postgresql", "store_url"]

MakePlace = Callable[..., Place]


@pytest.fixture
def make_place(tmp_path: Path) -> Iterator[MakePlace]:
    """Starts rooms; each has a store of its own unless told which."""
    started: list[Place] = []

    def make(store: str = "", base: str = "/", **settings: object) -> Place:
        url = store or str(tmp_path / f"circles-{len(started)}.sqlite")
        place = Place(url, Settings(**settings), base)  # type: ignore[arg-type] # the settings' own types
        started.append(place)
        return place

    yield make
    for place in started:
        place.close()


@pytest.fixture
def place(make_place: MakePlace) -> Place:
    """A room with one circle."""
    return make_place()


@pytest.fixture
def anywhere(make_place: MakePlace, store_url: str) -> Place:
    """The same on each kind of store in turn."""
    return make_place(store_url)

from __future__ import annotations

import base64

import pytest

from circle_widgets.errors import Refused
from circle_widgets.widgets.parcels import AT_ONCE, Parcel, Parcels


def part(name: str, n: int, of: int, raw: bytes) -> Parcel:
    return Parcel(name, n, of, base64.b64encode(raw).decode())


def test_parts_come_in_any_order_and_more_than_once() -> None:
    parcels = Parcels()
    for one in (part("a", 1, 2, b"world"), part("a", 0, 2, b"hello "), part("a", 1, 2, b"world")):
        parcels.take(one)
    assert parcels.open("a") == b"hello world"


def test_a_parcel_that_is_not_whole_is_refused() -> None:
    parcels = Parcels()
    parcels.take(part("a", 0, 2, b"half"))
    with pytest.raises(Refused) as refused:
        parcels.open("a")
    assert refused.value.code == "parcel_lacks"
    with pytest.raises(Refused):
        parcels.open("never came")


def test_what_is_not_base64_is_refused() -> None:
    with pytest.raises(Refused):
        Parcels().take(Parcel("a", 0, 1, "é"))


def test_only_a_few_parcels_wait() -> None:
    parcels = Parcels()
    for n in range(AT_ONCE + 1):
        parcels.take(part(str(n), 0, 1, b"x"))
    with pytest.raises(Refused):
        parcels.open("0")
    assert parcels.open(str(AT_ONCE)) == b"x"

"""Seats without a name are called by a word and a picture that we give: "blue heron"."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection
from functools import cache
from importlib import resources
from itertools import count

import msgspec

MOST_SEATS = int(os.environ.get("CIRCLE_SEATS", "600"))
"""How many seats a circle has at most (the environment's ``CIRCLE_SEATS`` says otherwise)."""


@cache
def words() -> tuple[str, ...]:
    """Every word, as ``colour-picture``, in the order of ``seat_words.json``."""
    raw = resources.files("circle_widgets").joinpath("seat_words.json").read_bytes()
    lists = msgspec.json.decode(raw, type=dict[str, list[str]])
    return tuple(f"{colour}-{picture}" for picture in lists["pictures"] for colour in lists["colours"])


def next_word(seat: str, taken: Collection[str]) -> str:
    """A word for the seat with that id: drawn from the id, and not among those ``taken``.

    When every word is taken they start anew with a number: ``blue-heron-2``.
    """
    every = words()
    start = int.from_bytes(hashlib.sha256(seat.encode()).digest()[:4], "big") % len(every)
    turned = every[start:] + every[:start]
    laps = (word if lap == 1 else f"{word}-{lap}" for lap in count(1) for word in turned)
    return next(word for word in laps if word not in taken)


def told_apart(word: str, n: int, taken: Collection[str]) -> str:
    """The word, with a number (from ``n`` upwards) when it is among those ``taken``."""
    if word not in taken or not word:
        return word
    colour_and_picture = "-".join(word.split("-")[:2])
    return next(one for lap in count(n) if (one := f"{colour_and_picture}-{lap}") not in taken)

"""The six characters by which a store names a circle, made to be read aloud and typed on a phone."""

from __future__ import annotations

import secrets

from circle_widgets.errors import UnknownCircle

ALPHABET = "BCDFGHJKMNPQRSTVWXYZ23456789"
"""No vowels, so that no word comes out by chance; no 0 O 1 I L, so that none is taken for another."""
LENGTH = 6


def fresh() -> str:
    """A code drawn at random; whoever takes it looks first whether it is taken."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def normal(typed: str) -> str:
    """The code as a store keeps it: upper case, without the blanks and hyphens that people put in.

    Raises :class:`UnknownCircle` for what no circle can be called.
    """
    code = "".join(typed.split()).replace("-", "").upper()
    if len(code) != LENGTH or not set(code) <= set(ALPHABET):
        raise UnknownCircle(
            f"{typed[:40]!r} is no circle's code: a code has {LENGTH} characters out of {ALPHABET}.", given=typed[:40]
        )
    return code

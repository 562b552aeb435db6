"""Hard moments of a meeting that is played for somebody who learns to lead: which there are, where it stands still.

The play leaves a fact beside the log while it stands still (``moment`` of the circle); whoever watches at the desk
answers with another one (``go_on``). Pure.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

NAMES = ("silence", "wifi", "objection")
"""In the order in which a whole meeting comes to them."""
MOMENT = "moment"
"""A circle's fact: the play stands still at this one, ``{"name", "seen_at"}``."""
GO_ON = "go_on"
"""A circle's fact: the name of the moment after which somebody wants it to go on."""
STALE = 20_000
"""A play that has not said for so long (milliseconds) that it stands still is gone."""

Local = Callable[[str, str], Any]
"""Reads a fact: ``local(circle_id, key)``, None when there is none. A store's ``local`` is one."""


def card(local: Local, circle_id: str, now: int) -> dict[str, Any]:
    """The part ``moment`` of the desk's view at ``now`` (milliseconds): ``name``, and its number ``n`` ``of`` how many.

    Empty while no play stands still, or when it was told to go on.
    """
    fact = local(circle_id, MOMENT)
    if not isinstance(fact, dict) or fact.get("name") not in NAMES or now - int(fact.get("seen_at", 0)) > STALE:
        return {}
    if local(circle_id, GO_ON) == fact["name"]:
        return {}
    return {"name": fact["name"], "n": NAMES.index(fact["name"]) + 1, "of": len(NAMES)}

"""How phones find the room: the addresses on the join card, from facts that the room leaves beside the log. Pure.

The room notes where it listens (fact ``room`` of the machine) and how many phones have come (fact ``reached`` of the
circle); the desk notes which address the facilitator chose (fact ``address`` of the circle). Both draw the same card.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

ROOM = "room"
"""The machine's fact about the room's process: ``port``, ``pid``, ``seen_at``, ``addresses`` (``ip, name, wifi``)."""
REACHED = "reached"
"""A circle's fact: how many phones have come to it lately, ``{"n", "at"}``, or the bare number."""
ADDRESS = "address"
"""A circle's fact: the ``ip`` that the facilitator chose."""
HERE = "here"
"""A circle's fact: the address of the Jupyter server in which the desk stands, when phones can reach that one."""
WIFI = "wifi"
"""A circle's fact: the network for phones, ``{"name", "password"}``, when the facilitator wants it shown."""

STALE = 60_000
"""A room that has not said for so long (milliseconds) that it is there is gone."""
LATELY = 6 * 3_600_000
"""Phones that came longer ago than this (milliseconds) came to another meeting."""

Local = Callable[[str, str], Any]
"""Reads a fact: ``local(circle_id or "", key)``, None when there is none. A store's ``local`` is one."""


def card(local: Local, circle_id: str, now: int) -> dict[str, Any]:
    """The part ``join`` of a view at ``now`` (milliseconds): ``reached``, and what is known besides.

    ``wifi`` is there when the facilitator wants it shown. ``url`` is the address of the one chosen, else of the first:
    ``http://192.168.1.20:8866``; while no room says that it is there, that of the desk's own server, if phones reach
    it. ``addresses`` is a map by ip, each with ``n``, ``url``, ``name`` (the interface), ``wifi`` (where that is
    known), ``now`` (when chosen).
    """
    found: dict[str, Any] = {"reached": reached(local(circle_id, REACHED), now)}
    wifi = local(circle_id, WIFI)
    if isinstance(wifi, dict) and wifi.get("name"):
        found["wifi"] = {key: str(wifi[key]) for key in ("name", "password") if wifi.get(key)}
    known = addresses(local("", ROOM), local(circle_id, ADDRESS), now)
    here = local(circle_id, HERE)
    if known:
        found["url"] = next(one["url"] for one in known.values() if "now" in one)
        found["addresses"] = known
    elif here:
        found["url"] = str(here)
    return found


def addresses(room: Any, chosen: Any, now: int) -> dict[str, Any]:
    """The room's addresses by ip, one of them ``now``; empty when no room has said lately that it is there."""
    if not isinstance(room, dict) or now - int(room.get("seen_at", 0)) > STALE:
        return {}
    found: dict[str, Any] = {}
    for n, one in enumerate(room.get("addresses", ()), 1):
        entry: dict[str, Any] = {"n": n, "url": f"http://{one['ip']}:{room['port']}"}
        if one.get("name"):
            entry["name"] = one["name"]
        if one.get("wifi"):
            entry["wifi"] = True
        found[one["ip"]] = entry
    if found:
        found.get(str(chosen), next(iter(found.values())))["now"] = True
    return found


def reached(fact: Any, now: int) -> int:
    """How many phones have come lately."""
    if isinstance(fact, dict):
        return int(fact.get("n", 0)) if now - int(fact.get("at", 0)) <= LATELY else 0
    return int(fact or 0)

"""Study pairs and groups for 12, 100 and 1,000 people: how long they take, and how far groups are from a bound.

``python benchmarks/matching.py [--limit]``. Medians over some made-up rooms, each with people who were together last
time and some who are to be kept apart; beside each size the odd one next to it, where one matching more decides who is
the third. At 100 people the total is held against networkx's, and its time stands beside ours. ``--limit`` holds what
was measured against LIMITS (ms) and exits 1 when something took longer or a total differs. The last line is JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable
from importlib import metadata
from itertools import combinations
from random import Random
from typing import Any

import networkx as nx

from circle_widgets.advice.grouping import Grouping, group
from circle_widgets.advice.matching import best
from circle_widgets.advice.pairing import pair
from circle_widgets.advice.person import Person, together
from circle_widgets.advice.weights import weighed

LIMITS = {"pairs": {12: 5.0, 100: 50.0, 1_000: 8_000.0}, "groups": {12: 100.0, 100: 1_000.0, 1_000: 10_000.0}}
"""Milliseconds."""
ODD = {12: 13, 100: 101, 1_000: 999}
ROOMS = {12: 15, 100: 9, 1_000: 3}
"""How many rooms of a size are measured."""
TOPICS = [f"topic {n}" for n in range(30)]
LEVELS = (None, 0, 0, 1, 1, 2, 2, 3, 4)

Two = tuple[str, str]


def main() -> None:
    """Measure, print a table, then one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", action="store_true", help="exit 1 when something is above its limit")
    args = parser.parse_args()
    pair(room(12, 0)[0])  # what is imported once
    pairs = {size: pairs_ms(size) for size in ROOMS}
    odd = {size: pairs_ms(ODD[size], ROOMS[size]) for size in ROOMS}
    mixed = {size: groups_of(size, alike=False) for size in ROOMS}
    alike = {size: groups_of(size, alike=True) for size in ROOMS}
    theirs = networkx_says()
    print(table(pairs, odd, mixed, alike))
    print(f"at 100 people networkx takes {theirs['ms']:,.0f} ms; its total is {theirs['total']}")
    above = too_long(pairs, odd, mixed, alike)
    found = {
        "bench": "matching",
        "machine": f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}",
        "versions": {"python": platform.python_version()}
        | {name: metadata.version(name) for name in ("rustworkx", "networkx", "circle-widgets")},
        "pairs_ms": named(pairs),
        "pairs_odd_ms": {str(ODD[size]): ms for size, ms in odd.items()},
        "groups_mixed": named(mixed),
        "groups_alike": named(alike),
        "networkx": theirs,
        "above": above,
    }
    print(json.dumps(found))
    if args.limit and (above or theirs["total"] != "equal"):
        sys.exit(1)


# ---------------------------------------------------------------- rooms


def room(size: int, seed: int) -> tuple[list[Person], list[Two], list[Two]]:
    """People, the pairs of last time, and who is to be kept apart: a twentieth of them from one each."""
    random = Random(f"{size} {seed}")
    ids = [f"person {n:04}" for n in range(size)]
    people = [
        Person(
            id,
            random.choice(LEVELS),
            frozenset(random.sample(TOPICS, random.randrange(4))),
            frozenset(random.sample(TOPICS, random.randrange(4))),
        )
        for id in ids
    ]
    mixed = random.sample(ids, size)
    apart = [(random.choice(ids), random.choice(ids)) for _ in range(size // 20)]
    return people, list(zip(mixed[::2], mixed[1::2], strict=False)), [two for two in apart if two[0] != two[1]]


# ---------------------------------------------------------------- measuring


def timed(act: Callable[[], Any]) -> tuple[float, Any]:
    """How long it takes (ms), and what it gives."""
    begin = time.perf_counter()
    found = act()
    return (time.perf_counter() - begin) * 1000, found


def pairs_ms(size: int, rooms: int = 0) -> dict[str, float]:
    """The median and the longest time for pairs of so many people."""
    took = []
    for seed in range(rooms or ROOMS[size]):
        people, last, apart = room(size, seed)
        took.append(timed(lambda: pair(people, last=last, apart=apart, seed=seed))[0])  # noqa: B023 - called at once
    return {"median": round(statistics.median(took), 2), "most": round(max(took), 2)}


def groups_of(size: int, *, alike: bool) -> dict[str, Any]:
    """The median and the longest time for groups of four; how far the worst-off group is from the bound."""
    took, found = [], []
    for seed in range(ROOMS[size]):
        people, _, apart = room(size, seed)
        ms, one = timed(lambda: group(people, size=4, alike=alike, apart=apart, seed=seed))  # noqa: B023 - the same
        took.append(ms)
        found.append(one)
    return {
        "median": round(statistics.median(took), 1),
        "most": round(max(took), 1),
        "at_bound": f"{sum(not one.distance for one in found)} of {len(found)}",
        "worst": worst(found, alike=alike),
    }


def worst(found: list[Grouping], *, alike: bool) -> dict[str, int]:
    """What the worst-off group lacks in the room that is furthest from its bound, in people and levels."""
    one = max(found, key=lambda one: one.distance)
    order = ("level", "isolated", "helpless") if alike else ("isolated", "helpless", "level")
    lacks = max(one.lacks, key=lambda lack: [getattr(lack, part) for part in order])
    return {part: getattr(lacks, part) for part in order} | {"bound": one.bound}


def networkx_says() -> dict[str, Any]:
    """The same 100 people by networkx."""
    people, last, apart = room(100, 0)
    worth = weighed(people, together(apart), together(last))
    graph: nx.Graph[int] = nx.Graph()
    graph.add_weighted_edges_from(
        (n, m, worth.links[n][m]) for n, m in combinations(range(100), 2) if worth.links[n][m]
    )
    ms, theirs = timed(lambda: nx.max_weight_matching(graph, maxcardinality=True))
    total = sum(worth.links[n][m] for n, m in theirs)
    return {"ms": round(ms), "total": "equal" if total == best(range(100), worth).total else "different"}


def too_long(*found: dict[int, dict[str, Any]]) -> list[str]:
    """What took longer than its limit, at the median."""
    kinds = ("pairs", "pairs", "groups", "groups")
    return [
        f"{kind} of {size}: {one[size]['median']:,.1f} ms, limit {LIMITS[kind][size]:,.0f}"
        for kind, one in zip(kinds, found, strict=True)
        for size in one
        if one[size]["median"] > LIMITS[kind][size]
    ]


def named(found: dict[int, Any]) -> dict[str, Any]:
    """The same with names for JSON."""
    return {str(size): one for size, one in found.items()}


def table(*found: dict[int, dict[str, Any]]) -> str:
    """A few lines for people."""
    lines = [f"{'people':>7}{'pairs':>12}{'odd by one':>12}{'mixed groups':>15}{'alike':>12}   (ms, medians)"]
    for size in ROOMS:
        pairs, odd, mixed, alike = (one[size]["median"] for one in found)
        lines.append(f"{size:>7,}{pairs:>12,.2f}{odd:>12,.2f}{mixed:>15,.1f}{alike:>12,.1f}")
    for name, one in zip(("mixed", "alike"), found[2:], strict=True):
        lines += [
            f"{name}, {size:,}: {one[size]['at_bound']} rooms at the bound; {one[size]['worst']}" for size in ROOMS
        ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()

"""What the room counts of itself, in Prometheus' text format. Counts of things, never of who said what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

import psutil


@dataclass(slots=True)
class Counts:
    """What happened since the room began."""

    joined: int = 0
    stored: int = 0
    refused: int = 0
    published: int = 0
    skipped: int = 0
    wrong_codes: int = 0
    busy: int = 0


_HELP = {
    "joined": "Seats taken.",
    "stored": "Receipts given.",
    "refused": "Contributions that a rule refused.",
    "published": "Changes told to streams.",
    "skipped": "Times that a slow stream skipped to the newest.",
    "wrong_codes": "Requests with a code that no circle has.",
    "busy": "Requests turned away because the database did not answer in time.",
}


def text(counts: Counts, streams: Mapping[str, int], circles: int) -> str:
    """The metrics as Prometheus reads them; ``streams`` is the number of open streams by role."""
    return "\n".join(_lines(counts, streams, circles)) + "\n"


def _lines(counts: Counts, streams: Mapping[str, int], circles: int) -> Iterator[str]:
    for one in fields(counts):
        name = f"circle_room_{one.name}_total"
        yield from (f"# HELP {name} {_HELP[one.name]}", f"# TYPE {name} counter", f"{name} {getattr(counts, one.name)}")
    yield from ("# HELP circle_room_streams Open streams.", "# TYPE circle_room_streams gauge")
    for role in ("phone", "screen", "remote", "desk"):
        yield f'circle_room_streams{{role="{role}"}} {streams.get(role, 0)}'
    yield from ("# HELP circle_room_circles Circles in memory.", "# TYPE circle_room_circles gauge")
    yield f"circle_room_circles {circles}"
    memory = psutil.Process().memory_info().rss
    yield from ("# HELP process_resident_memory_bytes Memory.", "# TYPE process_resident_memory_bytes gauge")
    yield f"process_resident_memory_bytes {memory}"

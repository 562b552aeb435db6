"""What one more note costs when much was said before it: the cost must not grow with the log, nor with the step.

``python benchmarks/growth.py``. One note is: proposed, decided, folded, on disk in a SQLite file, receipted through the
writer's thread, and what every page would get of it computed. Two questions, medians over many notes, the sizes taken
in turn so that a busy moment of the machine meets all of them:

* with 100 to 100,000 events before it, in steps that are over: the last at most 1.2 times the first;
* in a step that holds 50, or 5,000, notes already: at most twice.

Beside each stands the part without the disk (``cpu``), which the disk's time would hide. The last line is JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path
from typing import Any

from circle_widgets import views
from circle_widgets.events import Event, Proposal, Receipt
from circle_widgets.ledger import Fold, Ledger, Writer, new_id
from circle_widgets.steps import Role, registry
from circle_widgets.store import Store, open_store

BEFORE = (100, 1_000, 10_000, 100_000)
IN_STEP = (50, 5_000)
SEATS = 60
NOTES_A_STEP = 180
START = 1_800_000_000_000
ROLES: tuple[Role, ...] = ("phone", "screen", "desk", "remote")
WORDS = "A group of people who learn the same thing together, with nobody standing in front"


def main() -> None:
    """Measure, print a table, then one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=int, default=150, help="notes measured at each size")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        before = compare(Path(folder), {n: long_ago(n) for n in BEFORE}, args.notes)
        in_step = compare(Path(folder), {n: now_in_step(n) for n in IN_STEP}, args.notes)
    opened = {n: opened_ms(n) for n in IN_STEP}
    print(table("events before", before), table("notes in the step", in_step), sep="\n")
    for n, cost in opened.items():
        print(f"one more change once {n:>6,} notes are open: {cost:.1f} ms for all pages (they show every note)")
    found = {
        "bench": "growth",
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}",
        "versions": {
            "python": platform.python_version(),
            "sqlite": sqlite3.sqlite_version,
            "circle-widgets": metadata.version("circle-widgets"),
        },
        "notes": args.notes,
        "before_ms": {str(n): cost["whole"] for n, cost in before.items()},
        "before_cpu_ms": {str(n): cost["cpu"] for n, cost in before.items()},
        "before_ratio": ratio(before, "whole"),
        "before_cpu_ratio": ratio(before, "cpu"),
        "step_ms": {str(n): cost["whole"] for n, cost in in_step.items()},
        "step_cpu_ms": {str(n): cost["cpu"] for n, cost in in_step.items()},
        "step_ratio": ratio(in_step, "whole"),
        "step_cpu_ratio": ratio(in_step, "cpu"),
        "opened_ms": {str(n): round(cost, 2) for n, cost in opened.items()},
    }
    print(json.dumps(found))


def ratio(costs: dict[int, dict[str, float]], which: str) -> float:
    """The largest size's cost by the smallest's."""
    return round(costs[max(costs)][which] / costs[min(costs)][which], 2)


def table(title: str, costs: dict[int, dict[str, float]]) -> str:
    """A few lines for people."""
    lines = [f"{title:>20}   on disk, for all pages   without the disk"]
    lines += [f"{n:>20,}   {cost['whole']:>20.3f} ms   {cost['cpu']:>13.3f} ms" for n, cost in costs.items()]
    return "\n".join(lines)


# ---------------------------------------------------------------- what was said before


class Log:
    """Events one after another, as a meeting would have left them."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.say("circle.made", {"title": "Growth"})
        for n in range(SEATS):
            self.say("seat.join", {"name": f"Person {n}", "word": f"word-{n}"}, seat=f"p{n}")

    def say(self, kind: str, body: dict[str, Any] | None = None, *, step: str = "", seat: str = "") -> None:
        """One more event, by its seat, else by the desk."""
        n = len(self.events)
        self.events.append(Event(f"e{n}", START + n, kind, body or {}, step, seat, "" if seat else "desk"))

    def open(self, step: str) -> None:
        """An activity of one step, and the room at it."""
        plan = [{"id": step, "kind": "notes", "params": {"question": "One hope?", "most": 50}}]
        self.say("activity.start", {"name": step, "title": step, "steps": plan})
        self.say("step.open", step=step)

    def write(self, step: str, notes: int) -> None:
        """So many notes, by every seat in its turn."""
        for n in range(notes):
            self.say("notes.write", {"text": f"{WORDS} ({n})"}, step=step, seat=f"p{n % SEATS}")


def long_ago(events: int) -> list[Event]:
    """So many events, in steps that are over; then the step where the room is now, with nothing in it."""
    log = Log()
    for n in range(events):
        if len(log.events) >= events - 2:
            break
        log.open(f"s{n}")
        log.write(f"s{n}", min(NOTES_A_STEP, events - len(log.events) - 3))
        log.say("step.reveal", step=f"s{n}")
    log.open("now")
    return log.events


def now_in_step(notes: int) -> list[Event]:
    """A step where the room is, which holds so many notes; most of them entered at the desk, for nobody by name."""
    log = Log()
    log.open("now")
    for n in range(notes):
        seat = f"p{n % SEATS}" if n < SEATS else ""
        log.say("notes.write", {"text": f"{WORDS} ({n})"}, step="now", seat=seat)
    return log.events


# ---------------------------------------------------------------- measuring


def compare(folder: Path, logs: dict[int, list[Event]], notes: int) -> dict[int, dict[str, float]]:
    """For each size the medians in milliseconds: the whole of one more note, and the part without the disk."""
    whole: dict[int, list[float]] = {n: [] for n in logs}
    cpu: dict[int, list[float]] = {n: [] for n in logs}
    with opened(folder, logs) as ledgers, writing() as writer:
        folds = {n: folded(events) for n, events in logs.items()}
        for turn in range(notes + 10):
            seat, first = f"p{turn % SEATS}", turn % len(logs)
            for n in (*list(logs)[first:], *list(logs)[:first]):
                cpu[n].append(timed(in_memory, folds[n], seat))
                whole[n].append(timed(on_disk, writer, ledgers[n], seat))
    return {
        n: {"whole": round(statistics.median(whole[n][10:]), 3), "cpu": round(statistics.median(cpu[n][10:]), 3)}
        for n in logs
    }


@contextmanager
def opened(folder: Path, logs: dict[int, list[Event]]) -> Iterator[dict[int, Ledger]]:
    """A file for each size, filled, with its ledger."""
    stores: list[Store] = []
    ledgers: dict[int, Ledger] = {}
    for n, events in logs.items():
        store = open_store(str(folder / f"{len(events)}-{n}.sqlite"))
        stores.append(store)
        info = store.make("Growth", at=START)
        store.merge(info.id, events)
        ledgers[n] = Ledger(store, info.id)
    try:
        yield ledgers
    finally:
        for store in stores:
            store.close()


@contextmanager
def writing() -> Iterator[Writer]:
    """The thread through which a server appends."""
    writer = Writer()
    try:
        yield writer
    finally:
        writer.close()


def folded(events: list[Event]) -> Fold:
    """The judge of a log in memory."""
    from circle_widgets.store import Stored  # noqa: PLC0415 - for this alone

    fold = Fold(registry())
    rows = [Stored(n, event) for n, event in enumerate(events, 1)]
    fold.catch_up(rows, epoch=0, replace=True)
    return fold


def note(seat: str) -> Proposal:
    """One more note."""
    return Proposal(new_id(), "notes.write", {"text": WORDS}, "now", seat)


def on_disk(writer: Writer, ledger: Ledger, seat: str) -> None:
    """One note, from its proposal to what the pages get."""
    [answer] = writer.submit(ledger, [note(seat)]).result()
    assert isinstance(answer, Receipt), answer
    shown(ledger.state, seat)


def in_memory(fold: Fold, seat: str) -> None:
    """The same without the disk."""
    decided = fold.decide(note(seat), fold.state.last[0] + 1)
    assert isinstance(decided, Event), decided
    fold.keep()
    shown(fold.state, seat)


def shown(state: Any, seat: str) -> None:
    """What every page would get of a change: a view for each role, and the author's own."""
    for role in ROLES:
        views.everyone(state, role)
    views.person(state, seat)


def opened_ms(notes: int) -> float:
    """A step that is open, with so many notes: what all pages cost after one note is hidden. Milliseconds."""
    fold = folded(now_in_step(notes))
    at = START * 2
    fold.decide(Proposal("reveal", "step.reveal", {}, "now", by="desk"), at)
    costs = []
    for n, id in enumerate(list(fold.state.steps["now"].data.notes)[:7]):
        fold.decide(Proposal(f"h{n}", "notes.hide", {"note": id}, "now", by="desk"), at + n + 1)
        costs.append(timed(shown, fold.state, "p0"))
    return statistics.median(costs[1:])


def timed(act: Callable[..., None], *given: Any) -> float:
    """How long it takes, in milliseconds."""
    begin = time.perf_counter()
    act(*given)
    return (time.perf_counter() - begin) * 1000


if __name__ == "__main__":
    main()

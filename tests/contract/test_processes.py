"""Several processes write one circle: no gap, nothing twice, and a receipt is a promise even to the killed."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from circle_widgets.store import CircleInfo, Store, open_store
from tests.contract.writer import SHARED
from tests.stores import NOW, append, note

ROOT = Path(__file__).resolve().parents[2]
Writer = subprocess.Popen[str]


@pytest.fixture
def info(store: Store) -> CircleInfo:
    return store.make("Sewing", at=NOW)


@contextmanager
def writers(store: Store, circle_id: str, names: list[str], groups: int) -> Iterator[list[Writer]]:
    """Processes that stand ready to write."""
    command = [sys.executable, "-m", "tests.contract.writer", store.url, circle_id]
    started = [
        subprocess.Popen(
            [*command, name, str(groups)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for name in names
    ]
    try:
        for one in started:
            assert line(one) == "ready\n"
        yield started
    finally:
        for one in started:
            one.kill()
            rest(one)


def line(writer: Writer) -> str:
    assert writer.stdout is not None
    return writer.stdout.readline()


def rest(writer: Writer) -> str:
    """What it still said, once it has ended."""
    assert writer.stdout is not None
    assert writer.stdin is not None
    output = "" if writer.stdout.closed else writer.stdout.read()
    writer.stdout.close()
    with suppress(BrokenPipeError):
        writer.stdin.close()
    writer.wait(60)
    return output


def begin(writer: Writer) -> None:
    assert writer.stdin is not None
    writer.stdin.write("begin\n")
    writer.stdin.flush()


def receipts(output: str) -> list[tuple[str, int]]:
    # What a killed process was about to print is cut off.
    whole = [text for text in output.splitlines(keepends=True) if text.endswith("\n")]
    return [(id, position) for text in whole for id, position in json.loads(text)]


def hold(store: Store, circle_id: str, promised: list[tuple[str, int]]) -> None:
    """Positions have no gap, ids are stored once, and every receipt is kept."""
    rows = store.read(circle_id)
    assert [row.position for row in rows] == list(range(1, len(rows) + 1))
    times = [row.event.at for row in rows]
    assert times == sorted(set(times))
    stored = {row.event.id: row.position for row in rows}
    assert len(stored) == len(rows)
    assert [one for one in promised if stored.get(one[0]) != one[1]] == []


def test_processes_that_write_at_once_lose_nothing(store: Store, info: CircleInfo) -> None:
    names = ["ana", "bo", "chi", "dee"]
    with writers(store, info.id, names, groups=40) as started:
        for one in started:
            begin(one)
        outputs = [rest(one) for one in started]
        assert [one.returncode for one in started] == [0, 0, 0, 0]
    promised = [one for output in outputs for one in receipts(output)]
    hold(store, info.id, promised)
    assert {id for id, _ in promised} == {row.event.id for row in store.read(info.id)}
    assert len([id for id in {id for id, _ in promised} if id.startswith("shared-")]) == SHARED


def test_a_killed_writer_leaves_no_gap_and_keeps_its_promises(store: Store, info: CircleInfo) -> None:
    promised: list[tuple[str, int]] = []
    for number in range(6):
        with writers(store, info.id, [f"k{number}", f"l{number}"], groups=100_000) as started:
            for one in started:
                begin(one)
            first, second = started[:: 1 if number % 2 else -1]
            promised += receipts("".join(line(one) for one in started for _ in range(number + 1)))
            first.kill()
            promised += receipts(rest(first)) + receipts("".join(line(second) for _ in range(3)))
            second.kill()
            promised += receipts(rest(second))
        hold(store, info.id, promised)
    assert append(store, info.id, note())[0].position == len(store.read(info.id))


def test_processes_that_open_a_new_store_at_once_agree(store_url: str) -> None:
    code = (
        "import sys; from circle_widgets.store import open_store as o; s = o(sys.argv[1]); print(s.make('x', at=1).id)"
    )
    with ThreadPoolExecutor(6) as threads:
        runs = list(
            threads.map(
                lambda _: subprocess.run(
                    [sys.executable, "-c", code, store_url], capture_output=True, text=True, check=False, timeout=60
                ),
                range(6),
            )
        )
    assert [run.stderr for run in runs if run.returncode] == []
    store = open_store(store_url)
    assert sorted(info.id for info in store.circles()) == sorted(run.stdout.strip() for run in runs)
    store.close()

"""Slowing down without shutting out."""

from __future__ import annotations

import asyncio

from circle_widgets.room.limits import Pace, Patience
from circle_widgets.room.timers import RealTime, wait
from tests.room.place import OwnTime


async def hours(time: OwnTime, jobs: list[asyncio.Task[float]]) -> None:
    """Let time pass until all is done."""
    for _ in range(10_000):
        for _ in range(3):
            await asyncio.sleep(0)  # the jobs' turn
        if all(job.done() for job in jobs):
            return
        time.move(0.01)
    raise AssertionError("it never ended")


def took(turns: int, per_second: float) -> list[float]:
    async def run() -> list[float]:
        time = OwnTime()
        pace, began = Pace(time, per_second), time.passed()

        async def one() -> float:
            await pace.turn()
            return time.passed() - began

        jobs = [asyncio.create_task(one()) for _ in range(turns)]
        await hours(time, jobs)
        return [job.result() for job in jobs]

    return asyncio.run(run())


def test_a_seconds_worth_goes_at_once_and_the_rest_in_order() -> None:
    waited = took(600, 50)
    assert waited[:50] == [0.0] * 50
    assert waited == sorted(waited)
    assert abs(waited[-1] - 11.0) < 0.05


def test_whoever_comes_at_the_pace_never_waits() -> None:
    async def run() -> None:
        time = OwnTime()
        pace = Pace(time, 10)
        for _ in range(100):
            await pace.turn()
            time.move(0.1)

    asyncio.run(run())


def test_wrong_codes_of_one_address_queue_and_those_of_another_do_not() -> None:
    async def run() -> list[float]:
        time = OwnTime()
        patience, began = Patience(time, free=3, gap=0.5, longest=2.0), time.passed()

        async def one(address: str) -> float:
            await patience.wrong(address)
            return round(time.passed() - began, 1)

        jobs = [asyncio.create_task(one("a")) for _ in range(9)] + [asyncio.create_task(one("b"))]
        await hours(time, jobs)
        return [job.result() for job in jobs]

    assert asyncio.run(run()) == [0, 0, 0, 0.5, 1.0, 1.5, 2.0, 2.0, 2.0, 0]


def test_addresses_are_not_remembered_without_end() -> None:
    async def run() -> int:
        patience = Patience(OwnTime())
        for n in range(10_050):
            await patience.wrong(str(n))
        return len(patience._answered_at)

    assert asyncio.run(run()) == 10_000


def test_real_time_passes() -> None:
    async def run() -> tuple[float, int]:
        time = RealTime(lambda: 42)
        began = time.passed()
        await wait(time, 0.01)
        return time.passed() - began, time.now()

    passed, now = asyncio.run(run())
    assert passed >= 0.009
    assert now == 42

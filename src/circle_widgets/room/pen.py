"""Writing into one circle: what arrives while a transaction is under way shares the next one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from typing import NamedTuple

from circle_widgets.events import Proposal
from circle_widgets.ledger import Answer, Ledger, Writer

MOST = 1000
"""The most proposals in one transaction, so that the first of them does not wait for too many others."""

Wrote = Callable[[Sequence[Proposal], Sequence[Answer]], None]


class _Waiting(NamedTuple):
    proposals: Sequence[Proposal]
    answer: asyncio.Future[list[Answer]]


class Pen:
    """Appends through the writer's thread, one transaction of this circle at a time. Used on the event loop.

    ``wrote`` is told of every transaction, of one that failed with nothing in it.

    Handing over a whole group costs one wake-up of each thread, however many wait: five hundred notes that come at the
    same instant are a handful of transactions, not five hundred switches between threads.
    """

    def __init__(self, ledger: Ledger, writer: Writer, wrote: Wrote) -> None:
        self._ledger, self._writer, self._wrote = ledger, writer, wrote
        self._waiting: list[_Waiting] = []
        self._busy = False

    def append(self, proposals: Sequence[Proposal]) -> asyncio.Future[list[Answer]]:
        """The answers, in order, once what was accepted is on disk; or the error for which nothing was written."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[list[Answer]] = loop.create_future()
        self._waiting.append(_Waiting(proposals, answer))
        if not self._busy:
            self._busy = True
            loop.call_soon(self._go)  # after the requests that have arrived already
        return answer

    def _go(self) -> None:
        loop = asyncio.get_running_loop()
        jobs, count = 0, 0
        while jobs < len(self._waiting) and (not jobs or count + len(self._waiting[jobs].proposals) <= MOST):
            count += len(self._waiting[jobs].proposals)
            jobs += 1
        group, self._waiting = self._waiting[:jobs], self._waiting[jobs:]
        proposals = [proposal for job in group for proposal in job.proposals]

        def done(future: Future[list[Answer]]) -> None:
            with suppress(RuntimeError):  # the loop has ended meanwhile: nobody waits any more
                loop.call_soon_threadsafe(self._done, group, proposals, future)

        self._writer.submit(self._ledger, proposals).add_done_callback(done)

    def _done(self, group: list[_Waiting], proposals: list[Proposal], future: Future[list[Answer]]) -> None:
        if self._waiting:
            self._go()
        else:
            self._busy = False
        error = future.exception()
        if error is not None:
            for job in group:
                if not job.answer.done():
                    job.answer.set_exception(error)
            self._wrote((), ())
            return
        answers, start = future.result(), 0
        for job in group:
            end = start + len(job.proposals)
            if not job.answer.done():  # a phone that hung up has no use for it
                job.answer.set_result(answers[start:end])
            start = end
        self._wrote(proposals, answers)

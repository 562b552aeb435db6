"""A few threads for what blocks: the event loop itself never waits for a database or a lock."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Pool:
    """Runs calls on threads and answers on the event loop on which it is used."""

    def __init__(self, threads: int = 8) -> None:
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="circle-room")

    async def run(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The call's result; what it raises is raised here."""
        return await asyncio.wrap_future(self._threads.submit(call, *args, **kwargs))

    def start(
        self, call: Callable[..., T], *args: object, then: Callable[[T], None], failed: Callable[[BaseException], None]
    ) -> None:
        """The same for who does not wait: ``then`` gets the result, or ``failed`` the error, on the event loop."""
        loop = asyncio.get_running_loop()

        def done(future: Future[T]) -> None:
            error = future.exception()
            with suppress(RuntimeError):  # the loop has ended meanwhile: nobody listens any more
                if error is not None:
                    loop.call_soon_threadsafe(failed, error)
                else:
                    loop.call_soon_threadsafe(then, future.result())

        self._threads.submit(call, *args).add_done_callback(done)

    def close(self) -> None:
        """Finish what runs, drop what waits."""
        self._threads.shutdown(wait=True, cancel_futures=True)

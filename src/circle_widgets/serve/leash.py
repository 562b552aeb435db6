"""A child of ``circle serve`` ends when the process that started it is gone, however that one ended.

The parent holds the other end of the child's standard input. No signal tells that a parent was killed; a pipe does, on
every system.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable

from circle_widgets.serve.running import born

NAME = "CIRCLE_LEASH"
"""Set in a child's environment when its standard input is a leash."""
LOOK = 1.0
"""Seconds between two looks whether another process is still there."""
GRACE = 2.0
"""Seconds that a child has to end by itself once its parent is gone."""


def hold(end: Callable[[], None] | None = None) -> bool:
    """End this process when its parent is gone, if it was started on a leash; whether it was.

    ``end`` asks the process to end (without one: as a SIGTERM would); after :data:`GRACE` seconds it ends anyway.
    Processes that this one starts in turn are not on the leash.
    """
    if os.environ.pop(NAME, "") != "stdin":
        return False
    threading.Thread(target=_wait, args=(end or _ask,), name="leash", daemon=True).start()
    return True


def as_long_as(pid: int, end: Callable[[], None] | None = None) -> None:
    """End this process when another one, which is not its parent, is gone."""
    began = born(pid)

    def watch() -> None:
        while began and born(pid) == began:
            time.sleep(LOOK)
        _end(end or _ask)

    threading.Thread(target=watch, name="as-long-as", daemon=True).start()


def _wait(end: Callable[[], None]) -> None:
    try:
        while os.read(0, 4096):
            pass
    except OSError:
        pass  # a broken pipe says the same
    _end(end)


def _end(end: Callable[[], None]) -> None:
    # Whatever comes now may hang: a closing that waits for a thread, a browser that does not let go.
    last = threading.Timer(GRACE, os._exit, args=(0,))
    last.daemon = True
    last.start()
    end()


def _ask() -> None:
    if sys.platform == "win32":
        os._exit(0)
    os.kill(os.getpid(), signal.SIGTERM)

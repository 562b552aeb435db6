"""Made-up people, on their way to a practice circle: a process of its own, so that they stay when a page closes."""

from __future__ import annotations

import os
import subprocess
import sys

from circle_widgets.circle import Circle
from circle_widgets.errors import Refused

PEOPLE = 9


def begin(circle: Circle, *, people: int = PEOPLE) -> subprocess.Popen[bytes]:
    """Send made-up people to ``circle``: through the room that runs, else through one of their own on this computer.

    They go when the activity ends, or with the process that started this kernel. Raises
    :class:`~circle_widgets.errors.Refused` where no process can be started.
    """
    command = [sys.executable, "-P", "-m", "circle_widgets", "rehearse", circle.code, "--people", str(people)]
    command += ["--as-long-as", str(os.getppid())]
    try:
        return subprocess.Popen(  # noqa: S603 - our own program, by its own interpreter
            command,
            # the store's address may hold a password: it is told here, not in the command
            env={**os.environ, "CIRCLE_STORE": circle.store.url},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise Refused("no_people", f"made-up people could not be started: {error}") from error

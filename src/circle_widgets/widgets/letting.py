"""“Let phones in”: starts the room's process where no ``circle serve`` did, from a notebook in somebody's Jupyter."""

from __future__ import annotations

import os
import subprocess
import sys

from circle_widgets.errors import Refused


def let_in(store_url: str, port: int) -> subprocess.Popen[bytes]:
    """Start the room for phones on this computer's addresses; ``port`` 0 takes a free one.

    It outlives the kernel, for a meeting goes on without one, and ends with the process that started the kernel:
    the Jupyter server. Raises :class:`~circle_widgets.errors.Refused` where no process can be started.
    """
    command = [sys.executable, "-m", "circle_widgets", "room", "--store", store_url, "--port", str(port)]
    command += ["--as-long-as", str(os.getppid())]
    try:
        return subprocess.Popen(  # noqa: S603 - our own program, by its own interpreter
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise Refused("no_room", f"the room could not be started: {error}") from error

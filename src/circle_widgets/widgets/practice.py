"""Made-up people, on their way to a practice circle: a process of its own, so that they stay when a page closes."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

from circle_widgets import moments
from circle_widgets.circle import Circle
from circle_widgets.errors import Refused

PEOPLE = 9
WHOLE = "definition"
"""The activity of a whole meeting."""
SPEED = 10
"""How many times faster a whole meeting is: 40 minutes in 4, and the time that its hard moments take."""


def begin(circle: Circle, *, people: int = PEOPLE, whole: bool = False) -> subprocess.Popen[bytes]:
    """Send made-up people to ``circle``: through the room that runs, else through one of their own on this computer.

    With ``whole`` their facilitator comes along and leads a whole meeting, in the circle's language, which stands still
    at its hard moments until somebody at the desk goes on (:func:`moment`, :func:`go_on`). They go when the activity
    ends, or with the process that started this kernel. Raises :class:`~circle_widgets.errors.Refused` where no process
    can be started.
    """
    command = [sys.executable, "-P", "-m", "circle_widgets", "rehearse", circle.code, "--people", str(people)]
    command += ["--as-long-as", str(os.getppid())]
    if whole:
        command += ["--lead", "--watched", "--activity", WHOLE, "--speed", str(SPEED)]
        command += ["--languages", circle.state.locale]
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


def moment(circle: Circle) -> dict[str, Any]:
    """The hard moment at which a play in this circle stands still now; empty where none does."""
    if not circle.state.practice:
        return {}
    return moments.card(circle.store.local, circle.id, circle.ledger.clock())


def go_on(circle: Circle, name: str) -> None:
    """Let the play go on after that moment."""
    circle.store.note_local(circle.id, moments.GO_ON, name)

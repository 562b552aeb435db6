"""The hard moments of a play: into which step each falls, and how a play waits at the desk for somebody to go on."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from circle_widgets import clock, moments
from circle_widgets.circle import Circle
from circle_widgets.errors import CircleError
from circle_widgets.rehearse.made_up import of_kind
from circle_widgets.state import State

Stop = Callable[[str], None]
"""Tells the moment of that name, and comes back when it may go on."""

SILENCE = 0.3
"""Nobody writes for so long a part of a step."""
WIFI = (0.4, 0.8)
"""From when to when the Wi-Fi is gone, as parts of a step."""
LATER_WIFI = (0.6, 0.85)
"""The same in a step that begins with a silence."""
BEAT = 5.0
"""Seconds after which a play that waits says again that it is there."""
GLANCE = 0.2
"""Seconds after which it looks whether somebody wants it to go on."""
PATIENCE = 1800.0
"""Seconds after which it goes on by itself."""


def cast(state: State) -> dict[str, str]:
    """The moments of the running activity, each with the id of its step; each step gets one where that can be.

    An activity without a step that is good for one leaves that moment out.
    """
    steps = [state.steps[one] for one in (state.run.steps if state.run is not None else [])]
    found: dict[str, str] = {}
    place = 0
    for name in moments.NAMES:
        fit = [n for n, step in enumerate(steps) if n >= place and name in of_kind(step.kind).hosts(step.params)]
        fresh = [n for n in fit if steps[n].id not in found.values()]
        if fit:
            place = (fresh or fit)[0]
            found[name] = steps[place].id
    return found


@contextmanager
def standing_still(circle: Circle) -> Iterator[None]:
    """The clock of the room stands, as when the facilitator presses pause; one that stood already is left alone."""
    step = circle.state.current
    ours = step is not None and bool(step.ends_at) and not step.paused
    if ours:
        with suppress(CircleError):
            circle.move("pause")
    try:
        yield
    finally:
        now = circle.state.current
        if ours and now is not None and step is not None and now.id == step.id and now.paused:
            with suppress(CircleError):
                circle.move("pause")


def at_the_desk(circle: Circle, name: str, *, patience: float = PATIENCE) -> None:
    """Wait until somebody at the circle's desk goes on, or for ``patience`` seconds: then nobody watches any more."""
    note = circle.store.note_local
    note(circle.id, moments.GO_ON, None)
    said, end = 0.0, time.monotonic() + patience
    try:
        while circle.store.local(circle.id, moments.GO_ON) != name and time.monotonic() < end:
            if time.monotonic() >= said:
                note(circle.id, moments.MOMENT, {"name": name, "seen_at": clock.now()})
                said = time.monotonic() + BEAT
            time.sleep(GLANCE)
    finally:
        note(circle.id, moments.MOMENT, None)
        note(circle.id, moments.GO_ON, None)

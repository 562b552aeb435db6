"""The made-up facilitator: moves the meeting on when its time has come, through the store like any desk."""

from __future__ import annotations

from contextlib import suppress

from circle_widgets.circle import Circle
from circle_widgets.errors import Refused
from circle_widgets.state import State
from circle_widgets.views import kind_of

WELCOME = 25.0
"""Seconds for coming in, before the first step."""
LOOK = 8.0
"""Seconds for a page of what was opened."""
LISTEN = 6.0
"""Seconds for one note read aloud."""

Place = tuple[str, str, str, int]


class Lead:
    """Plays ``activity`` (a name) in a circle, from where it stands to its end."""

    def __init__(self, circle: Circle, activity: str = "one-question") -> None:
        self._circle = circle
        self._activity = activity
        self._place: Place | None = None
        self._since = 0.0

    def act(self, now: float) -> float | None:
        """Move on if it is time at ``now`` (seconds of the rehearsal); when to be asked again, None when it is over.

        Whoever moved on waits until phones show it, then says :meth:`shown`.
        """
        state = self._begun()
        self._stand(state, now)
        if state.run is None or state.run.ended:
            return None
        due = self._since + seconds(state)
        if now < due:
            return due
        with suppress(Refused):  # somebody at the desk was faster: see where the room stands now
            self._circle.move("next")
        state = self._circle.state
        self._stand(state, now)
        return None if state.run is None or state.run.ended else now + seconds(state)

    def shown(self, now: float) -> float:
        """The room sees where it stands at ``now``: its time begins then. When to be asked again."""
        self._since = max(self._since, now)
        return self._since + seconds(self._circle.state)

    def _begun(self) -> State:
        state = self._circle.state
        if self._place is None and (state.run is None or state.run.ended):
            self._circle.start(self._activity, again=True)
            state = self._circle.state
        return state

    def _stand(self, state: State, now: float) -> None:
        here = place(state)
        if here != self._place:
            self._place, self._since = here, now


def place(state: State) -> Place:
    """Where a meeting stands: step, phase, what the screen shows of it, which page."""
    step = state.current
    return (step.id, step.phase, state.screen.mode, state.screen.page) if step else ("", "", "", 0)


def seconds(state: State) -> float:
    """How long a meeting stays where it stands."""
    step = state.current
    if step is None:
        return WELCOME
    if step.phase == "open" or not kind_of(state, step).hides:
        return 60.0 * step.minutes
    return LISTEN if state.screen.mode == "one" else LOOK

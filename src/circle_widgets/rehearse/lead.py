"""The made-up facilitator: moves the meeting on when its time has come, through the store like any desk."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress

from circle_widgets.circle import Circle
from circle_widgets.errors import Refused
from circle_widgets.rehearse.made_up import Desk, of_kind
from circle_widgets.state import State
from circle_widgets.steps import Move

WELCOME = 25.0
"""Seconds for coming in, before the first step."""
MOST = 60
"""So many acts at the desk while the meeting stands in one place; then it goes on in any case."""

Place = tuple[str, str, int, str, int]


class Lead:
    """Plays ``activity`` (a name) in a circle, from where it stands to its end."""

    def __init__(self, circle: Circle, activity: str = "one-question", seed: int = 1) -> None:
        self._circle = circle
        self._activity = activity
        self._seed = seed
        self._place: Place | None = None
        self.since = 0.0
        """Since when the meeting stands where it stands, in seconds of the rehearsal."""
        self._acted = 0.0
        self._done: list[Move] = []
        self._visits: Counter[str] = Counter()

    def act(self, now: float) -> float | None:
        """Move on if it is time at ``now`` (seconds of the rehearsal); when to be asked again, None when it is over.

        Whoever moved on waits until phones show it, then says :meth:`shown`.
        """
        state = self._begun()
        self._stand(state, now)
        if state.run is None or state.run.ended:
            return None
        own = self._own(state)
        due = self.since + self.seconds() if own is None else self._acted + self._hands(state)
        if now < due:
            return due
        if own is not None:
            self._done.append(own)
            self._acted = now
            self._circle.ledger.say(own.kind, own.body, step=own.step)  # refused: it has seen that, and does the next
        else:
            with suppress(Refused):  # somebody at the desk was faster: see where the room stands now
                self._circle.move("next")
        state = self._circle.state
        self._stand(state, now)
        return None if state.run is None or state.run.ended else now

    def shown(self, now: float) -> float:
        """The room sees where it stands at ``now``: its time begins then. When to be asked again."""
        self.since = self._acted = max(self.since, now)
        return self.since

    def seconds(self) -> float:
        """How long the meeting stays where it stands."""
        desk = self._desk(self._circle.state)
        return WELCOME if desk is None else of_kind(desk.step.kind).lasts(desk)

    def knows(self, state: State) -> bool:
        """Whether this is how it left the meeting, or found it last: somebody else may have moved on."""
        return place(state) == self._place

    def _begun(self) -> State:
        state = self._circle.state
        if self._place is None and (state.run is None or state.run.ended):
            self._circle.start(self._activity, again=True)
            state = self._circle.state
        return state

    def _stand(self, state: State, now: float) -> None:
        here = place(state)
        if here == self._place:
            return
        if self._place is None or here[0] != self._place[0]:
            self._visits[here[0]] += 1
        if self._place is None or here[:3] != self._place[:3]:
            self._done = []
        self._place, self.since, self._acted = here, now, now

    def _own(self, state: State) -> Move | None:
        desk = self._desk(state)
        return of_kind(desk.step.kind).lead(desk) if desk is not None and len(self._done) < MOST else None

    def _hands(self, state: State) -> float:
        return of_kind(state.current.kind).hands if state.current is not None else 0.0

    def _desk(self, state: State) -> Desk | None:
        step = state.current
        if step is None:
            return None
        return Desk(state, step, self._seed, tuple(self._done), self._visits[step.id])


def place(state: State) -> Place:
    """Where a meeting stands: step, phase, round, what the screen shows of it, which page."""
    step = state.current
    return (step.id, step.phase, step.round, state.screen.mode, state.screen.page) if step else ("", "", 0, "", 0)

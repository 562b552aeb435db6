"""The rehearsal itself: one agenda for all made-up people, worked through as the time comes."""

from __future__ import annotations

import heapq
import random
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from functools import partial
from typing import Any

from circle_widgets.circle import Circle
from circle_widgets.errors import CircleError
from circle_widgets.rehearse.lead import Lead, place
from circle_widgets.rehearse.pace import OnTheClock, Pace
from circle_widgets.rehearse.people import Act, Person, crowd, plan
from circle_widgets.rehearse.phone import Phone
from circle_widgets.rehearse.room import Room

COMING_IN = 20.0
"""Seconds over which people come in."""
SEEN = 5.0
"""Seconds of the real clock that a phone may take to show what has happened."""
RESEND = 2.0
"""Seconds after which a phone tries again what did not get through."""

Tell = Callable[..., None]
"""Says a sentence: its key, and the slots by name."""


class NotPractice(CircleError, ValueError):
    """Made-up people only come to practice circles."""

    code = "not_practice"


@dataclass(frozen=True)
class Asked:
    """What kind of rehearsal. ``people`` is their number, ``lead`` whether the facilitator is made up as well."""

    people: int = 9
    seed: int = 1
    lead: bool = False
    faults: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset({"en", "fr"})
    activity: str = "one-question"


@dataclass
class Outcome:
    """What came of it. ``lost`` and ``twice`` count receipts that the circle's log does not hold, or holds twice."""

    people: int = 0
    sent: int = 0
    stored: int = 0
    lost: int = 0
    twice: int = 0
    late: int = 0
    refused: dict[str, int] = field(default_factory=dict)

    def facts(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self)


def rehearse(circle: Circle, url: str, asked: Asked, *, pace: Pace | None = None, tell: Tell | None = None) -> Outcome:
    """Let made-up people join the room at ``url`` and take part until the activity ends, or until Ctrl+C.

    Raises:
        NotPractice: the circle is a real one.
        NoRoom: the room does not answer.
    """
    check(circle)
    play = Play(circle, Room(url, circle.code), asked, pace or OnTheClock(), tell or (lambda _key, **_slots: None))
    try:
        play.run()
    except KeyboardInterrupt:
        play.say("rehearse.stopped")
    finally:
        play.leave()
    return play.outcome()


def check(circle: Circle) -> None:
    """Raise :class:`NotPractice` when the circle is a real one."""
    if not circle.state.practice:
        message = f"{circle.title!r} is a real circle: made-up people only join a practice circle"
        raise NotPractice(message, title=circle.title)


class Play:
    """A rehearsal in progress. One thread acts; the phones' streams only set ``news``."""

    def __init__(self, circle: Circle, room: Room, asked: Asked, pace: Pace, tell: Tell) -> None:
        self.circle, self.asked, self.pace, self.say = circle, asked, pace, tell
        self.people = crowd(asked.people, asked.seed, faults=asked.faults, languages=asked.languages)
        self.news = threading.Event()
        self.phones = [Phone(room, self.news) for _ in self.people]
        self.lead = Lead(circle, asked.activity) if asked.lead else None
        self._agenda: list[tuple[float, int, Callable[[], None]]] = []
        self._order = 0
        self._planned: set[str] = set()
        self._begun = self._over = False

    def run(self) -> None:
        """Work through the agenda until the activity is over."""
        chance = random.Random(f"{self.asked.seed}/door")  # noqa: S311 - a play, not a secret
        times = sorted(chance.uniform(0, COMING_IN) for _ in self.people)
        for person, at in zip(self.people, times, strict=True):
            self._later(at, partial(self._join, person))
        if self.lead is not None:
            self._later(times[-1] if times else 0.0, self._move_on)
        while not self._over or self._agenda:
            self._look()
            self.pace.wait(self._agenda[0][0] if self._agenda else None, self.news)
            while self._agenda and self._agenda[0][0] <= self.pace.now():
                heapq.heappop(self._agenda)[2]()
            self._send_again()

    def leave(self) -> None:
        """Everyone sends what they still have, and hangs up."""
        end = time.monotonic() + SEEN
        for phone in self.phones:
            phone.offline = False
            phone.deliver(lambda: time.monotonic() < end)
            phone.lock()

    def outcome(self) -> Outcome:
        """What the circle's log says about what was receipted."""
        found: dict[str, int] = {}
        for row in self.circle.store.read(self.circle.id):
            found[row.event.id] = found.get(row.event.id, 0) + 1
        receipts = [one for phone in self.phones for one in phone.receipts]
        result = Outcome(people=sum(bool(phone.seat) for phone in self.phones), sent=len(receipts))
        result.stored = sum(found.get(one, 0) == 1 for one in receipts)
        result.lost = sum(one not in found for one in receipts)
        result.twice = sum(found.get(one, 0) > 1 for one in receipts)
        notes = [step.data.notes for step in self.circle.state.steps.values() if step.kind == "notes"]
        result.late = sum(one in mine and mine[one].late for mine in notes for one in receipts)
        for phone in self.phones:
            for code in phone.refused.values():
                result.refused[code] = result.refused.get(code, 0) + 1
        return result

    # ---- what happens

    def _join(self, person: Person) -> None:
        self.phones[person.n].join(person.name, person.locale)
        self._until(lambda: bool(self.phones[person.n].view))
        if all(phone.seat for phone in self.phones):
            self.say("rehearse.here", n=len(self.phones))

    def _move_on(self) -> None:
        assert self.lead is not None
        before = place(self.circle.state)
        at = self.lead.act(self.pace.now())
        step, phase, *_ = here = place(self.circle.state)
        # When time flies, neither people nor their facilitator may be ahead of the phones.
        self._until(lambda: all(_shows(phone.view, step, phase) for phone in self.phones if phone.view))
        if at is None:
            self._over = True
        else:
            self._later(at if here == before else self.lead.shown(self.pace.now()), self._move_on)

    def _look(self) -> None:
        """See on the phones where the meeting stands; a step that has opened is planned for everyone."""
        view: Mapping[str, Any] = next((shown for phone in self.phones if (shown := phone.view)), {})
        step = view.get("step", {})
        # What ended before these people came does not concern them.
        self._begun = self._begun or bool(step)
        self._over = self._over or (self._begun and bool(view.get("circle", {}).get("ended")))
        if step.get("phase") != "open" or step["id"] in self._planned or self._over:
            return
        self._planned.add(step["id"])
        self.say("rehearse.step", n=step["n"], of=step["of"])
        for act in plan(step, self.people, self.asked.seed):
            self._later(self.pace.now() + act.after, partial(self._do, act, step["id"]))

    def _do(self, act: Act, step: str) -> None:
        phone = self.phones[act.person]
        if not phone.seat:  # still at the door
            self._later(self.pace.now() + RESEND, lambda: self._do(act, step))
        elif act.deed in {"lock", "offline"}:
            phone.lock() if act.deed == "lock" else phone.go_offline()
        elif act.deed in {"unlock", "online"}:
            phone.unlock() if act.deed == "unlock" else phone.go_online()
            self._until(lambda: bool(phone.view))
        elif phone.may_write:
            self._speak(phone, act, step)

    def _speak(self, phone: Phone, act: Act, step: str) -> None:
        if act.deed == "write":
            phone.write(step, act.text)
        elif act.deed == "change":
            phone.change(step, act.text)
        else:
            phone.withdraw(step)
        phone.send()

    # ---- the agenda

    def _later(self, at: float, what: Callable[[], None]) -> None:
        self._order += 1
        heapq.heappush(self._agenda, (at, self._order, what))

    def _send_again(self) -> None:
        """Phones with something left, which a room that restarts just now has not taken, try again by and by."""
        if self._over:
            return  # leave() sends the rest
        for phone in self.phones:
            if phone.outbox and not phone.offline and not phone.retrying:
                phone.retrying = True
                self._later(self.pace.now() + RESEND, partial(self._try_again, phone))

    def _try_again(self, phone: Phone) -> None:
        phone.retrying = False
        phone.send()

    def _until(self, true: Callable[[], bool]) -> None:
        """Wait for what phones show, on the real clock, not for ever: a rehearsal goes on when one phone does not."""
        end = time.monotonic() + SEEN
        while not true() and time.monotonic() < end:
            self.news.wait(0.02)
            self.news.clear()


def _shows(view: Mapping[str, Any], step: str, phase: str) -> bool:
    shown = view.get("step", {})
    return (shown.get("id", ""), shown.get("phase", "")) == (step, phase)

"""The rehearsal itself: one agenda for all made-up people, worked through as the time comes."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from circle_widgets import views
from circle_widgets.circle import Circle
from circle_widgets.errors import CircleError
from circle_widgets.rehearse import stops
from circle_widgets.rehearse.agenda import Agenda
from circle_widgets.rehearse.lead import Lead, place
from circle_widgets.rehearse.made_up import Hand, Scene, of_kind
from circle_widgets.rehearse.outcome import Outcome, outcome
from circle_widgets.rehearse.pace import OnTheClock, Pace
from circle_widgets.rehearse.people import TO_PHONES, Act, Person, crowd, numbered, waiting, with_faults
from circle_widgets.rehearse.phone import Phone
from circle_widgets.rehearse.room import Room, merged

COMING_IN = 20.0
"""Seconds over which people come in."""
SEEN = 10.0
"""Seconds of the real clock that a phone may take to show what has happened."""
BY_ITSELF = 120.0
"""Seconds in which people do what they do in a step without a clock."""
SHOWN = ("id", "phase")
"""What a phone shows of a step, besides the part of its kind."""
RESEND = 2.0
"""Seconds after which a phone tries again what did not get through."""

Tell = Callable[..., None]
"""Says a sentence: its key, and the slots by name."""
Place = tuple[str, int, str]


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


def rehearse(
    circle: Circle,
    url: str,
    asked: Asked,
    *,
    pace: Pace | None = None,
    tell: Tell | None = None,
    stop: stops.Stop | None = None,
) -> Outcome:
    """Let made-up people join the room at ``url`` and take part until the activity ends, or until Ctrl+C.

    With ``stop`` a meeting that is led stands still at its hard moments, for as long as ``stop`` takes.

    Raises:
        NotPractice: the circle is a real one.
        NoRoom: the room does not answer.
    """
    check(circle)
    play = Play(circle, Room(url, circle.code), asked, pace or OnTheClock(), tell or (lambda _key, **_slots: None))
    play.stop = stop if asked.lead else None
    try:
        play.run()
    except KeyboardInterrupt:
        play.say("rehearse.stopped")
    finally:
        play.leave()
    return outcome(circle, play.phones, play.moments)


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
        self.lead = Lead(circle, asked.activity, asked.seed) if asked.lead else None
        self.stop: stops.Stop | None = None
        self.moments: list[str] = []
        self._agenda = Agenda()
        self._planned: set[Place] = set()
        self._begun = self._over = False

    def run(self) -> None:
        """Work through the agenda until the activity is over."""
        chance = random.Random(f"{self.asked.seed}/door")  # noqa: S311 - a play, not a secret
        times = sorted(chance.uniform(0, COMING_IN) for _ in self.people)
        for person, at in zip(self.people, times, strict=True):
            self._agenda.put(at, partial(self._join, person))
        if self.lead is not None:
            self._agenda.put(times[-1] if times else 0.0, self._move_on)
        while not self._over or self._agenda:
            self._look()
            self.pace.wait(self._agenda.next, self.news)
            while (what := self._agenda.due(self.pace.now())) is not None:
                what()
                self._look()
            self._send_again()

    def leave(self) -> None:
        """Everyone sends what they still have, and hangs up."""
        end = time.monotonic() + SEEN
        for phone in self.phones:
            phone.offline = False
            phone.deliver(lambda: time.monotonic() < end)
            phone.lock()

    # ---- the facilitator

    def _move_on(self) -> None:
        assert self.lead is not None
        before = place(self.circle.state)
        at = self.lead.act(self.pace.now())
        here = place(self.circle.state)
        # When time flies, neither people nor their facilitator may be ahead of the phones.
        self._until(self._all_see)
        if at is None:
            self._over = True
            return
        now = self.circle.state.current
        if here != before and now is not None and (name := of_kind(now.kind).moment(now)):
            self._moment(name)
        self._agenda.put(at if here == before else self.lead.shown(self.pace.now()), self._move_on)

    def _all_see(self) -> bool:
        """Whether each phone that is on shows the step as it stands."""
        state = self.circle.state
        everyone = views.everyone(state, "phone")
        step = everyone.get("step", {})
        for phone in self.phones:
            if not (shown := phone.view):
                continue
            own = merged(everyone, views.person(state, phone.seat)).get(step.get("kind", ""))
            theirs = shown.get("step", {})
            if [theirs.get(key) for key in SHOWN] != [step.get(key) for key in SHOWN] or shown.get(
                step.get("kind")
            ) != own:
                return False
        return True

    def _moment(self, name: str) -> None:
        """The play stands still, once for each moment, while somebody is told about it."""
        if self.stop is None or name in self.moments:
            return
        self.moments.append(name)
        with self.pace.still(), stops.standing_still(self.circle):
            self.stop(name)

    # ---- people

    def _join(self, person: Person) -> None:
        self.phones[person.n].join(person.name, person.locale)
        self._until(lambda: bool(self.phones[person.n].view))
        if all(phone.seat for phone in self.phones):
            self.say("rehearse.here", n=len(self.phones))

    def _look(self) -> None:
        """See on the phones where the meeting stands; what has opened is planned for everyone."""
        view: Mapping[str, Any] = next((shown for phone in self.phones if (shown := phone.view)), {})
        step = view.get("step", {})
        # What ended before these people came does not concern them.
        self._begun = self._begun or bool(step)
        self._over = self._over or (self._begun and bool(view.get("circle", {}).get("ended")))
        if step.get("phase") not in {"open", "revealed"} or self._over:
            return
        here = (step["id"], int(view.get(step["kind"], {}).get("round", 1)), step["phase"])
        if here in self._planned:
            return
        since, scene = self._scene(view, step)
        if not any(step["id"] == one[0] for one in self._planned):
            self.say("rehearse.step", n=step["n"], of=step["of"])
        self._planned.add(here)
        made_up = of_kind(step["kind"])
        acts = numbered(made_up.opened(scene)) if step["phase"] == "revealed" else self._plan(scene, since)
        for act in acts:
            self._agenda.put(since + act.after, partial(self._do, act, step["id"], scene.round))

    def _scene(self, view: Mapping[str, Any], step: Mapping[str, Any]) -> tuple[float, Scene]:
        """Since when the step stands as phones show it, and what there is to see."""
        state = self.circle.state
        now = state.steps[step["id"]]
        before = [getattr(one.params, "question", "") for one in state.before(now)]
        since, seconds = self.pace.now(), 60.0 * now.minutes or BY_ITSELF
        if self.lead is not None and state.current is now and self.lead.knows(state):
            since, seconds = self.lead.since, self.lead.seconds()
        return since, Scene(view, self.people, self.asked.seed, seconds, now.params, before)

    def _plan(self, scene: Scene, since: float) -> list[Act]:
        """What people do in a step that has opened, with what may happen in between."""
        acts = with_faults(of_kind(scene.step["kind"]).plan(scene), self.people, scene.seconds)
        here = stops.cast(self.circle.state) if self.stop is not None and scene.round == 1 else {}
        mine = {name for name, step in here.items() if step == scene.step["id"]}
        seconds = scene.seconds
        if "silence" in mine:
            acts = waiting(acts, stops.SILENCE * seconds, seconds)
            self._agenda.put(since + stops.SILENCE * seconds, partial(self._moment, "silence"))
        if "wifi" in mine:
            gone, back = stops.LATER_WIFI if "silence" in mine else stops.WIFI
            self._agenda.put(since + gone * seconds, self._no_wifi)
            self._agenda.put(since + back * seconds, self._wifi)
        return acts

    def _no_wifi(self) -> None:
        for phone in self.phones:
            phone.go_offline()
        self._moment("wifi")

    def _wifi(self) -> None:
        for phone in self.phones:
            phone.go_online()
        self._until(lambda: all(phone.view for phone in self.phones if phone.seat))

    def _do(self, act: Act, step: str, round_: int) -> None:
        phone = self.phones[act.person]
        if not phone.seat:  # still at the door
            self._agenda.put(self.pace.now() + RESEND, lambda: self._do(act, step, round_))
        elif act.deed in TO_PHONES:
            self._happens(phone, act.deed)
        elif phone.page.get("step", {}).get("id") == step:
            self._says(phone, act, step, round_)

    def _happens(self, phone: Phone, deed: str) -> None:
        if deed in {"lock", "offline"}:
            phone.lock() if deed == "lock" else phone.go_offline()
            return
        phone.unlock() if deed == "unlock" else phone.go_online()
        self._until(lambda: phone.offline or bool(phone.view))

    def _says(self, phone: Phone, act: Act, step: str, round_: int) -> None:
        made_up = of_kind(phone.page["step"]["kind"])
        if not phone.offline:
            self._until(lambda: made_up.ready(act, self._hand(phone, act, step, round_)))
        for kind, body in made_up.says(act, self._hand(phone, act, step, round_)):
            phone.put(kind, body, step, round_)
        phone.send()

    def _hand(self, phone: Phone, act: Act, step: str, round_: int) -> Hand:
        page = phone.page
        seed = f"{self.asked.seed}/{page['step']['n']}/{round_}/{act.person}/{act.turn}/{act.deed}"
        chance = random.Random(seed)  # noqa: S311 - a play, not a secret
        seats = [one.seat for one in self.phones]
        return Hand(self.people[act.person], page, phone.said.get((step, round_), []), chance, seats)

    # ---- waiting

    def _send_again(self) -> None:
        """Phones with something left, which a room that restarts just now has not taken, try again by and by."""
        if self._over:
            return  # leave() sends the rest
        for phone in self.phones:
            if phone.outbox and not phone.offline and not phone.retrying:
                phone.retrying = True
                self._agenda.put(self.pace.now() + RESEND, partial(self._try_again, phone))

    def _try_again(self, phone: Phone) -> None:
        phone.retrying = False
        phone.send()

    def _until(self, true: Callable[[], bool]) -> None:
        """Wait for what phones show, on the real clock, not for ever: a rehearsal goes on when one phone does not."""
        end = time.monotonic() + SEEN
        while not true() and time.monotonic() < end:
            self.news.wait(0.02)
            self.news.clear()

"""What made-up people answer when they are asked whether they object."""

from __future__ import annotations

from typing import Any

from circle_widgets.rehearse.bank import bank
from circle_widgets.rehearse.made_up import LISTEN, Desk, Hand, MadeUp, Sayings, Scene
from circle_widgets.rehearse.people import Act, Person
from circle_widgets.state import Step
from circle_widgets.steps import Move

LONG = 3
"""After so many rounds a facilitator asks whether the room goes on with its text all the same."""
MANY = 7
"""From so many people on somebody wishes to talk more as well, now and then."""


class Askers(MadeUp):
    """In the first round one objects, in words that are read out; in a larger room one may wish to talk more."""

    def plan(self, scene: Scene) -> list[Act]:
        """When each answers, and what."""
        chance = scene.chance("answers")
        object_ = self._objects(scene, chance.random()) if scene.round == 1 else None
        others = [person for person in scene.people if person is not object_ and not person.fault]
        talks = scene.round == 1 and len(scene.people) >= MANY and chance.random() < 0.5  # noqa: PLR2004 - half of them
        talker = chance.choice(others) if talks and others else None
        acts = []
        for person in scene.people:
            own = scene.chance(person.n)
            at = round(scene.seconds * min(0.85, person.pace * own.uniform(0.15, 0.65)), 2)
            if person is object_:
                objection = own.choice(bank(person.locale).objections)
                acts.append(Act(at, person.n, 0, "objection", objection.words))
            else:
                acts.append(Act(at, person.n, 0, "talk" if person is talker else "fine"))
        return acts

    @staticmethod
    def _objects(scene: Scene, luck: float) -> Person | None:
        """Who: somebody who speaks the circle's language and whose phone is all right, if there is one."""
        able = [person for person in scene.people if not person.fault] or list(scene.people)
        able = [person for person in able if person.locale == scene.locale] or able
        return able[int(luck * len(able))] if able else None

    def says(self, act: Act, hand: Hand) -> Sayings:
        """One's own answer."""
        if not hand.may("answer"):
            return []
        if act.deed == "objection":
            body = {"answer": "objection", "words": act.words, "how": "read", "keep": hand.chance.random() < 0.5}  # noqa: PLR2004 - half
            return [("consent.say", body)]
        return [("consent.say", {"answer": act.deed})]

    def lead(self, desk: Desk) -> Move | None:
        """After many rounds the room goes on with its text, and keeps the dissent."""
        last = desk.step.data.round(desk.step.round)
        if (
            desk.step.phase == "revealed"
            and desk.step.round >= LONG
            and (last.objection or last.talk)
            and not last.settled
        ):
            return Move("", "consent.settle", {}, desk.step.id) if not desk.done else None
        return None

    def lasts(self, desk: Desk) -> float:
        """What an opening says takes its time to be heard."""
        return 2 * LISTEN if desk.step.phase == "revealed" else super().lasts(desk)

    def hosts(self, params: Any) -> frozenset[str]:
        """Somebody may object."""
        return frozenset({"objection"})

    def moment(self, step: Step) -> str:
        """An objection that was opened just now."""
        return "objection" if step.phase == "revealed" and step.data.round(step.round).objection else ""

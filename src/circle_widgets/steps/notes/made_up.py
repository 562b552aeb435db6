"""What made-up people do in a step of notes: each alone, or two and four of them as one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from circle_widgets.rehearse.bank import answers, asks_what_a_circle_is, shared
from circle_widgets.rehearse.made_up import Hand, MadeUp, Said, Sayings, Scene
from circle_widgets.rehearse.people import Act, Person


class Writers(MadeUp):
    """Most write one note, some a second where they may, a few think again.

    Those who write as one sit side by side: one writes for both, and mostly asks the other's phone first.
    """

    def plan(self, scene: Scene) -> list[Act]:
        """When each writes, and what."""
        if together := getattr(scene.params, "together", 0):
            return _as_one(scene, together)
        deck = answers(scene.step.get("question", ""), scene.key())
        once = getattr(scene.params, "most", 2) == 1
        acts: list[Act] = []
        for person in scene.people:
            chance = scene.chance(person.n)
            first = scene.seconds * min(0.85, person.pace * chance.triangular(0.08, 0.75, 0.3))
            acts.append(Act(round(first, 2), person.n, 0, "write", deck.deal(person.locale)))
            luck = chance.random()
            later = round(first + (scene.seconds * 0.92 - first) * chance.random(), 2)
            if luck < 0.25 and not once:  # noqa: PLR2004 - one in four
                acts.append(Act(later, person.n, 1, "write", deck.deal(person.locale)))
            elif luck < 0.35:  # noqa: PLR2004 - one in ten
                acts.append(Act(later, person.n, 1, "change", deck.deal(person.locale)))
            elif luck < 0.4 and not person.fault and not once:  # noqa: PLR2004 - one in twenty
                acts.append(Act(round(first * 0.8, 2), person.n, 0, "write", deck.deal(person.locale)))
                acts.append(Act(later, person.n, 1, "withdraw"))
        return acts

    def says(self, act: Act, hand: Hand) -> Sayings:
        """A note; other words for the last one; or that one taken back. Before a shared one, a question and a yes."""
        if act.deed == "write":
            return [("notes.write", {"text": act.words})] if hand.may("write") else []
        if act.deed == "ask":
            return [("notes.ask", {"with": hand.seats[int(one)]}) for one in act.words.split()]
        if act.deed == "agree":
            asking = hand.seats[int(act.words)]
            return [("notes.agree", {"with": asking})] if asking in hand.own.get("asks", {}) else []
        mine = standing(hand.said)
        if not mine or not hand.may("change"):
            return []
        if act.deed == "change":
            return [("notes.change", {"note": mine[-1], "text": act.words})]
        return [("notes.withdraw", {"note": mine[-1]})]

    def ready(self, act: Act, hand: Hand) -> bool:
        """A yes needs a question."""
        return act.deed != "agree" or hand.seats[int(act.words)] in hand.own.get("asks", {})

    def hosts(self, params: Any) -> frozenset[str]:
        """Where each writes alone, nobody may begin, and the Wi-Fi may go."""
        return frozenset() if params.together else frozenset({"silence", "wifi"})


def standing(said: Sequence[Said]) -> list[str]:
    """The ids of the notes that were written on this phone and not taken back."""
    mine = [one.id for one in said if one.kind == "notes.write"]
    back = {one.body["note"] for one in said if one.kind == "notes.withdraw"}
    return [id for id in mine if id not in back]


def _as_one(scene: Scene, together: int) -> list[Act]:
    about_a_circle = any(map(asks_what_a_circle_is, scene.before))
    deck = shared(scene.key()) if about_a_circle else answers(scene.step.get("question", ""), scene.key())
    acts: list[Act] = []
    for writer, *others in _side_by_side(scene, together):
        chance = scene.chance(writer.n)
        if others and chance.random() < 0.9 and not any(one.fault for one in (writer, *others)):  # noqa: PLR2004 - nine in ten
            asked = round(scene.seconds * chance.uniform(0.05, 0.2), 2)
            acts.append(Act(asked, writer.n, 0, "ask", " ".join(str(one.n) for one in others)))
            for one in others:
                yes = round(asked + scene.seconds * chance.uniform(0.02, 0.1), 2)
                acts.append(Act(yes, one.n, 0, "agree", str(writer.n)))
        written = round(scene.seconds * chance.uniform(0.35, 0.7), 2)
        acts.append(Act(written, writer.n, 1, "write", deck.deal(writer.locale)))
        if chance.random() < 0.3:  # noqa: PLR2004 - three in ten find better words
            later = round(scene.seconds * chance.uniform(0.75, 0.9), 2)
            acts.append(Act(later, writer.n, 2, "change", deck.deal(writer.locale)))
    return acts


def _side_by_side(scene: Scene, together: int) -> list[list[Person]]:
    """People in twos or fours, the same neighbours each time; who is left over goes to the last."""
    people = list(scene.people)
    whole = max(1, len(people) // together)
    groups = [people[n * together : (n + 1) * together] for n in range(whole)]
    groups[-1] += people[whole * together :]
    return groups

"""What made-up people do with their dots."""

from __future__ import annotations

import random
from typing import Any

from circle_widgets.rehearse.made_up import Hand, MadeUp, Sayings, Scene
from circle_widgets.rehearse.people import Act


class Voters(MadeUp):
    """All place their dots, most of them all; some think again. What one likes, others like as well."""

    def plan(self, scene: Scene) -> list[Act]:
        """When each places dots, and how many; the taste of the room is the words of each act."""
        seconds = scene.seconds
        taste = f"{scene.seed}/{scene.step['n']}"
        acts = []
        for person in scene.people:
            chance = scene.chance(person.n)
            first = seconds * min(0.7, person.pace * chance.triangular(0.1, 0.6, 0.25))
            acts.append(Act(round(first, 2), person.n, 0, "place", taste))
            if chance.random() < 0.3:  # noqa: PLR2004 - three in ten
                later = first + (seconds * 0.92 - first) * chance.random()
                acts.append(Act(round(later, 2), person.n, 1, "place", taste))
        return acts

    def says(self, act: Act, hand: Hand) -> Sayings:
        """Dots on options that are on the page, at most the budget: each new ballot takes the place of the last."""
        options = sorted(hand.own.get("items", {}), key=lambda id: hand.own["items"][id]["n"])
        if not options or not hand.may("place"):
            return []
        budget = min(int(hand.own.get("budget", 1)), len(options))
        wanted = budget if hand.chance.random() < 0.85 else max(1, budget - 1)  # noqa: PLR2004 - nearly all
        # The texts decide what is liked, not their places or ids: these differ from one play to the next.
        liking = {id: _liked(act.words, hand.own["items"][id]["text"]) * hand.chance.random() for id in options}
        chosen = sorted(options, key=lambda id: -liking[id])[:wanted]
        return [("dots.place", {"on": [id for id in options if id in chosen]})]

    def hosts(self, params: Any) -> frozenset[str]:
        """The Wi-Fi may go."""
        return frozenset({"wifi"})


def _liked(taste: str, text: Any) -> float:
    """How much the whole room likes a text, from 0.3 to 1."""
    return 0.3 + 0.7 * random.Random(f"{taste}/{text}").random()  # noqa: S311 - a play, not a secret

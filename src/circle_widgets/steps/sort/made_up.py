"""What made-up people do with cards and trays, and how their facilitator groups what has been opened."""

from __future__ import annotations

import random
from typing import Any

from circle_widgets import timetable
from circle_widgets.rehearse.bank import bank, theme_of, values
from circle_widgets.rehearse.made_up import LOOK, Desk, Hand, MadeUp, Sayings, Scene
from circle_widgets.rehearse.people import Act
from circle_widgets.sentences import nearest
from circle_widgets.steps import Move
from circle_widgets.steps.sort import pages
from circle_widgets.steps.sort.cards import Seen
from circle_widgets.steps.sort.grouped import Data

SAME = 0.2
"""How likely somebody writes what somebody else has written."""
CALLS = 3
"""So many phones say that two belong together."""
QUICK = 9.0
"""Seconds in which they do: before the facilitator has begun to group."""


class Sorters(MadeUp):
    """Everybody puts some short values into trays, now and then in the very words of somebody else."""

    def plan(self, scene: Scene) -> list[Act]:
        """When each puts which card where."""
        trays = list(scene.own.get("trays", ()))
        if not trays:
            return []
        if scene.own.get("takes"):
            return [Act(self._when(scene, person.n, 0), person.n, 0, "place") for person in scene.people]
        decks = {tray: values(tray, scene.key(tray)) for tray in trays}
        chance = scene.chance("cards")
        before: list[tuple[str, str, str]] = []
        acts = []
        for person in scene.people:
            for n in range(chance.randint(min(2, scene.own.get("most", 2)), scene.own.get("most", 2))):
                usual = chance.random() < 0.8  # noqa: PLR2004 - four in five
                tray = trays[(person.n + n) % len(trays)] if usual else chance.choice(trays)
                like = [text for one, locale, text in before if (one, locale) == (tray, person.locale)]
                text = chance.choice(like) if like and chance.random() < SAME else decks[tray].deal(person.locale)
                before.append((tray, person.locale, text))
                said = text.rstrip(".") if chance.random() < SAME else text
                acts.append(Act(self._when(scene, person.n, n), person.n, n, f"put {tray}", said))
        return acts

    def _when(self, scene: Scene, person: int, n: int) -> float:
        return round(scene.seconds * scene.chance(person, n).uniform(0.1, 0.9), 2)

    def opened(self, scene: Scene) -> list[Act]:
        """A few say that two belong together; later somebody brings back what was dropped."""
        chance = scene.chance("opened")
        able = [person.n for person in scene.people if not person.fault] or [person.n for person in scene.people]
        callers = chance.sample(able, min(CALLS, len(able)))
        acts = [Act(round(chance.uniform(2, QUICK), 2), one, 0, "together", str(i)) for i, one in enumerate(callers)]
        if chance.random() < 0.7:  # noqa: PLR2004 - not every time
            acts.append(Act(round(scene.seconds * 0.6, 2), chance.choice(able), 1, "save"))
        return acts

    def says(self, act: Act, hand: Hand) -> Sayings:
        """A card into a tray; what is one's own already, into one; two that belong together; what was dropped, back."""
        deed, _, tray = act.deed.partition(" ")
        if deed == "put":
            return [("sort.put", {"text": act.words, "tray": tray})] if hand.may("put") else []
        if deed == "place":
            trays = list(hand.own.get("trays", ()))
            mine = sorted(hand.own.get("mine", {}).items(), key=lambda one: one[1]["n"])
            return [
                ("sort.place", {"card": id, "tray": hand.chance.choice(trays)}) for id, _ in mine if hand.may("change")
            ]
        if deed == "together":
            pairs = _alike(hand.own.get("groups", {})) if hand.may("together") else []
            mine_to_say = pairs[int(act.words) :][:1]
            return [("sort.together", {"a": one, "b": two}) for one, two in mine_to_say]
        dropped = [id for id, one in hand.own.get("groups", {}).items() if one.get("dropped")]
        return [("sort.save", {"group": dropped[0]})] if dropped and hand.may("save") else []

    def lead(self, desk: Desk) -> Move | None:
        """Take what the room calls out, let one go, put together what is alike, and name the groups last."""
        if desk.step.phase != "revealed":
            return None
        data: Data = desk.step.data
        found = self._called(desk, data) or self._let_go(desk, data) or self._join(desk, data) or self._name(desk, data)
        tried = {(one.kind, tuple(sorted(one.body.items()))) for one in desk.done}
        return found if found and (found.kind, tuple(sorted(found.body.items()))) not in tried else None

    def _called(self, desk: Desk, data: Data) -> Move | None:
        hint = data.hint()
        if hint is None:
            return None
        into, group = hint[1]
        return Move("", "sort.join", {"group": group, "into": into}, desk.step.id)

    def _let_go(self, desk: Desk, data: Data) -> Move | None:
        if any(one.kind == "sort.drop" for one in desk.done):
            return None
        single = [one for one in data.standing() if len(one.cards) == 1 and not one.saved]
        themes = [_theme(one) for one in data.standing()]
        alone = [one for one in single if themes.count(_theme(one)) == 1]
        if len(data.standing()) < 6 or not alone:  # noqa: PLR2004 - in a small room nothing is too much
            return None
        return Move("", "sort.drop", {"group": desk.chance("drop").choice(alone).group.id}, desk.step.id)

    def _join(self, desk: Desk, data: Data) -> Move | None:
        first: dict[str, Seen] = {}
        for one in data.standing():
            theme = _theme(one)
            if theme and theme in first and first[theme].group.tray == one.group.tray:
                return Move("", "sort.join", {"group": one.group.id, "into": first[theme].group.id}, desk.step.id)
            first.setdefault(theme, one)
        return None

    def _name(self, desk: Desk, data: Data) -> Move | None:
        for one in data.standing():
            tray, _, theme = _theme(one).partition("/")
            if theme and len(one.sets) > 1 and not one.group.name:
                name = bank(nearest(desk.state.locale)).values[tray][theme].name
                return Move("", "sort.name", {"group": one.group.id, "text": name}, desk.step.id)
        return None

    def lasts(self, desk: Desk) -> float:
        """Once open, as long as its cards take to be talked about; of several pages, the first one longest."""
        state, step = desk.state, desk.step
        if step.phase != "revealed" or state.screen.page > 1:
            return super().lasts(desk)
        more = LOOK * (len(pages.wall(state, step).pages) - 1)
        return max(LOOK, 60 * timetable.reading(step.params.each, len(step.data.seen())) - more)

    def hosts(self, params: Any) -> frozenset[str]:
        """The Wi-Fi may go."""
        return frozenset({"wifi"})


def _theme(one: Seen) -> str:
    return theme_of(one.cards[0].text)


def _alike(groups: dict[str, Any]) -> list[tuple[str, str]]:
    """Cards of two groups in one tray that are about the same, shuffled, the same way for the same texts."""
    cards: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for one in sorted(groups.values(), key=lambda group: group["n"]):
        first = min(one.get("cards", {}).items(), key=lambda card: card[1]["n"], default=None)
        if first is not None and not one.get("dropped") and (theme := theme_of(first[1]["text"])):
            cards.setdefault((one.get("tray", ""), theme), []).append((first[0], first[1]["text"]))
    found = [(some[0], some[1]) for some in cards.values() if len(some) > 1]
    random.Random("/".join(text for pair in found for _, text in pair)).shuffle(found)  # noqa: S311 - a play
    return [(one[0], two[0]) for one, two in found]

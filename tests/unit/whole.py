"""The whole defining activity, played in memory by a room of any size: each step does as its people would."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from circle_widgets import views
from circle_widgets.activities import definition
from circle_widgets.events import Event, Proposal, Refusal
from circle_widgets.state import Step
from circle_widgets.steps import Role, StepKind, registry
from circle_widgets.steps.draft.words import lines
from tests.unit.worlds import World

STEPS = ("frame", "alone", "pairs", "fours", "examples", "cards", "dots", "draft", "consent")
TRAYS = ("is", "not", "depends")
FINE: Mapping[str, Any] = {"answer": "fine"}
Words = Callable[[str, int], str]


def plain(step: str, n: int) -> str:
    """What is said, ``n`` of a step; every fifth card says the same as another one in its tray."""
    return f"The same in {n % 3}" if step == "cards" and n % 5 == 0 else f"{step} {n}"


def in_twos(people: Sequence[str], size: int = 2) -> list[list[str]]:
    """Neighbours together; those left over join the last ones."""
    groups = [list(people[n : n + size]) for n in range(0, len(people), size)]
    if len(groups) > 1 and len(groups[-1]) < size:
        left = groups.pop()
        groups[-1] += left
    return groups


class Whole(World):
    """A room of so many ``people`` with a phone each, p0 and on; the last ones of them are on ``paper``."""

    def __init__(
        self, people: int, *, words: Words = plain, locale: str = "en", fours: bool = False, paper: int = 0
    ) -> None:
        super().__init__()
        self.words = words
        self.seats = [f"p{n}" for n in range(people)]
        self.did("circle.made", {"title": "Sewing", "facilitator": "Olu"})
        self.did("circle.title", {"locale": locale})
        for n, seat in enumerate(self.seats):
            way = {"way": "paper"} if n >= people - paper else {}
            self.did("seat.join", {"name": f"Name{n}", **way}, seat=seat, by="desk" if way else "")
        data = definition(fours=fours).as_data()
        data["steps"] = [one | {"id": id} for one, id in zip(data["steps"], STEPS, strict=True)]
        self.did("activity.start", data)

    # ------------------------------------------------------------ words for what is done

    def step(self, id: str) -> Step:
        return self.state.steps[id]

    def opens(self, step: str) -> None:
        self.did("step.open", step=step)

    def opened(self, step: str) -> None:
        """Opens what is hidden there, ballots with their count."""
        kind = registry()[self.step(step).kind]
        assert isinstance(kind, StepKind)
        counted = {"round": self.step(step).round, **kind.tally(self.step(step), self.state.ballots)}
        self.did("step.reveal", {"tally": counted} if kind.ballots else {}, step=step)

    def phone(self, seat: str, kind: str, **body: Any) -> Event:
        assert self.state.current is not None
        return self.did(kind, body, step=self.state.current.id, seat=seat, by="")

    def ballot(self, seat: str, kind: str, body: Mapping[str, Any], by: Any = "") -> None:
        assert self.state.current is not None
        self.n += 1
        ballot = Proposal(f"{self.name}{self.n}", kind, dict(body), self.state.current.id, seat, by)
        found = self.fold.admit(ballot, self.at)
        assert not isinstance(found, Refusal), found

    def sees(self, role: Role, part: str) -> dict[str, Any]:
        found: dict[str, Any] = views.everyone(self.state, role).get(part, {})
        return found

    def stored(self) -> tuple[int, int]:
        """As the wall says it: n of N."""
        room = self.sees("screen", "room")
        return room["stored"], room["seats"]

    # ------------------------------------------------------------ what a room does

    def write_alone(self, silent: Sequence[str] = ()) -> None:
        self.opens("alone")
        for n, seat in enumerate(self.seats):
            if seat not in silent:
                self.phone(seat, "notes.write", text=self.words("alone", n))

    def write_together(self, groups: Sequence[Sequence[str]], step: str = "pairs") -> None:
        """The first of each group writes for the others, who have agreed; one alone keeps the own sentence."""
        self.opens(step)
        for n, (writer, *others) in enumerate(groups):
            for other in others:
                self.phone(writer, "notes.ask", **{"with": other})
                self.phone(other, "notes.agree", **{"with": writer})
            if others:
                self.phone(writer, "notes.write", text=self.words(step, n))

    def put_cards(self, each: int) -> list[tuple[str, str]]:
        """So many cards of each; their trays and words."""
        if self.step("cards").phase == "ahead":
            self.opens("cards")
        said = []
        for n in range(each * len(self.seats)):
            tray, text = TRAYS[n % 3], self.words("cards", n)
            self.phone(self.seats[n // each], "sort.put", text=text, tray=tray)
            said.append((tray, text))
        return said

    def place_dots(self, silent: Sequence[str] = ()) -> dict[str, list[str]]:
        """Everyone's dots, neighbours' partly on the same; by seat."""
        self.opens("dots")
        data = self.step("dots").data
        options = list(data.choices())
        placed = {
            seat: [options[(n // 2 + k) % len(options)] for k in range(data.budget)]
            for n, seat in enumerate(self.seats)
            if seat not in silent
        }
        for seat, on in placed.items():
            self.ballot(seat, "dots.place", {"on": on})
        return placed

    def write_text(self, values: int = 0) -> list[str]:
        """The text with at least so many ``values``, as far as there are cards; its lines."""
        self.opens("draft")
        draft = self.step("draft")
        used = {id for line in lines(draft) for id in line.of}
        ready = [one for one in draft.data.material.values() if one.tray and one.id not in used]
        for one in ready[: max(0, values - len(lines(draft)) + 1)]:
            self.did("draft.put", {"line": one.id, "tray": one.tray, "of": [one.id]}, step="draft")
        return [line.text for line in lines(draft)]

    def answer(self, *unhappy: Mapping[str, Any], silent: Sequence[str] = ()) -> None:
        """Everyone answers, the first ones as ``unhappy`` says, the others are fine with it."""
        here = [seat for seat in self.seats if seat not in silent]
        for n, seat in enumerate(here):
            self.ballot(seat, "consent.say", unhappy[n] if n < len(unhappy) else FINE)

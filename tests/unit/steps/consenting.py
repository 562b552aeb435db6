"""A circle in memory that is asked about its text."""

from __future__ import annotations

from typing import Any

from circle_widgets import views
from circle_widgets.events import Event, Proposal, Refusal
from circle_widgets.state import Step
from circle_widgets.steps.consent.ballots import counted
from circle_widgets.steps.consent.rounds import Data, Round
from circle_widgets.steps.draft.words import lines
from tests.unit.worlds import World

SENTENCE = "People who meet more than once to learn together"
VALUES = {"Open to whoever comes": "is", "A class": "not", "Who brings the tea": "depends"}
NOTES, DRAFT, ASK, AFTER = "s1", "s2", "s3", "s4"


class Asked(World):
    """A circle with its private answers; the room stands at its consent."""

    def answers(
        self, seat: str, answer: str, words: str = "", how: str = "say", *, keep: bool = False
    ) -> int | Refusal:
        body: dict[str, Any] = {"answer": answer}
        if answer != "fine":
            body |= {"words": words, "how": how, "keep": keep}
        return self.ballot("consent.say", body, seat)

    def paper(self, fine: int = 0, objection: int = 0, talk: int = 0, **who: str) -> int | Refusal:
        body = {"fine": fine, "objection": objection, "talk": talk}
        return self.ballot("consent.paper", body, who.get("seat", ""), who.get("by", "desk"))

    def ballot(self, kind: str, body: dict[str, Any], seat: str = "", by: str = "") -> int | Refusal:
        self.n += 1
        who: Any = by
        return self.fold.admit(Proposal(f"b{self.n}", kind, body, ASK, seat, who), self.at)

    def all_fine(self, people: int, first: int = 0) -> None:
        for n in range(first, people):
            assert self.answers(f"p{n}", "fine") == self.step.round

    def opened(self) -> Event:
        tally = {"round": self.step.round, **counted(self.state.ballots)}
        return self.did("step.reveal", {"tally": tally}, step=ASK)

    def words_anew(self, old: str, new: str) -> None:
        """The desk goes back to the text, words a line anew, and comes again."""
        self.did("step.open", step=DRAFT)
        line = next(one for one in lines(self.state.steps[DRAFT]) if one.text == old)
        self.did("draft.put", {"line": line.id, "text": new}, step=DRAFT)
        self.did("step.open", step=ASK)

    @property
    def step(self) -> Step:
        return self.state.steps[ASK]

    @property
    def data(self) -> Data:
        found: Data = self.step.data
        return found

    @property
    def last(self) -> Round:
        return self.data.round(self.step.round)

    @property
    def texts(self) -> list[str]:
        return [one.text for one in self.last.lines]

    def view(self, role: Any = "desk") -> dict[str, Any]:
        found: dict[str, Any] = views.everyone(self.state, role)["consent"]
        return found

    def look(self) -> dict[str, Any]:
        found: dict[str, Any] = views.private(self.state, ASK)["consent"]
        return found

    def code(self, answer: int | Refusal) -> str:
        assert isinstance(answer, Refusal), answer
        return answer.code


def asking(people: int = 6, *, paper: int = 0, text: bool = True, **params: Any) -> Asked:
    """The room is asked: about its text, or (``text`` false) about what the question says."""
    world = Asked()
    world.gathers(people, paper)
    draft = [{"id": DRAFT, "kind": "draft"}] if text else []
    plan = [
        {"id": NOTES, "kind": "notes", "params": {"question": "What is our circle?"}},
        *draft,
        {"id": ASK, "kind": "consent", "params": params},
        {"id": AFTER, "kind": "talk", "params": {"question": "And now?"}},
    ]
    world.did("activity.start", {"name": "agree", "title": "Agree", "steps": plan})
    world.did("step.open", step=NOTES)
    world.did("notes.write", {"text": SENTENCE}, step=NOTES, seat="p0" if people else "", by="" if people else "desk")
    world.did("step.reveal", step=NOTES)
    if text:
        world.did("step.open", step=DRAFT)
        for n, (words, tray) in enumerate(VALUES.items()):
            world.did("draft.put", {"line": f"v{n}", "tray": tray, "text": words}, step=DRAFT)
    world.did("step.open", step=ASK)
    return world

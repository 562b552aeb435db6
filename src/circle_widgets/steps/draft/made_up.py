"""What a made-up facilitator does with a draft while the room looks on; nobody else has anything to do."""

from __future__ import annotations

from circle_widgets.rehearse.bank import bank, objection_of
from circle_widgets.rehearse.made_up import Desk, MadeUp
from circle_widgets.sentences import nearest
from circle_widgets.steps import Move
from circle_widgets.steps.consent.rounds import Data as Asked
from circle_widgets.steps.draft.written import FIRST, SENTENCE, Data, Reading


class Writer(MadeUp):
    """One more line from what stands ready, one less, one without its full stop; and after an objection its answer."""

    hands = 25.0

    def lead(self, desk: Desk) -> Move | None:
        """The next act."""
        if desk.step.phase != "open":
            return None
        if desk.visit > 1:
            return None if desk.done else self._answer(desk)
        done = {"less" if one.kind == "draft.drop" else "more" if "of" in one.body else "plainer" for one in desk.done}
        works = {"more": self._more, "less": self._less, "plainer": self._plainer}
        return next((move for name, work in works.items() if name not in done and (move := work(desk))), None)

    def _more(self, desk: Desk) -> Move | None:
        reading = _reading(desk)
        used = reading.used()
        ready = [one for one in reading.ready if one.id not in used and one.tray != SENTENCE]
        best = max(ready, key=lambda one: (one.dots, -one.n), default=None)
        return self._put(desk, {"of": [best.id]}) if best is not None else None

    def _less(self, desk: Desk) -> Move | None:
        reading = _reading(desk)
        ours = {one.body.get("line") for one in desk.done}
        for tray in ("is", "not", "depends"):
            own = [one for one in reading.text() if one.tray == tray and one.id not in ours]
            if len(own) >= FIRST:
                return Move("", "draft.drop", {"line": own[-1].id}, desk.step.id)
        return None

    def _plainer(self, desk: Desk) -> Move | None:
        reading = _reading(desk)
        for one in reading.text():
            words = reading.words(one)
            if one.tray != SENTENCE and words.endswith(".") and words.count(".") == 1:
                return Move("", "draft.put", {"line": one.id, "text": words.rstrip(".")}, desk.step.id)
        return None

    def _answer(self, desk: Desk) -> Move:
        """The line that somebody missed; where we do not know what that is, one that nobody has thought of yet."""
        reading = _reading(desk)
        there = {reading.words(one) for one in reading.text()}
        known = [one for words in _heard(desk) if (one := objection_of(words)) is not None]
        every = [*known, *bank(nearest(desk.state.locale)).objections]
        missing = next((one for one in every if one.line not in there), every[0])
        return self._put(desk, {"tray": missing.tray, "text": missing.line})

    def _put(self, desk: Desk, body: dict[str, object]) -> Move:
        line = f"{desk.chance(desk.visit, len(desk.done)).getrandbits(64):016x}"
        return Move("", "draft.put", {"line": line, **body}, desk.step.id)


def _reading(desk: Desk) -> Reading:
    data: Data = desk.step.data
    return data.read()


def _heard(desk: Desk) -> list[str]:
    """The words that were read out when a later step asked about this text."""
    steps = [desk.state.steps[one] for one in desk.state.runs[desk.step.run].steps]
    asked = [one.data.opened[-1] for one in steps if isinstance(one.data, Asked) and one.data.opened]
    return [words for one in asked for words in one.read]

"""What is seen of a consent: the text while people answer; then whether there is an objection. Never an answer.

Until the opening every page but a person's own is the same whatever people answer: that they have, is all it tells.
"""

from __future__ import annotations

from circle_widgets.events import Text
from circle_widgets.sentences import both
from circle_widgets.state import State, Step
from circle_widgets.steps.base import Move, Offer, Role, View, next_page, page_back
from circle_widgets.steps.consent import ballots, pages
from circle_widgets.steps.consent.rounds import Data, Round
from circle_widgets.steps.offers import readable, text_before
from circle_widgets.steps.present import few, free_paper


def everyone(state: State, step: Step, role: Role) -> View:
    """``lines`` by id: ``text``, ``tray``; once opened ``result``. ``changed``: the text reads differently by now.

    For screen and desk those of the page (``items``, see :mod:`~circle_widgets.steps.consent.pages`).
    """
    now = asked(step)
    found: View = few(state)
    if step.round > 1:
        found["round"] = step.round
    if changed(state, step):
        found["changed"] = True
    if step.phase == "revealed":
        found["result"] = result(now)
    if role in {"desk", "remote"}:
        found |= _for_desk(state, step)
    if role == "remote" and waits_for_a_look(state, step):
        found["wrote"] = True
    if role in {"screen", "desk"}:
        return found | pages.shown(state, step, spoken(state, step), result=_says(state, step))
    return found | {"lines": {one.id: _line(n, one) for n, one in enumerate(spoken(state, step), 1)}}


def asked(step: Step) -> Round:
    """The round that is open or was opened last."""
    data: Data = step.data
    return data.round(step.round)


def text_now(state: State, step: Step) -> list[Offer]:
    """The text as it stands in the step before."""
    source = text_before(state, step)
    return readable(state, source) if source is not None else []


def changed(state: State, step: Step) -> bool:
    """Whether the text reads differently since the room was asked about it, so that its answers are about another."""
    return not asked(step).agreed and not asked(step).reads_as(text_now(state, step))


def _says(state: State, step: Step) -> bool:
    """Whether what the opening said is shown; once the text is worded anew, it is the new text instead."""
    return step.phase == "revealed" and not changed(state, step)


def spoken(state: State, step: Step) -> list[Offer]:
    """The lines that are spoken about."""
    return text_now(state, step) if step.phase == "revealed" and changed(state, step) else asked(step).lines


def result(now: Round) -> View:
    """What an opening says, and the words to read out."""
    flags = {
        "nobody": not now.voters,
        "objection": now.objection,
        "talk": now.talk,
        "spoken": now.spoken,
        "agreed": now.agreed,
        "settled": now.settled,
    }
    found: View = {key: True for key, yes in flags.items() if yes}
    if now.read:
        found["read"] = now.read
    if now.dissent:
        found["dissent"] = now.dissent
    return found


def person(state: State, step: Step, seat: str) -> View:
    """``mine``: one's own answer until the opening; ``may.answer`` while there is one to give."""
    if step.phase not in {"open", "closed"}:
        return {}
    own = state.ballots.get(seat)
    found: View = {"mine": dict(own)} if own else {}
    return found | ({"may": {"answer": True}, "longest": ballots.LONGEST} if step.phase == "open" else {})


def look(state: State, step: Step) -> View:
    """For the facilitator alone: ``words`` by number, once all have answered; slips to enter."""
    if step is not state.current or step.phase not in {"open", "closed"}:
        return {}
    found = _paper(state, step)
    if not ballots.all_in(state, step):
        return found | {"waits": True}
    words = ballots.for_the_facilitator(state.ballots)
    return found | {"words": {str(n): {"n": n, "text": text} for n, text in enumerate(words, 1)}}


def waits_for_a_look(state: State, step: Step) -> bool:
    """Whether words wait that the opening takes away, and that may be looked at."""
    if step.phase not in {"open", "closed"} or not ballots.all_in(state, step):
        return False
    return bool(ballots.for_the_facilitator(state.ballots))


def ahead(state: State, step: Step) -> Move | None:
    """The pages; then open; where it was not agreed on, back to the text, and about a new one another round."""
    now, (page, count) = asked(step), _turn(state, step)
    onward = next_page(page, count)
    if onward is not None:
        return onward
    if step.phase != "revealed":
        waits = bool(state.ballots) or changed(state, step)
        return Move("consent.open", "step.reveal", step=step.id) if waits else None
    if now.agreed:
        return None
    source = text_before(state, step)
    if changed(state, step):
        return Move("consent.again.new", "step.again", step=step.id)
    if source is not None and now.voters:
        return Move("consent.text", "step.open", step=source.id)
    return Move("consent.again", "step.again", step=step.id)


def behind(state: State, step: Step) -> Move | None:
    """A page back."""
    page, _ = _turn(state, step)
    return page_back(page)


def say(step: Step, own: Text) -> Text:
    """The next line to say. What the author wrote is for the asking."""
    now = asked(step)
    if step.phase != "revealed":
        return own or both("consent.say.ask" if now.lines else "consent.say.question")
    if now.agreed:
        return both("consent.say.settled" if now.settled else "consent.say.agreed")
    if not now.voters:
        return both("consent.say.nobody")
    return both("consent.say.objection" if now.objection else "consent.say.talk")


def _turn(state: State, step: Step) -> tuple[int, int]:
    count = pages.how_many(state, step, spoken(state, step), result=_says(state, step))
    return min(state.screen.page, count), count


def _for_desk(state: State, step: Step) -> View:
    """Rounds before, and what may be decided; never what anybody answered."""
    now = asked(step)
    if step.phase != "revealed":
        found = _paper(state, step)
    else:
        found = {"again": Move("consent.again", "step.again", step=step.id).view()}
        if (now.objection or now.talk) and not now.settled:
            label = "consent.settle" if now.objection else "consent.settle.talk"
            found["settle"] = Move(label, "consent.settle", step=step.id).view()
    data: Data = step.data
    before = {str(one.n): {"n": one.n, **result(one)} for one in data.opened if one is not now}
    return found | ({"before": before} if before else {})


def _paper(state: State, step: Step) -> View:
    free = free_paper(state) if step.phase == "open" else 0
    counted = ballots.paper(state.ballots).people
    return {key: n for key, n in (("paper_seats", free), ("paper_counted", counted)) if n}


def _line(n: int, line: Offer) -> View:
    tray = pages.tray_of(line)
    return {"n": n, "text": line.text} | ({"tray": tray} if tray else {})

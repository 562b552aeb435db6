"""What is kept of a consent: a table of its rounds, and the text that the room agreed on."""

from __future__ import annotations

from circle_widgets.markdown import escaped
from circle_widgets.sentences import say
from circle_widgets.state import Step
from circle_widgets.steps.base import View
from circle_widgets.steps.consent.pages import tray_of
from circle_widgets.steps.consent.rounds import Data, Round
from circle_widgets.steps.draft.words import TRAYS


def table(step: Step) -> list[View]:
    """A row for each round that was opened."""
    data: Data = step.data
    return [
        {
            "round": one.n,
            "text": "\n".join(line.text for line in one.lines),
            "agreed": one.agreed,
            "objection": one.objection,
            "talk": one.talk,
            "settled": one.settled,
            "dissent": "\n".join(one.dissent),
            "voters": one.voters,
            "here": one.here,
        }
        for one in data.opened
    ]


def markdown(step: Step, locale: str) -> str:
    """The last round that was opened: the text, how it stands, the dissent."""
    opened = step.data.opened
    if not opened:
        return ""
    last: Round = opened[-1]
    return "\n\n".join([*_text(last, locale), _outcome(last, locale), *_dissent(last, locale)])


def _text(last: Round, locale: str) -> list[str]:
    parts = []
    for tray in TRAYS:
        texts = [line.text for line in last.lines if tray_of(line) == tray]
        own = [f"- {escaped(text, '  ')}" if tray else escaped(text) for text in texts]
        name = say(locale, f"draft.tray.{tray or 'sentence'}")
        parts += [f"**{name}**", "\n".join(own)] if own else []
    return parts


def _outcome(last: Round, locale: str) -> str:
    words = [say(locale, key) for key in outcome(last)]
    if last.voters:
        words.append(say(locale, "consent.kept.voters", n=last.voters))
    if last.n > 1:
        words.append(say(locale, "consent.kept.rounds", n=last.n))
    return f"*{' '.join(words)}*"


def outcome(last: Round) -> list[str]:
    """The sentences that say how an opened round stands."""
    if not last.voters and not last.settled:
        return ["consent.result.nobody"]
    if last.agreed:
        return ["consent.kept.settled" if last.settled else "consent.kept.agreed"]
    return ["consent.kept.objection" if last.objection else "consent.kept.talk"]


def _dissent(last: Round, locale: str) -> list[str]:
    own = [f"- {escaped(words, '  ')}" for words in last.dissent]
    return [f"**{say(locale, 'consent.kept.dissent')}**", "\n".join(own)] if own else []

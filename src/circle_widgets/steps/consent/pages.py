"""How the screen shows a consent: the text as the draft shows it; then what the opening says, and words one by one."""

from __future__ import annotations

from collections.abc import Sequence

from circle_widgets import layout
from circle_widgets.sentences import pick
from circle_widgets.state import State, Step
from circle_widgets.steps.base import Offer, View
from circle_widgets.steps.draft.paged import Page, pages_of
from circle_widgets.steps.draft.words import SENTENCE, TRAYS

RESULT, WORDS = "result", "words"
"""What stands on a page, other than the text: whether there is an objection; words to read out."""


def shown(state: State, step: Step, lines: Sequence[Offer], *, result: bool) -> View:
    """What stands on the screen's page (``items`` by key, what it is ``at``), and how many ``pages`` there are.

    ``result``: what the opening says, instead of the text of these lines.
    """
    count = how_many(state, step, lines, result=result)
    page = min(state.screen.page, count)
    if result and page == 1:
        return {"pages": count, "at": RESULT}
    if result:
        place = _words(state, step)[page - 2]
        return {"pages": count, "at": WORDS, "items": {"word": _item(1, place, "")}}
    found = _text(state, step, lines)[page - 1]
    return {"pages": count, **_page(lines, found)}


def how_many(state: State, step: Step, lines: Sequence[Offer], *, result: bool) -> int:
    """How many pages there are."""
    return 1 + len(_words(state, step)) if result else len(_text(state, step, lines))


def tray_of(line: Offer) -> str:
    """Where a line stands in the text; one that was put nowhere in particular is the sentence's."""
    return line.tray if line.tray in TRAYS else SENTENCE


def _text(state: State, step: Step, lines: Sequence[Offer]) -> list[Page]:
    return pages_of([(one.text, tray_of(one)) for one in lines], _tall(state, step))


def _words(state: State, step: Step) -> list[layout.Place]:
    now = step.data.round(step.round)
    return [] if now.settled else layout.single(now.read, tall=_tall(state, step))


def _tall(state: State, step: Step) -> float:
    asked = state.registry[step.kind].question(step)
    return layout.height([pick(asked, state.locale)], spoken=step.phase != "revealed")


def _page(lines: Sequence[Offer], page: Page) -> View:
    items = {}
    for place in page.places:
        line = lines[place.index]
        items[place.key(line.id)] = _item(place.index + place.part / 100, place, tray_of(line))
    return {"items": items, "size": page.size} | ({"trays": True} if page.trays else {})


def _item(n: float, place: layout.Place, tray: str) -> View:
    found: View = {"n": n, "text": place.text} | ({"tray": tray} if tray else {})
    return found | place.piece

"""How the screen shows a consent: the text it is about, large, in pages; then what the opening says, words one by one.

Lengths are those of :mod:`circle_widgets.layout`; ``screen.css`` keeps to them, and a browser test holds that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from circle_widgets import layout
from circle_widgets.sentences import pick
from circle_widgets.state import State, Step
from circle_widgets.steps.base import Offer, View

HEAD, GAP = 6.2, 1.8
"""Height (rem) of a tray's name above its lines, and what is between two lines."""
RESULT, WORDS = "result", "words"
"""What stands on a page, other than the text: whether there is an objection; words to read out."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A line on a page, or the part of a long one; ``tray`` names it, ``index`` is its place in the text."""

    index: int
    tray: str
    text: str
    part: int = 1
    parts: int = 1


def shown(state: State, step: Step, lines: Sequence[Offer], *, result_page: bool) -> View:
    """``items`` of the screen's page, by key, how many ``pages`` there are, and what this one is ``at``."""
    found, count = all_pages(state, step, lines, result_page=result_page)
    page = found[min(state.screen.page, count) - 1]
    if page is None:
        return {"pages": count, "at": RESULT}
    at = {"at": WORDS} if found[0] is None else {}
    items = {f"{one.index}.{one.part}": _item(n, one) for n, one in enumerate(page, 1)}
    return {"pages": count, "items": items} | at


def all_pages(
    state: State, step: Step, lines: Sequence[Offer], *, result_page: bool
) -> tuple[list[list[Piece] | None], int]:
    """The pages, and how many there are; None stands for the one that says whether there is an objection."""
    found: list[list[Piece] | None] = []
    if step.phase == "revealed" and result_page:
        words = layout.single(step.data.round(step.round).read, tall=_tall(state, step))
        found = [None, *([Piece(one.index, "", one.text, one.part, one.parts)] for one in words)]
    else:
        found += paged([(one.tray, one.text) for one in lines], _tall(state, step))
    return found, len(found)


def paged(lines: Sequence[tuple[str, str]], tall: float) -> list[list[Piece]]:
    """Lines (tray and text) on pages, as many on each as there is room for; one that is too long goes on overleaf."""
    found: list[list[Piece]] = [[]]
    used = 0.0
    for place in layout.single([text for _, text in lines], tall=tall - HEAD):
        one = Piece(place.index, lines[place.index][0], place.text, place.part, place.parts)
        need = _height(one)
        goes_on = bool(found[-1]) and found[-1][-1].tray == one.tray
        more = need + (GAP if found[-1] else 0.0) + (0.0 if goes_on else HEAD)
        if found[-1] and used + more > tall:
            found.append([])
            used, more = 0.0, need + HEAD
        found[-1].append(one)
        used += more
    return found


def _height(one: Piece) -> float:
    taken = layout.lines(one.text, layout.ONE.size, layout.ONE.room) + (one.parts > 1)
    return taken * layout.ONE.line


def _tall(state: State, step: Step) -> float:
    asked = state.registry[step.kind].question(step)
    texts = [asked] if isinstance(asked, str) else [pick(asked, state.locale)]
    return layout.height(texts, spoken=step.phase != "revealed")


def _item(n: int, one: Piece) -> View:
    found: View = {"n": n, "text": one.text}
    if one.tray:
        found["tray"] = one.tray
    return found | ({"part": one.part, "parts": one.parts} if one.parts > 1 else {})

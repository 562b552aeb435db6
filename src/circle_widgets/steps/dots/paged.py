"""The dots as pages of the screen: texts that nobody sorted first, then the columns of the trays; no page has both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from circle_widgets import layout
from circle_widgets.sentences import pick
from circle_widgets.state import State, Step
from circle_widgets.steps.base import View
from circle_widgets.steps.dots.counted import Data, Option
from circle_widgets.steps.trays import TRAYS

DRAWN = 16
"""Up to so many dots are drawn one by one; more are a bar (``screen.tsx``)."""
COUNTED, TIED = "aucune_gommette", " =__the_same_number"
"""As wide as the words beside the dots ever are, in any of our languages (a test holds that), and as unbreakable."""

Row = tuple[Option, View]


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on the screen at once: places in ``rows``, and the name of their type."""

    places: Sequence[layout.Place]
    rows: Sequence[Row]
    size: str
    trays: bool = False

    def items(self) -> View:
        """By id, each part of a long text under an id of its own."""
        found: View = {}
        for place in self.places:
            one, view = self.rows[place.index]
            key = place.key(one.id)
            more = {"n": view["n"] + (place.part - 1) / 100, "column": place.column}
            found[key] = view | more | {"text": place.text}
            found[key] |= place.piece
            found[key] |= {"under": True} if place.under else {}
        return found


def rows(step: Step) -> list[Row]:
    """The options in their order: as they came, then as the count has them."""
    data: Data = step.data
    if step.phase != "revealed":
        return [(one, _option(one, one.n)) for one in data.choices().values()]
    ranked = data.ranked(step.round)
    shared = [(one.sorted, place) for one, _, place in ranked]
    found = []
    for n, (one, dots, place) in enumerate(ranked, 1):
        tie = {"tie": True} if dots and shared.count((one.sorted, place)) > 1 else {}
        found.append((one, _option(one, n) | {"dots": dots, "place": place} | tie))
    return found


def _option(one: Option, n: int) -> View:
    found: View = {"n": n, "text": one.text}
    found |= {"tray": one.tray} if one.tray else {}
    return found | ({"aside": True} if one.aside else {})


def pages(state: State, step: Step, rows: Sequence[Row]) -> list[Page]:
    """All pages, at least one."""
    asked = state.registry[step.kind].question(step)
    tall = layout.height([asked] if isinstance(asked, str) else list(asked.values()), spoken=step.phase != "revealed")
    plain = [row for row in rows if not row[0].sorted]
    sorted_ = [row for row in rows if row[0].sorted]
    found: list[Page] = []
    if plain:
        placed, type_ = layout.many(*_texts(state, step, plain), tall, tied=True)
        found += [Page(places, plain, type_.name) for places in placed]
    if sorted_:
        texts, under = _texts(state, step, sorted_)
        columns = [TRAYS.index(one.tray) for one, _ in sorted_]
        placed, type_ = layout.side_by_side(texts, columns, len(TRAYS), under, tall, tied=True)
        found += [Page(places, sorted_, type_.name, trays=True) for places in placed]
    return found or [Page([], [], layout.ONE.name)]


def _texts(state: State, step: Step, rows: Sequence[Row]) -> tuple[list[str], list[tuple[str]] | tuple[()]]:
    # In the circle's language; of an author's text that has others, the screen shows no more than that one.
    texts = [pick(one.text, state.locale) for one, _ in rows]
    return texts, [(_counted(view),) for _, view in rows] if step.phase == "revealed" else ()


def _counted(view: View) -> str:
    """What stands below a text once the round is opened, as wide as it gets."""
    dots = "●" * min(view["dots"], DRAWN)
    return f"{dots} {COUNTED}{TIED if view.get('tie') else ''}".strip()

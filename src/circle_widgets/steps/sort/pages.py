"""The pages of the wall: all groups in their trays, or one alone, large; and the way through them."""

from __future__ import annotations

from dataclasses import dataclass

from circle_widgets import layout
from circle_widgets.sentences import pick
from circle_widgets.state import State, Step
from circle_widgets.steps.base import Move, View, next_page, page_back
from circle_widgets.steps.sort.cards import Seen
from circle_widgets.steps.sort.kept import lines

ABOVE = 7.0
"""The height (rem) of the tray's name above the one group that is spoken about."""


@dataclass(frozen=True, slots=True)
class Wall:
    """What stands on the wall: the groups in a tray that were not dropped, and the lines below each; their pages.

    ``page`` is the one that is shown. A card that its author has put into no tray waits for the facilitator.
    """

    groups: list[Seen]
    below: list[list[str]]
    pages: list[list[layout.Place]]
    page: int
    size: str
    tall: float
    alone: bool

    @property
    def places(self) -> list[layout.Place]:
        """What stands on the page that is shown."""
        return self.pages[self.page - 1]

    def first_pages(self) -> dict[str, int]:
        """By group, the page on which it would stand, or stands, alone."""
        found: dict[str, int] = {}
        for n, place in enumerate(_single(self.groups, self.below, self.tall), 1):
            found.setdefault(self.groups[place.index].group.id, n)
        return found

    def items(self) -> View:
        """A text that is whole has its lines below it; in one that is in parts they are parts of their own."""
        found: View = {}
        for place in self.places:
            one = self.groups[place.index]
            view: View = {"n": place.index + 1, "text": place.text, "tray": one.group.tray, "column": place.column}
            view |= {"group": one.group.id} | ({"named": True} if one.named else {})
            if place.parts > 1:
                view |= {"n": place.index + 1 + place.part / 1000} | place.piece
                view |= {"under": True} if place.under else {}
            elif below := self.below[place.index]:
                view["lines"] = {str(n): {"n": n, "text": text} for n, text in enumerate(below, 1)}
            found[place.key(one.group.id)] = view
        return found


def wall(state: State, step: Step) -> Wall:
    """The wall as it stands."""
    trays = step.params.trays
    groups = [one for one in step.data.standing() if one.group.tray in trays]
    texts, below = [one.text for one in groups], [lines(one, state.locale) for one in groups]
    asked = state.registry[step.kind].question(step)
    questions = [asked] if isinstance(asked, str) else [pick(asked, one) for one in asked]
    tall = layout.height(questions, spoken=True) - ABOVE
    alone = state.screen.mode == "one" and bool(groups)
    if alone:
        pages, size = [[place] for place in _single(groups, below, tall)], layout.ONE.name
    else:
        columns = [trays.index(one.group.tray) for one in groups]
        pages, type_ = layout.side_by_side(texts, columns, len(trays), below, layout.height(questions))
        pages, size = pages or [[]], type_.name
    return Wall(groups, below, pages, min(state.screen.page, len(pages)), size, tall, alone)


def _single(groups: list[Seen], below: list[list[str]], tall: float) -> list[layout.Place]:
    return layout.single([one.text for one in groups], below, tall)


def ahead(state: State, step: Step) -> Move | None:
    """Open; then page by page."""
    if step.phase != "revealed":
        some = any(not card.withdrawn for card in step.data.cards.values())
        return Move("sort.open", "step.reveal", step=step.id) if some else None
    shown = wall(state, step)
    if not shown.groups:
        return None
    if state.screen.mode not in {"all", "one"}:
        return Move("sort.all", "screen.show", {"mode": "all", "page": 1})
    label = "sort.next_one" if shown.alone else "desk.next_page"
    return next_page(shown.page, len(shown.pages), label)


def behind(state: State, step: Step) -> Move | None:
    """A page back; from one group alone, back to all of them."""
    if step.phase != "revealed" or state.screen.mode not in {"all", "one"}:
        return None
    if state.screen.mode == "one":
        return Move("sort.all", "screen.show", {"mode": "all", "page": 1})
    return page_back(wall(state, step).page)

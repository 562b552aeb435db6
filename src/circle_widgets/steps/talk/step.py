"""``talk``: the room speaks; the screen shows a question, a few lines or examples on cards, and nobody types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from msgspec import Meta

from circle_widgets.events import Text
from circle_widgets.state import Params, State, Step
from circle_widgets.steps.base import Move, Role, StepKind, View, next_page, page_back
from circle_widgets.steps.talk import cards
from circle_widgets.steps.talk.cards import MOST_CARDS, Card

__all__ = ["Card", "Talk", "TalkKind"]


class Talk(Params, frozen=True, forbid_unknown_fields=True, kw_only=False):
    """A step in which the room speaks. ``question`` stands large on the screen, ``lines`` below it.

    ``cards`` are examples that come after it, one at a time; they belong behind what people write themselves.
    """

    question: Text = ""
    lines: Sequence[Text] = ()
    cards: Annotated[Sequence[Card], Meta(max_length=MOST_CARDS)] = ()


class TalkKind(StepKind):
    """Its view is its text; it takes no contributions."""

    name = "talk"
    Params = Talk

    def everyone(self, state: State, step: Step, role: Role) -> View:
        """``lines`` and ``cards`` by their numbers; of the cards the screen and the desk have the one that is shown."""
        found: View = {"lines": {str(n): {"n": n, "text": text} for n, text in enumerate(step.params.lines, 1)}}
        given = step.params.cards
        if not given:
            return found
        if role == "phone":
            return found | {"cards": {str(n): cards.view(card, n) for n, card in enumerate(given, 1)}}
        pages = self._pages(state, step)
        page = pages[min(state.screen.page, len(pages)) - 1] if state.screen.mode == "one" else None
        found |= {"pages": len(pages)} if page is not None else {}
        if role == "remote":
            now = page.card + 1 if page is not None else 0
            marks: list[View] = [{"now": True} if n == now else {} for n in range(1, len(given) + 1)]
            return found | {"cards": {str(n): cards.view(card, n) | marks[n - 1] for n, card in enumerate(given, 1)}}
        return found | ({"cards": {"1": cards.shown(given[page.card], page)}} if page is not None else {})

    def ahead(self, state: State, step: Step) -> Move | None:
        """The cards, one page after the other."""
        if not step.params.cards:
            return None
        if state.screen.mode != "one":
            return Move("talk.cards", "screen.show", {"mode": "one", "page": 1})
        pages = len(self._pages(state, step))
        page = min(state.screen.page, pages)
        return next_page(page, pages, "talk.next")

    def behind(self, state: State, step: Step) -> Move | None:
        """A page back; from the first to the question."""
        if not step.params.cards or state.screen.mode != "one":
            return None
        page = min(state.screen.page, len(self._pages(state, step)))
        return page_back(page) or Move("talk.question", "screen.show", {"mode": "step"})

    def _pages(self, state: State, step: Step) -> list[cards.Page]:
        return cards.pages(step.params.cards, step.params.question or step.params.title, state.locale)

"""What is seen of the dots: cards without numbers while the round is open, then the count."""

from __future__ import annotations

from circle_widgets import layout
from circle_widgets.state import State, Step
from circle_widgets.steps.base import Move, Role, View
from circle_widgets.steps.dots.counted import Data, Option

FEW = 5
"""Under so many people a count can tell who chose what; phones say so first."""
ROOM_FOR_DOTS = " 0000"
"""Stands for the number beside a text when pages are made."""


def everyone(state: State, step: Step, role: Role) -> View:
    """``items`` by id: ``text``, ``tray``; once opened ``dots``, ``place``, and ``tie`` where a place is shared.

    For screen and desk those of the page, for phones and remote all. ``budget`` and, among few people, ``few``.
    """
    data: Data = step.data
    found: View = {"budget": data.budget, "count": len(data.options)}
    if state.n < FEW:
        found["few"] = True
    if step.round > 1:
        found["round"] = step.round
    rows = _rows(step)
    if step.phase == "revealed":
        found["voters"] = data.rounds[step.round].voters if step.round in data.rounds else 0
    if role in {"desk", "remote"}:
        found |= _for_desk(step)
    if role not in {"screen", "desk"}:
        return found | {"items": {one.id: view for one, view in rows}}
    places, page_count, size = _page(state, step, rows)
    found |= {"pages": page_count, "size": size}
    items = {}
    for place in places:
        one, view = rows[place.index]
        items[one.id if place.part == 1 else f"{one.id}.{place.part}"] = view | {
            "text": place.text,
            "column": place.column,
            "n": view["n"] + (place.part - 1) / 100,
        }
    return found | {"items": items}


def _for_desk(step: Step) -> View:
    data: Data = step.data
    found: View = {}
    if data.paper_voters:
        found["paper_voters"] = data.paper_voters
    if step.phase == "revealed":
        found["again"] = Move("dots.again", "step.again", step=step.id).view()
    before = {str(n): result.counts for n, result in data.rounds.items() if n < step.round}
    return found | ({"before": before} if before else {})


def _rows(step: Step) -> list[tuple[Option, View]]:
    data: Data = step.data
    if step.phase != "revealed":
        return [(one, _option(one, one.n)) for one in data.options.values()]
    ranked = data.ranked(step.round)
    places = [place for _, _, place in ranked]
    found = []
    for n, (one, dots, place) in enumerate(ranked, 1):
        view = _option(one, n) | {"dots": dots, "place": place}
        found.append((one, view | ({"tie": True} if dots and places.count(place) > 1 else {})))
    return found


def _option(one: Option, n: int) -> View:
    return {"n": n, "text": one.text} | ({"tray": one.tray} if one.tray else {})


def person(state: State, step: Step, seat: str) -> View:
    """``mine``: ids of options, while the round is open; ``may.place``."""
    if step.phase != "open":
        return {}
    mine = state.ballots.get(seat, {}).get("on", [])
    return {"mine": list(mine), "may": {"place": True}} | ({"placed": True} if seat in state.ballots else {})


def ahead(state: State, step: Step) -> Move | None:
    """Open the round once somebody has voted; then the pages."""
    data: Data = step.data
    if step.phase == "open":
        return Move("dots.open", "step.reveal", step=step.id) if state.ballots or data.paper else None
    page, pages = _turn(state, step)
    return Move("desk.next_page", "screen.show", {"page": page + 1}) if page < pages else None


def behind(state: State, step: Step) -> Move | None:
    """A page back."""
    page, _ = _turn(state, step)
    return Move("desk.page_back", "screen.show", {"page": page - 1}) if page > 1 else None


def _turn(state: State, step: Step) -> tuple[int, int]:
    _, pages, _ = _page(state, step, _rows(step))
    return min(state.screen.page, pages), pages


def _page(state: State, step: Step, rows: list[tuple[Option, View]]) -> tuple[list[layout.Place], int, str]:
    """What stands on the screen's page, how many pages there are, and the name of their type."""
    if not rows:
        return [], 1, layout.ONE.name
    question = step.params.question
    tall = layout.height([question] if isinstance(question, str) else list(question.values()), spoken=False)
    pages, type_ = layout.many([one.text + ROOM_FOR_DOTS for one, _ in rows], (), tall)
    page = pages[min(state.screen.page, len(pages)) - 1]
    cut = [place if place.parts > 1 else _whole(place, rows) for place in page]
    return cut, len(pages), type_.name


def _whole(place: layout.Place, rows: list[tuple[Option, View]]) -> layout.Place:
    return layout.Place(place.index, place.column, rows[place.index][0].text)

"""What is seen of the dots: cards without numbers while the round is open, then the count."""

from __future__ import annotations

from circle_widgets.state import State, Step
from circle_widgets.steps.base import Move, Role, View, next_page, page_back
from circle_widgets.steps.dots.counted import Data
from circle_widgets.steps.dots.paged import COUNTED, DRAWN, TIED, Page, pages, rows
from circle_widgets.steps.present import few, free_paper

__all__ = ["COUNTED", "DRAWN", "TIED", "ahead", "behind", "everyone", "free_slips", "person"]


def everyone(state: State, step: Step, role: Role) -> View:
    """``items`` by id: ``text``, ``tray``; once opened ``dots``, ``place``, and ``tie`` where a place is shared.

    For screen and desk those of the page, for phones and remote all. ``budget`` and, among few people, ``few``.
    """
    data: Data = step.data
    options = rows(step)
    found: View = {"budget": data.budget, "count": len(data.choices())} | few(state)
    if step.round > 1:
        found["round"] = step.round
    if step.phase == "revealed":
        result = data.rounds.get(step.round)
        found["voters"] = result.voters if result is not None else 0
        found["most"] = max(result.counts.values(), default=0) if result is not None else 0
    if role in {"desk", "remote"}:
        found |= _for_desk(state, step)
    if role not in {"screen", "desk"}:
        return found | {"items": {one.id: view for one, view in options}}
    _, page, count = _turn(state, step)
    found |= {"pages": count, "size": page.size} | ({"trays": True} if page.trays else {})
    return found | {"items": page.items()}


def free_slips(state: State, data: Data) -> int:
    """How many of the seats on paper have not voted: not by a ballot, and not in a count that was entered."""
    return max(0, free_paper(state) - data.paper_voters)


def _for_desk(state: State, step: Step) -> View:
    data: Data = step.data
    found: View = {}
    if data.paper_voters:
        found["paper_voters"] = data.paper_voters
    free = free_slips(state, data) if step.phase == "open" else 0
    if free:
        found["paper_free"] = free
        found["ballot"] = {one.id: {"n": n, "text": one.text} for n, one in enumerate(data.choices().values(), 1)}
    if step.phase == "revealed":
        found["again"] = Move("dots.again", "step.again", step=step.id).view()
    before = {str(n): _before(data, n) for n in data.rounds if n < step.round or step.phase != "revealed"}
    return found | ({"before": before} if before else {})


def _before(data: Data, round_: int) -> View:
    """An earlier round: what had dots in it, most first."""
    rows = {one.id: {"n": n, "text": one.text, "dots": dots} for n, (one, dots, _) in enumerate(data.ranked(round_), 1)}
    return {
        "n": round_,
        "voters": data.rounds[round_].voters,
        "items": {key: row for key, row in rows.items() if row["dots"]},
    }


def person(state: State, step: Step, seat: str) -> View:
    """``mine``: ids of options, until the round is opened; ``may.place`` while it takes dots.

    ``freed``: how many of one's dots stood on what was set aside since; they are one's own again.
    """
    if step.phase not in {"open", "closed"}:
        return {}
    data: Data = step.data
    on = state.ballots.get(seat, {}).get("on", [])
    choices = data.choices()
    found: View = {"mine": [id for id in on if id in choices]}
    if freed := sum(id in data.options and id not in choices for id in on):
        found["freed"] = freed
    if step.phase == "open":
        found["may"] = {"place": True}
    return found | ({"placed": True} if seat in state.ballots else {})


def ahead(state: State, step: Step) -> Move | None:
    """The pages, if there are several; then open the round, once somebody has voted; then its pages."""
    data: Data = step.data
    page, _, count = _turn(state, step)
    onward = next_page(page, count)
    if onward is None and step.phase != "revealed" and (state.ballots or data.paper):
        return Move("dots.open", "step.reveal", step=step.id)
    return onward


def behind(state: State, step: Step) -> Move | None:
    """A page back."""
    page, _, _ = _turn(state, step)
    return page_back(page)


def _turn(state: State, step: Step) -> tuple[int, Page, int]:
    """The number of the screen's page, what stands on it, and how many there are."""
    every = pages(state, step, rows(step))
    page = min(state.screen.page, len(every))
    return page, every[page - 1], len(every)

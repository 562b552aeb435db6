"""What is seen of the dots: cards without numbers while the round is open, then the count."""

from __future__ import annotations

from circle_widgets import layout
from circle_widgets.sentences import pick
from circle_widgets.state import State, Step
from circle_widgets.steps.base import Move, Role, View
from circle_widgets.steps.dots.counted import Data, Option

FEW = 5
"""Under so many people a count can tell who chose what; phones say so first."""
TRAYS = ("is", "not", "depends")
"""Where a text may have been sorted; when every option was, each tray has a column of its own."""
DRAWN = 16
"""Up to so many dots are drawn one by one; more are a bar (``screen.tsx``)."""
COUNTED, TIED = "aucune_gommette", " =__the_same_number"
"""As wide as the words beside the dots ever are, in any of our languages (a test holds that), and as unbreakable."""

Row = tuple[Option, View]


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
    if step.phase == "revealed":
        result = data.rounds.get(step.round)
        found["voters"] = result.voters if result is not None else 0
        found["most"] = max(result.counts.values(), default=0) if result is not None else 0
    if role in {"desk", "remote"}:
        found |= _for_desk(state, step)
    rows = _rows(step)
    if role not in {"screen", "desk"}:
        return found | {"items": {one.id: view for one, view in rows}}
    places, page_count, size = _page(state, step, rows)
    found |= {"pages": page_count, "size": size} | ({"trays": True} if _sorted(rows) else {})
    items = {}
    for place in places:
        one, view = rows[place.index]
        part = {"part": place.part, "parts": place.parts} if place.parts > 1 else {}
        if place.under:
            part["under"] = True
        items[one.id if place.part == 1 else f"{one.id}.{place.part}"] = (
            view
            | {
                "text": "" if place.under else place.text,
                "column": place.column,
                "n": view["n"] + (place.part - 1) / 100,
            }
            | part
        )
    return found | {"items": items}


def free_paper(state: State, data: Data) -> int:
    """How many of the seats on paper have not voted: not by a ballot, and not in a count that was entered."""
    seats = [seat.id for seat in state.seats.values() if seat.way == "paper" and not seat.left]
    return max(0, sum(seat not in state.ballots for seat in seats) - data.paper_voters)


def _for_desk(state: State, step: Step) -> View:
    data: Data = step.data
    found: View = {}
    if data.paper_voters:
        found["paper_voters"] = data.paper_voters
    free = free_paper(state, data) if step.phase == "open" else 0
    if free:
        found["paper_free"] = free
        found["ballot"] = {one.id: {"n": one.n, "text": one.text} for one in data.options.values()}
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


def _rows(step: Step) -> list[Row]:
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


def _sorted(rows: list[Row]) -> bool:
    return bool(rows) and all(one.tray in TRAYS for one, _ in rows)


def person(state: State, step: Step, seat: str) -> View:
    """``mine``: ids of options, until the round is opened; ``may.place`` while it takes dots."""
    if step.phase not in {"open", "closed"}:
        return {}
    data: Data = step.data
    on = state.ballots.get(seat, {}).get("on", [])
    found: View = {"mine": [id for id in on if id in data.options]}
    if step.phase == "open":
        found["may"] = {"place": True}
    return found | ({"placed": True} if seat in state.ballots else {})


def ahead(state: State, step: Step) -> Move | None:
    """The pages, if there are several; then open the round, once somebody has voted; then its pages."""
    data: Data = step.data
    page, pages = _turn(state, step)
    if page < pages:
        return Move("desk.next_page", "screen.show", {"page": page + 1})
    if step.phase != "revealed" and (state.ballots or data.paper):
        return Move("dots.open", "step.reveal", step=step.id)
    return None


def behind(state: State, step: Step) -> Move | None:
    """A page back."""
    page, _ = _turn(state, step)
    return Move("desk.page_back", "screen.show", {"page": page - 1}) if page > 1 else None


def _turn(state: State, step: Step) -> tuple[int, int]:
    _, pages, _ = _page(state, step, _rows(step))
    return min(state.screen.page, pages), pages


def _page(state: State, step: Step, rows: list[Row]) -> tuple[list[layout.Place], int, str]:
    """What stands on the screen's page, how many pages there are, and the name of their type."""
    if not rows:
        return [], 1, layout.ONE.name
    asked = state.registry[step.kind].question(step)
    tall = layout.height([asked] if isinstance(asked, str) else list(asked.values()), spoken=step.phase != "revealed")
    # In the circle's language; of an author's text that has others, the screen shows no more than that one.
    texts = [pick(one.text, state.locale) for one, _ in rows]
    under = [(_counted(view),) for _, view in rows] if step.phase == "revealed" else ()
    if _sorted(rows):
        pages, type_ = layout.side_by_side(texts, [TRAYS.index(one.tray) for one, _ in rows], len(TRAYS), under, tall)
    else:
        pages, type_ = layout.many(texts, under, tall)
    return pages[min(state.screen.page, len(pages)) - 1], len(pages), type_.name


def _counted(view: View) -> str:
    """What stands below a text once the round is opened, as wide as it gets."""
    dots = "●" * min(view["dots"], DRAWN)
    return f"{dots} {COUNTED}{TIED if view.get('tie') else ''}".strip()

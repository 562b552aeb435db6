"""What is seen of the notes: by everyone, by their author, by the facilitator; and the way through the pages."""

from __future__ import annotations

from circle_widgets import layout
from circle_widgets.sentences import pick
from circle_widgets.state import State, Step
from circle_widgets.steps.base import Move, Role, View
from circle_widgets.steps.notes.said import Data, Note


def everyone(state: State, step: Step, role: Role) -> View:
    """``items`` by id once open: for screen and desk those of the page, for phones and remote all that are shown."""
    if step.phase != "revealed":
        return {}
    data: Data = step.data
    shown = data.shown()
    found: View = {"count": len(shown)}
    if role in {"desk", "remote"}:
        unseen = [note for note in data.notes.values() if note.hidden and not note.withdrawn]
        late = sum(note.late for note in unseen)
        found |= {key: n for key, n in (("late", late), ("hidden", len(unseen) - late)) if n}
    now: set[int] = set()
    if role != "phone" or state.screen.mode == "one":
        _, places, pages, size = current_page(state, step, shown)
        found |= {"pages": pages} if role != "phone" else {}
        if role in {"screen", "desk"}:
            return found | {"size": size, "items": {_key(shown, one): _placed(shown[one.index], one) for one in places}}
        now = {one.index for one in places} if state.screen.mode == "one" else set()
    items = {note.id: _item(note) | ({"now": True} if i in now else {}) for i, note in enumerate(shown)}
    return found | {"items": items}


def person(step: Step, seat: str) -> View:
    """``mine`` by id (``text``, ``late``, ``hidden``) and what may be done now."""
    notes = [step.data.notes[one] for one in step.data.of_seat.get(seat, ())]
    mine = {note.id: {"n": note.n, "text": note.text, **note.flags} for note in notes}
    open_ = step.phase == "open"
    may = {"write": open_ and len(mine) < step.params.most, "change": open_}
    return {"mine": mine, "longest": step.params.longest, "may": {key: True for key, yes in may.items() if yes}}


def private(step: Step) -> View:
    """Every note that was not taken back, hidden and late ones too: for the facilitator alone."""
    notes = [note for note in step.data.notes.values() if not note.withdrawn]
    return {"items": {note.id: _item(note) | note.flags for note in notes}}


def ahead(state: State, step: Step) -> Move | None:
    """Open; then page by page; then one note at a time."""
    if step.phase != "revealed":
        return Move("notes.open", "step.reveal", step=step.id) if step.data.notes else None
    mode, shown = state.screen.mode, step.data.shown()
    if not shown:
        return None
    if mode not in {"all", "one"}:
        return Move("notes.all", "screen.show", {"mode": "all", "page": 1})
    page, _, pages, _ = current_page(state, step, shown)
    if page < pages:
        return Move("notes.next_one" if mode == "one" else "desk.next_page", "screen.show", {"page": page + 1})
    return Move("notes.read_aloud", "screen.show", {"mode": "one", "page": 1}) if mode == "all" else None


def behind(state: State, step: Step) -> Move | None:
    """A page back; from the first note that is read aloud, back to all of them."""
    if step.phase != "revealed" or state.screen.mode not in {"all", "one"}:
        return None
    page, _, _, _ = current_page(state, step, step.data.shown())
    if page > 1:
        return Move("desk.page_back", "screen.show", {"page": page - 1})
    return Move("notes.all", "screen.show", {"mode": "all", "page": 1}) if state.screen.mode == "one" else None


def current_page(state: State, step: Step, shown: list[Note]) -> tuple[int, list[layout.Place], int, str]:
    """The number of the screen's page, what stands on it, how many pages there are, and the name of their type."""
    one = state.screen.mode == "one" and bool(shown)
    tall = layout.height([pick(step.params.question, state.locale)], spoken=one)
    texts, under = [note.text for note in shown], [list(note.lines.values()) for note in shown]
    if one:
        pages, size = [[place] for place in layout.single(texts, under, tall)], layout.ONE.name
    else:
        pages, type_ = layout.many(texts, under, tall)
        size = type_.name
    page = min(state.screen.page, len(pages))
    return page, pages[page - 1], len(pages), size


def _item(note: Note) -> View:
    return {"n": note.n, "text": note.text} | ({"lines": dict(note.lines)} if note.lines else {})


def _key(shown: list[Note], place: layout.Place) -> str:
    note = shown[place.index].id
    return note if place.part == 1 else f"{note}.{place.part}"


def _placed(note: Note, place: layout.Place) -> View:
    """A text that is whole has its lines below it; in one that is in parts they are parts of their own."""
    found: View = {"n": note.n, "text": place.text, "column": place.column}
    if place.parts == 1:
        return found | ({"lines": dict(note.lines)} if note.lines else {})
    found |= {"n": note.n + place.part / 100, "part": place.part, "parts": place.parts}
    return found | ({"under": True} if place.under else {})

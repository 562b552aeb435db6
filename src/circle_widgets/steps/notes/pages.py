"""What is seen of the notes: by everyone, by their author, by the facilitator; and the way through the pages."""

from __future__ import annotations

from circle_widgets import layout
from circle_widgets.sentences import pick
from circle_widgets.state import State, Step
from circle_widgets.steps.base import Move, Role, View, next_page, page_back
from circle_widgets.steps.notes import pairs
from circle_widgets.steps.notes.joined import Text, anything, shown, single_of
from circle_widgets.steps.notes.said import Data


def everyone(state: State, step: Step, role: Role) -> View:
    """``items`` by id once open: for screen and desk those of the page, for phones and remote all that are shown."""
    if step.phase != "revealed":
        return {}
    texts = shown(step)
    found: View = {"count": len(texts)}
    if role in {"desk", "remote"}:
        unseen = [text.note for text in shown(step, aside=True) if text.note.hidden]
        late = sum(note.late for note in unseen)
        found |= {key: n for key, n in (("late", late), ("hidden", len(unseen) - late)) if n}
    now: set[int] = set()
    if role != "phone" or state.screen.mode == "one":
        _, places, pages, size = current_page(state, step, texts)
        found |= {"pages": pages} if role != "phone" else {}
        if role in {"screen", "desk"}:
            return found | {
                "size": size,
                "items": {one.key(texts[one.index].note.id): _placed(step, texts[one.index], one) for one in places},
            }
        now = {one.index for one in places} if state.screen.mode == "one" else set()
    items = {one.note.id: _item(step, one) | ({"now": True} if i in now else {}) for i, one in enumerate(texts)}
    return found | {"items": items}


def person(state: State, step: Step, seat: str) -> View:
    """``mine`` by id (``text``, ``late``, ``hidden``) and what may be done now; what pairs see of each other.

    Once a step of pairs is open, ``mine`` holds what stayed single as well: it can be taken back there.
    """
    data: Data = step.data
    notes = [data.notes[one] for one in data.of_seat.get(seat, ())]
    mine = {note.id: {"n": note.n, "text": note.text, **note.flags} for note in notes}
    open_ = step.phase == "open"
    if step.phase == "revealed":
        single = (one for one in single_of(step, seat) if one.note.seat == seat)
        mine |= {one.note.id: {"n": one.n, "text": one.note.text, "step": one.home.id} for one in single}
    may = {"write": open_ and len(mine) < step.params.most and not pairs.written_by(data, seat), "change": open_}
    found: View = {"mine": mine, "longest": step.params.longest, "may": {key: True for key, yes in may.items() if yes}}
    return found | pairs.person(state, step, seat)


def private(step: Step) -> View:
    """Every note that was not taken back, hidden and late ones too: for the facilitator alone."""
    return {"items": {one.note.id: _item(step, one) | one.note.flags for one in shown(step, aside=True)}}


def ahead(state: State, step: Step) -> Move | None:
    """Open; then page by page; then one note at a time."""
    if step.phase != "revealed":
        opens = step.params.opens and not _joined_next(state, step) and anything(step)
        return Move("notes.open", "step.reveal", step=step.id) if opens else None
    mode, texts = state.screen.mode, shown(step)
    if not texts:
        return None
    if mode not in {"all", "one"}:
        return Move("notes.all", "screen.show", {"mode": "all", "page": 1})
    page, _, pages, _ = current_page(state, step, texts)
    if mode == "one":
        return next_page(page, pages, "notes.next_one")
    return next_page(page, pages) or Move("notes.read_aloud", "screen.show", {"mode": "one", "page": 1})


def _joined_next(state: State, step: Step) -> bool:
    """Whether several make one of these notes in the next step: they stay hidden until then."""
    return any(getattr(one.params, "together", 0) for one in state.after(step)[:1])


def behind(state: State, step: Step) -> Move | None:
    """A page back; from the first note that is read aloud, back to all of them."""
    if step.phase != "revealed" or state.screen.mode not in {"all", "one"}:
        return None
    page, _, _, _ = current_page(state, step, shown(step))
    first = Move("notes.all", "screen.show", {"mode": "all", "page": 1}) if state.screen.mode == "one" else None
    return page_back(page) or first


def current_page(state: State, step: Step, ones: list[Text]) -> tuple[int, list[layout.Place], int, str]:
    """The number of the screen's page, what stands on it, how many pages there are, and the name of their type."""
    one = state.screen.mode == "one" and bool(ones)
    tall = layout.height([pick(step.params.question, state.locale)], spoken=one)
    texts, under = [one.note.text for one in ones], [list(one.note.lines.values()) for one in ones]
    if one:
        pages, size = [[place] for place in layout.single(texts, under, tall)], layout.ONE.name
    else:
        pages, type_ = layout.many(texts, under, tall)
        size = type_.name
    page = min(state.screen.page, len(pages))
    return page, pages[page - 1], len(pages), size


def _item(step: Step, text: Text) -> View:
    """As a list shows it; ``step`` is where it was written, when that is another one."""
    found: View = {"n": text.n, "text": text.note.text}
    found |= {"lines": dict(text.note.lines)} if text.note.lines else {}
    return found | ({} if text.home is step else {"step": text.home.id})


def _placed(step: Step, text: Text, place: layout.Place) -> View:
    """A text that is whole has its lines below it; in one that is in parts they are parts of their own."""
    found: View = _item(step, text) | {"text": place.text, "column": place.column}
    if place.parts == 1:
        return found
    found.pop("lines", None)
    found |= {"n": text.n + place.part / 100} | place.piece
    return found | ({"under": True} if place.under else {})

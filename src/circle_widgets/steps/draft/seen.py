"""What is seen of a draft: its text, on pages for the screen; at the desk also what stands ready for it."""

from __future__ import annotations

from circle_widgets import layout
from circle_widgets.sentences import pick
from circle_widgets.state import State, Step
from circle_widgets.steps.base import Move, Role, View, next_page, page_back
from circle_widgets.steps.draft.paged import Page, pages_of
from circle_widgets.steps.draft.words import Line, lines, lines_of
from circle_widgets.steps.draft.written import Data, Entry, Reading, Version

STOOD = 20_000
"""A wording that stood for so long (ms) was read; one of a moment is a pause in typing, and in the log alone."""
EARLIER = 6
"""So many earlier wordings of a line are within reach at the desk."""


def everyone(state: State, step: Step, role: Role) -> View:
    """For the phone the ``lines`` of the text by id (``n``, ``tray``, ``text``, ``now``: the one touched last).

    For screen and desk the ``items`` of the page, in the parts that fit. For desk and remote the lines with their
    ``page`` and what was changed in them, and ``material`` that is not in the text, ``out``: lines taken out of it.
    """
    data: Data = step.data
    reading = data.read()
    text = lines_of(reading)
    found: View = {"count": len(text)}
    if role != "phone":
        pages = _pages(state, step, text)
        found |= {"pages": len(pages)}
        if role in {"screen", "desk"}:
            found |= _page(text, pages[min(state.screen.page, len(pages)) - 1], data.hand)
    if role == "phone":
        return found | {"lines": {one.id: _line(one, data.hand) for one in text}}
    if role in {"desk", "remote"}:
        found |= _for_desk(state, step, text, reading)
    return found


def _line(line: Line, hand: str) -> View:
    found: View = {"n": line.n, "text": line.text} | ({"tray": line.tray} if line.tray else {})
    return found | ({"now": True} if line.id == hand else {})


def _page(text: list[Line], page: Page, hand: str) -> View:
    items = {}
    for place in page.places:
        line = text[place.index]
        view = _line(line, hand) | {"text": place.text, "n": line.n + (place.part - 1) / 100}
        items[place.key(line.id)] = view | place.piece
    return {"items": items, "size": page.size} | ({"trays": True} if page.trays else {})


def _for_desk(state: State, step: Step, text: list[Line], reading: Reading) -> View:
    data: Data = step.data
    whole, close = (_first_pages(_pages(state, step, text, mode)) for mode in ("all", "one"))
    used = reading.used()
    ready = [one for one in reading.ready if one.id not in used]
    out = [one for one in data.entries.values() if one.dropped and one.text]
    found: View = {
        "lines": {
            one.id: _line(one, data.hand)
            | {"page": whole.get(n, 1), "close": close.get(n, 1)}
            | _changed(reading, data.entries[one.id])
            for n, one in enumerate(text)
        },
        "material": {
            one.id: _ready(one.n, one.text, one.tray) | ({"dots": one.dots} if one.dots else {}) for one in ready
        },
        "out": {one.id: _ready(n, one.text, one.tray) for n, one in enumerate(out, 1)},
    }
    if step.phase == "open":
        found["may"] = {"write": True}
    if text and state.screen.mode != "one":
        found["read"] = Move("draft.read", "screen.show", {"mode": "one", "page": 1}).view()
    return found


def _ready(n: int, text: str, tray: str) -> View:
    return {"n": n, "text": text} | ({"tray": tray} if tray else {})


def _changed(reading: Reading, entry: Entry) -> View:
    """``own``: it has words of its own; ``of``: it was made of what stands there; ``earlier`` wordings by number."""
    found: View = {"own": True} if entry.text else {}
    of = [id for id in entry.of if id in reading.material]
    found |= {"of": of} if of else {}
    earlier = _earlier(reading, entry)
    return found | ({"earlier": earlier} if earlier else {})


def _earlier(reading: Reading, entry: Entry) -> View:
    """Wordings that were read, the latest first, each once; the authors' own are the last to go."""
    after: list[Version | Entry] = [*entry.versions[1:], entry]
    now = reading.words(entry)
    found: dict[str, Version] = {}
    for version, then in reversed(list(zip(entry.versions, after, strict=False))):
        words = version.text or reading.theirs(entry)
        stood = not version.text or then.at - version.at >= STOOD
        if words and words != now and words not in found and stood:
            found[words] = version
    kept = enumerate([*found.items()][:EARLIER], 1)
    return {str(n): _ready(n, words, "") | ({} if one.text else {"theirs": True}) for n, (words, one) in kept}


def ahead(state: State, step: Step) -> Move | None:
    """Page by page; after the last line that is read by itself, the whole text again."""
    pages = len(_pages(state, step, lines(step)))
    page, one = min(state.screen.page, pages), state.screen.mode == "one"
    if one:
        return next_page(page, pages, "draft.next_line") or _whole()
    return next_page(page, pages)


def behind(state: State, step: Step) -> Move | None:
    """A page back; from the first line that is read by itself, back to the whole text."""
    pages = len(_pages(state, step, lines(step)))
    page, one = min(state.screen.page, pages), state.screen.mode == "one"
    return page_back(page) or (_whole() if one else None)


def _whole() -> Move:
    return Move("draft.all", "screen.show", {"mode": "all", "page": 1})


def _pages(state: State, step: Step, text: list[Line], mode: str = "") -> list[Page]:
    asked = state.registry[step.kind].question(step)
    tall = layout.height([pick(asked, state.locale)] if asked else [], spoken=True)
    return pages_of([(one.text, one.tray) for one in text], tall, close=(mode or state.screen.mode) == "one")


def _first_pages(pages: list[Page]) -> dict[int, int]:
    """On which page a line, by its place in the text, begins."""
    found: dict[int, int] = {}
    for number, page in enumerate(pages, 1):
        for place in page.places:
            found.setdefault(place.index, number)
    return found

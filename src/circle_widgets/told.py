"""The agreed text, and how it came about, as pages receive them. Pure functions of the state.

On the wall they are pages of their own (the screen's modes ``text`` and ``story``), drawn by the faces of the kinds
that people know them from. They show what the room has opened, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from circle_widgets import layout
from circle_widgets.definition import Agreed, Frame, FrameName, Told, agreed, living, story
from circle_widgets.state import State
from circle_widgets.steps.base import Move, Role, View, next_page, page_back
from circle_widgets.steps.dots.seen import COUNTED, DRAWN, TIED
from circle_widgets.steps.draft.paged import pages_of

MODES = frozenset({"text", "story"})
KEPT = 8.0
"""The height (rem) of the words about texts that stay with their authors, above others."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the wall: ``face`` is the kind that draws it, ``own`` what it is given; "" for words alone.

    ``kept``: so many texts stay with their authors. ``dissent``: it is what somebody sees differently.
    """

    frame: FrameName
    face: str
    own: View
    kept: int = 0
    dissent: bool = False


def everyone(state: State, role: Role) -> View:
    """``agreed``, and for the wall ``told``: the page of the text or of its story that is shown."""
    text = agreed(state)
    if text is None:
        return {}
    found: View = {}
    if role in {"desk", "remote"} or (role == "phone" and _on_phones(state, text)):
        found["agreed"] = _text(text) | ({"still": True} if is_still(state, text) else {})
    if role in {"desk", "remote"} and state.thread:
        found["agreed"]["thread"] = state.thread
    if role != "phone" and state.screen.mode in MODES:
        pages = _pages(state, text)
        page = pages[min(state.screen.page, len(pages)) - 1]
        found["told"] = _told(state, text, page) | {"pages": len(pages)}
    return found


def person(state: State, seat: str) -> View:
    """Which of a person's own lines live on in the text: for that person alone, once phones show it."""
    text = agreed(state)
    if text is None or not _on_phones(state, text):
        return {}
    mine = {
        one.id: {"n": n, "text": one.text, "line": one.line.text} for n, one in enumerate(living(state, text, seat))
    }
    return {"agreed": {"mine": mine}} if mine else {}


def is_still(state: State, text: Agreed) -> bool:
    """Whether a later activity is about to begin, so that the room is asked: still us?"""
    run = state.run
    if run is None or run.ended or run.id == text.run or state.current is not None:
        return False
    return not any(state.steps[one].begun for one in run.steps)


def _on_phones(state: State, text: Agreed) -> bool:
    """Once it is agreed on, at the end of its activity, and before a later one."""
    run, step = state.run, state.current
    if run is None or run.id != text.run:
        return is_still(state, text)
    return run.ended or (step is not None and step.kind == "consent" and step.phase == "revealed")


def _text(text: Agreed) -> View:
    """``lines`` and ``dissent`` by number, and since when."""
    lines = [Told(text.sentence.text)] if text.sentence else []
    lines += [Told(line.text, tray) for tray, some in text.trays.items() for line in some]
    found: View = {
        "lines": {str(n): {"n": n, "text": one.text} | _tray(one) for n, one in enumerate(lines, 1)},
        **_when(text),
    }
    if text.dissent:
        found["dissent"] = {str(n): {"n": n, "text": words} for n, words in enumerate(text.dissent, 1)}
    return found


def _when(text: Agreed) -> View:
    """From how many ``people``, since when (``at``), and whether there were objections (``settled``)."""
    return {"people": text.people, "at": text.at} | ({"settled": True} if text.settled else {})


def _tray(one: Told) -> View:
    return {"tray": one.tray} if one.tray else {}


# ---------------------------------------------------------------- on the wall


def ahead(state: State) -> Move | None:
    """On through the pages, then back to the step; before a later activity first: still us? At the end the story."""
    text = agreed(state)
    if text is None:
        return None
    if state.screen.mode in MODES:
        pages = len(_pages(state, text))
        return next_page(state.screen.page, pages) or (_away(state) if state.current is not None else None)
    if is_still(state, text):
        return Move("agreed.still.show", "screen.show", {"mode": "text", "page": 1})
    if state.run is not None and state.run.ended and state.run.id == text.run:
        return Move("agreed.how", "screen.show", {"mode": "story", "page": 1})
    return None


def behind(state: State) -> Move | None:
    """Back through the pages; from the first one to where the room is."""
    text = agreed(state)
    if text is None or state.screen.mode not in MODES:
        return None
    page = min(state.screen.page, len(_pages(state, text)))
    return page_back(page) or _away(state)


def _away(state: State) -> Move:
    step = state.current
    mode = "all" if step is not None and step.phase == "revealed" else "step"
    return Move("agreed.away", "screen.show", {"mode": mode, "page": 1})


def _told(state: State, text: Agreed, page: Page) -> View:
    found: View = {"frame": page.frame} | _when(text)
    if page.face:
        found |= {"face": page.face, "own": page.own}
    if page.kept:
        found["kept"] = page.kept
    if page.dissent:
        found["dissent"] = True
    return found | ({"still": True} if is_still(state, text) else {})


def _pages(state: State, text: Agreed) -> list[Page]:
    frames = story(state, text)
    wanted = frames if state.screen.mode == "story" else frames[-1:]
    found = [page for frame in wanted for page in _of_frame(frame)]
    others = _cards("text", "notes", [Told(words) for words in text.dissent], layout.HEIGHT)
    return [*found, *(replace(page, dissent=True) for page in others)]


def _of_frame(frame: Frame) -> Iterable[Page]:
    """Loose texts on cards, sorted ones in columns, dots with their count, the text as the draft showed it."""
    tall = layout.HEIGHT - (KEPT if frame.kept and frame.rows else 0.0)
    if frame.kept and not frame.rows:
        yield Page(frame.name, "", {}, frame.kept)
    loose = [one for one in frame.rows if not one.tray]
    if frame.name == "text":
        yield from _columns(frame.name, frame.rows, tall)
    elif frame.name == "dots":
        yield from _cards(frame.name, "dots", frame.rows, tall)
    else:
        yield from (replace(page, kept=frame.kept) for page in _cards(frame.name, "notes", loose, tall))
        yield from _columns(frame.name, [one for one in frame.rows if one.tray], tall)


def _cards(name: FrameName, face: str, rows: Sequence[Told], tall: float) -> Iterable[Page]:
    """As ``notes`` and ``dots`` show them."""
    if not rows:
        return
    every = [one.dots for one in rows]
    ties = [one.dots > 0 and every.count(one.dots) > 1 for one in rows]
    under = [(_counted(one, tie=tie),) if one.dots else () for one, tie in zip(rows, ties, strict=True)]
    pages, type_ = layout.many([one.text for one in rows], under, tall, tied=True)
    for page in pages:
        items: View = {}
        for place in page:
            one = rows[place.index]
            item: View = {"n": place.index + place.part / 100, "text": place.text}
            item |= {"column": place.column} | _tray(one)
            item |= place.piece
            item |= {"under": True} if place.under else {}
            item |= {"dots": one.dots} | ({"tie": True} if ties[place.index] else {}) if one.dots else {}
            items[f"{place.index}.{place.part}"] = item
        own: View = {"items": items, "size": type_.name}
        yield Page(name, face, own | ({"most": max(every)} if face == "dots" else {}))


def _counted(one: Told, *, tie: bool) -> str:
    """What stands below a text with dots, as wide as it gets."""
    return f"{'●' * min(one.dots, DRAWN)} {COUNTED}{TIED if tie else ''}"


def _columns(name: FrameName, rows: Sequence[Told], tall: float) -> Iterable[Page]:
    """As ``draft`` shows them: a sentence large, the others in a column for each tray."""
    if not rows:
        return
    for page in pages_of([(one.text, one.tray) for one in rows], tall):
        items: View = {}
        for place in page.places:
            item: View = {"n": place.index + place.part / 100, "text": place.text}
            item |= _tray(rows[place.index]) | place.piece
            items[f"{place.index}.{place.part}"] = item
        yield Page(name, "draft", {"items": items, "size": page.size} | ({"trays": True} if page.trays else {}))

"""What a circle keeps: its file, a table, a text. Pure functions of a ledger's log and state."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

from circle_widgets.definition import Agreed, Frame, Told, agreed, story
from circle_widgets.errors import CircleError
from circle_widgets.events import Event
from circle_widgets.files import Header, dump
from circle_widgets.markdown import escaped, one_line
from circle_widgets.paper import Picture, PosterPaper, poster, poster_html
from circle_widgets.paper.kept import in_trays, kept_html
from circle_widgets.paper.poster import said_when
from circle_widgets.sentences import pick, say
from circle_widgets.state import State, Step
from circle_widgets.steps.base import StepKind
from circle_widgets.thread import reply
from circle_widgets.views import kind_of

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What makes a spreadsheet take a text for a formula."""
PICTURES: dict[str, Picture] = {"svg": "svg", "pdf": "pdf", "png": "png"}
"""The formats of the poster."""


class NoText(CircleError, LookupError):
    """The circle has not agreed on a text yet: there is nothing to make a poster of."""

    code = "no_agreed_text"


def as_file(circle_id: str, state: State, events: Iterable[Event], *, names: bool = True) -> bytes:
    """The circle's file; opening it elsewhere gives the same circle, less people's names when ``names`` is false."""
    header = Header(circle_id, state.title, made_at=state.made_at, practice=state.practice, names=names)
    return b"".join(dump(header, events))


def rows(state: State, kind: str, *, private: bool = False) -> Iterator[dict[str, Any]]:
    """What was said in every step of a kind, a row each, after ``step`` (its id) and ``question``.

    Only what the room may see; with ``private`` also what was not opened, came late, is hidden or was taken back.
    """
    for step in steps_of(state):
        if step.kind != kind or (kind_of(state, step).hides and not step.opened and not private):
            continue
        question = pick(kind_of(state, step).question(step), state.locale)
        for row in kind_of(state, step).table(step):
            if private or not (row.get("hidden") or row.get("withdrawn")):
                yield {"step": step.id, "question": question, **row}


def columns(state: State, kind: str) -> list[str]:
    """The columns that the rows of a kind always have."""
    return ["step", "question", *cast("StepKind", state.registry[kind]).columns]


def steps_of(state: State) -> Iterator[Step]:
    """The steps of every activity, in the order in which they stand there."""
    for run in state.runs.values():
        for one in run.steps:
            yield state.steps[one]


def as_csv(state: State, kind: str, *, private: bool = False) -> str:
    """The rows of a kind as CSV with a BOM (spreadsheets then read accents), safe against formula injection."""
    table = list(rows(state, kind, private=private))
    names = dict.fromkeys(columns(state, kind))
    for row in table:
        names |= dict.fromkeys(row)
    out = io.StringIO()
    writer = csv.DictWriter(out, list(names), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(_safe(row) for row in table)
    return "\ufeff" + out.getvalue()


def _safe(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
        for key, value in row.items()
    }


def as_markdown(state: State, locale: str = "") -> str:
    """What the room opened, question by question, as text; what was never opened is not in it."""
    locale = locale or state.locale
    parts = [f"# {one_line(state.title)}"]
    if state.practice:
        parts.append(f"*{say(locale, 'export.practice')}*")
    text = agreed(state)
    if text is not None:
        parts += [f"## {say(locale, 'agreed.heading')}", reply(text, locale).strip(), f"*{said_when(text, locale)}.*"]
        parts += _story(story(state, text), locale)
    for step in steps_of(state):
        said = kind_of(state, step).markdown(step, locale) if step.opened else ""
        if said:
            parts.append(f"## {one_line(pick(kind_of(state, step).question(step), locale))}\n\n{said}")
    people = state.head_count or len(state.seats)  # who left before the end was here, too
    if people:
        parts.append(say(locale, "export.people", n=people))
    return "\n\n".join(parts) + "\n"


def _story(frames: Iterable[Frame], locale: str) -> Iterator[str]:
    """How the text came about; the text itself stands above."""
    told = [frame for frame in frames if frame.name != "text"]
    if told:
        yield f"## {say(locale, 'agreed.how')}"
    for frame in told:
        yield f"### {say(locale, f'agreed.frame.{frame.name}')}"
        if frame.kept:
            yield say(locale, "agreed.kept", n=frame.kept)
        for tray, some in in_trays(frame):
            if tray:
                yield say(locale, f"agreed.tray.{tray}")
            yield "\n".join(_told(one, locale, tray) for one in some)


def _told(one: Told, locale: str, tray: str) -> str:
    name = f"{say(locale, f'agreed.tray.{one.tray}')} " if one.tray != tray else ""
    dots = f" ({say(locale, 'dots.count', n=one.dots)})" if one.dots else ""
    return f"- {name}{escaped(one.text, '  ')}{dots}"


# ---------------------------------------------------------------- the agreed text


def text_of(state: State) -> Agreed:
    """What the circle agreed on. Raises :class:`NoText` when there is nothing yet."""
    found = agreed(state)
    if found is None:
        raise NoText("there is no agreed text yet: the room agrees on one in a step of consent about a draft")
    return found


def as_html(state: State) -> str:
    """One page that needs nothing else: the poster, and how the text came about. Raises :class:`NoText`."""
    text = text_of(state)
    return kept_html(text, story(state, text), state.locale)


def as_poster(state: State, how: Picture, paper: PosterPaper = "a4") -> bytes:
    """The poster. Raises :class:`NoText`, or :class:`~circle_widgets.paper.NoTypst` without the extra ``print``."""
    return poster(text_of(state), state.locale, how=how, paper=paper)


def as_print(state: State, paper: PosterPaper = "a4") -> str:
    """The poster as a page to print, for which nothing else is needed. Raises :class:`NoText`."""
    return poster_html(text_of(state), state.locale, paper=paper)

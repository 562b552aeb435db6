"""What a circle keeps: its file, a table, a text. Pure functions of a ledger's log and state."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from circle_widgets.events import Event
from circle_widgets.files import Header, dump
from circle_widgets.sentences import pick, say
from circle_widgets.state import State, Step
from circle_widgets.views import kind_of

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a text for a formula."""


def as_file(circle_id: str, state: State, events: Iterable[Event], *, names: bool = True) -> bytes:
    """The circle's file; opening it elsewhere gives the same circle, less people's names when ``names`` is false."""
    facts = {"made_at": state.made_at, "practice": state.practice, "names": names}
    return b"".join(dump(Header(circle_id, state.title, **facts), events))


def rows(state: State, kind: str) -> Iterator[dict[str, Any]]:
    """What was said in every step of a kind, a row each, after ``step`` (its id) and ``question``."""
    for step in steps_of(state):
        if step.kind == kind:
            question = pick(getattr(step.params, "question", ""), state.locale)
            for row in kind_of(state, step).table(step):
                yield {"step": step.id, "question": question, **row}


def steps_of(state: State) -> Iterator[Step]:
    """The steps of every activity, in the order in which they stand there."""
    for run in state.runs.values():
        for one in run.steps:
            yield state.steps[one]


def as_csv(state: State, kind: str) -> str:
    """The rows of a kind as CSV with a BOM (spreadsheets then read accents), safe against formula injection."""
    table = list(rows(state, kind))
    columns: dict[str, None] = {}
    for row in table:
        columns |= dict.fromkeys(row)
    out = io.StringIO()
    writer = csv.DictWriter(out, list(columns) or ["step", "question"], lineterminator="\r\n")
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
    parts = [f"# {_plain(state.title)}"]
    if state.practice:
        parts.append(f"*{say(locale, 'export.practice')}*")
    for step in steps_of(state):
        text = kind_of(state, step).markdown(step, locale) if step.phase == "revealed" else ""
        if text:
            parts.append(f"## {_plain(pick(getattr(step.params, 'question', ''), locale))}\n\n{text}")
    parts.append(say(locale, "export.people", n=state.n))
    return "\n\n".join(parts) + "\n"


def _plain(text: str) -> str:
    return " ".join(text.split())

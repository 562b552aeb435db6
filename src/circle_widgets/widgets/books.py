"""Workbooks as files: what one says of itself, which there are, and a copy for one's own."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from circle_widgets.sentences import LOCALES, nearest
from circle_widgets.widgets.where import MINE

START = "00-start-here.ipynb"
OURS = "circle"
"""Where a workbook's metadata say what we ask: ``locale``, ``activity``."""
QUESTION = re.compile(r"""^QUESTION *= *("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')""", re.MULTILINE)
MARKS = re.compile(r"[*_`#\[\]]|\(\S*\)")


@dataclass(frozen=True)
class Book:
    """A workbook: title, first paragraph, language, the activity that it runs ("" for none), a question of its own."""

    file: Path
    title: str
    about: str
    locale: str
    activity: str
    question: str = ""


def read(file: Path) -> Book:
    """What a workbook says of itself; a file that cannot be read is a workbook with its name for a title."""
    try:
        book = json.loads(file.read_bytes())
        cells, facts = book.get("cells", []), book.get("metadata", {}).get(OURS, {})
        title, about = _words(cells)
        asked = _question(cells)
    except (OSError, ValueError, SyntaxError, AttributeError, TypeError):
        title, about, asked, facts = "", "", "", {}
    locale = nearest(str(facts.get("locale", LOCALES[0])))
    return Book(file, title or file.stem, about, locale, str(facts.get("activity", "")), asked)


def _words(cells: list[dict[str, Any]]) -> tuple[str, str]:
    """Heading and first paragraph of the first cell that has words."""
    for text in _sources(cells, "markdown"):
        heading, _, rest = text.strip().partition("\n")
        if heading.startswith("#"):
            first = rest.strip().split("\n\n")[0]
            return MARKS.sub("", heading).strip(), " ".join(MARKS.sub("", first).split())
    return "", ""


def _question(cells: list[dict[str, Any]]) -> str:
    """What ``QUESTION = "…"`` says in the first cell of code; "" where it says nothing, or several languages."""
    for text in _sources(cells, "code"):
        found = QUESTION.search(text)
        return str(ast.literal_eval(found[1])) if found else ""
    return ""


def _sources(cells: list[dict[str, Any]], kind: str) -> Iterator[str]:
    for cell in cells:
        if cell.get("cell_type") == kind:
            source = cell.get("source", "")
            yield source if isinstance(source, str) else "".join(source)


def listed(folder: Path, locale: str) -> Iterator[Book]:
    """The workbooks in ``folder`` that run an activity, in this language: those that come with the package."""
    own = folder if locale == LOCALES[0] else folder / locale
    yield from (book for file in sorted(own.glob("*.ipynb")) if file.name != START and (book := read(file)).activity)


def mine(folder: Path) -> Iterator[Book]:
    """The person's own copies, those of today first."""
    files = sorted((folder / MINE).glob("*.ipynb"), key=lambda file: (-file.stat().st_mtime, file.name))
    yield from map(read, files)


def copy(file: Path, folder: Path) -> Path:
    """Copy a workbook to the person's own folder, under a name that is free there; the copy."""
    own = folder / MINE
    own.mkdir(parents=True, exist_ok=True)
    locale = f".{file.parent.name}" if file.parent.name in LOCALES else ""
    raw = file.read_bytes()
    n = 1
    while True:
        target = own / f"{file.stem}{locale}{f'-{n}' if n > 1 else ''}.ipynb"
        try:
            with target.open("xb") as fresh:
                fresh.write(raw)
        except FileExistsError:
            n += 1
        else:
            return target

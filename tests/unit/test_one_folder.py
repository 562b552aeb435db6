"""A step kind is one folder: the house does not know its name but in the two lists that make it importable.

One kind may build on another (a draft on what dots have counted), as a kind of another package may.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import circle_widgets
from circle_widgets.steps import registry

PACKAGE = Path(circle_widgets.__file__).parent
READ = {".py", ".ts", ".tsx", ".css", ".json", ".html", ".mjs", ".typ"}
LISTS = {"__init__.py", "steps/__init__.py"}
"""What makes a kind importable: ``circle_widgets.Sort`` and ``steps.Sort``."""
MADE = {"ui/api.gen.ts"}
"""Written by ``make types``."""
ACTIVITY = {"definition.py", "told.py", "widgets/builder.py"}
"""The definition, how it came about, and one person's own: that activity's reading of the log."""
KINDS = ("sort", "draft", "consent", "dots")


def sources() -> Iterator[Path]:
    """Every source file of the package outside of the kinds' folders, and of what was built."""
    for path in sorted(PACKAGE.rglob("*")):
        inside = path.relative_to(PACKAGE)
        in_a_kind = inside.parts[0] == "steps" and len(inside.parts) > len(("steps", "file"))
        if path.suffix in READ and inside.parts[0] != "static" and not in_a_kind:
            yield path


def touched(kind: str) -> set[str]:
    """The files that name one of the kind's events, its module, or a view or a step of that kind."""
    bodies = [*registry()[kind].bodies, *registry()[kind].ballots]
    named = "|".join(re.escape(one) for one in bodies)
    about = re.compile(rf"{named}|\bsteps[./]{kind}\b|\bkind [=!]== ['\"]{kind}['\"]|\bkind [=!]= ['\"]{kind}['\"]")
    found = {path.relative_to(PACKAGE).as_posix() for path in sources() if about.search(path.read_text("utf-8"))}
    return {name for name in found if not name.endswith((".test.ts", ".test.tsx"))}


def test_the_search_finds_what_is_there() -> None:
    assert {"circle.py", *LISTS, *MADE} <= touched("notes")


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_touches_its_folder_and_the_lists(kind: str) -> None:
    assert (PACKAGE / "steps" / kind / "step.py").is_file()
    assert touched(kind) <= LISTS | MADE | ACTIVITY

"""Imports point one way (DESIGN, "Layout"), and what is slow or foreign is imported in one place only."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import circle_widgets

PACKAGE = Path(circle_widgets.__file__).parent
NAME = "circle_widgets"

# From the ground up. A part imports from lines above its own, never from its own line or below.
ORDER = (
    {"errors", "clock", "layout", "join", "markdown", "moments", "places", "advice"},
    {"events", "seats"},
    {"shape"},
    {"timetable"},
    {"effects"},
    {"sentences", "files", "store", "state"},
    {"steps"},
    {"definition"},
    {"thread", "told"},
    {"showing"},
    {"activities", "rules", "views", "insight", "paper"},
    {"ledger", "export"},
    {"circle"},
    {"widgets", "room", "kernels", "rehearse"},
    {"serve"},
    {"doctor"},
    {"cli"},
    {"__main__"},
    {"ui"},  # a script that writes TypeScript, not in the wheel
)
# Parts that may know less than their line allows.
ONLY = {
    "errors": set[str](),
    "advice": set[str](),
    "layout": set[str](),
    "store": {"errors", "clock", "events"},
    "insight": {"errors", "clock", "events", "shape", "sentences", "files", "state"},
}
# The two places where Circle reaches up, inside the method, so that importing it stays cheap.
REACHES_UP = {("circle", "run", "widgets"), ("circle", "frame", "insight")}
# Who may import what is slow, or what ties a part to one host.
FOREIGN = {
    "pandas": {"insight"},
    "numpy": {"insight"},
    "rustworkx": {"advice"},
    "networkx": set[str](),
    "sqlite3": {"store"},
    "psycopg": {"store"},
    "ipywidgets": {"widgets"},
    "anywidget": {"widgets"},
    "traitlets": {"widgets", "room", "kernels", "serve"},
    "IPython": {"widgets", "circle"},
    "tornado": {"room", "serve"},
    "jupyter_server": {"room", "serve"},
    "voila": {"serve", "kernels"},
    "click": {"cli"},
}


class Import(NamedTuple):
    """One import statement: where it stands, and what it asks for."""

    file: str
    line: int
    part: str  # the top-level module or folder of ours that it stands in
    function: str  # "" at the top of a module
    typing: bool  # under TYPE_CHECKING
    target: str  # dotted

    def __str__(self) -> str:
        return f"{self.file}:{self.line} imports {self.target}"


def part_of(module: str) -> str:
    """The part of ours that a dotted name belongs to; "" for somebody else's."""
    first, _, rest = module.partition(".")
    return (rest.partition(".")[0] or "__init__") if first == NAME else ""


def targets(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    """The modules that a statement asks for, names from our own front door spelt out."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif node.module == NAME:
        yield from (f"{NAME}.{alias.name}" for alias in node.names)
    else:
        yield node.module or ""


def imports(tree: ast.AST, file: str, part: str, function: str = "", *, typing: bool = False) -> Iterator[Import]:
    """Every import below a node."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            relative = isinstance(node, ast.ImportFrom) and node.level > 0
            assert not relative, f"{file}:{node.lineno}: name the module in full, from {NAME}"
            for target in targets(node):
                yield Import(file, node.lineno, part, function, typing, target)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from imports(node, file, part, node.name, typing=typing)
        else:
            checking = isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")
            yield from imports(node, file, part, function, typing=typing or checking)


def all_imports() -> list[Import]:
    found: list[Import] = []
    for path in sorted(PACKAGE.rglob("*.py")):
        inside = path.relative_to(PACKAGE)
        # A kind's widget and its made-up people stand in its folder; they belong to the widgets and to the rehearsal.
        homes = {"widget.py": "widgets", "made_up.py": "rehearse"}
        part = homes.get(path.name, "") if inside.parts[0] == "steps" else ""
        part = part or inside.parts[0].removesuffix(".py")
        found += imports(ast.parse(path.read_text(encoding="utf-8")), inside.as_posix(), part)
    return found


def level(part: str) -> int:
    return next((number for number, line in enumerate(ORDER) if part in line), -1)


def test_every_part_has_its_place() -> None:
    parts = {
        path.name.removesuffix(".py") for path in PACKAGE.iterdir() if path.suffix == ".py" or any(path.glob("*.py"))
    }
    nowhere = sorted(part for part in parts - {"__init__", "__pycache__"} if level(part) < 0)
    assert not nowhere, f"say in ORDER where these stand: {nowhere}"


def test_imports_point_one_way() -> None:
    wrong = []
    for one in all_imports():
        target = part_of(one.target)
        if not target or one.part in {target, "__init__"}:
            continue
        known = level(target) >= 0
        allowed = ONLY.get(one.part)
        down = level(target) < level(one.part) and (allowed is None or target in allowed)
        up = (one.part, one.function, target) in REACHES_UP or (one.part == "circle" and one.typing)
        if known and not down and not up:
            wrong.append(str(one))
    assert not wrong, "\n".join(wrong)


def test_the_front_door_imports_nothing_before_it_is_asked() -> None:
    at_once = [str(one) for one in all_imports() if one.part == "__init__" and not (one.function or one.typing)]
    allowed = ("importlib", "typing", "__future__")
    assert [line for line in at_once if line.rsplit(" ", 1)[-1].split(".")[0] not in allowed] == []


def test_what_is_slow_or_foreign_has_one_place() -> None:
    wrong = []
    for one in all_imports():
        owners = FOREIGN.get(one.target.split(".")[0])
        if owners is not None and one.part not in owners and not one.typing:
            wrong.append(f"{one}, which is for {', '.join(sorted(owners))}")
    assert not wrong, "\n".join(wrong)

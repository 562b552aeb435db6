"""The workbooks that come with the package, and the person's own folder of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from circle_widgets.errors import CircleError

MINE = "mine"
"""The folder of copies that people made their own: nothing of ours ever writes there."""
MANIFEST = ".originals.json"
"""Beside the workbooks: which file of ours was copied, and what was in it then."""
START = "00-start-here.ipynb"
DEMO = "20-one-question.ipynb"


class NoWorkbooks(CircleError, FileNotFoundError):
    """This installation holds no workbooks."""

    code = "no_workbooks"


def packaged() -> Path:
    """The workbooks as they were delivered: inside the package, or in a clone beside ``src``.

    Raises:
        NoWorkbooks: this installation has none.
    """
    package = Path(str(resources.files("circle_widgets")))
    for folder in (package / "workbooks", package.parent.parent / "workbooks"):
        if folder.is_dir():
            return folder
    raise NoWorkbooks(f"no workbooks beside {package}: install circle-widgets again")


def refresh(source: Path, target: Path) -> list[str]:
    """Bring the originals in ``target`` up to those in ``source``; the names of what was written.

    A file that a person changed stays as it is, whatever came since; so does all of :data:`MINE`. One that is missing
    is put back; one that we no longer deliver goes, if nobody changed it.
    """
    target.mkdir(parents=True, exist_ok=True)
    (target / MINE).mkdir(exist_ok=True)
    before = _manifest(target)
    delivered = dict(_files(source))
    written, now = [], {}
    for name, raw in delivered.items():
        there = _digest(target / name)
        if there not in {"", before.get(name), _hash(raw)}:
            now[name] = before.get(name, "")
            continue
        now[name] = _hash(raw)
        if there != now[name]:
            _write(target / name, raw)
            written.append(name)
    for name in before.keys() - delivered.keys():
        if _digest(target / name) == before[name]:
            (target / name).unlink(missing_ok=True)
    _write(target / MANIFEST, json.dumps(now, indent=1, sort_keys=True).encode())
    return written


def first_page(folder: Path, language: str, *, demo: bool = False) -> str:
    """The workbook to open first, as a path below ``folder``: in the person's language where there is one.

    A demonstration begins where made-up people are waiting for the first step.
    """
    name = DEMO if demo and (folder / DEMO).is_file() else START
    return f"{language}/{name}" if (folder / language / name).is_file() else name


def _files(source: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(source.rglob("*")):
        inside = path.relative_to(source)
        hidden = any(part.startswith(".") or part == "__pycache__" for part in inside.parts)
        if path.is_file() and not hidden and inside.parts[0] != MINE:
            yield inside.as_posix(), path.read_bytes()


def _manifest(target: Path) -> dict[str, str]:
    try:
        found = json.loads((target / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return {}
    return {str(name): str(digest) for name, digest in found.items()} if isinstance(found, dict) else {}


def _digest(path: Path) -> str:
    return _hash(path.read_bytes()) if path.is_file() else ""


def _hash(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def _write(path: Path, raw: bytes) -> None:
    """In one piece: whoever is killed here leaves the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.part")
    beside.write_bytes(raw)
    beside.replace(path)

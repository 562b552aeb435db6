"""Where a widget is drawn: in Voilà or in JupyterLab, of which server, from which workbook; and links from there."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Literal
from urllib.parse import quote, unquote, urlencode

from circle_widgets.circle import Circle
from circle_widgets.sentences import LOCALES

MINE = "mine"
"""The folder of copies that people made their own, beside the workbooks; upgrades never write there."""

WORKBOOK = "workbook"
"""A circle's fact: the workbook in which its desk was opened last, below the folder of workbooks."""

Host = Literal["voila", "lab", ""]


@dataclass(frozen=True)
class Where:
    """``base`` is the server's base URL ("" when unknown), ``root`` the folder it serves, ``file`` this workbook."""

    host: Host = ""
    base: str = ""
    root: Path | None = None
    file: Path | None = None

    @property
    def folder(self) -> Path | None:
        """The folder of all workbooks: this one's, or the one above when this is a language's or :data:`MINE`."""
        if self.file is None:
            return None
        folder = self.file.parent
        return folder.parent if folder.name in {*LOCALES, MINE} else folder

    @property
    def is_mine(self) -> bool:
        """Whether this workbook is already the person's own copy."""
        return self.file is not None and self.file.parent.name == MINE

    def path_of(self, file: Path) -> str:
        """The path of ``file`` as the server names it; "" when the server does not serve it."""
        if self.root is None or not file.is_relative_to(self.root):
            return ""
        return file.relative_to(self.root).as_posix()

    def link(self, file: Path, host: Host = "", **query: str) -> dict[str, Any]:
        """How a page gets to ``file``, in ``host`` or where this is: ``href``, and ``tab`` when either is JupyterLab.

        What is open in JupyterLab stays open: it would ask about unsaved changes. Empty when the server is unknown or
        does not serve the file.
        """
        path, host = self.path_of(file), host or self.host
        if not path or not host or not self.base:
            return {}
        given = {key: value for key, value in query.items() if value}
        tab = {"tab": True} if "lab" in {host, self.host} else {}
        if host == "lab":
            return {"href": f"{self.base}lab/tree/{quote(path)}"} | tab
        ask = f"?{urlencode(given)}" if given else ""
        return {"href": f"{self.base}voila/render/{quote(path)}{ask}"} | tab


def remember(circle: Circle) -> None:
    """Note that this circle's desk was opened in this workbook: “Go on” leads there."""
    here = find()
    if here.file is not None and here.folder is not None:
        circle.store.note_local(circle.id, WORKBOOK, here.file.relative_to(here.folder).as_posix())


def find(
    environ: Mapping[str, str] | None = None, cwd: Path | None = None, *, running: Iterable[Path] | None = None
) -> Where:
    """Where this kernel's widgets are drawn, from what Voilà and Jupyter leave in a kernel's environment.

    ``running`` are the files in which Jupyter servers note what they serve; without them those of this person.
    """
    environ = os.environ if environ is None else environ
    here = Path.cwd() if cwd is None else cwd
    if environ.get("SERVER_SOFTWARE", "").startswith("voila/"):
        return _voila(environ, here)
    named = environ.get("JPY_SESSION_NAME", "")
    if not named:
        return Where()
    file = here / named  # an absolute name stays as it is
    server = _server(file, environ, _notes() if running is None else running)
    if server is None:
        return Where("lab", file=file if file.is_file() else None)
    return Where("lab", server["base_url"], Path(server["root_dir"]), file if file.is_file() else None)


def _voila(environ: Mapping[str, str], cwd: Path) -> Where:
    base = environ.get("VOILA_BASE_URL", "/")
    inside = unquote(environ.get("SCRIPT_NAME", "").removeprefix(f"{base}voila/render/"))
    path = PurePosixPath(inside)
    root = cwd
    for _ in path.parent.parts:
        root = root.parent
    file = root / path
    return Where("voila", base, root, file) if inside and file.is_file() else Where("voila", base)


def _server(file: Path, environ: Mapping[str, str], notes: Iterable[Path]) -> dict[str, Any] | None:
    """What the server of this kernel says of itself: its parent's note, else one that serves this file."""
    parent = environ.get("JPY_PARENT_PID", "")
    serving = [note for note in _read(notes) if file.is_relative_to(note["root_dir"])]
    ours = [note for note in serving if str(note.get("pid")) == parent]
    return next(iter(ours or serving), None)


def _notes() -> Iterator[Path]:
    from jupyter_core.paths import jupyter_runtime_dir  # noqa: PLC0415 - asked for in a Jupyter server only

    yield from Path(jupyter_runtime_dir()).glob("jpserver-*.json")


def _read(notes: Iterable[Path]) -> Iterator[dict[str, Any]]:
    for note in notes:
        try:
            found = json.loads(note.read_bytes())
        except (OSError, ValueError):
            continue
        if isinstance(found, dict) and found.get("root_dir") and found.get("base_url"):
            yield found

"""A fresh place for a workshop: circles that are gone when it is over."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from circle_widgets.serve.running import born

PREFIX = "circle-hands-on-"


def make(parent: Path | None = None) -> Path:
    """A new empty folder, for this process."""
    pid = os.getpid()
    return Path(tempfile.mkdtemp(prefix=f"{PREFIX}{pid}-{born(pid):.0f}-", dir=parent))


def sweep(parent: Path | None = None) -> list[Path]:
    """Remove the folders of processes that were killed before they could; which ones."""
    gone = []
    for folder in Path(parent or tempfile.gettempdir()).glob(f"{PREFIX}*"):
        pid, _, began = folder.name.removeprefix(PREFIX).partition("-")
        if pid.isdigit() and f"{born(int(pid)):.0f}" != began.partition("-")[0]:
            shutil.rmtree(folder, ignore_errors=True)
            gone.append(folder)
    return gone


def remove(folder: Path) -> None:
    """The workshop is over."""
    shutil.rmtree(folder, ignore_errors=True)

"""What one ``circle serve`` leaves for the next: that it is running, and on which ports it was."""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil


@dataclass(frozen=True)
class Running:
    """A ``circle serve``: its process, and where its workbooks and its room are. ``url`` carries the login."""

    pid: int
    born: float
    port: int
    room_port: int
    url: str

    @property
    def alive(self) -> bool:
        """Whether that very process still runs (ids are given again)."""
        return born(self.pid) == self.born


def born(pid: int) -> float:
    """When a process began, in seconds since 1970; 0 when there is none."""
    try:
        return round(psutil.Process(pid).create_time(), 2)
    except psutil.Error:
        return 0.0


def place(home: Path, store: str) -> Path:
    """The file that tells of the one serving ``store``."""
    return home / "running" / f"{hashlib.sha256(store.encode()).hexdigest()[:16]}.json"


def read(path: Path) -> Running | None:
    """What the last one left; None when there was none, or it ended in order."""
    try:
        return Running(**json.loads(path.read_bytes()))
    except (OSError, ValueError, TypeError):
        return None


def note(path: Path, port: int, room_port: int, url: str) -> None:
    """This process serves from now on. The file is for this person's eyes: it holds the login."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pid = os.getpid()
    raw = json.dumps(asdict(Running(pid, born(pid), port, room_port, url))).encode()
    beside = path.with_suffix(f".{pid}")
    with os.fdopen(os.open(beside, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as file:
        file.write(raw)
    beside.replace(path)


def forget(path: Path) -> None:
    """It ended in order."""
    found = read(path)
    if found is not None and found.pid == os.getpid():
        with suppress(OSError):
            path.unlink()

"""A room for one purpose, at whatever port the system gives it: nobody else's room can be taken for it."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from circle_widgets.errors import CircleError
from circle_widgets.serve import commands, ports

READY = 60.0
"""Seconds that it may take to open, on an old laptop."""


class RoomNotOpened(CircleError, OSError):
    """The room of our own ended before it listened."""

    code = "room_not_opened"


@contextmanager
def own_room(store: str) -> Iterator[int]:
    """The port, on this computer alone, of a room that serves the circles of ``store`` for the length of a block.

    Raises :class:`RoomNotOpened` with what it said last.
    """
    with tempfile.TemporaryDirectory(prefix="circle-room-", ignore_cleanup_errors=True) as folder:
        said = Path(folder) / "room.log"
        child = commands.room(store, 0, said, host=commands.HERE, as_json=True)
        child.start()
        try:
            if not ports.until(lambda: not child.running or bool(_port(said)), READY) or not _port(said):
                raise RoomNotOpened(f"the room could not be opened: {child.last_words()}", why=child.last_words())
            yield _port(said)
        finally:
            child.end()


def _port(said: Path) -> int:
    """Where it listens, as it said in a line of its own; 0 while it has not."""
    for line in said.read_text(encoding="utf-8", errors="replace").splitlines(keepends=True):
        if line.startswith('{"port"') and line.endswith("\n"):
            return int(json.loads(line)["port"])
    return 0

"""What would stop a meeting, and how to mend it: looks, and changes nothing but a file that it takes away again."""

from __future__ import annotations

import importlib.util
import shutil
import sys
import tempfile
import time
import webbrowser
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any, Literal

from circle_widgets import join, places
from circle_widgets.clock import now
from circle_widgets.errors import CircleError
from circle_widgets.room.network import Address, addresses
from circle_widgets.serve import commands, ports, workbooks
from circle_widgets.store import Store, open_store, sqlite_path
from circle_widgets.store.network import network_file_system

State = Literal["well", "note", "stop"]
OLDEST_PYTHON = (3, 11)
ROOM_ON_DISK = 200_000_000
"""Bytes that a meeting should find free."""
MADE_IN = 1_735_689_600.0
"""2025 began then: a clock that stands before it is wrong."""
BUNDLES = ("phone.js", "phone.css", "screen.js", "screen.css", "remote.js", "desk.js")
READY = 15.0


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. ``stop``: no meeting like this; ``note``: it works, and somebody should know.

    ``key`` is the sentence that says how it is, ``mend`` the one that says what to do ("" when all is well).
    """

    about: str
    state: State
    key: str
    mend: str = ""
    slots: dict[str, Any] = field(default_factory=dict)


def well(about: str, **slots: Any) -> Finding:
    """All is well with it."""
    return Finding(about, "well", f"doctor.{about}.well", slots=slots)


def note(about: str, how: str, **slots: Any) -> Finding:
    """It works, and somebody should know."""
    return Finding(about, "note", f"doctor.{about}.{how}", f"doctor.{about}.{how}.mend", slots)


def stop(about: str, how: str, **slots: Any) -> Finding:
    """No meeting like this."""
    return Finding(about, "stop", f"doctor.{about}.{how}", f"doctor.{about}.{how}.mend", slots)


def examine(store: str | None, room_port: int) -> list[Finding]:
    """Look at everything; ``store`` is the address of the circles, ``room_port`` where the room would be."""
    address = store or places.default_store()
    known = addresses()
    opened, found = circles(address)
    every = [
        python(sys.version_info[:3]),
        found,
        files(address),
        disk(places.data_folder(), shutil.disk_usage),
        clock(time.time(), _latest(opened) / 1000),
        bundles(Path(str(resources.files("circle_widgets"))) / "static"),
        books(workbooks.packaged),
        parts(importlib.util.find_spec),
        browser(_browser()),
        network(known),
    ]
    every += room(opened, room_port, known)
    every += [firewall(sys.platform, room_port)]
    if opened is not None:
        opened.close()
    return every


def python(version: tuple[int, ...]) -> Finding:
    """Whether this Python is new enough."""
    shown = ".".join(map(str, version))
    return well("python", version=shown) if version[:2] >= OLDEST_PYTHON else stop("python", "old", version=shown)


def circles(address: str) -> tuple[Store | None, Finding]:
    """Open the circles, write a fact, and take it away again. Where there is no file yet, none is made."""
    path = sqlite_path(address)
    if path is not None and not path.exists():
        there = _nearest(path.parent)
        try:
            tempfile.TemporaryFile(dir=there).close()
        except OSError as error:
            return None, stop("circles", "closed", why=f"{there}: {error.strerror}")
        return None, Finding("circles", "well", "doctor.circles.none", slots={"where": path})
    opened = None
    try:
        opened = open_store(address)
        opened.note_local("", "doctor", 1)
        opened.note_local("", "doctor", None)
    except CircleError as error:
        if opened is not None:
            opened.close()
        return None, stop("circles", "closed", why=str(error))
    return opened, well("circles", where=opened.shown, n=len(opened.circles()))


def files(address: str) -> Finding:
    """Whether the file lies on this computer: on a network drive locks are doubtful."""
    path = sqlite_path(address)
    kind = network_file_system(path) if path is not None else None
    return note("files", "far", kind=kind, path=path) if kind else well("files")


def disk(folder: Path, usage: Callable[[Path], Any]) -> Finding:
    """Whether there is room on the disk."""
    there = _nearest(folder)
    free = usage(there).free
    facts = {"free": f"{free / 1e9:.1f}", "folder": there}
    return well("disk", **facts) if free >= ROOM_ON_DISK else stop("disk", "full", **facts)


def clock(seconds: float, latest: float) -> Finding:
    """Whether the computer's clock can be right: not before this was written, nor before what was said last."""
    shown = time.strftime("%Y-%m-%d %H:%M", time.localtime(seconds))
    if seconds < MADE_IN or seconds < latest - 3600:
        return note("clock", "wrong", shown=shown)
    return well("clock", shown=shown)


def bundles(folder: Path) -> Finding:
    """Whether the pages' programs were built."""
    missing = [name for name in BUNDLES if not (folder / name).is_file()]
    return stop("pages", "missing", names=", ".join(missing)) if missing else well("pages")


def books(find: Callable[[], Path]) -> Finding:
    """Whether the workbooks are there."""
    try:
        return well("workbooks", folder=find())
    except FileNotFoundError:
        return stop("workbooks", "missing")


def parts(find: Callable[[str], Any]) -> Finding:
    """Whether what shows the workbooks is installed."""
    missing = [name for name in ("voila", "jupyterlab", "ipykernel", "anywidget", "tornado") if find(name) is None]
    return stop("parts", "missing", names=", ".join(missing)) if missing else well("parts")


def browser(name: str) -> Finding:
    """Whether a browser will open by itself."""
    return well("browser", name=name) if name else note("browser", "none")


def network(known: list[Address]) -> Finding:
    """Whether phones could have an address to go to."""
    if not known:
        return stop("network", "none")
    return well("network", ips=", ".join(f"{one.ip} ({one.name})" for one in known))


def firewall(platform: str, port: int) -> Finding:
    """What a firewall looks like here; from the inside nobody can see whether it lets phones in."""
    system = {"win32": "windows", "darwin": "mac"}.get(platform, "linux")
    slots = {"python": sys.executable, "port": port}
    return Finding("firewall", "note", "doctor.firewall.unseen", f"doctor.firewall.{system}", slots)


def room(opened: Store | None, port: int, known: list[Address]) -> Iterator[Finding]:
    """Whether the room's port is free or the room is there, and whether it answers where phones would ask."""
    said: Any = opened.local("", join.ROOM) if opened is not None else None
    runs = join.addresses(said, "", now()) and ports.get(int(said["port"]), "/healthz")[0] == 200  # noqa: PLR2004 - OK
    if runs:
        yield well("port", port=said["port"])
        yield from reachable(int(said["port"]), known)
        return
    if not ports.is_free(port, commands.EVERYWHERE):
        yield note("port", "taken", port=port, other=ports.first_free(port + 1, commands.EVERYWHERE))
    else:
        yield Finding("port", "well", "doctor.port.free", slots={"port": port})
    yield from try_out(port, known)


def try_out(port: int, known: list[Address]) -> Iterator[Finding]:
    """Open a room for a moment, on circles of its own, and knock at its door from this computer's own addresses."""
    with tempfile.TemporaryDirectory(prefix="circle-doctor-") as folder:
        log = Path(folder) / "room.log"
        free = ports.first_free(port, commands.EVERYWHERE)
        child = commands.room(str(Path(folder) / "circles.sqlite"), free, log)
        child.start()
        try:
            ports.until(lambda: not child.running or ports.get(free, "/healthz")[0] > 0, READY)
            if not child.running or not ports.answers(free, "/healthz", 1.0):
                yield stop("room", "dies", why=child.last_words())
            else:
                yield from reachable(free, known)
        finally:
            child.end()


def reachable(port: int, known: list[Address]) -> Iterator[Finding]:
    """Whether the room answers at the addresses that the join card shows."""
    for one in known:
        if ports.get(port, "/healthz", host=one.ip, timeout=3.0)[0] != 200:  # noqa: PLR2004 - OK
            yield note("room", "silent", ip=one.ip, port=port)
        else:
            yield well("room", ip=one.ip, port=port)


def _nearest(folder: Path) -> Path:
    return next(one for one in (folder, *folder.absolute().parents) if one.exists())


def _latest(opened: Store | None) -> int:
    """When something was said last, in milliseconds."""
    if opened is None:
        return 0
    heads = (opened.read(info.id, after=info.head - 1) for info in opened.circles() if info.head)
    return max((rows[-1].event.at for rows in heads if rows), default=0)


def _browser() -> str:
    try:
        return str(getattr(webbrowser.get(), "name", "") or "")
    except webbrowser.Error:
        return ""

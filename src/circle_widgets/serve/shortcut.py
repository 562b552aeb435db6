"""An icon on the desktop that does what ``circle serve`` does."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib import resources
from pathlib import Path

NAME = "Circle Workbooks"


def command(store: str | None = None) -> list[str]:
    """What the icon starts: this very installation."""
    return [sys.executable, "-P", "-m", "circle_widgets", "serve", *(["--store", store] if store else [])]


def put(desktop: Path, what: Sequence[str], *, platform: str = sys.platform) -> Path:
    """Write the icon into the folder ``desktop``; where it is.

    Raises:
        OSError: the folder cannot be written to.
    """
    desktop.mkdir(parents=True, exist_ok=True)
    ending, text = written(what, platform)
    path = desktop / f"{NAME}{ending}"
    path.write_bytes(text.encode())
    if platform != "win32":
        path.chmod(0o755)
    if ending == ".desktop" and shutil.which("gio"):
        # GNOME asks about every new icon, unless it is marked like this.
        subprocess.run(["gio", "set", str(path), "metadata::trusted", "true"], check=False, capture_output=True)  # noqa: S603, S607 - a program of the desktop's, with our own path
    return path


def written(what: Sequence[str], platform: str) -> tuple[str, str]:
    """The ending and the text of the icon's file on a platform."""
    if platform == "win32":
        return ".bat", f"@echo off\r\ntitle {NAME}\r\n{subprocess.list2cmdline(what)}\r\nif errorlevel 1 pause\r\n"
    if platform == "darwin":
        return ".command", f"#!/bin/sh\nexec {shlex.join(what)}\n"
    return ".desktop", (
        "[Desktop Entry]\n"
        "Type=Application\n"
        f"Name={NAME}\n"
        f"Exec={' '.join(_quoted(part) for part in what)}\n"
        f"Icon={icon()}\n"
        "Terminal=true\n"
        "Categories=Education;\n"
    )


def icon() -> Path:
    """The ring, as a picture."""
    return Path(str(resources.files("circle_widgets.serve").joinpath("icon.svg")))


def _quoted(part: str) -> str:
    """As the desktop entry specification wants an argument: quoted, and a percent sign twice."""
    # Each of these needs a backslash, which the file itself writes as two.
    escaped = part.replace("\\", "\\\\" * 2)
    for one in '"`$':
        escaped = escaped.replace(one, f"\\\\{one}")
    return '"' + escaped.replace("%", "%%") + '"'

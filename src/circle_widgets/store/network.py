"""Whether a file lies on a network file system, where SQLite's write-ahead log does not work and locks are doubtful."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path, PurePath

NETWORK = frozenset(
    {"9p", "afpfs", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "drvfs", "glusterfs", "gpfs", "lustre", "ncpfs"}
    | {"nfs", "nfs4", "orangefs", "pvfs2", "smb2", "smb3", "smbfs", "webdav", "wslfs"}
    | {"fuse.ceph", "fuse.gcsfuse", "fuse.glusterfs", "fuse.goofys", "fuse.juicefs", "fuse.rclone", "fuse.s3fs"}
    | {"fuse.sshfs"}
)
"""Types of file systems, as the system's list of mounts names them."""

_MAC = re.compile(r"^.+? on (?P<point>/.*) \((?P<type>[^,)]+)")
_REMOTE_DRIVE = 4  # what Windows answers for a mapped network drive


def network_file_system(path: Path) -> str | None:
    """The type of the network file system that holds ``path`` ("nfs4", "smbfs" …); None when it is a local one.

    Neither the file nor its folder need exist yet. Where the system does not tell, the answer is None.
    """
    path = path.expanduser().resolve()
    if sys.platform == "win32":
        return _windows(path)
    return named(path, mounts())


def mounts() -> list[tuple[PurePath, str]]:
    """What is mounted here, and of which type, in the system's order."""
    if sys.platform == "darwin":
        listed = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False).stdout
        return list(of_mac(listed.splitlines()))
    try:
        return list(of_linux(Path("/proc/self/mounts").read_text(errors="replace").splitlines()))
    except OSError:
        return []


def of_linux(lines: Iterable[str]) -> Iterable[tuple[PurePath, str]]:
    """The mounts that lines of ``/proc/mounts`` name; blanks in a path are written there in octal."""
    for line in lines:
        _, point, kind, *_ = [*line.split(" "), "", "", ""]
        yield PurePath(re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), point)), kind


def of_mac(lines: Iterable[str]) -> Iterable[tuple[PurePath, str]]:
    """The mounts that lines of macOS's ``mount`` name."""
    for line in lines:
        found = _MAC.match(line)
        if found:
            yield PurePath(found["point"]), found["type"]


def named(path: PurePath, mounted: Iterable[tuple[PurePath, str]]) -> str | None:
    """The type of the innermost mount over ``path`` if it is a network's; of two on one point the later counts."""
    over = [(len(point.parts), n, kind) for n, (point, kind) in enumerate(mounted) if path.is_relative_to(point)]
    kind = max(over)[2] if over else ""
    return kind if kind in NETWORK else None


def _windows(path: Path) -> str | None:
    if path.drive.startswith("\\\\"):
        return "smb"
    import ctypes  # noqa: PLC0415 - only there

    drive = ctypes.windll.kernel32.GetDriveTypeW(f"{path.drive}\\")  # type: ignore[attr-defined, unused-ignore] # only there
    return "smb" if drive == _REMOTE_DRIVE else None

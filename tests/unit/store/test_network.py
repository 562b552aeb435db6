"""Which files lie on a network file system."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from circle_widgets.store import network

LINUX = """\
/dev/vda / ext4 rw 0 0
proc /proc proc rw 0 0
hub:/export/home /home nfs4 rw,vers=4.2 0 0
/dev/vdb /home/ana/local ext4 rw 0 0
//files/with\\040blanks /mnt/My\\040share cifs rw 0 0
ana@host:/srv /mnt/ssh fuse.sshfs rw 0 0
gvfsd-fuse /run/user/1000/gvfs fuse.gvfsd-fuse rw 0 0
hub:/old /over nfs rw 0 0
tmpfs /over tmpfs rw 0 0
"""
MAC = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse)
//ana@files/home on /Volumes/My home (smbfs, nodev, nosuid, mounted by ana)
map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/var/lib/circles.db", None),
        ("/home/ana/circles.db", "nfs4"),
        ("/homes/circles.db", None),
        ("/home/ana/local/circles.db", None),
        ("/mnt/My share/circles.db", "cifs"),
        ("/mnt/ssh/a/b/circles.db", "fuse.sshfs"),
        ("/run/user/1000/gvfs/circles.db", None),
        ("/over/circles.db", None),
    ],
)
def test_on_linux(path: str, kind: str | None) -> None:
    assert network.named(PurePosixPath(path), network.of_linux(LINUX.splitlines())) == kind


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/Users/ana/circles.db", None), ("/Volumes/My home/circles.db", "smbfs"), ("/Volumes/Other/circles.db", None)],
)
def test_on_a_mac(path: str, kind: str | None) -> None:
    assert network.named(PurePosixPath(path), network.of_mac(MAC.splitlines())) == kind


def test_without_a_list_nothing_is_said() -> None:
    assert network.named(PurePosixPath("/x"), []) is None


def test_a_file_that_is_not_there_yet_has_its_folders_file_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "mounts", lambda: [(PurePosixPath("/"), "ext4"), (tmp_path, "nfs")])
    assert network.network_file_system(tmp_path / "not" / "yet.db") == "nfs"
    assert network.network_file_system(tmp_path.parent / "yet.db") is None

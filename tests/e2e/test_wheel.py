"""What is in a release, and that it stands by itself."""

from __future__ import annotations

import json
import signal
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

from circle_widgets.serve import ports
from tests.e2e import wheel
from tests.e2e.people import People
from tests.e2e.served import Served, some_ports
from tests.e2e.test_meeting import hold_a_meeting
from tests.e2e.wheel import ROOT, Built, Installed, run

PACKAGE = "circle_widgets"
VERSION: str = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return wheel.build(tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def installed(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    return wheel.install(built.wheel, tmp_path_factory.mktemp("installed"))


def in_wheel(built: Built) -> dict[str, bytes]:
    with zipfile.ZipFile(built.wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_wheel_holds_every_bundle_as_the_manifest_says(built: Built) -> None:
    files = in_wheel(built)
    manifest = json.loads(files[f"{PACKAGE}/static/manifest.json"])
    missing = [name for name in manifest if f"{PACKAGE}/static/{name}" not in files]
    assert manifest
    assert missing == []


def test_the_sdist_holds_the_bundles_so_that_it_builds_without_a_network(built: Built) -> None:
    with tarfile.open(built.sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    wanted = {"static/manifest.json", "static/.sources", "ui/build.mjs", "ui/mount.tsx"}
    assert {f"src/{PACKAGE}/{name}" for name in wanted} | {"package-lock.json", ".npmrc", "hatch_build.py"} <= names


def test_the_wheel_holds_what_a_facilitator_needs_and_no_sources_of_the_front_end(built: Built) -> None:
    files = set(in_wheel(built))
    shared = {name.partition(".data/data/")[2] for name in files if ".data/data/" in name}
    assert "etc/jupyter/jupyter_server_config.d/circle_widgets.json" in shared
    assert {path.relative_to(ROOT).as_posix() for path in (ROOT / "share").rglob("*") if path.is_file()} <= shared
    books = {f"{PACKAGE}/{path.relative_to(ROOT).as_posix()}" for path in (ROOT / "workbooks").rglob("*.ipynb")}
    assert books
    assert books <= files
    stray = (".ts", ".tsx", ".mjs", ".pyc", ".ipynb_checkpoints")
    assert [name for name in files if name.endswith(stray) or "/tests/" in name or "node_modules" in name] == []


def test_it_is_imported_from_where_it_was_installed(installed: Installed, tmp_path: Path) -> None:
    asked = f"import {PACKAGE}; print({PACKAGE}.__file__)"
    assert Path(run(installed.python, "-c", asked, cwd=tmp_path).strip()).is_relative_to(installed.home)


def test_the_command_says_its_version(installed: Installed, tmp_path: Path) -> None:
    assert VERSION in run(installed.program("circle"), "--version", cwd=tmp_path)


def test_a_jupyter_server_finds_the_extension(installed: Installed, tmp_path: Path) -> None:
    asked = "from jupyter_server.extension.config import ExtensionConfigManager as M; import json, sys\n"
    asked += "from jupyter_core.paths import jupyter_config_path as p\n"
    asked += "print(json.dumps(M(read_config_path=p()).get_jpserver_extensions()))"
    found = json.loads(run(installed.python, "-c", asked, cwd=tmp_path).splitlines()[-1])
    assert found.get("circle_widgets.room.extension") is True
    asked = (
        "import circle_widgets.room.extension as e; print([p['module'] for p in e._jupyter_server_extension_points()])"
    )
    assert "circle_widgets.room.extension" in run(installed.python, "-c", asked, cwd=tmp_path)


# In place of a pulled plug: every process of this environment refuses to speak to anyone but its own computer, and
# writes down whom it would have asked. (UDP sends nothing on connect: so a computer learns its own address.)
UNPLUGGED = """
import os, socket
connect = socket.socket.connect
def refuse(self, address):
    far = self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in ("127.0.0.1", "::1", "localhost")
    if far and self.type & socket.SOCK_STREAM:
        with open(os.environ["ASKED"], "a") as asked:
            asked.write(f"{address}\\n")
    if far:
        raise OSError("unplugged")
    return connect(self, address)
socket.socket.connect = refuse
"""


def test_circle_serve_runs_from_it_with_the_source_away_and_without_a_network(
    installed: Installed, tmp_path: Path
) -> None:
    (tmp_path / "unplugged").mkdir()
    (tmp_path / "unplugged/sitecustomize.py").write_text(UNPLUGGED)
    asked = tmp_path / "asked"
    more = {"PYTHONPATH": str(tmp_path / "unplugged"), "ASKED": str(asked), "VIRTUAL_ENV": ""}
    port, room_port = some_ports()
    one = Served(tmp_path / "home", port=port, room_port=room_port, program=[installed.program("circle")], more=more)
    try:
        one.ready()
        assert f":{room_port}" in one.said
        page = f"/voila/render/00-start-here.ipynb?{one.url.partition('?')[2]}"
        status, body = ports.get(one.port, page, timeout=60)
        assert status == 200
        assert b"anywidget" in body or b"jupyter.widget" in body
        assert (one.home / "workbooks/20-one-question.ipynb").is_file()
        assert one.ends_after(signal.SIGTERM) == 0
    finally:
        one.close()
    assert not asked.exists(), asked.read_text()


@pytest.mark.browser
def test_a_whole_meeting_is_held_from_it_in_a_browser(installed: Installed, people: People, tmp_path: Path) -> None:
    port, room_port = some_ports()
    program = [installed.program("circle")]
    one = Served(tmp_path / "home", port=port, room_port=room_port, program=program, more={"VIRTUAL_ENV": ""})
    try:
        one.ready()
        hold_a_meeting(one, people, "en", tmp_path)
    finally:
        one.close()

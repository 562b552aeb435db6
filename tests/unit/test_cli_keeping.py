"""What ``circle export`` keeps of an agreed text, and what it says when there is none."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from circle_widgets import export
from circle_widgets.circle import Circle
from circle_widgets.cli import main
from tests.unit.defining import Defining, defined

STARTS = {"html": b"<!doctype html>", "svg": b"<svg", "pdf": b"%PDF", "png": b"\x89PNG", "md": b"# Sewing"}


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CIRCLE_HOME", str(tmp_path))
    monkeypatch.setenv("CIRCLE_STORE", str(tmp_path / "circles.sqlite"))
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.chdir(tmp_path)


def kept(world: Defining) -> str:
    """The code of that circle, opened from its file."""
    circle, _ = Circle.load(export.as_file("a-circle", world.state, world.log))
    return circle.code


@pytest.mark.parametrize("how", STARTS)
def test_an_agreed_text_is_kept_in_every_format(how: str, capsys: pytest.CaptureFixture[str]) -> None:
    code = kept(defined())
    assert main(["export", code, "--format", how, "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert (Path(facts["file"]).name, facts["format"]) == (f"sewing.{how}", how)
    assert Path(facts["file"]).read_bytes().startswith(STARTS[how])
    assert main(["export", code, "-o", f"mine.{how}"]) == 0
    assert Path(f"mine.{how}").read_bytes().startswith(STARTS[how])


@pytest.mark.parametrize("how", ["html", "svg", "pdf", "png"])
def test_without_one_it_is_said_in_a_sentence_and_no_file_is_written(
    how: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = kept(Defining())
    assert main(["export", code, "--format", how]) == 2
    assert "There is no agreed text yet." in capsys.readouterr().err
    assert list(Path().glob(f"*.{how}")) == []


def test_without_typst_the_poster_says_what_to_install_and_the_page_is_there(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code = kept(defined())
    monkeypatch.setitem(sys.modules, "typst", None)
    assert main(["export", code, "--format", "pdf"]) == 2
    assert 'pip install "circle-widgets[print]"' in capsys.readouterr().err
    assert main(["export", code, "--format", "html"]) == 0

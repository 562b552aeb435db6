"""Where a widget is drawn: what Voilà and Jupyter leave in a kernel's environment (tests/e2e asks the real ones)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from circle_widgets.widgets.where import Where, find


@pytest.fixture
def books(tmp_path: Path) -> Path:
    for name in ("00-start-here.ipynb", "20-one-question.ipynb", "fr/20-one-question.ipynb", "mine/20 mine.ipynb"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("{}")
    return tmp_path


def voila(base: str, script: str) -> dict[str, str]:
    return {"SERVER_SOFTWARE": "voila/0.5.13", "VOILA_BASE_URL": base, "SCRIPT_NAME": script}


def note(place: Path, root: Path, base: str, pid: int) -> Path:
    file = place / f"jpserver-{pid}.json"
    file.write_text(json.dumps({"root_dir": str(root), "base_url": base, "pid": pid, "token": "secret"}))
    return file


def test_voila_names_the_workbook_in_the_pages_address(books: Path) -> None:
    here = find(voila("/", "/voila/render/20-one-question.ipynb"), books)
    assert here == Where("voila", "/", books, books / "20-one-question.ipynb")
    assert here.folder == books


@pytest.mark.parametrize("base", ["/", "/user/a-b/"])
def test_voila_in_a_folder_and_under_any_base_url(books: Path, base: str) -> None:
    here = find(voila(base, f"{base}voila/render/{books.name}/fr/20-one-question.ipynb"), books / "fr")
    assert here.folder == books
    assert here.root == books.parent
    start = books / "00-start-here.ipynb"
    assert here.link(start, circle="K7MPQX") == {
        "href": f"{base}voila/render/{books.name}/00-start-here.ipynb?circle=K7MPQX"
    }
    assert here.link(start, "lab") == {"href": f"{base}lab/tree/{books.name}/00-start-here.ipynb", "tab": True}


def test_a_name_with_a_space_finds_its_file_and_its_address(books: Path) -> None:
    here = find(voila("/", "/voila/render/mine/20%20mine.ipynb"), books / "mine")
    assert here.is_mine
    assert here.folder == books
    assert here.file is not None
    assert here.link(here.file) == {"href": "/voila/render/mine/20%20mine.ipynb"}


def test_lab_names_the_workbook_and_the_servers_note_its_folder(
    books: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    notes = tmp_path_factory.mktemp("run")
    running = [note(notes, books, "/user/a-b/", 7), note(notes, books, "/other/", 8), notes / "gone.json"]
    environ = {"JPY_SESSION_NAME": str(books / "fr/20-one-question.ipynb"), "JPY_PARENT_PID": "7"}
    here = find(environ, books / "fr", running=running)
    assert here == Where("lab", "/user/a-b/", books, books / "fr/20-one-question.ipynb")
    own = books / "mine/20 mine.ipynb"
    assert here.link(own) == {"href": "/user/a-b/lab/tree/mine/20%20mine.ipynb", "tab": True}
    assert here.link(own, "voila") == {"href": "/user/a-b/voila/render/mine/20%20mine.ipynb", "tab": True}


def test_where_the_parent_is_not_told_a_server_of_that_folder_serves(
    books: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    notes = tmp_path_factory.mktemp("run")
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    running = [note(notes, elsewhere, "/wrong/", 7), note(notes, books, "/", 8)]
    here = find({"JPY_SESSION_NAME": str(books / "00-start-here.ipynb")}, books, running=running)
    assert here.base == "/"


def test_a_workbook_that_was_renamed_since_is_not_known(books: Path, tmp_path: Path) -> None:
    here = find({"JPY_SESSION_NAME": str(books / "gone.ipynb")}, books, running=[])
    assert here.host == "lab"
    assert here.file is None
    assert here.link(books / "00-start-here.ipynb") == {}


def test_a_script_is_nowhere() -> None:
    assert find({}, Path("/")) == Where()
    assert Where().folder is None


def test_what_the_server_does_not_serve_has_no_address(books: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    here = find(voila("/", "/voila/render/20-one-question.ipynb"), books)
    assert here.link(tmp_path_factory.mktemp("elsewhere") / "x.ipynb") == {}

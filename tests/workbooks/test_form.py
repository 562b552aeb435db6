"""What every workbook is: thin, the same in every language, with one box of parameters and a closed fold at its end."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest

from circle_widgets.activities import CATALOGUE
from circle_widgets.sentences import LOCALES

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "workbooks"
WORKBOOKS = sorted(path for path in FOLDER.rglob("*.ipynb") if path.parent.name != "mine")
ENGLISH = [path for path in WORKBOOKS if path.parent == FOLDER]
LINES = 6


def name(path: Path) -> str:
    return path.relative_to(FOLDER).as_posix()


def read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def code(path: Path) -> list[str]:
    return ["".join(cell["source"]) for cell in read(path)["cells"] if cell["cell_type"] == "code"]


def test_there_are_workbooks_in_every_language() -> None:
    assert ENGLISH
    for locale in LOCALES[1:]:
        assert {path.name for path in WORKBOOKS if path.parent.name == locale} == {path.name for path in ENGLISH}


@pytest.mark.parametrize("locale", LOCALES[1:])
@pytest.mark.parametrize("english", ENGLISH, ids=name)
def test_the_code_is_the_same_in_every_language(english: Path, locale: str) -> None:
    other = FOLDER / locale / english.name
    assert code(other) == code(english)
    assert [cell["cell_type"] for cell in read(other)["cells"]] == [
        cell["cell_type"] for cell in read(english)["cells"]
    ]


@pytest.mark.parametrize("workbook", WORKBOOKS, ids=name)
def test_cells_are_thin(workbook: Path) -> None:
    for source in code(workbook):
        tree = ast.parse(source)
        bodies = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef, ast.For, ast.While, ast.If, ast.Try)
        assert not [node for node in ast.walk(tree) if isinstance(node, bodies)], source
        assert len(source.splitlines()) <= LINES


@pytest.mark.parametrize("workbook", WORKBOOKS, ids=name)
def test_it_begins_with_one_plain_box_of_parameters(workbook: Path) -> None:
    cells = [cell for cell in read(workbook)["cells"] if cell["cell_type"] == "code"]
    tagged = [cell for cell in cells if "parameters" in cell["metadata"].get("tags", [])]
    assert tagged == cells[:1]
    for statement in ast.parse("".join(tagged[0]["source"])).body:
        assert isinstance(statement, ast.Assign)
        assert [ast.unparse(one).isupper() for one in statement.targets] == [True]
        ast.literal_eval(statement.value)


@pytest.mark.parametrize("workbook", WORKBOOKS, ids=name)
def test_it_ends_with_the_closed_fold(workbook: Path) -> None:
    last = read(workbook)["cells"][-1]
    assert last["cell_type"] == "code"
    assert "".join(last["source"]).splitlines()[-1].startswith("Tables(")


@pytest.mark.parametrize("workbook", WORKBOOKS, ids=name)
def test_it_says_what_it_is(workbook: Path) -> None:
    facts = read(workbook)["metadata"]
    assert facts["title"]
    assert facts["voila"] == {"template": "circle"}
    assert facts["kernelspec"]["name"] == "python3"
    assert facts["circle"]["locale"] == (workbook.parent.name if workbook.parent != FOLDER else "en")
    if not workbook.name.startswith("00-"):
        assert facts["circle"]["activity"] in CATALOGUE


@pytest.mark.parametrize("workbook", WORKBOOKS, ids=name)
def test_it_begins_with_its_title_and_a_sentence(workbook: Path) -> None:
    heading, _, rest = "".join(read(workbook)["cells"][0]["source"]).partition("\n")
    assert heading.startswith("# ")
    assert rest.strip()

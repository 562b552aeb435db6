from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from circle_widgets.widgets import books


def book(
    file: Path, text: str = "# One question\n\nFirst *words*.\n\nMore.", code: str = 'QUESTION = ""', **facts: Any
) -> Path:
    cells = [{"cell_type": "markdown", "source": text}, {"cell_type": "code", "source": code.splitlines(keepends=True)}]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"cells": cells, "metadata": {"circle": {"activity": "one-question", **facts}}}))
    return file


def test_a_workbook_tells_its_title_and_its_first_paragraph(tmp_path: Path) -> None:
    found = books.read(book(tmp_path / "a.ipynb", locale="fr"))
    assert (found.title, found.about, found.locale, found.activity) == (
        "One question",
        "First words.",
        "fr",
        "one-question",
    )


@pytest.mark.parametrize(
    ("code", "question"),
    [
        ('MINUTES = 2\nQUESTION = "One \\"hope\\"?"  # mine', 'One "hope"?'),
        ("QUESTION = 'Une peur ?'", "Une peur ?"),
        ('QUESTION = ""', ""),
        ('QUESTION = {"en": "One hope?"}', ""),
        ("QUESTION = ask()", ""),
        ("print(1)", ""),
    ],
)
def test_a_copy_tells_its_own_question(tmp_path: Path, code: str, question: str) -> None:
    assert books.read(book(tmp_path / "a.ipynb", code=code)).question == question


@pytest.mark.parametrize("raw", ["", "[]", "{", '{"cells": 3}', '{"cells": [{"cell_type": "markdown", "source": 3}]}'])
def test_a_file_that_is_none_goes_by_its_name(tmp_path: Path, raw: str) -> None:
    (tmp_path / "broken.ipynb").write_text(raw)
    assert books.read(tmp_path / "broken.ipynb").title == "broken"


def test_workbooks_of_a_language_without_the_start_page(tmp_path: Path) -> None:
    for name in ("00-start-here.ipynb", "20-one-question.ipynb", "30-more.ipynb", "fr/20-one-question.ipynb"):
        book(tmp_path / name)
    assert [one.file.name for one in books.listed(tmp_path, "en")] == ["20-one-question.ipynb", "30-more.ipynb"]
    assert [one.file.parent.name for one in books.listed(tmp_path, "fr")] == ["fr"]


def test_copies_get_free_names_and_nothing_is_written_over(tmp_path: Path) -> None:
    english, french = book(tmp_path / "20-one-question.ipynb"), book(tmp_path / "fr/20-one-question.ipynb")
    made = [books.copy(file, tmp_path).name for file in (english, english, french, french)]
    assert made == [
        "20-one-question.ipynb",
        "20-one-question-2.ipynb",
        "20-one-question.fr.ipynb",
        "20-one-question.fr-2.ipynb",
    ]
    assert {one.file.name for one in books.mine(tmp_path)} == set(made)
    assert (tmp_path / "mine" / made[0]).read_bytes() == english.read_bytes()

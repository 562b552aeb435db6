"""What a circle keeps: a table that no spreadsheet runs, a text that reads as it was typed, nothing unopened."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from circle_widgets import export
from circle_widgets.events import Event
from circle_widgets.insight import frame
from circle_widgets.markdown import escaped, one_line
from circle_widgets.state import State
from circle_widgets.steps.notes.said import clean
from tests.unit.defining import Defining, defined
from tests.unit.paper.test_slips import Words
from tests.unit.worlds import World, meeting


def opened() -> World:
    world = meeting()
    world.writes("ana", "opened words")
    hidden, gone = world.writes("ben", "hidden words"), world.writes("ben", "gone words")
    world.did("notes.hide", {"note": hidden.id}, step="s2")
    world.did("notes.withdraw", {"note": gone.id}, step="s2", seat="ben", by="")
    world.did("step.reveal", step="s2")
    world.writes("cleo", "late words")
    world.did("step.open", step="s3")
    world.writes("ana", "words not opened", "s3")
    return world


def table(state: State, *, private: bool = False) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(export.as_csv(state, "notes", private=private).removeprefix("\ufeff"))))


def test_a_table_holds_what_the_room_may_see() -> None:
    assert [row["text"] for row in table(opened().state)] == ["opened words"]


def test_the_private_table_holds_all_but_what_was_taken_back() -> None:
    rows = table(opened().state, private=True)
    assert [row["text"] for row in rows] == ["opened words", "hidden words", "", "late words", "words not opened"]
    assert [row["step"] for row in rows] == ["s2", "s2", "s2", "s2", "s3"]
    assert rows[3]["question"] == "One hope?"


def test_a_table_of_nothing_has_its_columns() -> None:
    state = meeting().state
    columns = export.columns(state, "notes")
    assert columns[:5] == ["step", "question", "note", "text", "seat"]
    assert export.as_csv(state, "notes").removeprefix("\ufeff").strip().split(",") == columns
    assert list(frame(export.rows(state, "notes"), columns)) == columns
    assert export.columns(state, "talk") == ["step", "question"]


def test_a_frame_has_times_and_a_column_for_each_language() -> None:
    world = meeting()
    own = world.writes("ana", "hope")
    world.did("notes.translate", {"note": own.id, "text": "espoir", "locale": "fr"}, step="s2")
    world.did("step.reveal", step="s2")
    found = frame(export.rows(world.state, "notes"), export.columns(world.state, "notes"))
    assert found["line_fr"].tolist() == ["espoir"]
    assert found["at"].iloc[0] == pd.Timestamp(own.at, unit="ms", tz="UTC")


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=30), max_size=4))
def test_no_cell_is_a_formula_and_no_text_is_lost(texts: list[str]) -> None:
    world = meeting()
    kept = [clean(text) for text in texts if isinstance(world.say("notes.write", {"text": text}, step="s2"), Event)]
    world.did("step.reveal", step="s2")
    cells = [row["text"] for row in table(world.state)]
    assert [cell for cell in cells if cell.startswith(export.FORMULA)] == []
    assert [cell.removeprefix("'") if cell != text else cell for cell, text in zip(cells, kept, strict=True)] == kept


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\uff1d1"])
def test_a_formula_is_a_text(start: str) -> None:
    world = meeting()
    world.did("notes.write", {"text": start}, step="s2")
    world.did("step.reveal", step="s2")
    assert table(world.state)[0]["text"] == f"'{start}"


def test_the_text_tells_what_was_opened_and_nothing_else() -> None:
    text = export.as_markdown(opened().state)
    assert text == "# Sewing\n\n## One hope?\n\n- opened words\n\n3 people were here.\n"


def test_the_text_says_when_the_people_are_made_up_and_speaks_its_language() -> None:
    world = World()
    world.did("circle.made", {"title": "Cercle\n*un*", "practice": True, "locale": "fr"})
    text = export.as_markdown(world.state)
    assert text == "# Cercle \\*un\\*\n\n*Cercle d\u2019entraînement\u00a0: les personnes sont inventées.*\n"


def test_who_left_before_the_end_was_here_too() -> None:
    world = opened()
    world.did("seat.leave", seat="ana", by="")
    assert "3 people were here." in export.as_markdown(world.state)
    world.did("room.count", {"n": 5})
    assert "5 people were here." in export.as_markdown(world.state)


def test_people_without_names_in_text_and_table() -> None:
    world = opened()
    assert "Ana" not in export.as_markdown(world.state)
    assert "Ana" not in export.as_csv(world.state, "notes", private=True)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("plain words, with 3.5 % and a (bracket)", "plain words, with 3.5 % and a (bracket)"),
        ("1. one\n2) two", "1\\. one  \n2\\) two"),
        ("- a\n+ b\n= c", "\\- a  \n\\+ b  \n\\= c"),
        ("# a\n  ## b", "\\# a  \n\\## b"),
        ("<script>", "\\<script\\>"),
        ("a\n\n\n\nb", "a  \nb"),
        ("a\u2028# b\x85- c", "a  \n\\# b  \n\\- c"),
    ],
)
def test_signs_stay_signs(typed: str, kept: str) -> None:
    assert escaped(typed) == kept


def test_a_heading_is_one_line() -> None:
    assert one_line("a\n# b") == "a # b"


# ---------------------------------------------------------------- the agreed text


def test_the_text_begins_with_what_was_agreed_on_and_tells_how_it_came_about() -> None:
    text = export.as_markdown(defined().state)
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert headings[:6] == [
        "# Sewing",
        "## Our text",
        "## How our text came about",
        "### What each of us wrote first",
        "### What we put together",
        "### What matters most to us",
    ]
    assert "**Ana and Ben**\n\nIt is …\n\n- Free" in text
    assert "4 texts, written in silence." in text
    assert "- It is … Free (3 dots)" in text
    assert "alone" not in text


def test_one_page_holds_the_poster_and_its_story_and_asks_for_nothing() -> None:
    page = export.as_html(defined().state)
    found = Words(page)
    assert found.words.index("Agreed by 3 people") < found.words.index("How our text came about")
    assert [found.tags.count(tag) for tag in ("h1", "h3", "script", "link", "img")] == [1, 4, 0, 0, 0]
    assert "alone" not in found.words
    assert "alone" not in export.as_print(defined().state)


def test_the_poster_is_that_of_the_text_in_the_circles_language() -> None:
    world = defined()
    before = export.as_poster(world.state, "svg")
    assert before == export.as_poster(world.state, "svg")
    world.did("circle.title", {"locale": "fr"})
    assert export.as_poster(world.state, "svg") != before
    assert "Voici notre cercle" in export.as_print(world.state)


@pytest.mark.parametrize(
    "what", [export.as_html, export.as_print, lambda state: export.as_poster(state, "pdf"), export.text_of]
)
def test_without_an_agreed_text_it_says_that_there_is_none(what: Callable[[State], object]) -> None:
    with pytest.raises(export.NoText) as caught:
        what(Defining().state)
    assert caught.value.code == "no_agreed_text"

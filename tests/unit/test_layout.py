"""Pages of the screen: nothing cut, nothing said in another way, never more than a page holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circle_widgets import layout

ENGLISH = (
    "We meet because we want to, not because anybody told us to, and each of us brings something that the others do "
    "not have yet: a question, a trick, a story about what went wrong last time, or simply the patience to sit beside "
    "someone who is stuck. Nobody stands in front. When we do not know, we look it up together."
)
CHINESE = "学习圈就是一群人因为自己愿意而定期相聚、没有人站在前面讲课、每个人都把自己知道的一点点带来。" * 6
LONG_WORD = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlung"
TWO_LINES = "People who meet because they want to, not because somebody told them to."
TEXTS = st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=500), max_size=40)


def heights(page: list[layout.Place], type_: layout.Type) -> list[float]:
    """The heights of a page's columns, in rem."""
    columns: dict[int, float] = {}
    for place in page:
        count = layout.lines(place.text, type_.size, type_.room) + (place.parts > 1)
        above = columns[place.column] + type_.gap if place.column in columns else 0.0
        columns[place.column] = above + count * type_.line + type_.frame
    return list(columns.values())


def tallest(page: list[layout.Place], type_: layout.Type) -> float:
    """The height of a page's fullest column, in rem."""
    return max(heights(page, type_), default=0.0)


def test_one_short_note_stands_large_in_one_column() -> None:
    pages, type_ = layout.many(["Learning out loud, with company"])
    assert [place.text for page in pages for place in page] == ["Learning out loud, with company"]
    assert (type_.name, type_.columns) == ("large", 1)


def test_no_type_is_under_a_thirtieth_and_what_is_spoken_about_not_under_a_sixteenth() -> None:
    assert min(type_.size for type_ in (*layout.ALL, layout.UNDER, layout.QUESTION, layout.LONG_QUESTION)) >= 100 / 30
    assert layout.ONE.size >= 100 / 16


@pytest.mark.parametrize("count", [0, 1, 9, 30])
@pytest.mark.parametrize("text", [ENGLISH, CHINESE, LONG_WORD])
def test_every_text_is_there_whole_and_in_order(count: int, text: str) -> None:
    pages, type_ = layout.many([text] * count)
    places = [place for page in pages for place in page]
    assert [place.index for place in places] == sorted(place.index for place in places)
    for index in range(count):
        parts = [place for place in places if place.index == index]
        assert [place.part for place in parts] == list(range(1, parts[0].parts + 1))
        assert "".join("".join(place.text.split()) for place in parts) == "".join(text.split())
    assert all(tallest(page, type_) <= layout.HEIGHT for page in pages)


@given(TEXTS)
def test_a_page_never_holds_more_than_fits(texts: list[str]) -> None:
    pages, type_ = layout.many(texts)
    assert all(tallest(page, type_) <= layout.HEIGHT + 1e-9 for page in pages)
    assert [place.index for page in pages for place in page] == sorted(place.index for page in pages for place in page)
    assert {place.index for page in pages for place in page} == set(range(len(texts)))
    assert all(pages) or not texts


@pytest.mark.parametrize("count", range(2, 31))
def test_the_last_page_is_not_a_lonely_text(count: int) -> None:
    pages, _ = layout.many([TWO_LINES] * count)
    assert max(map(len, pages)) - min(map(len, pages)) <= 2
    assert min(map(len, pages)) >= min(count, 4) - 1


def test_the_columns_of_a_page_are_about_equally_full() -> None:
    pages, type_ = layout.many([TWO_LINES, ENGLISH, *[TWO_LINES] * 8, ENGLISH, TWO_LINES])
    assert type_.columns == 2
    one = layout.lines(ENGLISH, type_.size, type_.room) * type_.line + type_.frame
    for page in pages:
        left, right = heights(page, type_)
        assert abs(left - right) <= one


def test_the_type_is_the_largest_that_needs_no_more_pages() -> None:
    pages, type_ = layout.many([TWO_LINES] * 9)
    assert (len(pages), type_.name) == (2, "small")
    pages, type_ = layout.many([TWO_LINES] * 60)
    assert type_.name == "least"


def test_a_word_longer_than_a_line_fills_its_lines() -> None:
    spans = layout._wrapped(LONG_WORD * 3, 12.0)
    assert all(layout.width((LONG_WORD * 3)[start:end]) <= 12.0 for start, end in spans)
    assert "".join((LONG_WORD * 3)[start:end] for start, end in spans) == LONG_WORD * 3


@given(TEXTS)
def test_a_part_is_a_piece_of_its_text(texts: list[str]) -> None:
    for place in layout.single(texts):
        assert place.text in texts[place.index]
        assert (layout.lines(place.text, layout.ONE.size, layout.ONE.room) + (place.parts > 1)) * layout.ONE.line <= 72


def test_a_long_text_is_halved_rather_than_leaving_a_last_word_alone() -> None:
    places = layout.single([ENGLISH + " " + ENGLISH[:60]])
    counts = [layout.lines(place.text, layout.ONE.size, layout.ONE.room) for place in places]
    assert len(places) == 2
    assert max(counts) - min(counts) <= 1


def test_translations_take_their_room() -> None:
    alone = layout.single([ENGLISH])
    below = layout.single([ENGLISH], [[ENGLISH]])
    assert len(below) > len(alone)


def test_a_longer_question_leaves_less_room() -> None:
    assert layout.height(["One hope"]) == layout.HEIGHT
    assert layout.height([ENGLISH]) < layout.HEIGHT
    assert layout.height([ENGLISH * 20]) == layout.height([ENGLISH[:200]])


def test_signs_above_letters_take_no_width() -> None:
    assert layout.width("e\u0301") == layout.width("e")
    assert layout.width("学") > layout.width("m") > layout.width("n") > layout.width("l")

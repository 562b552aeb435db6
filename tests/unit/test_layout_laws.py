"""Laws of the pages over any texts, with lines below them: every word once, in order, and no page too full."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circle_widgets import layout
from circle_widgets.layout import Place, Type

WORDS = st.sampled_from(
    ["a", "we", "learning", "Wir", "MMMM", "学习圈", "سلام", "x" * 60, "e\u0301t\u00e9", "1,000", "—"]
)
TEXT = st.lists(WORDS, min_size=1, max_size=60).map(" ".join) | st.text(
    st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=300
)
NOTES = st.lists(st.tuples(TEXT, st.lists(TEXT, max_size=2)), max_size=25)
TALL = st.sampled_from([layout.HEIGHT, 60.0, 40.0])


def squeezed(texts: Sequence[str]) -> str:
    return "".join("".join(text.split()) for text in texts)


def needs(place: Place, type_: Type, below: Sequence[str], under: Type) -> float:
    """The height of a text where it stands, in rem: the lines below it only when it is whole."""
    text = (layout.lines(place.text, type_.size, type_.room) + (place.parts > 1)) * type_.line + type_.frame
    if place.parts > 1:
        return text
    gap = under.frame if under is layout.UNDER else 0.0
    return text + sum(layout.lines(one, under.size, under.room) * under.line + gap for one in below)


def in_order(places: Sequence[Place], texts: Sequence[str], under: Sequence[Sequence[str]]) -> None:
    assert [place.index for place in places] == sorted(place.index for place in places)
    assert {place.index for place in places} == set(range(len(texts)))
    for index, parts in groupby(places, key=lambda place: place.index):
        found = list(parts)
        assert [place.part for place in found] == list(range(1, len(found) + 1))
        assert {place.parts for place in found} == {len(found)}
        assert squeezed([place.text for place in found if not place.under]) == squeezed([texts[index]])
        if len(found) > 1:
            assert squeezed([place.text for place in found if place.under]) == squeezed(under[index])


@given(NOTES, TALL)
def test_every_word_stands_once_in_order_and_no_column_is_too_full(
    notes: list[tuple[str, list[str]]], tall: float
) -> None:
    texts, under = [text for text, _ in notes], [below for _, below in notes]
    pages, type_ = layout.many(texts, under, tall)
    in_order([place for page in pages for place in page], texts, under)
    for page in pages:
        assert [place.column for place in page] == sorted(place.column for place in page)
        for _, column in groupby(page, key=lambda place: place.column):
            heights = [needs(place, type_, under[place.index], type_) for place in column]
            assert sum(heights) + type_.gap * (len(heights) - 1) <= tall + 1e-6
    if texts:
        assert all(page[0].column == 1 for page in pages)


@given(texts=st.lists(TEXT, max_size=25), tall=st.sampled_from([layout.HEIGHT, 60.0]), aside=st.booleans())
def test_what_is_tied_to_a_text_stands_below_some_of_it(texts: list[str], tall: float, *, aside: bool) -> None:
    under = [["●●●●●●●● eight_dots =__the_same_number"]] * len(texts)
    columns = [n % 3 for n in range(len(texts))]
    pages, type_ = layout.many(texts, under, tall, tied=True)
    room = tall
    if aside:
        pages, type_ = layout.side_by_side(texts, columns, 3, under, tall, tied=True)
        room -= layout.HEADING
    places = sorted((place for page in pages for place in page), key=lambda one: (one.index, one.part))
    for index, parts in groupby(places, key=lambda place: place.index):
        own = list(parts)
        assert squeezed([place.text for place in own]) == squeezed([texts[index]])
        assert [place.under for place in own] == [len(own) > 1 and place is own[-1] for place in own]
    below = layout.lines(under[0][0], type_.size, type_.room) * type_.line if texts else 0.0
    for page in pages:
        for column in {place.column for place in page}:
            own = [place for place in page if place.column == column]
            heights = [needs(one, type_, [], type_) + (below if one.under or one.parts == 1 else 0.0) for one in own]
            assert sum(heights) + type_.gap * (len(heights) - 1) <= room + 1e-6


@given(NOTES, TALL)
def test_one_at_a_time_the_same_holds(notes: list[tuple[str, list[str]]], tall: float) -> None:
    texts, under = [text for text, _ in notes], [below for _, below in notes]
    places = layout.single(texts, under, tall)
    in_order(places, texts, under)
    for place in places:
        assert needs(place, layout.ONE, under[place.index], layout.UNDER) <= tall + 1e-6


@given(TEXT, st.sampled_from([*layout.ALL, layout.ONE]))
def test_no_line_is_wider_than_its_place(text: str, type_: Type) -> None:
    room = type_.room / type_.size
    for start, end in layout._wrapped(text, room):
        assert layout.width(text[start:end]) <= room + 1e-6 or end - start == 1


@pytest.mark.parametrize("count", [0, 1, 9, 30, 600])
def test_any_number_of_notes_has_its_pages(count: int) -> None:
    texts = [f"{n}. Learning out loud, with company, {'and tea ' * (n % 9)}" for n in range(count)]
    pages, _ = layout.many(texts)
    assert pages
    in_order([place for page in pages for place in page], texts, [()] * count)
    assert len(layout.single(texts)) >= count

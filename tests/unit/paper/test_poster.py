"""The poster: whatever was agreed on stands on it whole, in type as large as it can be."""

from __future__ import annotations

import re
import struct
import sys
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circle_widgets.definition import Agreed, Line
from circle_widgets.paper import NoTypst, poster, poster_html
from circle_widgets.paper import poster_plan as planned
from circle_widgets.paper.poster import breakable, said_when, words_of
from circle_widgets.paper.poster_plan import Plan, plan
from circle_widgets.paper.ring import ring
from tests.unit.paper.test_slips import NASTY, Words

NOON = int(datetime(2026, 11, 23, 12, tzinfo=UTC).timestamp() * 1000)
SHORT = "We meet to learn together what none of us can learn alone."
LONG = (
    "A free circle of neighbours who meet every second Tuesday in the library, bring what they already know about "
    "sewing and mending, ask before they buy anything new, help each other finish what each of us has begun, take "
    "turns in leading the evening, and go home with more courage, more thread and more friends than they had before."
)
VALUES = [f"Value number {n}, with some words" for n in range(30)]


def text(sentence: str = SHORT, **some: Any) -> Agreed:
    lines: dict[str, Any] = {key: [Line(one) for one in some.pop(key, ())] for key in ("is_", "is_not", "depends")}
    facts: dict[str, Any] = {"at": NOON, "here": 9, "voters": 9, "title": "Sewing"} | some
    return Agreed(Line(sentence) if sentence else None, **lines, **facts)


LITTLE = text(is_=VALUES[:1], is_not=VALUES[1:2], depends=VALUES[2:3])
MUCH = text(LONG, is_=VALUES[:10], is_not=VALUES[10:20], depends=VALUES[20:], dissent=["I see it otherwise."])


def planned_for(agreed: Agreed) -> Plan:
    return plan(words_of(agreed, "en"))


def texts_of(found: Plan, tray: str) -> list[str]:
    return [text for sheet in found.sheets for one in sheet.panels if one.tray == tray for text in one.texts]


# ---------------------------------------------------------------- what stands where


def test_a_short_text_is_large_and_a_long_one_still_stands_on_one_sheet() -> None:
    little, much = planned_for(LITTLE), planned_for(MUCH)
    assert little.sentence == planned.SENTENCE[0]
    assert len(little.sheets) == len(much.sheets) == 1
    assert much.sentence >= 16
    assert much.value >= 10
    assert little.ring > much.ring >= planned.RING_LEAST


def test_a_title_grows_with_the_ring_as_long_as_it_stands_beside_it() -> None:
    short, long = planned_for(text(is_=VALUES[:1])), planned_for(text(is_=VALUES[:1], title="Long words " * 10))
    word = planned_for(text(is_=VALUES[:1], title="Anticonstitutionnellement"))
    assert short.title > word.title >= long.title >= planned.TITLE


def test_values_alone_stand_one_tray_below_the_other() -> None:
    found = planned_for(text("", is_=VALUES[:4], is_not=VALUES[4:6]))
    assert found.sheets[0].stacked
    assert found.value > planned_for(text(is_=VALUES[:4], is_not=VALUES[4:6])).value


def test_a_tray_that_is_alone_takes_several_columns_under_one_name() -> None:
    found = planned_for(text(is_=VALUES))
    assert [bool(one.heading) for one in found.sheets[0].panels] == [True, False, False]
    sizes = [len(one.texts) for one in found.sheets[0].panels]
    assert max(sizes) - min(sizes) <= 2


def test_a_text_taller_than_a_column_gets_the_whole_width() -> None:
    endless = "word " * 400
    found = planned_for(text(is_=[endless], is_not=[endless], depends=["short"]))
    assert all(len(sheet.panels) <= 1 for sheet in found.sheets)
    assert texts_of(found, "is") == [endless.strip()]


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=300)


@given(
    st.text(max_size=600), st.lists(st.lists(WORDS, max_size=14), min_size=3, max_size=3), st.lists(WORDS, max_size=4)
)
def test_nothing_is_left_out_and_nothing_comes_twice(sentence: str, trays: list[list[str]], dissent: list[str]) -> None:
    names = ("is_", "is_not", "depends")
    found = planned_for(text(sentence, dissent=dissent, **dict(zip(names, trays, strict=True))))
    for tray, texts in zip(("is", "not", "depends"), trays, strict=True):
        assert texts_of(found, tray) == [" ".join(one.split()) for one in texts]
    assert sum(len(sheet.dissent) for sheet in found.sheets) == len(dissent)
    assert found.sentence in planned.SENTENCE
    assert found.value in planned.VALUE


@pytest.mark.parametrize("people", [0, 1, 2, 9, 64, 65, 140, 141, 600, 2000])
def test_the_ring_has_a_seat_for_each_person(people: int) -> None:
    assert ring(people).count("<circle") == 1 + min(people, 600)


def test_it_says_from_how_many_people_and_since_when() -> None:
    assert said_when(text(), "en") == "Agreed by 9 people on 23 November 2026"
    assert said_when(text(), "fr") == "Adopté par 9 personnes le 23 novembre 2026"
    assert said_when(text(voters=1), "en") == "Agreed by one person on 23 November 2026"
    assert said_when(text(voters=0, here=0), "fr-CA") == "Adopté le 23 novembre 2026"
    assert said_when(text(settled=True), "en") == "Decided by 9 people on 23 November 2026"
    assert said_when(text(voters=0, here=4), "en") == "Agreed by 4 people on 23 November 2026"


def test_a_word_that_no_line_holds_may_be_broken() -> None:
    assert breakable("short words") == "short words"
    assert breakable("x" * 40).replace("\u200b", "") == "x" * 40
    assert "\u200b" in breakable("x" * 40)


# ---------------------------------------------------------------- the page


def test_the_page_speaks_the_circles_language_around_peoples_words() -> None:
    page = Words(poster_html(MUCH, "fr")).words
    assert LONG in page
    for ours in ("Voici notre cercle", "C’est\u00a0…", "Ce n’est pas\u00a0…", "«\u00a0I see it otherwise.\u00a0»"):
        assert ours in page
    assert all(one in page for one in VALUES)


def test_on_the_page_peoples_words_are_data() -> None:
    raw = poster_html(text(NASTY, is_=[NASTY], dissent=[NASTY], title=NASTY))
    page = Words(raw)
    assert "script" not in page.tags
    assert page.words.count(NASTY) == 5  # in the page's own title, too
    assert re.findall(r"(?:src|href)=|url\((?!data:)|[^-]style=", raw) == []


@pytest.mark.parametrize(("paper", "size"), [("a4", "210mm 297mm"), ("a3", "297mm 420mm")])
def test_the_page_has_the_size_of_the_paper_and_a_button_where_one_is_wanted(paper: Any, size: str) -> None:
    assert f"size: {size}" in poster_html(LITTLE, paper=paper)
    assert "button" in Words(poster_html(LITTLE)).tags
    linked = Words(poster_html(LITTLE, links={"png": "K7MPQX.png"}))
    assert ("a" in linked.tags, "button" in linked.tags) == (True, False)
    assert {"a", "button", "nav"} & set(Words(poster_html(LITTLE, links={})).tags) == set()
    assert "POSTER-" not in poster_html(LITTLE)


def test_several_sheets_are_counted() -> None:
    page = Words(poster_html(text(is_=[f"{n} {LONG}" for n in range(40)])))
    assert page.tags.count("section") > 1
    assert f"2 of {page.tags.count('section')}" in page.words


# ---------------------------------------------------------------- through typst


@pytest.mark.parametrize(("paper", "wide", "tall"), [("a4", 595.276, 841.89), ("a3", 841.89, 1190.55)])
def test_a_picture_has_the_size_of_the_paper(paper: Any, wide: float, tall: float) -> None:
    svg = poster(LITTLE, "en", how="svg", paper=paper).decode()
    found = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    assert found is not None
    assert [float(one) for one in found.groups()] == pytest.approx([wide, tall], abs=0.1)


def test_a_png_is_sharp_enough_to_print() -> None:
    png = poster(LITTLE, "fr", how="png")
    wide, tall = struct.unpack(">II", png[16:24])
    assert png.startswith(b"\x89PNG")
    assert (wide, tall) == (1654, 2339)


def test_what_needs_several_sheets_is_a_longer_picture_and_a_pdf_of_as_many_pages() -> None:
    agreed = text(is_=[f"{n} {LONG}" for n in range(40)])
    sheets = len(planned_for(agreed).sheets)
    assert sheets > 1
    pdf = poster(agreed, how="pdf")
    assert pdf.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == sheets
    svg = poster(agreed, how="svg").decode()
    assert re.search(rf'viewBox="0 0 595.27\d* {841.89 * sheets:.0f}', svg) or f"{841.8898 * sheets:.1f}"[:5] in svg


def test_typst_sets_the_words_as_they_are() -> None:
    made = poster(text(NASTY, is_=[NASTY], is_not=["x" * 90], dissent=[NASTY], title=NASTY), how="pdf")
    assert made.startswith(b"%PDF")


def test_without_typst_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(NoTypst, match=r"circle-widgets\[print\]") as caught:
        poster(LITTLE)
    assert caught.value.code == "no_typst_poster"

from __future__ import annotations

import re
import sys
from html.parser import HTMLParser

import pytest

from circle_widgets.paper import NoTypst, slips_html, slips_pdf
from circle_widgets.sentences import both
from circle_widgets.steps import registry

QUESTION = both("one_question.question")
NASTY = '<script>alert(1)</script> & "quotes" {slot} #panic() *bold* @label'


class Words(HTMLParser):
    """The words of a page, and its tags."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (4, 1), (5, 2), (12, 3), (200, 50), (0, 1), (9999, 50)])
def test_slips_fill_whole_pages(count: int, pages: int) -> None:
    page = Words(slips_html(QUESTION, count=count))
    assert page.tags.count("section") == pages
    assert page.tags.count("article") == 4 * pages


def test_a_slip_speaks_the_language_of_the_circle() -> None:
    page = Words(slips_html(QUESTION, "fr-CA", count=4)).words
    assert QUESTION["fr"] in page
    assert QUESTION["en"] not in page
    assert "Une phrase suffit." in page


def test_a_slip_speaks_two_languages_when_asked_to() -> None:
    page = Words(slips_html(QUESTION, ["fr", "en"], count=4)).words
    assert page.index(QUESTION["fr"]) < page.index(QUESTION["en"])
    assert "Une phrase suffit." in page
    assert "One sentence is enough." in page


def test_a_slip_may_have_answers_to_tick() -> None:
    ticks = registry()["consent"].ticks
    page = Words(slips_html(QUESTION, ["en", "fr"], count=4, ticks=ticks))
    assert page.words.count("I have an objection") == 4
    assert page.words.count("J’ai une objection") == 4
    assert "Tick one. A line is enough, if you like." in page.words
    assert page.tags.count("li") == 12
    assert slips_pdf(QUESTION, ["en", "fr"], count=4, ticks=ticks).startswith(b"%PDF")


@pytest.mark.parametrize(("together", "says"), [(2, "for the two of you"), (4, "for all of you")])
def test_a_slip_that_is_shared_says_so_and_asks_whose_it_is(together: int, says: str) -> None:
    page = Words(slips_html(QUESTION, ["fr", "en"], count=4, together=together)).words
    assert f"One sentence {says}." in page
    assert page.count("Whose it is, only if you like:") == 4
    assert "One sentence is enough." not in page
    pdf = slips_pdf(QUESTION, ["fr", "en"], count=4, together=together)
    assert pdf.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1


def test_a_question_in_one_language_stands_there_once() -> None:
    page = Words(slips_html("One hope?", ["en", "fr"], count=4)).words
    assert page.count("One hope?") == 4


def test_peoples_words_are_data() -> None:
    raw = slips_html(NASTY, title=NASTY, count=4)
    page = Words(raw)
    assert "script" not in page.tags
    assert page.words.count(NASTY) == 8
    assert slips_html(NASTY, title=NASTY, count=4) == raw


@pytest.mark.parametrize(("paper", "width"), [("a4", "210mm 297mm"), ("letter", "8.5in 11in")])
def test_the_page_has_the_size_of_the_paper_and_asks_for_nothing(paper: str, width: str) -> None:
    page = slips_html(QUESTION, paper="letter" if paper == "letter" else "a4")
    assert f"@page {{ size: {width}" in page
    assert re.findall(r"(?:src|href)=|url\((?!data:)", page) == []


@pytest.mark.parametrize(("paper", "box"), [("a4", b"595.27"), ("letter", b"612")])
def test_a_pdf_sets_the_words_as_they_are(paper: str, box: bytes) -> None:
    made = slips_pdf(NASTY, ["fr", "en"], count=5, paper="letter" if paper == "letter" else "a4", title=NASTY)
    assert made.startswith(b"%PDF")
    assert box in made


def test_without_typst_the_pdf_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(NoTypst, match=r"circle-widgets\[print\]"):
        slips_pdf(QUESTION)

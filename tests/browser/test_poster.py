"""The poster's page as a browser prints it: as many pages as it has sheets, nothing cut, nothing beside the paper."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser

from circle_widgets.definition import Agreed, Line
from circle_widgets.paper import poster_html
from circle_widgets.paper.poster import words_of
from circle_widgets.paper.poster_plan import plan
from tests.browser.texts import ARABIC, CHINESE, ENGLISH, FRENCH, WORD

pytestmark = pytest.mark.browser

AT = 1_795_435_200_000
SHORT = "We meet to learn together what none of us can learn alone."


def text(sentence: str, values: list[str], *dissent: str) -> Agreed:
    lines = [Line(one) for one in values]
    return Agreed(
        Line(sentence), lines[::3], lines[1::3], lines[2::3], list(dissent), AT, 9, 9, title="Sewing on Tuesdays"
    )


TEXTS = {
    "short": text(SHORT, ["Free", "A test", "Homework"]),
    "sentence": text(SHORT, []),
    "thirty": text(ENGLISH[:300], [f"A value of ours, number {n}" for n in range(30)], FRENCH),
    "endless": text(FRENCH, [f"{n} {ENGLISH}" for n in range(30)], ENGLISH, FRENCH),
    "scripts": text(CHINESE[:120], [ARABIC, CHINESE[:200], WORD * 3, "x" * 200], WORD * 4),
}
CUT = """() => [...document.querySelectorAll('.sheet, .sheet *')].filter((one) => {
  const sheet = one.closest('.sheet').getBoundingClientRect(), box = one.getBoundingClientRect();
  const outside = box.right > sheet.right + 1 || box.bottom > sheet.bottom + 1;
  return outside || (one.clientWidth && one.scrollWidth > one.clientWidth + 1);
}).map((one) => one.outerHTML.slice(0, 90))"""


@pytest.mark.parametrize("words", TEXTS)
@pytest.mark.parametrize("paper", ["a4", "a3"])
def test_every_sheet_is_a_page_and_nothing_is_cut(browser: Browser, words: str, paper: Any) -> None:
    agreed = TEXTS[words]
    page = browser.new_page()
    page.set_content(poster_html(agreed, "fr", paper=paper))
    page.emulate_media(media="print")
    printed = page.pdf(prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == len(plan(words_of(agreed, "fr")).sheets)
    page.emulate_media(media="screen")
    assert page.evaluate(CUT) == []
    page.close()

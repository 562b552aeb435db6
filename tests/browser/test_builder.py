"""The definition of one person, in a real browser: three steps in one cell of a notebook."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from circle_widgets import DefinitionBuilder
from tests.browser.conftest import MakePage
from tests.browser.looking import faults
from tests.browser.test_desk import Shown
from tests.waiting import until

pytestmark = pytest.mark.browser


def test_a_text_is_built_from_sentence_and_cards(person: MakePage, monkeypatch: pytest.MonkeyPatch) -> None:
    builder = DefinitionBuilder()
    shown = Shown(person(viewport={"width": 640, "height": 900}, has_touch=False), builder, "alone.js", monkeypatch)
    page = shown.page
    expect(page.get_by_role("heading", name="In one sentence: what is a learning circle, for you?")).to_be_visible()
    page.get_by_label("Your words").fill("People who meet to learn")
    shown.press("Send")
    expect(page.get_by_text("✓ stored")).to_be_visible()
    shown.press("Next step")
    for text, tray in (("Free", "It is …"), ("A class", "It is not …")):
        page.get_by_label("Words for your card").fill(text)
        shown.press(tray)
        expect(page.get_by_label("Words for your card")).to_have_value("")
    assert faults(page, "#place") == []
    shown.press("Next step")
    expect(page.get_by_role("button", name="People who meet to learn", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Next step")).to_have_count(0)
    page.get_by_role("button", name="Take out: A class").click()
    expected = {"sentence": ("People who meet to learn",), "is": ("Free",)}
    until(lambda: (page.evaluate("0"), builder.value == expected)[1], "the value follows")
    assert faults(page, "#place") == []
    builder.close()

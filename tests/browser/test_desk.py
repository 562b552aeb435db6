"""The desk and a step alone in a real browser, on a page that plays anywidget's host; Python is this test's."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from circle_widgets import Activity, Dots, Notes, join, steps
from circle_widgets.circle import Circle
from circle_widgets.widgets.hosted import Hosted
from circle_widgets.widgets.stage import STATIC
from tests.browser.conftest import MakePage
from tests.browser.looking import faults

pytestmark = pytest.mark.browser

ADDRESS = "http://desk.invalid/"
SECRET = "words that nobody may see yet"
TRAITS = ("view", "locale", "_style", "_words")
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>desk</title><style>FACES</style>
<body style="margin: 0; background: Canvas"><main id="place"></main><script type="module">
const listeners = {}, fire = (name, ...said) => (listeners[name] ?? []).forEach((heard) => heard(...said));
let state = STATE;
globalThis.take = (next) => {
  const before = state;
  state = next;
  for (const name in next) if (JSON.stringify(next[name]) !== JSON.stringify(before[name])) fire(`change:${name}`);
};
const model = {
  get: (name) => state[name],
  on: (name, heard) => (listeners[name] ??= []).push(heard),
  off: (name, heard) => (listeners[name] = (listeners[name] ?? []).filter((one) => one !== heard)),
  send: async (content) => {
    if (globalThis.gone) return;
    const { said, state: next } = await globalThis.toPython(content);
    take(next);
    said.forEach((one) => fire("msg:custom", one));
  },
};
globalThis.widget = (await import("/BUNDLE")).default;
globalThis.leave = widget.render({ model, el: document.getElementById("place") });
</script>"""


class Shown:
    """A widget on a page."""

    def __init__(self, page: Page, widget: Hosted, bundle: str, patch: pytest.MonkeyPatch) -> None:
        self.page, self.widget = page, widget
        said: list[Any] = []
        patch.setattr(widget, "send", lambda message, *_: said.append(message))

        def ask(content: Any) -> dict[str, Any]:
            said.clear()
            widget._asked(widget, content, None)
            return {"said": list(said), "state": self.state}

        html = (
            PAGE.replace("FACES", str(widget._css)).replace("STATE", json.dumps(self.state)).replace("BUNDLE", bundle)
        )
        files = {"": ("text/html", html), bundle: ("text/javascript", (STATIC / bundle).read_text(encoding="utf-8"))}

        def serve(route: Route) -> None:
            kind, text = files.get(route.request.url.removeprefix(ADDRESS), ("text/plain", ""))
            route.fulfill(body=text, content_type=f"{kind}; charset=utf-8")

        page.expose_function("toPython", ask)
        page.route(f"{ADDRESS}**", serve)
        page.goto(ADDRESS)

    @property
    def state(self) -> dict[str, Any]:
        """What anywidget would have synced."""
        self.widget.refresh()
        return {name: getattr(self.widget, name) for name in TRAITS}

    def follow(self) -> None:
        """The circle changed elsewhere."""
        self.page.evaluate("(state) => take(state)", self.state)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).first.click()

    @property
    def wall(self) -> Any:
        """The picture of the screen."""
        return self.page.frame_locator("iframe.frame")


Show = Callable[..., Shown]


@pytest.fixture
def show(person: MakePage, monkeypatch: pytest.MonkeyPatch) -> Show:
    def make(widget: Hosted, bundle: str = "desk.js", **options: Any) -> Shown:
        size = options.pop("viewport", {"width": 1024, "height": 768})
        clock = options.pop("clock", False)
        page = person(viewport=size, screen=size, has_touch=False, **options)
        if clock:
            page.clock.install()
        return Shown(page, widget, bundle, monkeypatch)

    return make


@pytest.fixture
def desk(circle: Circle) -> Iterator[Hosted]:
    made = circle.run("one-question")
    here = [{"ip": "192.168.1.20", "name": "wlan0", "wifi": True}, {"ip": "10.0.0.4", "name": "eth0", "wifi": False}]
    fact = {"port": 8866, "pid": 1, "seen_at": circle.ledger.clock() + 3_600_000, "addresses": here}
    circle.store.note_local("", join.ROOM, fact)
    yield made
    made.close()


@pytest.fixture
def writing(circle: Circle, desk: Hosted) -> Hosted:
    """The room writes; a note is stored, and a seat on paper owes its slip."""
    for _ in range(2):
        circle.move("next")
    circle.write(SECRET, seat=circle.add_seat("Zoe"))
    circle.add_seat("Olga")
    return desk


def visible(place: Locator) -> None:
    expect(place).to_be_visible()


def test_the_join_card_stands_on_the_stage_and_its_address_is_chosen(show: Show, desk: Hosted) -> None:
    shown = show(desk)
    visible(shown.wall.get_by_text("http://192.168.1.20:8866"))
    visible(shown.page.get_by_text("No phone has reached this laptop yet."))
    shown.page.get_by_label("The address on the card").select_option("10.0.0.4")
    visible(shown.wall.get_by_text("http://10.0.0.4:8866"))
    shown.press("Show a code for the Wi-Fi too")
    shown.page.get_by_label("Name of the Wi-Fi").fill("Library-Guest")
    shown.press("Put it on the card")
    visible(shown.wall.get_by_text("Library-Guest", exact=False))


def test_nothing_that_is_hidden_is_on_the_page_until_it_is_asked_for(show: Show, writing: Hosted) -> None:
    shown = show(writing)
    visible(shown.wall.get_by_text("Hidden until we open them together."))
    everything = (
        "() => document.querySelector('#place > div').shadowRoot.textContent + JSON.stringify(globalThis.seen ?? '')"
    )
    assert SECRET not in shown.page.evaluate(everything)
    shown.press("Look through them first · private")
    assert SECRET not in shown.page.evaluate(everything)
    shown.press("Show it here")
    visible(shown.page.get_by_text(SECRET))
    shown.press("Open the notes")
    visible(shown.wall.get_by_text(SECRET))
    expect(shown.page.get_by_text("Private: not for the wall")).to_have_count(0)


def test_the_full_display_obeys_keys_and_the_clicker(show: Show, circle: Circle, writing: Hosted) -> None:
    shown = show(writing)
    shown.press("Fill the display")
    shown.page.wait_for_function("() => document.fullscreenElement !== null")
    keyboard = shown.page.keyboard
    keyboard.press("PageDown")
    visible(shown.wall.get_by_text(SECRET))
    keyboard.press("b")
    expect(shown.wall.locator('[data-scene="dark"]')).to_have_count(1)
    keyboard.press(".")
    visible(shown.wall.get_by_text(SECRET))
    keyboard.press("Space")
    expect(shown.wall.locator('[data-mode="one"]')).to_be_visible()
    keyboard.press("PageUp")
    expect(shown.wall.locator('[data-mode="all"]')).to_be_visible()
    size = shown.page.locator("iframe.frame").bounding_box()
    assert size is not None
    assert (round(size["width"]), round(size["height"])) == (1024, 768)
    assert circle.state.screen.mode == "all"


def test_who_types_is_not_led_away(show: Show, circle: Circle, writing: Hosted) -> None:
    shown = show(writing)
    box = shown.page.get_by_label("Words of those without a phone")
    box.press_sequentially("b . p r + ")
    expect(box).to_have_value("b . p r + ")
    assert not circle.state.screen.blank
    assert circle.state.current is not None
    assert circle.state.current.phase == "open"


def test_paper_undo_head_count_and_keeping_with_the_keyboard_alone(show: Show, circle: Circle, writing: Hosted) -> None:
    shown = show(writing)
    box = shown.page.get_by_label("Words of those without a phone")
    box.focus()
    shown.page.keyboard.type("- From Olga\n- From nobody")
    shown.page.keyboard.press("Tab")
    shown.page.keyboard.press("Tab")
    shown.page.keyboard.press("Enter")
    visible(shown.page.get_by_text("2 of 2 stored").first)
    visible(shown.page.get_by_text("2 notes added."))
    count = shown.page.get_by_label("Heads in the room")
    count.fill("9")
    count.press("Enter")
    visible(shown.page.get_by_text("2 of 9 stored").first)
    shown.page.get_by_role("button", name="Take back: the head count").press("Enter")
    visible(shown.page.get_by_text("2 of 2 stored").first)
    shown.page.get_by_text("Keep what we have").press("Enter")
    with shown.page.expect_download() as kept:
        shown.page.get_by_role("button", name="The circle’s file").press("Enter")
    assert kept.value.suggested_filename == "sewing-for-beginners.circle.jsonl"
    assert Path(kept.value.path()).read_bytes().startswith(b'{"id":"' + circle.id.encode())


def test_a_note_is_set_aside_translated_and_shown_again(show: Show, circle: Circle, writing: Hosted) -> None:
    shown = show(writing)
    shown.press("Open the notes")
    shown.press("Translate")
    shown.page.get_by_label("The same in the other language").fill("Des mots que nul ne doit voir")
    shown.press("Put it under the note")
    visible(shown.wall.get_by_text("Des mots que nul ne doit voir"))
    shown.press("Set aside")
    visible(shown.wall.get_by_text("No notes are shown."))
    visible(shown.page.get_by_text("1 note is set aside."))
    shown.press("Take back: a note set aside")
    visible(shown.wall.get_by_text(SECRET))
    assert circle.exported("md").decode().count("Des mots") == 1


def test_what_others_do_is_followed(show: Show, circle: Circle, desk: Hosted) -> None:
    shown = show(desk)
    visible(shown.page.get_by_role("button", name="Begin"))
    circle.move("next")
    shown.follow()
    visible(shown.page.get_by_role("heading", name=re.compile("^1 · ")))
    visible(shown.wall.get_by_text("First we write, each for oneself."))


def test_a_page_that_lost_its_desk_says_so_and_stays_as_it_was(show: Show, writing: Hosted) -> None:
    shown = show(writing, clock=True)
    visible(shown.wall.get_by_text("Hidden until we open them together."))
    shown.page.evaluate("() => { globalThis.gone = true }")
    shown.press("+1 min")
    shown.page.clock.run_for(12_000)
    visible(shown.page.get_by_role("alert").get_by_text("This page has lost its desk."))
    visible(shown.wall.get_by_text("Hidden until we open them together."))
    shown.page.evaluate("() => { globalThis.gone = false }")
    shown.page.clock.run_for(4_000)
    expect(shown.page.get_by_role("alert")).to_have_count(0)


def test_it_leaves_the_page_as_it_found_it(show: Show, desk: Hosted) -> None:
    shown = show(desk)
    visible(shown.wall.get_by_text("http://192.168.1.20:8866"))
    assert shown.page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    shown.page.evaluate("() => leave()")
    assert shown.page.locator("#place").inner_html() == ""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1024, 1366, 768])
def test_every_state_can_be_read_by_everyone(show: Show, circle: Circle, desk: Hosted, width: int, scheme: str) -> None:
    shown = show(desk, viewport={"width": width, "height": 768}, color_scheme=scheme)
    visible(shown.wall.get_by_text("http://192.168.1.20:8866"))
    assert faults(shown.page, "#place") == []
    for _ in range(2):
        circle.move("next")
    circle.write(SECRET, seat=circle.add_seat("Zoe"))
    shown.follow()
    shown.press("Look through them first · private")
    shown.press("Show it here")
    visible(shown.page.get_by_text(SECRET))
    assert faults(shown.page, "#place") == []
    shown.press("Open the notes")
    visible(shown.wall.get_by_text(SECRET))
    shown.page.get_by_text("Keep what we have").click()
    shown.press("End the activity")
    assert faults(shown.page, "#place") == []


def test_a_question_alone_is_written_opened_and_gone_on_with(show: Show) -> None:
    notes = Notes("One hope for our circle", hint="One line is enough")
    shown = show(notes, "alone.js")
    visible(shown.page.get_by_role("heading", name="One hope for our circle"))
    for text in ("Tea", "Time"):
        shown.page.get_by_role("textbox").fill(text)
        shown.press("Send")
        visible(shown.page.get_by_text(text, exact=True))
    assert list(notes.value) == ["Tea", "Time"]
    shown.press("Open the notes")
    visible(shown.page.get_by_text("2 notes, opened together"))
    assert faults(shown.page, "#place") == []
    shown.press("Go on writing")
    shown.press("Take back")
    expect(shown.page.get_by_text("Time", exact=True)).to_have_count(0)
    assert list(notes.value) == ["Tea"]
    assert faults(shown.page, "#place") == []


def test_the_desk_of_the_dots_has_budget_paper_and_another_round(show: Show, circle: Circle) -> None:
    desk = circle.run(Activity("Values", [steps.Dots(2, "Which matter most?", ["Tea", "Time", "Quiet"]), steps.Talk()]))
    circle.move("next")
    for _ in range(2):
        circle.add_seat()
    shown = show(desk)
    visible(shown.wall.get_by_text("0 of 2 stored. Numbers appear when we open them."))
    visible(shown.wall.get_by_text("Quiet"))
    shown.press("One dot more")
    expect(shown.page.locator(".dots-budget b")).to_have_text("3")
    shown.page.get_by_label("Tea").fill("1")
    shown.press("Add to the count")
    visible(shown.page.get_by_text("1 ballot on paper is counted."))
    assert faults(shown.page, "#place") == []
    shown.press("Open the count")
    visible(shown.wall.get_by_text("1 dot"))
    shown.press("Another round")
    shown.press("Begin the round")
    visible(shown.page.get_by_text("Round 1, as it was"))
    assert faults(shown.page, "#place") == []
    desk.close()


def test_dots_alone_are_placed_opened_and_placed_anew(show: Show) -> None:
    dots = Dots(["Tea", "Time", "Quiet"], 2)
    shown = show(dots, "alone.js")
    shown.press("Time")
    visible(shown.page.get_by_text("1 dot left"))
    assert list(dots.value) == ["Time"]
    assert faults(shown.page, "#place") == []
    shown.press("Open the count")
    visible(shown.page.get_by_text("What we chose"))
    assert faults(shown.page, "#place") == []
    shown.press("Another round")
    visible(shown.page.get_by_text("2 dots left"))
    assert list(dots.value) == []

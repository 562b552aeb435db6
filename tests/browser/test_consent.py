"""Consent in real browsers: answered alone, opened together; no answer anywhere before, no count of them ever."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from circle_widgets import Activity, Consent, steps
from circle_widgets.circle import Circle
from circle_widgets.events import Proposal, Receipt
from circle_widgets.ledger import new_id
from tests.browser.conftest import MakePage, Room
from tests.browser.looking import faults
from tests.browser.test_desk import Shown, visible
from tests.browser.texts import ARABIC, CHINESE, ENGLISH, FRENCH, SHORT, WORD
from tests.browser.walls import turned, walls_of
from tests.waiting import until

pytestmark = pytest.mark.browser

SENTENCE = "People who meet more than once to learn together"
VALUES = ("Open to whoever comes", "A class", "Who brings the tea")
TRAYS = ("is", "not", "depends")
WORDS = "It leaves out those who work at night"
OBJECTION, NONE = "There is an objection: let us hear it", "No objection"
LONG = (ENGLISH, FRENCH, CHINESE[:200], ARABIC, WORD)
IN_ITS_OWN_TIME = 60_000
"""A phone that was offline tries again by itself; a line that looks alive is given up after 40 seconds of silence."""


def asking(
    circle: Circle, people: int = 0, sentence: str = SENTENCE, values: tuple[str, ...] = VALUES
) -> tuple[str, list[str]]:
    """The room is asked about its text; the step, and seats of people who are not in a browser."""
    plan = [steps.Notes("What is our circle?"), steps.Draft(), steps.Consent("Any objection?"), steps.Talk("And now?")]
    circle.start(Activity("Agree", plan))
    run = circle.state.run
    assert run is not None
    _, draft, ask, _ = run.steps
    circle.move("next")
    circle.write(sentence)
    circle.move("reveal")
    circle.ledger.say("step.open", step=draft)
    for n, text in enumerate(values):
        put = {"line": f"v{n}", "tray": TRAYS[n % 3], "text": text}
        assert isinstance(circle.ledger.say("draft.put", put, step=draft), Receipt)
    circle.ledger.say("step.open", step=ask)
    return ask, [circle.add_seat(way="phone") for _ in range(people)]


def answers(circle: Circle, step: str, seat: str, answer: str, **more: Any) -> None:
    ballot = Proposal(new_id(), "consent.say", {"answer": answer, **more}, step, seat)
    assert isinstance(circle.ledger.append([ballot])[0], Receipt)


def joined(person: MakePage, room: Room, circle: Circle) -> Page:
    page = person()
    page.goto(f"{room.url}/join/{circle.code}")
    page.locator("form .primary").click()
    visible(page.get_by_role("button", name="Fine for me"))
    return page


def remote_of(person: MakePage, room: Room, circle: Circle) -> Page:
    page = person()
    page.goto(f"{room.url}/remote/{circle.code}#key={circle.key()}")
    visible(page.get_by_text("Answers on paper").or_(page.get_by_text("Before you open")).first)
    return page


def says(page: Page, answer: str) -> None:
    stored = page.get_by_text(f"✓ stored: {answer}. You can change it until we open.")
    expect(stored).to_be_visible(timeout=IN_ITS_OWN_TIME)


def test_an_objection_is_given_alone_and_opened_together(person: MakePage, room: Room, circle: Circle) -> None:
    step, seats = asking(circle, people=3)
    phone, wall = joined(person, room, circle), person(viewport={"width": 1024, "height": 768})
    wall.goto(f"{room.url}/screen/{circle.code}")
    visible(phone.get_by_text("With so few of us it is easily guessed who said what."))
    visible(phone.get_by_text("Open to whoever comes"))
    assert faults(phone) == []
    phone.get_by_role("button", name="I have an objection").click()
    phone.get_by_role("button", name="Read it out for me").click()
    phone.get_by_role("button", name="Give my answer").click()
    visible(phone.get_by_text("Write a line first, or choose “I will say it”."))
    phone.get_by_label("In your words").fill(WORDS)
    phone.get_by_role("checkbox").click()
    assert faults(phone) == []
    phone.get_by_role("button", name="Give my answer").click()
    says(phone, "I have an objection")
    visible(wall.get_by_text("1 of 4 stored. Nothing shows before we open."))
    before = wall.locator("main").inner_text()
    assert WORDS not in before
    assert OBJECTION not in before
    assert faults(wall) == []
    for seat in seats:
        answers(circle, step, seat, "fine")
    visible(wall.get_by_text("4 of 4 stored. Nothing shows before we open."))
    circle.move("reveal")
    visible(phone.get_by_role("heading", name=OBJECTION))
    visible(phone.get_by_text(WORDS))
    visible(wall.get_by_text(OBJECTION))
    assert not re.search(r"\d", wall.locator("main").inner_text())
    assert faults(phone) == []
    assert faults(wall) == []
    kept = phone.evaluate("JSON.stringify({...localStorage, ...sessionStorage})")
    assert WORDS not in kept
    assert "consent.say" not in kept
    circle.move("next")
    visible(wall.get_by_text(WORDS))


def test_after_an_objection_the_text_is_worded_anew_and_asked_about_again(
    person: MakePage, room: Room, circle: Circle
) -> None:
    step, seats = asking(circle, people=2)
    phone, wall = joined(person, room, circle), person(viewport={"width": 1024, "height": 768})
    wall.goto(f"{room.url}/screen/{circle.code}")
    answers(circle, step, seats[0], "objection")
    visible(wall.get_by_text("1 of 3 stored."))
    circle.move("reveal")
    visible(wall.get_by_text("Whoever raised it says it now, if they like."))
    circle.move("next")
    visible(wall.get_by_text("What do we want to say together?"))
    run = circle.state.run
    assert run is not None
    put = {"line": "v1", "text": "A course with marks"}
    assert isinstance(circle.ledger.say("draft.put", put, step=run.steps[1]), Receipt)
    circle.move("next")
    visible(phone.get_by_text("The text was worded anew. We ask again."))
    visible(wall.get_by_text("A course with marks"))
    assert OBJECTION not in wall.locator("main").inner_text()
    circle.move("next")
    visible(phone.get_by_text("Round 2"))
    phone.get_by_role("button", name="Fine for me").click()
    phone.get_by_role("button", name="Give my answer").click()
    says(phone, "Fine for me")
    for seat in seats:
        answers(circle, step, seat, "fine")
    circle.move("reveal")
    visible(wall.get_by_text(NONE))
    visible(phone.get_by_role("heading", name=NONE))
    assert faults(wall) == []
    assert faults(phone) == []


def test_it_is_answered_with_the_keyboard_alone(person: MakePage, room: Room, circle: Circle) -> None:
    asking(circle)
    phone = joined(person, room, circle)

    def tab_to(words: str) -> None:
        for _ in range(20):
            phone.keyboard.press("Tab")
            if phone.evaluate("document.activeElement.textContent").startswith(words):
                return
        raise AssertionError(f"no {words!r} within reach")

    tab_to("It needs more talk")
    phone.keyboard.press("Space")
    visible(phone.get_by_text("How shall we hear it?"))
    tab_to("Only Ana sees it")
    phone.keyboard.press("Enter")
    phone.keyboard.press("Tab")
    phone.keyboard.type("What is a month?")
    tab_to("Give my answer")
    phone.keyboard.press("Enter")
    says(phone, "It needs more talk")
    (ballot,) = circle.state.ballots.values()
    assert ballot == {"answer": "talk", "how": "facilitator", "words": "What is a month?", "keep": False}


def test_what_is_answered_offline_goes_out_as_it_stood_last(person: MakePage, room: Room, circle: Circle) -> None:
    asking(circle)
    phone = joined(person, room, circle)
    phone.context.set_offline(True)
    phone.get_by_role("button", name="I have an objection").click()
    phone.get_by_role("button", name="Give my answer").click()
    visible(phone.get_by_text(re.compile("(on its way|waiting for Wi-Fi): I have an objection")))
    phone.get_by_role("button", name="Fine for me").click()
    phone.get_by_role("button", name="Change my answer").click()
    phone.context.set_offline(False)
    says(phone, "Fine for me")
    until(lambda: [*circle.state.ballots.values()] == [{"answer": "fine"}], "stored as it stood last")


def test_what_came_too_late_is_said_and_the_words_are_handed_back(person: MakePage, room: Room, circle: Circle) -> None:
    step, seats = asking(circle, people=1)
    phone = joined(person, room, circle)
    phone.context.set_offline(True)
    phone.get_by_role("button", name="I have an objection").click()
    phone.get_by_label("In your words").fill(WORDS)
    phone.get_by_role("button", name="Give my answer").click()
    answers(circle, step, seats[0], "fine")
    circle.move("reveal")
    phone.context.set_offline(False)
    late = phone.get_by_text("Your last answer came after the opening. Say it now, if you like.")
    expect(late).to_be_visible(timeout=IN_ITS_OWN_TIME)
    visible(phone.get_by_text(WORDS))
    phone.get_by_role("button", name="Understood").click()
    expect(late).to_have_count(0)
    assert WORDS not in phone.evaluate("JSON.stringify({...localStorage, ...sessionStorage})")
    assert not circle.state.steps[step].data.round(1).objection


def test_a_device_that_goes_round_covers_each_answer(person: MakePage, room: Room, circle: Circle) -> None:
    asking(circle)
    tablet = person()
    tablet.goto(f"{room.url}/join/{circle.code}#pass")
    tablet.locator("form .primary").click()
    tablet.get_by_role("button", name="I have an objection").click()
    tablet.get_by_label("In your words").fill(WORDS)
    tablet.get_by_role("button", name="Give my answer").click()
    visible(tablet.get_by_role("heading", name="Stored. Please pass it on."))
    assert WORDS not in tablet.locator("body").inner_text()
    assert "objection" not in tablet.locator("body").inner_text()


def test_the_remote_counts_slips_looks_first_and_opens(person: MakePage, room: Room, circle: Circle) -> None:
    step, seats = asking(circle, people=3)
    for _ in range(2):
        circle.add_seat()
    remote = remote_of(person, room, circle)
    answers(circle, step, seats[0], "objection", words=WORDS, how="facilitator")
    remote.get_by_label("Fine for me").fill("2")
    remote.get_by_role("button", name="Count them", exact=True).click()
    visible(remote.get_by_text("2 are counted so far."))
    assert faults(remote) == []
    remote.get_by_role("button", name="Look through them first · private").click()
    visible(remote.get_by_text("Words to you alone show here once all have answered"))
    assert WORDS not in remote.locator("body").inner_text()
    answers(circle, step, seats[1], "fine")
    answers(circle, step, seats[2], "fine")
    visible(remote.get_by_text(WORDS))
    assert faults(remote) == []
    remote.get_by_role("button", name="Close", exact=True).click()
    visible(remote.get_by_text("Somebody wrote to you alone: look before you open."))
    remote.get_by_role("button", name="Open the answers").click()
    visible(remote.get_by_role("heading", name=OBJECTION))
    expect(remote.get_by_text(WORDS)).to_have_count(0)
    assert faults(remote) == []
    remote.get_by_role("button", name="Go on all the same").click()
    remote.get_by_role("button", name="Go on", exact=True).click()
    visible(remote.get_by_role("heading", name="We go on with it all the same"))
    remote.get_by_role("button", name="Take back: going on all the same").click()
    visible(remote.get_by_role("heading", name=OBJECTION))


def test_the_desk_on_the_wall_has_no_answer_and_words_only_behind_the_private_look(
    person: MakePage, monkeypatch: pytest.MonkeyPatch, circle: Circle
) -> None:
    plan = Activity("Agree", [steps.Consent("Shall we meet on Thursdays?"), steps.Talk("And now?")])
    desk = circle.run(plan)
    circle.move("next")
    size = {"width": 1024, "height": 768}
    shown = Shown(person(viewport=size, screen=size, has_touch=False), desk, "desk.js", monkeypatch)
    step = circle.state.current
    assert step is not None
    seat = circle.add_seat(way="phone")
    circle.add_seat("Olga")
    answers(circle, step.id, seat, "objection", words=WORDS, how="facilitator")
    shown.follow()
    visible(shown.wall.get_by_text("1 of 2 stored. Nothing shows before we open."))
    visible(shown.page.get_by_text("1 person on paper can be counted.").first)
    assert faults(shown.page, "#place") == []
    shown.press("Look through them first · private")
    shown.press("Show it here")
    visible(shown.page.get_by_text("Words to you alone show here once all have answered"))
    shown.page.get_by_label("Fine for me").fill("1")
    shown.press("Count them")
    visible(shown.page.get_by_text(WORDS))
    assert faults(shown.page, "#place") == []
    shown.press("Close")
    expect(shown.page.get_by_text(WORDS)).to_have_count(0)
    assert "objection" not in shown.page.locator(".face").inner_text()
    shown.press("Open the answers")
    visible(shown.wall.get_by_text(OBJECTION))
    visible(shown.wall.get_by_text("We hear it from whoever leads."))
    shown.press("Go on all the same")
    shown.press("Go on")
    visible(shown.wall.get_by_text("We go on with it all the same"))
    assert faults(shown.page, "#place") == []
    desk.close()


def test_consent_alone_is_answered_opened_and_asked_again(person: MakePage, monkeypatch: pytest.MonkeyPatch) -> None:
    consent = Consent("Shall we meet on Thursdays?")
    shown = Shown(person(viewport={"width": 640, "height": 900}, has_touch=False), consent, "alone.js", monkeypatch)
    shown.page.get_by_role("button", name="Fine for me").click()
    shown.press("Give my answer")
    says(shown.page, "Fine for me")
    assert faults(shown.page, "#place") == []
    shown.press("Open the answers")
    visible(shown.page.get_by_role("heading", name=NONE))
    assert consent.agreed is True
    shown.press("Ask again")
    visible(shown.page.get_by_text("Round 2"))


@pytest.mark.parametrize(
    ("sentence", "values", "words"),
    [
        (SHORT, (), (SHORT,)),
        (ENGLISH, VALUES, (ENGLISH,)),
        (SENTENCE, tuple(f"{n}. {VALUES[n % 3]}" for n in range(9)), (WORDS, SHORT)),
        (ENGLISH, tuple(f"{n}. {LONG[n % 5]}" for n in range(30)), LONG),
    ],
    ids=["one", "one long", "nine", "thirty long"],
)
def test_the_text_and_what_is_read_out_stand_whole_and_large(
    person: MakePage, room: Room, circle: Circle, sentence: str, values: tuple[str, ...], words: tuple[str, ...]
) -> None:
    step, seats = asking(circle, 6, sentence, values)
    walls = walls_of(person, room, circle, ".draft-text")
    seen = read_through(circle, walls, ".draft-text")
    # a long line goes on in its column of the next page, after what stands beside it
    assert Counter(seen) == Counter(whole("".join((sentence, *values))))
    for n, seat in enumerate(seats):
        if n < len(words):
            answers(circle, step, seat, "objection", words=words[n][:400], how="read")
        else:
            answers(circle, step, seat, "fine")
    circle.ledger.say("step.reveal", step=step)
    for wall in walls:
        visible(wall.locator(".consent-found"))
    seen = read_through(circle, walls, ".consent-found, .consent-text")
    assert whole(OBJECTION) in seen
    assert all(whole(text[:400]) in seen for text in words)


def whole(text: str) -> str:
    """Without blanks: where a long text is parted, they go."""
    return re.sub(r"\s", "", text)


SIZE = "(all) => all.map((one) => [one.textContent, parseFloat(getComputedStyle(one).fontSize) / innerHeight])"


def read_through(circle: Circle, walls: list[Page], texts: str) -> str:
    """Turn all pages; each is free of faults on each display, and what is spoken about a sixteenth. What was read."""
    seen: dict[int, str] = {}
    for page in turned(circle, walls):
        for wall in walls:
            found = wall.locator(texts).evaluate_all(SIZE)
            assert all(size >= 1 / 30 for _, size in found)
            large = wall.locator(".draft-large .draft-text, .consent-found, .consent-text").evaluate_all(SIZE)
            assert all(size >= 1 / 16 for _, size in large)
            seen[page] = "".join(text for text, _ in found)
    circle.ledger.say("screen.show", {"page": 1})
    return whole("".join(seen.values()))

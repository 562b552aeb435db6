"""Dots in real browsers: tapped and keyed on phones, nothing but cards on the screen, then the count on every page."""

from __future__ import annotations

import random

import pytest
from playwright.sync_api import Page, expect

from circle_widgets import Activity, steps
from circle_widgets.circle import Circle
from circle_widgets.events import Proposal, Receipt
from circle_widgets.ledger import new_id
from circle_widgets.steps.dots.counted import Data
from tests.browser.conftest import MakePage, Room
from tests.browser.looking import faults
from tests.browser.texts import ARABIC, CHINESE, ENGLISH, FRENCH, MIXED, SHORT, WORD
from tests.browser.walls import look, turned, walls_of
from tests.waiting import until

pytestmark = pytest.mark.browser

FEW_WORDS = ("Chosen, not imposed", "Led by all of us", "A lecture", "Homework", "Tea and biscuits", "Patience")
LONG = (ENGLISH, FRENCH, CHINESE[:200], ARABIC, WORD)
STORED = "✓ stored: you can change it until we open"


def voting(circle: Circle, texts: tuple[str, ...] = FEW_WORDS, people: int = 0, dots: int = 2) -> tuple[str, list[str]]:
    """The room has opened these texts and comes to its dots; the step, and seats of people who are not in a browser."""
    circle.start(
        Activity("Values", [steps.Notes("What is it?"), steps.Dots(dots, "Which matter most to us?"), steps.Talk()])
    )
    circle.move("next")
    for text in texts:
        circle.write(text)
    circle.move("reveal")
    run = circle.state.run
    assert run is not None
    circle.ledger.say("step.open", step=run.steps[1])
    return run.steps[1], [circle.add_seat(way="phone") for _ in range(people)]


def all_vote(circle: Circle, step: str, seats: list[str]) -> None:
    data: Data = circle.state.steps[step].data
    dice = random.Random(len(seats))
    for seat in seats:
        on = dice.sample(list(data.options), min(2, len(data.options)))
        ballot = Proposal(new_id(), "dots.place", {"on": on}, step, seat)
        assert isinstance(circle.ledger.append([ballot])[0], Receipt)


def joined(person: MakePage, room: Room, circle: Circle) -> Page:
    page = person()
    page.goto(f"{room.url}/join/{circle.code}")
    page.locator("form .primary").click()
    return page


def test_dots_are_placed_moved_and_counted(person: MakePage, room: Room, circle: Circle) -> None:
    step, seats = voting(circle, people=3)
    phone, wall = joined(person, room, circle), person(viewport={"width": 1024, "height": 768})
    wall.goto(f"{room.url}/screen/{circle.code}")
    expect(phone.get_by_text("With so few of us a count can tell who chose what.")).to_be_visible()
    phone.get_by_role("button", name="Homework").click()
    expect(phone.get_by_text(STORED)).to_be_visible()
    expect(phone.get_by_text("1 dot left")).to_be_visible()
    assert faults(phone) == []
    phone.get_by_role("button", name="Patience").click()
    expect(phone.get_by_text("All your dots are placed.")).to_be_visible()
    phone.get_by_role("button", name="Homework").click()
    expect(wall.get_by_text("1 of 4 stored. Numbers appear when we open them.")).to_be_visible()
    assert not any(sign in wall.locator("main").inner_text() for sign in "0123456789●")
    assert faults(wall) == []
    ballot = [{"on": ["Patience"]}]
    texts = {one.id: one.text for one in circle.state.steps[step].data.options.values()}
    until(
        lambda: [{"on": [texts[id] for id in one["on"]]} for one in circle.state.ballots.values()] == ballot, "stored"
    )
    all_vote(circle, step, seats)
    circle.move("next")
    expect(phone.get_by_text("What we chose")).to_be_visible()
    expect(phone.get_by_text("4 people placed dots.")).to_be_visible()
    assert faults(phone) == []
    expect(wall.locator(".dots-count").first).to_be_visible()
    assert faults(wall) == []
    kept = phone.evaluate("JSON.stringify({...localStorage, ...sessionStorage})")
    assert not any(option in kept for option in texts), "the phone knows no more where its dots stood"


def test_dots_are_placed_with_the_keyboard_alone(person: MakePage, room: Room, circle: Circle) -> None:
    voting(circle)
    phone = joined(person, room, circle)
    expect(phone.get_by_role("button", name="Chosen, not imposed")).to_be_visible()
    for _ in range(12):
        phone.keyboard.press("Tab")
        if phone.evaluate("document.activeElement.textContent").startswith("Led by all"):
            break
    phone.keyboard.press("Space")
    expect(phone.get_by_role("button", name="Led by all of us", pressed=True)).to_be_focused()
    expect(phone.get_by_text(STORED)).to_be_visible()
    phone.keyboard.press("Enter")
    expect(phone.get_by_text("✓ stored without a dot: you can change it until we open")).to_be_visible()


def test_what_was_chosen_offline_goes_out_as_it_stood_last(person: MakePage, room: Room, circle: Circle) -> None:
    step, _ = voting(circle)
    phone = joined(person, room, circle)
    expect(phone.get_by_role("button", name="Homework")).to_be_visible()
    phone.context.set_offline(True)
    for text in ("Homework", "Patience", "Homework", "A lecture"):
        phone.get_by_role("button", name=text).click()
    assert len(phone.evaluate("Object.keys(localStorage).filter((key) => key.includes('.out.'))")) == 1
    phone.context.set_offline(False)
    expect(phone.get_by_text(STORED)).to_be_visible(timeout=20_000)  # the phone tries again in its own time
    chosen = [one.text for one in circle.state.steps[step].data.options.values()]
    (ballot,) = circle.state.ballots.values()
    texts = {one.id: one.text for one in circle.state.steps[step].data.options.values()}
    assert {texts[id] for id in ballot["on"]} == {"Patience", "A lecture"} <= set(chosen)


def test_what_came_too_late_is_said_and_not_counted(person: MakePage, room: Room, circle: Circle) -> None:
    step, seats = voting(circle, people=1)
    phone = joined(person, room, circle)
    expect(phone.get_by_role("button", name="Homework")).to_be_visible()
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Homework").click()
    all_vote(circle, step, seats)
    circle.move("next")
    phone.context.set_offline(False)
    late = phone.get_by_text("Your last change came after the opening and is not in the count.")
    expect(late).to_be_visible(timeout=20_000)  # the phone tries again in its own time
    phone.get_by_role("button", name="Understood").click()
    expect(late).to_have_count(0)


def test_the_remote_leads_through_the_dots(person: MakePage, room: Room, circle: Circle) -> None:
    step, seats = voting(circle, people=5)
    for _ in range(2):
        circle.add_seat()
    remote = person()
    remote.goto(f"{room.url}/remote/{circle.code}#key={circle.key()}")
    remote.get_by_role("button", name="One dot more").click()
    expect(remote.locator(".dots-budget b")).to_have_text("3")
    remote.get_by_label("How many people").fill("2")
    remote.get_by_label("Homework").fill("2")
    remote.get_by_role("button", name="Add to the count").click()
    expect(remote.get_by_text("2 ballots on paper are counted.")).to_be_visible()
    assert faults(remote) == []
    assert remote.get_by_role("button", name="Look through them first · private").count() == 0
    all_vote(circle, step, seats)
    remote.get_by_role("button", name="Open the count").click()
    expect(remote.get_by_text("7 people placed dots")).to_be_visible()
    assert faults(remote) == []
    remote.get_by_role("button", name="Another round").click()
    remote.get_by_role("button", name="Begin the round").click()
    expect(remote.get_by_text("Round 1, as it was")).to_be_visible()
    assert faults(remote) == []


@pytest.mark.parametrize(
    "texts",
    [
        (SHORT,),
        (ENGLISH,),
        (*FEW_WORDS, SHORT, "Time", "Quiet"),
        MIXED,
        tuple(f"{n}. {LONG[n % 5]}" for n in range(30)),
    ],
    ids=["one", "one long", "nine", "nine long", "thirty long"],
)
def test_every_card_stands_whole_and_large_before_and_after(
    person: MakePage, room: Room, circle: Circle, texts: tuple[str, ...]
) -> None:
    step, seats = voting(circle, texts, people=9)
    walls = walls_of(person, room, circle, ".dots-page")
    all_vote(circle, step, seats)
    read_through(circle, walls)
    circle.ledger.say("step.reveal", step=step)
    for wall in walls:
        expect(wall.locator(".dots-count, .dots-part").first).to_be_visible()
    assert read_through(circle, walls) == len(set(texts))


def test_what_is_set_aside_leaves_wall_and_phone_and_its_dots_are_told(
    person: MakePage, room: Room, circle: Circle
) -> None:
    step, seats = voting(circle, people=5)
    phone = joined(person, room, circle)
    walls = walls_of(person, room, circle, "text=Homework")
    phone.get_by_role("button", name="Homework").click()
    expect(phone.get_by_text(STORED)).to_be_visible()
    data: Data = circle.state.steps[step].data
    note = next(one.id for one in data.options.values() if one.text == "Homework")
    run = circle.state.run
    assert run is not None
    for seat in seats:
        circle.ledger.append([Proposal(new_id(), "dots.place", {"on": [note]}, step, seat)])
    circle.ledger.say("notes.hide", {"note": note}, step=run.steps[0])
    expect(phone.get_by_text("Your dot on it is yours again.")).to_be_visible()
    for page in (phone, *walls):
        expect(page.get_by_text("Homework")).to_have_count(0)
    assert faults(phone) == []
    phone.get_by_role("button", name="Patience").click()
    expect(phone.get_by_text("Your dot on it is yours again.")).to_have_count(0)
    circle.ledger.say("step.reveal", step=step)
    for page in (phone, *walls):
        expect(page.locator("li", has_text="A text that was set aside")).to_contain_text("5 dots")
        assert "Homework" not in page.content()
    for wall in walls:
        assert look(wall).faults == []


@pytest.mark.parametrize("long", [False, True], ids=["short", "long"])
def test_sentences_have_pages_of_their_own_before_the_trays(
    person: MakePage, room: Room, circle: Circle, *, long: bool
) -> None:
    sort = steps.Sort("What is it, what not?")
    circle.start(Activity("Values", [steps.Notes("When?"), sort, steps.Dots(3, "Which matter most?"), steps.Talk()]))
    circle.move("next")
    run = circle.state.run
    assert run is not None
    for text in (ENGLISH, FRENCH, SHORT) if long else ("A sentence", "Another sentence"):
        circle.write(text)
    circle.move("reveal")
    circle.ledger.say("step.open", step=run.steps[1])
    for n in range(9):
        text = f"{n} {'chosen by all of us together, not imposed ' * (4 if long else 1)}".strip()
        circle.ledger.say("sort.put", {"text": text, "tray": ("is", "not", "depends")[n % 3]}, step=run.steps[1])
    circle.ledger.say("step.reveal", step=run.steps[1])
    circle.ledger.say("step.open", step=run.steps[2])
    seats = [circle.add_seat(way="phone") for _ in range(5)]
    walls = walls_of(person, room, circle, ".dots-page")
    for wall in walls:
        expect(wall.locator(".dots-trays")).to_have_count(0)
    all_vote(circle, run.steps[2], seats)
    read_through(circle, walls)
    expect(walls[0].locator(".dots-trays")).to_be_visible()
    circle.ledger.say("step.reveal", step=run.steps[2])
    for wall in walls:
        expect(wall.locator(".dots-count, .dots-part").first).to_be_visible()
    assert read_through(circle, walls) == len(circle.state.steps[run.steps[2]].data.options)


def read_through(circle: Circle, walls: list[Page]) -> int:
    """Turn all pages; each is free of faults on each display. How many counts stood there."""
    return sum(walls[0].locator(".dots-count").count() for _ in turned(circle, walls))

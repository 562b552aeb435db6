"""A draft as time goes on: back and forward, words that are erased or set aside, copies that meet; its laws."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circle_widgets import views
from circle_widgets.events import Event, Refusal
from circle_widgets.state import fold
from circle_widgets.steps.draft.words import TRAYS, lines
from circle_widgets.steps.offers import offered
from tests.unit.steps.drafting import DRAFT, KINDS, SENTENCES, VOTES, Write, drafting, kind, written
from tests.unit.worlds import all_views, text_of

# ---------------------------------------------------------------- back and forward


def test_the_text_waits_while_the_room_is_elsewhere_and_what_came_since_stands_ready() -> None:
    world = drafting(dots=VOTES)
    world.put(world.line("Free"), text="Free, always")
    world.drop("A race")
    text = world.text
    world.did("step.open", step="s1")
    world.did("notes.write", {"text": "A slip that came late"}, step="s1")
    world.did("step.open", step="s3")
    world.did("step.again", step="s3")
    for n in range(3):
        world.votes(f"p{n}", "Patient", "A class")
    world.opened()
    world.did("step.open", step=DRAFT)
    assert world.text == text
    ready = {one["text"]: one.get("dots", 0) for one in world.view("desk")["material"].values()}
    assert ready["Patient"] == ready["A class"] == 3
    assert ready["A slip that came late"] == 0


def test_words_that_are_set_aside_are_gone_from_the_text_at_once_and_come_back_with_their_note() -> None:
    world = drafting()
    first_note, second = world.material(SENTENCES[0]), world.material(SENTENCES[1])
    world.did("notes.hide", {"note": first_note}, step="s1")
    world.did("notes.hide", {"note": second}, step="s1")
    assert world.text[0] == "+Open"
    seen = text_of(all_views(world.state)["desk"]["draft"])
    assert SENTENCES[0] not in seen
    assert SENTENCES[1] not in seen
    assert world.refused("draft.put", {"line": second, "of": [second]}, step=DRAFT).code == "unknown_material"
    world.did("notes.restore", {"note": first_note}, step="s1")
    assert world.text[0] == SENTENCES[0]
    world.put(first_note, text="People who meet")
    world.did("notes.hide", {"note": first_note}, step="s1")
    assert world.text[0] == "People who meet"  # what was worded anew is the text's own


def test_what_is_set_aside_after_dots_were_placed_on_it_is_gone_from_the_text_too() -> None:
    world = drafting(dots=VOTES)
    assert world.text[0] == SENTENCES[1]
    world.did("notes.hide", {"note": world.material(SENTENCES[1])}, step="s1")
    assert world.text[0] == "+Free"
    assert SENTENCES[1] not in text_of(world.view("desk"))


def test_what_was_grouped_anew_stays_in_the_text_and_stands_ready_as_it_is_now() -> None:
    world = drafting()
    free, warm = world.material("Free"), world.material("Warm")
    world.did("cards.join", {"cards": [free, warm], "text": "Free and warm", "tray": "is"}, step="s2")
    assert "+Free" in world.text
    assert "Warm" not in world.ready
    world.did("step.open", step="s2")
    world.did("step.open", step=DRAFT)
    assert "+Free" in world.text
    assert "Free and warm" in world.ready
    world.drop("Free")
    assert "Free" not in world.ready


def test_going_back_is_taken_back_like_any_act() -> None:
    world = drafting(dots=VOTES)
    state = text_of(views.everyone(world.state, "desk")["draft"])
    world.did("step.open", step="s3")
    world.did("step.open", step=DRAFT)
    world.undo()
    world.undo()
    assert text_of(views.everyone(world.state, "desk")["draft"]) == state


def test_what_comes_after_gets_the_lines_and_nothing_of_the_rest() -> None:
    world = drafting(dots=VOTES)
    offers = offered(world.state, world.state.steps["s5"])
    assert [(one.text, one.tray) for one in offers] == [
        (SENTENCES[1], ""),
        ("Free", "is"),
        ("Warm", "is"),
        ("Open", "is"),
        ("A race", "not"),
    ]


# ---------------------------------------------------------------- erasure


def test_an_erased_note_takes_the_line_that_only_refers_to_it_and_puts_no_other_in_its_place() -> None:
    world = drafting(dots=VOTES)
    state = world.without(world.material("Warm"), world.material(SENTENCES[1]))
    assert written(state) == ["+Free", "+Open", "-A race"]
    seen = text_of(all_views(state))
    assert "Warm" not in seen
    assert SENTENCES[1] not in seen


def test_what_was_worded_anew_stays_and_knows_its_author_no_more() -> None:
    world = drafting(dots=VOTES)
    warm = world.line("Warm")
    world.put(warm, text="Warm to newcomers")
    world.put(warm, text="Warm to whoever comes")
    state = world.without(warm)
    assert written(state)[2] == "+Warm to whoever comes"
    offer = next(one for one in kind().offers(state.steps[DRAFT]) if one.id == warm)
    assert offer.of == ()
    view = views.everyone(state, "desk")["draft"]["lines"][warm]
    assert "of" not in view
    assert all(one["text"] != "Warm" for one in view.get("earlier", {}).values())


def test_of_identical_words_those_that_are_left_stand_there() -> None:
    world = drafting(sentences=("We learn.", "we learn"), values={})
    first_note = next(iter(world.data.material))
    state = world.without(first_note)
    assert written(state) == ["we learn"]


# ---------------------------------------------------------------- laws


@given(st.randoms(use_true_random=False))
def test_the_state_is_the_same_in_whatever_order_the_events_come(dice: random.Random) -> None:
    world = drafting(dots=VOTES)
    world.insert("Patient")
    world.put(world.line("Patient"), text="Patient, all of us")
    world.move("Patient, all of us", "depends")
    world.undo()
    world.drop("Free")
    world.did("step.open", step="s3")
    world.did("step.open", step=DRAFT)
    log = world.log
    dice.shuffle(log)
    assert fold(log, KINDS) == fold(world.log, KINDS) == world.fold.state


def test_two_copies_that_each_went_on_are_one_text_after_they_meet() -> None:
    world = drafting(dots=VOTES)
    other = world.copy("other", 700)
    other.fold.registry = KINDS
    other.did("draft.put", {"line": "theirs", "text": "Brave", "tray": "is"}, step=DRAFT)
    other.did("draft.drop", {"line": world.line("Free")}, step=DRAFT)
    world.put(world.line("Free"), text="Free, always")
    world.insert(SENTENCES[0])
    both = [*world.log, *other.log]
    state = fold(both, KINDS)
    assert state == fold(reversed(both), KINDS)
    assert "+Brave" in written(state)
    assert [one for one in written(state) if one[0] not in "+-?"] == [SENTENCES[0]]


@pytest.mark.parametrize(
    "given_",
    [
        {"material": 3},
        {"material": [[]]},
        {"lines": [["a"]]},
        {"lines": [["a", "maybe"]]},
        {"more": 1},
        {"lines": [["a", "is"]]},
    ],
)
def test_whatever_a_file_holds_nothing_raises(given_: Any) -> None:
    world = drafting(dots=VOTES)
    log = [one for one in world.log if (one.kind, one.step) != ("step.open", DRAFT)]
    log.append(Event("x1", world.at + 1, "step.open", {"given": given_}, DRAFT, by="desk"))
    log.append(Event("x2", world.at + 2, "draft.move", {"line": "a", "tray": "not", "after": "b"}, DRAFT, by="desk"))
    log.append(Event("x3", world.at + 3, "draft.put", {"line": "b", "of": ["nowhere"]}, DRAFT, by="desk"))
    log.append(Event("x4", world.at + 4, "draft.put", {"line": "c"}, DRAFT, by="desk"))
    state = fold(log, KINDS)
    assert written(state) == []
    assert all(all_views(state).values())


def test_the_text_as_people_keep_it() -> None:
    world = drafting(dots=VOTES)
    world.put(world.line("Free"), text="*Free*")
    step = world.state.steps[DRAFT]
    assert kind().markdown(step, "en") == (
        f"**Our circle is …**\n\n{SENTENCES[1]}\n\n**It is …**\n\n- \\*Free\\*\n- Warm\n- Open\n\n"
        "**It is not …**\n\n- A race"
    )
    assert kind().markdown(step, "fr").startswith("**Notre cercle")
    columns = kind().columns
    rows = kind().table(step)
    assert all(tuple(row) == columns for row in rows)
    assert {row["text"] for row in rows} == {"*Free*", "Warm", "Open", "A race", SENTENCES[1]}
    world.drop("Open")
    assert [row["n"] for row in kind().table(world.state.steps[DRAFT])] == [1, 2, 3, 4, 0]


ACTS = st.lists(
    st.tuples(st.sampled_from(["put", "drop", "move", "hide", "again", "undo"]), *[st.integers(0, 40)] * 3), max_size=25
)


@given(ACTS)
def test_whatever_is_done_the_text_keeps_its_shape(acts: list[tuple[str, int, int, int]]) -> None:
    world = drafting(dots=VOTES)
    for act, a, b, c in acts:
        some_act(world, act, a, b, c)
        text = lines(world.state.steps[DRAFT])
        assert [TRAYS.index(one.tray) for one in text] == sorted(TRAYS.index(one.tray) for one in text)
        assert sum(one.tray == "" for one in text) <= 1
        assert all(one.text.strip() for one in text)
        assert [one.n for one in text] == list(range(1, len(text) + 1))
        ready = set(kind().everyone(world.state, world.state.steps[DRAFT], "desk")["material"])
        assert not ready & {id for one in text for id in world.data.entries[one.id].of}
    assert fold(world.log, KINDS) == world.fold.state


def some_act(world: Write, act: str, a: int, b: int, c: int) -> None:
    """One of these about whatever there is; what is refused changes nothing."""
    there = [*world.data.entries, *world.data.material, "new"]
    line, tray = there[a % len(there)], TRAYS[b % len(TRAYS)]
    ready = [*world.data.material] or ["nothing"]
    puts: list[dict[str, Any]] = [
        {},
        {"text": f"words {b}"},
        {"of": [ready[b % len(ready)]]},
        {"text": "x", "tray": tray},
    ]
    text, last = world.text, world.state.last_act
    bodies: dict[str, tuple[str, dict[str, Any], str]] = {
        "put": ("draft.put", {"line": line, **puts[c % len(puts)]}, DRAFT),
        "drop": ("draft.drop", {"line": line}, DRAFT),
        "move": ("draft.move", {"line": line, "tray": tray, "after": there[c % len(there)] if c % 3 else ""}, DRAFT),
        "hide": ("notes.hide" if b % 2 else "notes.restore", {"note": line}, "s1"),
        "again": ("step.open", {}, DRAFT if world.state.current is not world.state.steps[DRAFT] else "s3"),
        "undo": ("desk.undo", {"event": last.id if last is not None else "none"}, ""),
    }
    kind_, body, step = bodies[act]
    if isinstance(world.say(kind_, body, step=step), Refusal):
        assert world.text == text

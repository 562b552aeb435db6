"""Dots on what is set aside meanwhile: its words go from every page, its dots are told. Sentences beside values."""

from __future__ import annotations

from typing import Any

import pytest

from circle_widgets import export, views
from circle_widgets.events import Refusal
from circle_widgets.steps.dots.counted import Option
from circle_widgets.steps.offers import offered
from tests.unit.steps.voting import WORDS, Vote, dots_kind, voting
from tests.unit.worlds import ROLES, all_views, text_of

SECRET = "Patience"


def set_aside(world: Vote, word: str = SECRET) -> str:
    note = world.option(word)
    world.did("notes.hide", {"note": note}, step="s1")
    return note


# ---------------------------------------------------------------- set aside, or taken back


def test_what_is_set_aside_while_dots_are_placed_leaves_every_page() -> None:
    world = voting()
    world.ballot("p0", SECRET, "Tea")
    note = set_aside(world)
    for view in all_views(world.state).values():
        assert SECRET not in text_of(view)
        assert note not in text_of(view.get("dots", {}))
    assert views.person(world.state, "p0")["dots"] == {
        "mine": [world.option("Tea")],
        "freed": 1,
        "may": {"place": True},
        "placed": True,
    }
    refusal = world.ballot("p1", note)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "unknown_option"
    assert world.ballot("p0", "Tea", "Time", "Quiet") == 1, "the dot is one's own again"
    assert "freed" not in views.person(world.state, "p0")["dots"]


def test_what_is_taken_back_leaves_as_well() -> None:
    world = voting()
    world.did("notes.withdraw", {"note": world.option(SECRET)}, step="s1")
    assert SECRET not in text_of(all_views(world.state))


@pytest.mark.parametrize("when", ["before the opening", "after it"])
def test_its_dots_are_told_and_its_words_are_not(when: str) -> None:
    world = voting()
    world.ballot("p0", SECRET, "Tea")
    world.ballot("p1", SECRET)
    if when == "after it":
        world.opened()
    note = set_aside(world)
    if when != "after it":
        world.opened()
    for role in ROLES:
        item = views.everyone(world.state, role)["dots"]["items"][note]
        assert (item["dots"], item["aside"], item["place"]) == (2, True, 1)
        assert "A text that was set aside" in text_of(item)
    assert SECRET not in text_of(all_views(world.state))
    [row] = [row for row in dots_kind().table(world.state.steps["s2"]) if row["option"] == note]
    assert (row["text"], row["dots"], row["aside"]) == ("", 2, True)
    text = export.as_markdown(world.state)
    assert SECRET not in text
    assert "A text that was set aside (2 dots)" in text
    assert note not in {one.id for one in offered(world.state, world.state.steps["s3"])}
    world.did("notes.restore", {"note": note}, step="s1")
    assert world.result()[SECRET] == 2


def test_one_without_a_dot_is_not_told_of_at_all() -> None:
    world = voting()
    world.ballot("p0", "Tea")
    note = set_aside(world)
    world.opened()
    assert note not in views.everyone(world.state, "screen")["dots"]["items"]
    assert note not in {row["option"] for row in dots_kind().table(world.state.steps["s2"])}


def test_of_two_who_said_the_same_the_other_s_words_stay() -> None:
    world = voting()
    tea = world.option("Tea")
    world.did("notes.hide", {"note": tea}, step="s1")
    assert views.everyone(world.state, "screen")["dots"]["items"][tea]["text"] == "Tea."


def test_an_earlier_round_forgets_the_words_too() -> None:
    world = voting()
    world.ballot("p0", SECRET)
    world.opened()
    world.did("step.again", step="s2")
    set_aside(world)
    assert SECRET not in text_of(all_views(world.state))
    before = views.everyone(world.state, "desk")["dots"]["before"]["1"]["items"]
    assert [one["dots"] for one in before.values()] == [1]


def test_paper_is_entered_on_what_there_still_is() -> None:
    world = voting(paper=2)
    note = set_aside(world)
    assert note not in views.everyone(world.state, "desk")["dots"]["ballot"]
    refusal = world.refused("dots.paper", {"counts": {note: 1}, "voters": 1}, step="s2")
    assert (refusal.code, refusal.field) == ("unknown_option", "counts")


def test_an_author_s_own_options_stay_whatever_is_set_aside() -> None:
    world = voting(words=(SECRET,), options=["Yes", "No"])
    [note] = world.state.steps["s1"].data.notes
    world.did("notes.hide", {"note": note}, step="s1")
    assert set(views.everyone(world.state, "phone")["dots"]["items"]) == {"o1", "o2"}


# ---------------------------------------------------------------- sentences, and values in their trays

TRAYS = ("", "is", "not", "depends", "")


def mixed(count: int, words: str = "chosen, not imposed") -> Vote:
    world = voting(words=WORDS[:1])
    world.data.options = {f"n{n}": Option(f"n{n}", n, f"{n}: {words}", TRAYS[n % 5]) for n in range(1, count + 1)}
    world.data.budget = 3
    return world


@pytest.mark.parametrize("words", ["short", "something that somebody wanted to say at length " * 3])
@pytest.mark.parametrize("count", [2, 5, 9, 30])
@pytest.mark.parametrize("opened", [False, True])
def test_sentences_come_first_and_no_page_has_both(count: int, words: str, *, opened: bool) -> None:
    world = mixed(count, words.strip())
    if opened:
        assert world.ballot("p0", "n1", "n2") == 1
        world.opened()
    kinds: list[bool] = []
    found: list[str] = []
    for page in range(1, views.everyone(world.state, "screen")["screen"]["pages"] + 1):
        world.did("screen.show", {"page": page})
        view: Any = views.everyone(world.state, "screen")["dots"]
        kinds.append("trays" in view)
        assert {"tray" in one for one in view["items"].values()} == {"trays" in view}
        found += [key for key in view["items"] if "." not in key]
    assert kinds == sorted(kinds)
    assert sorted(found) == sorted(world.data.options)


def test_a_sentence_is_no_rival_of_a_value() -> None:
    world = mixed(5)
    assert [world.ballot(*ballot) for ballot in (("p0", "n1", "n5"), ("p1", "n2"))] == [1, 1]
    world.opened()
    items = views.everyone(world.state, "phone")["dots"]["items"]
    found = [(key, one["n"], one["dots"], one["place"], one.get("tie", False)) for key, one in items.items()]
    assert found == [
        ("n5", 1, 1, 1, False),
        ("n4", 2, 0, 2, False),
        ("n1", 3, 1, 1, True),
        ("n2", 4, 1, 1, True),
        ("n3", 5, 0, 3, False),
    ]

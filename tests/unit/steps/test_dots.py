"""Dots: who may place how many on what; the count, its ties, its rounds."""

from __future__ import annotations

import random
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circle_widgets import views
from circle_widgets.events import Event, Refusal
from circle_widgets.state import fold
from circle_widgets.steps import registry
from circle_widgets.steps.base import Offer
from circle_widgets.steps.dots.counted import Data, options, suggested
from circle_widgets.steps.offers import alike
from tests.unit.steps.voting import WORDS, dots_kind, next_move, voting
from tests.unit.worlds import ROLES, all_views, text_of

# ---------------------------------------------------------------- options and budget


def test_the_options_are_what_the_room_has_opened_identical_texts_once() -> None:
    world = voting()
    assert [one.text for one in world.data.options.values()] == [word for word in WORDS if word != "Tea."]
    assert len(world.data.options[world.option("Tea")].of) == 2
    assert set(views.everyone(world.state, "screen")["dots"]["items"]) == set(world.data.options)


def test_what_is_hidden_withdrawn_or_never_opened_is_no_option() -> None:
    world = voting(words=())
    assert world.data.options == {}
    assert views.everyone(world.state, "screen")["dots"]["items"] == {}
    assert next_move(world.state).kind == "step.open"


def test_an_author_s_own_options_need_no_notes_and_may_have_two_languages() -> None:
    world = voting(words=("unused",), options=["Yes", {"en": "No", "fr": "Non"}])
    assert list(world.data.options) == ["o1", "o2"]
    assert world.ballot("p0", "o2") == 1
    phone, screen = (views.everyone(world.state, role)["dots"]["items"]["o2"]["text"] for role in ("phone", "screen"))
    assert (phone, screen) == ({"en": "No", "fr": "Non"}, "No")


@pytest.mark.parametrize(
    ("count", "dots"),
    [(0, 1), (1, 1), (2, 1), (3, 1), (4, 2), (5, 2), (6, 3), (9, 3), (12, 3), (16, 4), (20, 5), (30, 5), (200, 5)],
)
def test_the_budget_suits_the_number_of_options(count: int, dots: int) -> None:
    assert suggested(count) == dots


def test_the_author_s_budget_stands_and_the_desk_may_change_it_until_the_opening() -> None:
    world = voting(dots=4)
    assert world.data.budget == 4
    world.ballot("p0", "Tea", "Time", "Quiet")
    refusal = world.refused("dots.budget", {"dots": 2}, step="s2")
    assert (refusal.code, refusal.params) == ("budget_low", {"least": 3})
    world.did("dots.budget", {"dots": 3}, step="s2")
    assert world.data.budget == 3
    assert world.refused("dots.budget", {"dots": 3}, step="s2", seat="p0", by="").code == "desk_only"
    world.opened()
    assert world.refused("dots.budget", {"dots": 5}, step="s2").code == "round_over"


def test_texts_alike_but_in_another_tray_are_two() -> None:
    offers = [
        Offer("a", "Free", "is"),
        Offer("b", "free!", "is"),
        Offer("c", "Free", "not"),
        Offer("d", "  FREE ", "is"),
    ]
    assert alike(offers) == [["a", "b", "d"], ["c"]]
    assert [one.of for one in options([["a", "b", "d"], ["c"]], offers).values()] == [("a", "b", "d"), ("c",)]
    assert list(options([["a", "b"], ["c"]], offers[1:])) == ["a", "c"]
    assert options([["gone"], []][:1], offers) == {}


# ---------------------------------------------------------------- ballots


def test_a_ballot_may_be_changed_until_it_is_opened_and_the_latest_counts() -> None:
    world = voting()
    assert world.ballot("p0", "Tea", "Time") == 1
    assert world.ballot("p0", "Quiet") == 1
    assert views.person(world.state, "p0")["dots"] == {
        "mine": [world.option("Quiet")],
        "may": {"place": True},
        "placed": True,
    }
    world.opened()
    assert world.result() == {**dict.fromkeys(["Quiet"], 1), **dict.fromkeys(set(WORDS) - {"Quiet", "Tea."}, 0)}
    refusal = world.ballot("p0", "Tea")
    assert isinstance(refusal, Refusal)
    assert refusal.code == "round_over"
    assert views.person(world.state, "p0")["dots"] == {}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("Tea", "Time", "Quiet", "Music"), "too_many_dots"),
        (("Tea", "Tea"), "unknown_option"),
        (("nowhere",), "unknown_option"),
    ],
)
def test_a_ballot_keeps_to_the_rules(words: tuple[str, ...], code: str) -> None:
    refusal = voting().ballot("p0", *words)
    assert isinstance(refusal, Refusal)
    assert (refusal.code, refusal.field) == (code, "on")


def test_nobody_places_another_s_dots_and_nobody_from_nowhere() -> None:
    world = voting(paper=1)
    for seat, by, code in (("p0", "desk", "own_dots"), ("paper0", "desk", "own_dots"), ("nobody", "", "unknown_seat")):
        refusal = world.ballot(seat, "Tea", by=by)
        assert isinstance(refusal, Refusal)
        assert refusal.code == code
    refusal = world.ballot("p0", "Tea", step="s1")
    assert isinstance(refusal, Refusal)
    assert refusal.code == "no_ballot"


def test_a_ballot_that_comes_when_the_room_is_elsewhere_still_counts() -> None:
    world = voting()
    world.did("step.open", step="s3")
    assert world.ballot("p0", "Tea") == 1
    assert world.refused("dots.budget", {"dots": 4}, step="s2").code == "not_current"


# ---------------------------------------------------------------- paper


def test_paper_is_entered_as_a_count_never_above_the_seats_that_have_not_voted() -> None:
    world = voting(people=3, paper=3)
    tea, time = world.option("Tea"), world.option("Time")
    paper = {"counts": {tea: 2, time: 1}, "voters": 2}
    world.did("dots.paper", paper, step="s2")
    assert views.everyone(world.state, "desk")["dots"]["paper_free"] == 1
    refusal = world.refused("dots.paper", paper, step="s2")
    assert (refusal.code, refusal.params) == ("paper_seats", {"most": 1})
    assert world.ballot("paper0", "Tea") == 1  # its own link, on somebody's phone
    assert world.refused("dots.paper", {"counts": {tea: 1}, "voters": 1}, step="s2").code == "paper_seats"
    refused = world.ballot("paper1", "Tea")
    assert isinstance(refused, Refusal)
    assert refused.code == "paper_seats"
    assert world.ballot("paper0", "Time") == 1
    assert views.everyone(world.state, "screen")["room"]["stored"] == 3
    world.opened()
    assert world.result()["Tea"] == 2
    assert world.result()["Time"] == 2
    assert views.everyone(world.state, "screen")["dots"]["voters"] == 3


@pytest.mark.parametrize(
    ("counts", "voters", "code"),
    [
        ({"Tea": 3}, 2, "paper_dots"),
        ({"Tea": 2, "Time": 2, "Quiet": 2, "Music": 1}, 2, "paper_dots"),
        ({"gone": 1}, 1, "unknown_option"),
    ],
)
def test_paper_has_no_more_dots_than_people_have(counts: dict[str, int], voters: int, code: str) -> None:
    world = voting(paper=3)
    body = {"counts": {world.option(word): n for word, n in counts.items()}, "voters": voters}
    assert world.refused("dots.paper", body, step="s2").code == code


def test_paper_can_be_taken_back_until_the_opening() -> None:
    world = voting(paper=2)
    entered = world.did("dots.paper", {"counts": {world.option("Tea"): 1}, "voters": 1}, step="s2")
    world.did("desk.undo", {"event": entered.id})
    assert world.data.paper == []
    world.did("dots.paper", {"counts": {world.option("Time"): 1}, "voters": 1}, step="s2")
    world.opened()
    assert world.result()["Tea"] == 0
    assert world.state.last_act is None


# ---------------------------------------------------------------- the count


@pytest.mark.parametrize("people", [1, 2, 3, 4, 5, 9, 12, 30])
def test_the_result_is_a_recount(people: int) -> None:
    world = voting(people=people)
    dice = random.Random(people)
    cast = {
        f"p{n}": dice.sample([word for word in WORDS if word != "Tea."], dice.randint(0, world.data.budget))
        for n in range(people)
    }
    for seat, words in cast.items():
        assert world.ballot(seat, *words) == 1
    world.opened()
    recount = Counter(word for words in cast.values() for word in words)
    for role in ROLES:
        assert world.result(role) == {word: recount[word] for word in WORDS if word != "Tea."}
        view = views.everyone(world.state, role)["dots"]
        assert view["voters"] == people
        assert ("few" in view) == (people < 5)
    assert list(world.result().values()) == sorted(recount[word] for word in world.result())[::-1]
    rows = dots_kind().table(world.state.steps["s2"])
    assert {row["text"]: row["dots"] for row in rows} == world.result()


def test_ties_are_ties() -> None:
    world = voting()
    for n, words in enumerate((("Tea", "Time"), ("Tea", "Time"), ("Quiet",), ("Tea", "Music"))):
        world.ballot(f"p{n}", *words)
    world.opened()
    items = views.everyone(world.state, "screen")["dots"]["items"].values()
    found = {one["text"]: (one["dots"], one["place"], one.get("tie", False)) for one in items}
    assert {text: found[text] for text in ("Tea", "Time", "Quiet", "Music", "Patience")} == {
        "Tea": (3, 1, False),
        "Time": (2, 2, False),
        "Quiet": (1, 3, True),
        "Music": (1, 3, True),
        "Patience": (0, 5, False),
    }
    text = dots_kind().markdown(world.state.steps["s2"], "en")
    assert text == "- Tea (3 dots)\n- Time (2 dots)\n- Quiet (1 dot, the same number)\n- Music (1 dot, the same number)"


def test_a_new_round_keeps_the_old_result_as_round_one() -> None:
    world = voting()
    world.ballot("p0", "Tea")
    world.opened()
    move = views.everyone(world.state, "desk")["dots"]["again"]
    world.did(move["kind"], move["body"], step=move["step"])
    assert world.state.ballots == {}
    desk = views.everyone(world.state, "desk")["dots"]
    assert {row["text"]: row["dots"] for row in desk["before"]["1"]["items"].values()} == {"Tea": 1}
    assert desk["round"] == 2
    assert "dots" not in text_of(views.everyone(world.state, "screen")["dots"]["items"])
    assert world.state.last_act is None
    world.ballot("p0", "Time")
    world.opened()
    rows = dots_kind().table(world.state.steps["s2"])
    offered = dots_kind().offers(world.state.steps["s2"])
    assert {(row["round"], row["text"]): row["dots"] for row in rows if row["dots"]} == {(1, "Tea"): 1, (2, "Time"): 1}
    assert next(iter(offered)).text == "Time"


def test_only_what_was_opened_has_another_round() -> None:
    world = voting()
    assert world.refused("step.again", step="s2").code == "no_round"
    world.did("step.open", step="s3")
    assert world.refused("step.again", step="s3").code == "no_round"


def test_a_count_opens_its_own_round_and_no_other() -> None:
    world = voting()
    assert world.refused("step.reveal", step="s2").code == "no_tally"
    assert world.refused("step.reveal", {"tally": {"round": 2, "voters": 9}}, step="s2").code == "round_over"
    world.opened()
    assert world.refused("step.reveal", {"tally": {"round": 1}}, step="s2").code == "nothing_hidden"


def test_no_copy_takes_back_what_was_counted() -> None:
    world = voting()
    other = world.copy("other", 5)
    world.ballot("p0", "Tea")
    world.opened()
    other.at = world.at + 10
    opened = next(one for one in other.log if one.kind == "step.open" and one.step == "s2")
    undo = other.did("desk.undo", {"event": opened.id})
    state = fold([*world.log, undo], registry())
    assert state.steps["s2"].phase == "revealed"
    assert state.steps["s2"].data.rounds[1].counts == {world.option("Tea"): 1}


def test_an_erased_note_takes_its_option_along_unless_somebody_else_said_the_same() -> None:
    world = voting()
    ids = {one.text: one.id for one in world.data.options.values()}
    for n in range(3):
        world.ballot(f"p{n}", "Tea", "Quiet")
    world.opened()
    log = [*world.log, Event("x1", world.at + 1, "erased", {"ids": [ids["Quiet"], ids["Tea"]], "seat": ""}, by="desk")]
    state = fold(log, registry())
    data: Data = state.steps["s2"].data
    assert ids["Quiet"] not in data.options
    assert data.options[ids["Tea"]].text == "Tea."
    assert data.budget == world.data.budget
    assert data.rounds[1].counts == {ids["Tea"]: 3}
    for view in all_views(state).values():
        assert ids["Quiet"] not in text_of(view)


def test_an_erased_option_is_not_told_to_who_had_chosen_it() -> None:
    world = voting()
    world.ballot("p0", "Quiet", "Tea")
    quiet = world.option("Quiet")
    ballots = world.state.ballots
    state = fold([*world.log, Event("x1", world.at + 1, "erased", {"ids": [quiet], "seat": ""}, by="desk")], registry())
    state.ballots = ballots
    assert quiet not in views.person(state, "p0")["dots"]["mine"]


@given(st.randoms(use_true_random=False))
def test_the_state_is_the_same_in_whatever_order_the_events_come(dice: random.Random) -> None:
    world = voting(paper=3)
    world.did("dots.budget", {"dots": 4}, step="s2")
    world.did("dots.paper", {"counts": {world.option("Tea"): 2}, "voters": 2}, step="s2")
    world.ballot("p0", "Tea", "Music")
    world.opened()
    world.did("step.again", step="s2")
    world.ballot("p1", "Time")
    world.opened()
    log = world.log
    dice.shuffle(log)
    assert fold(log, registry()) == fold(world.log, registry()) == world.fold.state


# ---------------------------------------------------------------- whatever a file holds


@pytest.mark.parametrize("tally", [{"voters": -1}, {"voters": "x", "counts": 3}, {"counts": {"a": True}}, [], 3, "x"])
def test_a_count_that_is_none_raises_nothing(tally: Any) -> None:
    world = voting()
    log = [*world.log, Event("x1", world.at + 1, "step.reveal", {"tally": tally}, "s2", by="desk")]
    state = fold(log, registry())
    for view in all_views(state).values():
        assert view
    assert all(row["dots"] == 0 for row in dots_kind().table(state.steps["s2"]))


@pytest.mark.parametrize(
    "given_", [{"options": 3}, {"options": [[]]}, {"options": [["a", 3]]}, {"dots": 99}, {"more": 1}]
)
def test_options_that_are_none_raise_nothing(given_: Any) -> None:
    world = voting(words=())
    log = [one for one in world.log if (one.kind, one.step) != ("step.open", "s2")]
    log.append(Event("x1", world.at + 1, "step.open", {"given": given_}, "s2", by="desk"))
    state = fold(log, registry())
    assert state.steps["s2"].data.options == {}


def test_nobody_has_more_dots_than_there_are_texts() -> None:
    assert voting(words=WORDS[:2], dots=3).data.budget == 2
    assert voting(options=["Yes"], dots=3).data.budget == 1

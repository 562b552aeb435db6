"""Cards into trays: who may say what and when, what the desk makes of it, what the following steps take over."""

from __future__ import annotations

import json

import pytest

from circle_widgets import export, views
from circle_widgets.events import Event, Proposal, Refusal
from circle_widgets.ledger import Fold
from circle_widgets.steps.base import registry
from circle_widgets.store.base import Stored
from tests.unit.steps.sorting import CARDS, Sorting, grouped, sorting
from tests.unit.worlds import ROLES

# ---------------------------------------------------------------- while it is open


@pytest.mark.parametrize(("people", "most"), [(1, 3), (9, 3), (10, 3), (11, 2), (30, 2)])
def test_a_seat_has_three_cards_up_to_ten_people_and_two_above(people: int, most: int) -> None:
    world = sorting(people)
    for n in range(most):
        world.puts("p0", f"Card {n}")
    refused = world.refused("sort.put", {"text": "One more", "tray": "is"}, step="s2", seat="p0", by="")
    assert (refused.code, refused.params) == ("enough", {"most": most})
    assert world.seen("phone")["most"] == most
    world.phone("p0", "withdraw", "Card 0")
    world.puts("p0", "In its place")


def test_the_author_of_the_step_says_how_many_cards_there_are_and_which_trays() -> None:
    world = sorting(cards=1, trays=["is", "not"])
    world.puts("p0", "The only one")
    refused = world.refused("sort.put", {"text": "One more", "tray": "is"}, step="s2", seat="p0", by="")
    assert refused.params == {"most": 1}
    assert (
        world.refused("sort.put", {"text": "x", "tray": "depends"}, step="s2", seat="p1", by="").code == "unknown_tray"
    )
    assert world.seen("phone")["trays"] == ["is", "not"]


def test_everyone_writes_moves_changes_and_takes_back_their_own() -> None:
    world = sorting(2)
    world.puts("p0", "Homework", "is")
    world.phone("p0", "place", "Homework", tray="not")
    world.phone("p0", "change", "Homework", text="  Homework every week ")
    card = world.data.cards[world.card("Homework every week")]
    assert (card.tray, card.versions) == ("not", ["Homework"])
    for kind, more in (("place", {"tray": "is"}), ("change", {"text": "mine"}), ("withdraw", {})):
        assert world.phone_no("p1", kind, "Homework every week", **more) == "not_yours"
        assert world.no(kind, "Homework every week", **more) == "not_yours"
    world.phone("p0", "withdraw", "Homework every week")
    gone = {"card": card.id}
    assert world.refused("sort.withdraw", gone, step="s2", seat="p0", by="").code == "card_gone"
    assert world.data.seen() == []


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"text": "\u200b ", "tray": "is"}, "nothing_said"),
        ({"text": "   ", "tray": "is"}, "body"),
        ({"text": "x" * 201, "tray": "is"}, "too_long"),
        ({"text": "x", "tray": "up"}, "body"),
        ({"text": "x"}, "body"),
        ({"text": "x", "tray": "is", "seat": "p1"}, "body"),
    ],
)
def test_what_is_no_card_is_refused_with_its_reason(body: dict[str, str], code: str) -> None:
    world = sorting()
    assert world.refused("sort.put", body, step="s2", seat="p0", by="").code == code
    assert world.data.cards == {}


def test_nothing_is_taken_before_the_step_has_begun() -> None:
    world = sorting()
    again = world.did(
        "activity.start",
        {"name": "b", "title": "B", "steps": [{"id": "z1", "kind": "sort"}, {"id": "z2", "kind": "talk"}]},
    )
    assert again.kind == "activity.start"
    assert world.refused("sort.put", {"text": "x", "tray": "is"}, step="z1", seat="p0", by="").code == "not_yet"


def test_people_without_a_phone_count_the_same() -> None:
    world = sorting(1, paper=1)
    world.puts("paper0", "On a slip", "not", by="desk")
    world.puts("", "Called out", "depends", by="desk")
    world.did("sort.place", world.about("place", "On a slip", tray="is"), step="s2", seat="paper0")
    world.act("place", "Called out", tray="not")
    assert views.everyone(world.state, "desk")["room"]["stored"] == 1
    assert views.everyone(world.state, "desk")["desk"]["paper"]["paper0"]["stored"]
    world.undone()
    world.opened()
    assert world.trays() == {"is": [["On a slip"]], "depends": [["Called out"]]}


def test_the_desk_speaks_for_seats_on_paper_only() -> None:
    world = sorting(2, said=CARDS)
    body = world.about("place", "A lecture", tray="is")
    assert world.refused("sort.place", body, step="s2", seat="p0").code == "not_yours"


# ---------------------------------------------------------------- the opening


def test_identical_texts_of_a_tray_are_one_group_before_anything_is_shown() -> None:
    world = sorting(5, said=[("Tea", "is"), ("tea .", "is"), ("TEA", "not"), ("Time", "is"), ("Tea", "is")]).opened()
    assert world.trays() == {"is": [["Tea", "tea .", "Tea"], ["Time"]], "not": [["TEA"]]}
    (tea, _, time) = world.seen("phone")["groups"].values()
    assert [len(one["of"]) for one in tea["cards"].values()] == [3]
    assert list(time["cards"].values()) == [{"n": 1, "text": "Time", "of": [world.card("Time")]}]
    world.act("apart", "tea .")
    assert world.trays()["is"] == [["Tea", "Tea"], ["tea ."], ["Time"]]


def test_an_opening_that_is_taken_back_leaves_every_card_with_its_author() -> None:
    world = sorting(2, said=[("Tea", "is"), ("Tea", "is")]).opened()
    world.undone()
    first = world.data.cards[world.card("Tea")]
    assert [one.group for one in world.data.cards.values()] == list(world.data.cards)
    world.phone("p0", "place", "Tea", tray="not")
    world.opened()
    assert world.trays() == {"not": [["Tea"]], "is": [["Tea"]]}
    assert world.data.cards[first.id].tray == "not"


def test_cards_stay_as_they_are_once_they_are_open() -> None:
    world = sorting(2, said=CARDS).opened()
    assert world.phone_no("p0", "place", "A lecture", tray="is") == "sorted_already"
    assert world.phone_no("p0", "change", "A lecture", text="x") == "sorted_already"
    world.phone("p0", "withdraw", "A lecture")  # one's own words can be taken back as long as the circle stands
    assert world.trays()["not"] == [["Homework"]]


def test_a_card_that_comes_late_waits_for_the_facilitator() -> None:
    world = sorting(2, said=[("Tea", "is")]).opened()
    late = world.puts("p1", "Tea", "is")
    assert world.trays() == {"is": [["Tea"]]}
    assert world.seen("desk")["late"] == 1
    assert views.person(world.state, "p1")["sort"]["mine"][late.id]["late"]
    world.did("sort.restore", {"card": late.id}, step="s2")
    assert world.trays() == {"is": [["Tea"], ["Tea"]]}
    assert "late" not in world.seen("desk")


# ---------------------------------------------------------------- own notes of earlier steps


def test_everyone_sorts_their_own_notes_and_writes_nothing_new() -> None:
    world = sorting(3, notes=["Tea", "Time", "Quiet", "Music"], takes=True)
    mine = views.person(world.state, "p0")["sort"]
    assert [one["text"] for one in mine["mine"].values()] == ["Tea", "Music"]
    assert (mine["may"], world.seen("phone")["takes"]) == ({"change": True}, True)
    world.phone("p0", "place", "Tea", tray="is")
    world.phone("p1", "place", "Time", tray="not")
    assert world.phone_no("p1", "place", "Tea", tray="not") == "not_yours"
    assert world.refused("sort.put", {"text": "x", "tray": "is"}, step="s2", seat="p0", by="").code == "nothing_new"
    assert world.phone_no("p0", "change", "Tea", text="x") == "nothing_new"
    assert views.everyone(world.state, "screen")["room"]["stored"] == 2
    world.phone("p1", "withdraw", "Time")
    assert views.everyone(world.state, "screen")["room"]["stored"] == 1
    world.opened()
    assert world.phone_no("p0", "withdraw", "Tea") == "sorted_already"
    assert world.trays() == {"is": [["Tea"]], "": [["Time"], ["Quiet"], ["Music"]]}
    assert [one["text"] for one in world.seen("screen")["items"].values()] == ["Tea"]
    assert len(world.seen("desk")["groups"]) == 4
    world.act("move", "Quiet", tray="depends")
    assert [one["text"] for one in world.seen("screen")["items"].values()] == ["Tea", "Quiet"]


def test_notes_that_were_erased_are_no_cards() -> None:
    world = sorting(2, notes=["Tea", "Time"], takes=True)
    world.phone("p0", "place", "Tea", tray="is")
    world.phone("p1", "place", "Time", tray="is")
    world.opened()
    erased(world, "p0")
    assert world.trays() == {"is": [["Time"]]}
    assert "Tea" not in str(world.fold.state)


# ---------------------------------------------------------------- what is kept


def test_the_following_dots_stand_on_the_groups_that_were_not_dropped() -> None:
    world = grouped()
    world.act("join", "We choose it", into="Chosen, not imposed")
    world.act("name", "We choose it", text="Our own choice")
    world.act("drop", "Homework")
    world.did("step.open", step="s3")
    options = world.state.steps["s3"].data.options.values()
    assert [(one.text, one.tray) for one in options] == [
        ("Our own choice", "is"),
        ("Led by all of us", "is"),
        ("A lecture", "not"),
        ("Whether we meet online", "depends"),
    ]
    assert set(next(iter(options)).of) == {world.card("Chosen, not imposed"), world.card("We choose it")}


def test_notes_that_were_sorted_are_not_handed_on_twice() -> None:
    world = sorting(2, notes=["Tea", "Time"], takes=True)
    world.phone("p0", "place", "Tea", tray="is")
    world.phone("p1", "place", "Time", tray="not")
    world.opened()
    world.act("drop", "Time")
    world.did("step.open", step="s3")
    options = [one.text for one in world.state.steps["s3"].data.options.values()]
    assert options == ["Tea"]


def test_the_table_has_a_row_for_each_card() -> None:
    world = grouped()
    world.act("join", "We choose it", into="Led by all of us")
    world.phone("p2", "withdraw", "A lecture")
    kind = registry()["sort"]
    rows = kind.table(world.state.steps["s2"])
    assert all(tuple(row) == kind.columns for row in rows)
    by = {row["text"]: row for row in rows}
    assert by["We choose it"]["group"] == by["Led by all of us"]["group"]
    assert [row["withdrawn"] for row in rows if not row["text"]] == [True]


def test_the_text_has_the_trays_their_groups_and_what_was_dropped() -> None:
    world = sorting(4, said=[*CARDS, ("*Bold*", "is"), ("*bold*", "is")]).opened()
    world.act("join", "Led by all of us", into="Chosen, not imposed")
    world.act("drop", "Homework")
    assert registry()["sort"].markdown(world.state.steps["s2"], "en") == (
        "**It is …**\n\n- Chosen, not imposed\n  - Led by all of us\n- \\*Bold\\*\n  - \\+ 1 like it\n\n"
        "**It is not …**\n\n- A lecture\n\n**It depends …**\n\n- Whether we meet online\n\n**Dropped**\n\n- Homework"
    )


def test_nothing_is_kept_or_handed_on_before_the_opening() -> None:
    world = sorting(3, said=CARDS)
    kind, step = registry()["sort"], world.state.steps["s2"]
    assert (kind.offers(step), kind.markdown(step, "en")) == ([], "")


def test_a_group_lives_on_when_its_first_card_is_erased() -> None:
    world = sorting(3, said=[("Tea", "is"), ("Time", "is"), ("Quiet", "is")]).opened()
    world.act("join", "Time", into="Tea")
    world.act("join", "Tea", into="Quiet")
    erased(world, "p0")
    assert world.trays() == {"is": [["Quiet", "Time"]]}


def erased(world: Sorting, seat: str) -> None:
    """As the store erases: what a seat said is blanked, and a marker lists it."""
    ids = [event.id for event in world.fold.held_of(seat)]
    log = [Event(one.id, one.at, one.kind) if one.id in ids else one for one in world.log]
    at = log[-1].at + 1
    log.append(Event("erased-1", at, "erased", {"ids": ids, "seat": seat}))
    world.fold = Fold(registry())
    world.fold.catch_up([Stored(n, event) for n, event in enumerate(log, 1)], epoch=1, replace=True)


def test_the_next_move_opens_the_cards_once_there_are_some() -> None:
    world = sorting(2)
    assert _next(world) == "s3"
    world.puts("p0", "Tea")
    assert _next(world) == "sort.open"
    world.opened()
    assert _next(world) == "s3"


def _next(world: Sorting) -> str:
    move = views.ahead(world.state)
    assert move is not None
    return move.label if move.kind == "step.reveal" else move.step


def test_whoever_speaks_for_another_seat_is_refused() -> None:
    world = sorting(1, said=[("Tea", "is")]).opened()
    refused = world.fold.decide(Proposal("x1", "sort.save", {"group": "nothing"}, "s2", "nobody", ""), world.at + 1)
    assert isinstance(refused, Refusal)
    assert refused.code == "unknown_seat"


def test_a_note_that_is_set_aside_or_taken_back_is_no_card_any_more() -> None:
    world = sorting(2, notes=["Tea", "Time"], takes=True)
    for n, words in enumerate(("Tea", "Time")):
        world.phone(f"p{n}", "place", words, tray="is")
    world.opened()
    world.did("notes.hide", {"note": world.card("Tea")}, step="s1")
    assert [one["text"] for one in world.seen("phone")["groups"].values()] == ["Time"]
    for role in ROLES:
        assert "Tea" not in json.dumps(views.everyone(world.state, role)["sort"])
    assert "Tea" not in export.as_csv(world.state, "sort") + export.as_markdown(world.state)
    world.did("notes.restore", {"note": world.card("Tea")}, step="s1")
    assert len(world.seen("phone")["groups"]) == 2
    world.did("notes.withdraw", {"note": world.card("Time")}, step="s1", seat="p1", by="")
    assert [one.text for one in world.data.standing()] == ["Tea"]

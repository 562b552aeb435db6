"""Cards into trays: who may say what and when, what the desk makes of it, what the following steps take over."""

from __future__ import annotations

import pytest

from circle_widgets import views
from circle_widgets.events import Event, Proposal, Refusal
from circle_widgets.ledger import Fold
from circle_widgets.steps.base import registry
from circle_widgets.store.base import Stored
from tests.unit.steps.sorting import CARDS, Sorting, sorting

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


# ---------------------------------------------------------------- grouping


def grouped() -> Sorting:
    return sorting(6, said=[*CARDS, ("We choose it", "is")]).opened()


def test_nothing_is_grouped_before_the_opening() -> None:
    world = sorting(3, said=CARDS)
    assert world.no("join", "A lecture", into="Homework") == "not_open_yet"
    assert world.no("apart", "A lecture") == "not_open_yet"
    assert world.phone_no("p0", "together", "A lecture", and_="Homework") == "not_open_yet"
    assert world.no("drop", "A lecture") == "not_open_yet"


def test_the_desk_puts_together_moves_takes_apart_and_names() -> None:
    world = grouped()
    world.act("join", "We choose it", into="Chosen, not imposed")
    assert world.trays()["is"] == [["Chosen, not imposed", "We choose it"], ["Led by all of us"]]
    world.act("move", "We choose it", tray="depends")
    assert world.trays()["depends"] == [["Chosen, not imposed", "We choose it"], ["Whether we meet online"]]
    world.act("name", "We choose it", text=" Our own choice ")
    assert world.seen("remote")["groups"][world.group("We choose it")]["text"] == "Our own choice"
    world.act("apart", "Chosen, not imposed")
    assert world.trays()["depends"] == [["We choose it"], ["Chosen, not imposed"], ["Whether we meet online"]]
    group = world.seen("remote")["groups"][world.group("We choose it")]
    assert (group["text"], "named" in group) == ("We choose it", False), "a card alone says its own words"


def test_what_changes_nothing_is_refused() -> None:
    world = grouped()
    assert world.no("join", "A lecture", into="A lecture") == "done_already"
    assert world.no("join", "nothing", into="A lecture") == "unknown_group"
    assert world.no("join", "A lecture", into="nothing") == "unknown_group"
    assert world.no("move", "A lecture", tray="not") == "done_already"
    assert world.no("apart", "A lecture") == "done_already"
    assert world.no("name", "A lecture", text="No") == "one_card"
    assert world.no("hide", "nothing") == "unknown_card"
    assert world.no("restore", "A lecture") == "done_already"
    world.act("join", "A lecture", into="Homework")
    assert world.no("name", "A lecture", text="  ") == "nothing_said"
    world.act("name", "A lecture", text="School")
    assert world.no("name", "A lecture", text="School") == "nothing_said"
    world.act("name", "A lecture", text="")
    assert world.phone_no("p0", "drop", "A lecture") == "desk_only"


def test_the_desk_takes_its_acts_back_one_at_a_time_and_says_which() -> None:
    world = grouped()
    before = world.trays()
    world.act("join", "We choose it", into="Led by all of us")
    world.act("move", "A lecture", tray="is")
    world.act("drop", "Homework")
    said = []
    while (last := world.state.last_act) is not None and last.kind != "step.reveal":
        said.append(views.everyone(world.state, "desk")["desk"]["undo"]["label"])
        world.undone()
    assert said == ["undo.sort.drop", "undo.sort.move", "undo.sort.join"]
    assert world.trays() == before


def test_a_card_is_set_aside_for_dignity_and_shown_again() -> None:
    world = grouped()
    world.act("join", "A lecture", into="Homework")
    world.act("hide", "A lecture")
    assert world.trays()["not"] == [["Homework"]]
    for role in ("screen", "phone", "desk", "remote"):
        assert "A lecture" not in str(views.everyone(world.state, role))
    assert world.seen("desk")["hidden"] == 1
    hidden = [one for one in views.private(world.state)["sort"]["items"].values() if one.get("hidden")]
    assert [one["text"] for one in hidden] == ["A lecture"]
    world.act("restore", "A lecture")
    assert world.trays()["not"] == [["Homework", "A lecture"]]


# ---------------------------------------------------------------- drop, and one save each


def test_a_dropped_group_is_brought_back_by_one_save_and_stays() -> None:
    world = grouped()
    world.act("drop", "Homework")
    assert world.trays()["not"] == [["A lecture"]]
    assert world.seen("phone")["groups"][world.group("Homework")]["dropped"]
    assert "Homework" not in str(world.seen("screen"))
    world.phone("p3", "save", "Homework")
    assert world.trays()["not"] == [["A lecture"], ["Homework"]]
    assert world.no("drop", "Homework") == "group_saved"
    world.act("drop", "A lecture")
    assert world.phone_no("p3", "save", "A lecture") == "save_used"
    assert "save" not in views.person(world.state, "p3")["sort"]["may"]
    world.phone("p1", "save", "A lecture")
    assert world.phone_no("p2", "save", "A lecture") == "not_dropped"


def test_a_save_is_not_overruled_by_way_of_the_groups() -> None:
    world = grouped()
    world.act("join", "We choose it", into="Led by all of us")
    world.act("drop", "We choose it")
    world.phone("p3", "save", "We choose it")
    world.act("apart", "We choose it")
    for words in ("We choose it", "Led by all of us"):
        assert world.no("drop", words) == "group_saved"
    world.act("join", "Chosen, not imposed", into="We choose it")
    assert world.no("drop", "Chosen, not imposed") == "group_saved"


def test_somebody_without_a_phone_has_a_save_too() -> None:
    world = sorting(1, said=[("Tea", "is"), ("Time", "is"), ("Quiet", "not")], paper=1).opened()
    for words in ("Tea", "Time", "Quiet"):
        world.act("drop", words)
    world.did("sort.save", {"group": world.group("Tea")}, step="s2", seat="paper0")
    again = world.refused("sort.save", {"group": world.group("Time")}, step="s2", seat="paper0")
    assert again.code == "save_used"
    world.act("save", "Time")
    assert world.trays() == {"is": [["Tea"], ["Time"]]}
    world.undone()
    assert world.trays() == {"is": [["Tea"]]}


def test_what_is_dropped_is_left_alone_until_it_is_back() -> None:
    world = grouped()
    world.act("join", "A lecture", into="Homework")
    world.act("drop", "Homework")
    assert world.no("drop", "Homework") == "group_dropped"
    assert world.no("move", "Homework", tray="is") == "group_dropped"
    assert world.no("join", "Led by all of us", into="Homework") == "group_dropped"
    assert world.no("apart", "Homework") == "group_dropped"
    assert world.phone_no("p0", "together", "Homework", and_="Led by all of us") == "unknown_card"


# ---------------------------------------------------------------- phones say that two belong together


def test_two_cards_belong_together_says_a_phone_and_the_desk_takes_it() -> None:
    world = grouped()
    world.phone("p4", "together", "We choose it", and_="Chosen, not imposed")
    world.phone("p1", "together", "Chosen, not imposed", and_="We choose it")
    hint = world.seen("desk")["hint"]
    for role in ("desk", "remote"):
        assert world.seen(role)["hint"] == hint
        assert (hint["group"], hint["into"]) == (world.group("We choose it"), world.group("Chosen, not imposed"))
        assert set(hint) == {"a", "b", "group", "into"}, "nobody is counted, nobody is named"
    assert "hint" not in {**world.seen("screen"), **world.seen("phone")}
    assert views.person(world.state, "p4")["sort"]["said"] == [
        " ".join(sorted([world.card("We choose it"), world.card("Chosen, not imposed")]))
    ]
    world.did("sort.join", {"group": hint["group"], "into": hint["into"]}, step="s2")
    assert "hint" not in world.seen("desk")
    world.undone()
    assert world.seen("desk")["hint"] == hint


def test_what_a_phone_says_can_be_put_aside() -> None:
    world = grouped()
    world.phone("p4", "together", "We choose it", and_="A lecture")
    world.phone("p4", "together", "Homework", and_="A lecture")
    world.act("aside", "We choose it", and_="A lecture")
    assert world.seen("desk")["hint"]["group"] == world.group("Homework")
    world.phone("p5", "together", "A lecture", and_="We choose it")
    world.act("aside", "A lecture", and_="Homework")
    assert "hint" not in world.seen("desk")
    world.undone()
    assert "hint" in world.seen("desk")


def test_a_phone_says_it_of_two_cards_that_are_there_and_apart() -> None:
    world = grouped()
    assert world.phone_no("p0", "together", "A lecture", and_="A lecture") == "done_already"
    assert world.phone_no("p0", "together", "A lecture", and_="nothing") == "unknown_card"
    assert world.phone_no("p0", "aside", "A lecture", and_="Homework") == "desk_only"
    world.act("hide", "A lecture")
    assert world.phone_no("p0", "together", "A lecture", and_="Homework") == "unknown_card"


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

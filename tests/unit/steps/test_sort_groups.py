"""Groups: put together, moved, named, set aside; dropped, and saved once by each; what phones say belongs together."""

from __future__ import annotations

from circle_widgets import views
from circle_widgets.events import Event
from circle_widgets.state import fold
from circle_widgets.steps.base import registry
from tests.unit.steps.sorting import CARDS, grouped, sorting
from tests.unit.worlds import ROLES

# ---------------------------------------------------------------- grouping


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
    for role in ROLES:
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
    assert world.seen("remote")["hint"] == hint
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


def test_what_comes_too_late_from_a_copy_moves_nobody_elses_card() -> None:
    world = grouped()
    world.act("join", "Homework", into="A lecture")
    mine = world.data.cards[world.card("Homework")]
    before = world.seen("phone")["groups"][world.group("A lecture")]["tray"]
    body = {"card": mine.id, "tray": "is"}
    state = fold([*world.log, Event("late", world.at + 1, "sort.place", body, "s2", mine.seat)], registry())
    data = state.steps["s2"].data
    assert (data.cards[mine.id].tray, data.cards[mine.id].late) == ("is", True)
    assert [(one.group.tray, one.text) for one in data.standing() if one.text == "A lecture"] == [(before, "A lecture")]

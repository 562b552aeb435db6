"""What a room of each size is shown: every number beside another way of counting it, consent without any."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from circle_widgets import views
from circle_widgets.definition import agreed, story
from circle_widgets.steps import Role
from tests.unit.whole import FINE, Whole, in_twos
from tests.unit.worlds import ROLES

SIZES = (1, 2, 3, 4, 5, 9, 12, 30)
OBJECTS = {"answer": "objection", "how": "say"}
every_size = pytest.mark.parametrize("people", SIZES)


def silent(world: Whole) -> list[str]:
    """Somebody says nothing, where that is not all of us."""
    return world.seats[2:3]


def whole(people: int) -> Whole:
    """A room that has come to its consent, not opened."""
    world = Whole(people)
    world.write_alone(silent(world))
    world.write_together(in_twos(world.seats))
    world.opened("pairs")
    world.put_cards(1)
    world.opened("cards")
    world.place_dots()
    world.opened("dots")
    world.write_text()
    world.opens("consent")
    return world


# ---------------------------------------------------------------- how many are stored


@every_size
def test_the_wall_tells_how_many_of_how_many_have_written(people: int) -> None:
    world = Whole(people)
    world.opens("alone")
    for n, seat in enumerate(world.seats):
        assert world.stored() == (n, people)
        world.phone(seat, "notes.write", text="one")
    assert world.stored() == (people, people)
    world.did("notes.withdraw", {"note": next(iter(world.step("alone").data.notes))}, step="alone", seat="p0", by="")
    assert world.stored() == (people - 1, people)
    world.did("seat.leave", seat="p0")
    assert world.stored() == (people - 1, people - 1)


@every_size
def test_a_head_count_changes_the_whole_and_never_lets_more_be_stored_than_there_are(people: int) -> None:
    world = Whole(people)
    world.write_alone()
    world.did("room.count", {"n": people + 2})
    assert world.stored() == (people, people + 2)
    world.did("room.count", {"n": 1})
    assert world.stored()[0] <= world.stored()[1]


@every_size
def test_everyone_in_a_pair_is_stored_and_an_odd_one_makes_a_three(people: int) -> None:
    groups = in_twos([f"p{n}" for n in range(people)])
    assert sorted(map(len, groups)) == ([1] if people == 1 else [2] * (people // 2 - people % 2) + [3] * (people % 2))
    world = Whole(people)
    world.write_alone()
    world.opens("pairs")
    before = 0
    for n, (writer, *others) in enumerate(groups):
        for other in others:
            world.phone(writer, "notes.ask", **{"with": other})
            world.phone(other, "notes.agree", **{"with": writer})
        assert world.stored() == (before, people)
        world.phone(writer, "notes.write", text=f"ours {n}")
        before += 1 + len(others)
        assert world.stored() == (before, people)
    world.opened("pairs")
    shown = [one["text"] for one in world.sees("phone", "notes")["items"].values()]
    assert sorted(shown) == sorted(f"ours {n}" for n in range(len(groups)))


@every_size
def test_two_who_ask_nobody_count_as_two_and_the_room_is_never_more_than_full(people: int) -> None:
    world = Whole(people)
    world.write_alone()
    world.opens("pairs")
    for n, (writer, *_) in enumerate(in_twos(world.seats), 1):
        world.phone(writer, "notes.write", text=f"ours {n}")
        assert world.stored() == (min(people, 2 * n), people)


@pytest.mark.parametrize("people", [12, 13, 30])
def test_fours_join_what_pairs_wrote(people: int) -> None:
    world = Whole(people, fours=True)
    world.write_alone()
    pairs = in_twos(world.seats)
    world.write_together(pairs)
    fours = [[pair[0] for pair in two] for two in in_twos(pairs)]  # type: ignore[arg-type] # pairs stand for people
    world.write_together(fours, "fours")
    assert world.stored() == (people, people)
    world.opened("fours")
    shown = [one["text"] for one in world.sees("phone", "notes")["items"].values()]
    assert sorted(shown) == sorted(f"fours {n}" for n in range(len(fours)))


@every_size
def test_fours_are_offered_from_twelve_people_on(people: int) -> None:
    world = Whole(people)
    world.write_alone()
    world.write_together(in_twos(world.seats))
    offered = world.sees("desk", "desk")["show"].get("choices", {})
    assert list(offered) == (["fours"] if people >= 12 else [])
    world.opened("pairs")
    assert all(one in offered for one in world.sees("desk", "desk")["show"].get("choices", {}))
    assert len(world.sees("phone", "notes")["items"]) == max(1, people // 2)


# ---------------------------------------------------------------- cards


@every_size
def test_cards_are_counted_folded_and_each_in_one_group(people: int) -> None:
    world = Whole(people)
    most = 3 if people <= 10 else 2
    world.opens("cards")
    assert world.sees("phone", "sort")["most"] == most
    said = world.put_cards(most)
    assert world.stored() == (people, people)
    refused = world.refused("sort.put", {"text": "more", "tray": "is"}, step="cards", seat="p0", by="")
    assert (refused.code, refused.params) == ("enough", {"most": most})
    assert "groups" not in world.sees("phone", "sort")
    world.opened("cards")
    seen = world.sees("phone", "sort")["groups"].values()
    assert Counter((one["tray"], one["text"]) for one in seen) == Counter(set(said))
    inside = [id for one in seen for card in one["cards"].values() for id in card["of"]]
    assert sorted(inside) == sorted(world.step("cards").data.cards)
    assert world.sees("screen", "sort")["count"] == len(set(said))


@every_size
def test_whatever_is_grouped_no_card_is_lost_or_twice(people: int) -> None:
    world = Whole(people)
    said = world.put_cards(3 if people <= 10 else 2)
    world.opened("cards")
    data = world.step("cards").data
    groups = [one.group.id for one in data.standing()]
    for one in groups[2::3]:
        world.did("sort.join", {"group": one, "into": groups[0]}, step="cards")
    if len(groups) > 1:
        world.did("sort.drop", {"group": groups[1]}, step="cards")
        world.phone("p0", "sort.save", group=groups[1])
    seen = world.sees("phone", "sort")["groups"].values()
    inside = [id for one in seen for card in one["cards"].values() for id in card["of"]]
    assert sorted(inside) == sorted(data.cards)
    assert len(inside) == len(said)
    assert len(seen) == len(groups) - len(groups[2::3])


# ---------------------------------------------------------------- dots


@every_size
def test_dots_their_budget_their_count_and_their_ties_are_those_of_another_count(people: int) -> None:
    world = whole_until_dots(people)
    placed = world.place_dots(silent(world))
    data = world.step("dots").data
    options = {one.id: one for one in data.choices().values()}
    assert data.budget == expected_budget(len(options))
    assert world.stored() == (len(placed), people)
    for role in ROLES:
        assert_no_count_yet(world, role)
    world.opened("dots")
    counts = Counter(id for on in placed.values() for id in on)
    seen = world.sees("phone", "dots")
    assert {id: one["dots"] for id, one in seen["items"].items()} == {id: counts[id] for id in options}
    assert sum(one["dots"] for one in seen["items"].values()) == len(placed) * data.budget
    assert (seen["voters"], seen["most"]) == (len(placed), max(counts.values()))
    for sorted_ in (False, True):
        assert_ranked([one for one in seen["items"].values() if ("tray" in one) is sorted_])
    assert wall_shows(world, "dots") == seen["items"].keys()


def whole_until_dots(people: int) -> Whole:
    world = Whole(people)
    world.write_alone()
    world.write_together(in_twos(world.seats))
    world.opened("pairs")
    said = world.put_cards(2)
    world.opened("cards")
    assert len(said) == 2 * people
    return world


def expected_budget(options: int) -> int:
    """A quarter of them, three to five; where there are at most five, the half, and never none."""
    if options <= 5:
        return [1, 1, 1, 1, 2, 2][options]
    return 3 if options < 14 else 4 if options <= 18 else 5


def assert_no_count_yet(world: Whole, role: Role) -> None:
    seen = world.sees(role, "dots")
    assert {"voters", "most"}.isdisjoint(seen)
    assert all({"dots", "place", "tie"}.isdisjoint(one) for one in seen["items"].values()), role


def assert_ranked(rows: list[dict[str, Any]]) -> None:
    """Most first; a place is one more than how many have more; a tie is marked where dots are equal and any."""
    rows = sorted(rows, key=lambda one: one["n"])
    every = [one["dots"] for one in rows]
    assert every == sorted(every, reverse=True)
    assert [one["place"] for one in rows] == [1 + sum(more > one["dots"] for more in every) for one in rows]
    assert [one.get("tie", False) for one in rows] == [n > 0 and every.count(n) > 1 for n in every]


def wall_shows(world: Whole, kind: str) -> set[str]:
    """The ids of what stands on all pages of the screen."""
    pages, found = world.sees("screen", "screen")["pages"], set()
    for page in range(1, pages + 1):
        world.did("screen.show", {"page": page})
        found |= {id.split(".")[0] for id in world.sees("screen", kind)["items"]}
    return found


@pytest.mark.parametrize("people", SIZES[1:])
def test_ballots_on_paper_and_on_phones_are_one_count(people: int) -> None:
    world = Whole(people, paper=1)
    world.write_alone()
    world.opened("alone")
    world.opens("dots")
    *phones, _ = world.seats
    first, second, *_ = world.step("dots").data.choices()
    for seat in phones:
        world.ballot(seat, "dots.place", {"on": [first]})
    assert world.stored() == (people - 1, people)
    slip = {"counts": {second: 1}, "voters": 1}
    world.did("dots.paper", slip, step="dots")
    assert world.stored() == (people, people)
    assert world.refused("dots.paper", slip, step="dots").code == "paper_seats"
    world.opened("dots")
    seen = world.sees("phone", "dots")
    dots = {id: one["dots"] for id, one in seen["items"].items() if one["dots"]}
    assert (seen["voters"], dots) == (people, {first: people - 1, second: 1})


# ---------------------------------------------------------------- few


@every_size
def test_under_five_phones_say_first_that_a_count_can_tell_who(people: int) -> None:
    world = Whole(people)
    world.write_alone()
    world.opened("alone")
    for step, kind in {"cards": "sort", "dots": "dots", "consent": "consent"}.items():
        world.opens(step)
        assert world.sees("phone", kind).get("few", False) is (people < 5), step
        world.did("room.count", {"n": 5})
        assert "few" not in world.sees("phone", kind), "a head count counts as well"
        world.did("room.count", {"n": people})


# ---------------------------------------------------------------- consent

NUMBERED = {"n", "part", "parts", "page", "pages", "round", "longest"}
"""What counts lines, pages and rounds, and no people."""


@every_size
def test_consent_is_asked_of_all_and_never_shown_as_a_number(people: int) -> None:
    world = whole(people)
    assert world.step("consent").data.round(1).here == people
    world.answer()
    assert world.stored() == (people, people)
    assert not list(numbers_of(world))
    world.opened("consent")
    assert not list(numbers_of(world))
    text = agreed(world.state)
    assert text is not None
    assert (text.here, text.voters, text.people, text.rounds) == (people, people, people, 1)
    assert text.sentence is not None
    # what one person alone wrote first was opened with the pairs, and stays with nobody
    first = ["notes"] if people > 1 else []
    assert [frame.name for frame in story(world.state, text)] == [*first, "together", "dots", "text"]
    assert (world.sees("phone", "agreed")["people"], len(world.sees("phone", "agreed")["lines"])) == (
        people,
        len(text.lines),
    )


@pytest.mark.parametrize("people", SIZES[1:])
def test_those_who_say_nothing_are_here_and_no_voters(people: int) -> None:
    world = whole(people)
    world.answer(silent=world.seats[:1])
    assert world.stored() == (people - 1, people)
    world.opened("consent")
    text = agreed(world.state)
    assert text is not None
    assert (text.here, text.voters, text.people) == (people, people - 1, people - 1)


@every_size
def test_slips_are_voters_as_phones_are(people: int) -> None:
    slips = max(1, people // 3)
    world = Whole(people, paper=slips)
    world.write_alone()
    world.write_together(in_twos(world.seats[: people - slips]) if people > slips else [])
    world.opened("pairs")
    world.opens("draft")
    world.opens("consent")
    world.answer(silent=world.seats[people - slips :])
    world.ballot("", "consent.paper", {"fine": slips}, by="desk")
    assert world.stored() == (people, people)
    world.opened("consent")
    text = agreed(world.state)
    assert text is not None
    assert (text.here, text.voters) == (people, people)


@every_size
def test_one_objection_looks_as_many_do(people: int) -> None:
    seen = []
    for objections in {1, max(1, people // 2), people}:
        world = whole(people)
        world.answer(*[OBJECTS] * objections)
        world.opened("consent")
        assert agreed(world.state) is None
        assert world.sees("screen", "consent")["at"] == "result"
        assert not list(numbers_of(world))
        seen.append({role: views.everyone(world.state, role) for role in ROLES})
    assert all(one == seen[0] for one in seen)


@every_size
def test_while_people_answer_no_page_but_ones_own_tells_what(people: int) -> None:
    one, other = whole(people), whole(people)
    one.answer()
    other.answer(*[OBJECTS] * people)
    for role in ROLES:
        assert views.everyone(one.state, role) == views.everyone(other.state, role)
    assert views.person(one.state, "p0")["consent"]["mine"] == FINE


def numbers_of(world: Whole) -> list[tuple[Role, str, int]]:
    """Every number in what is seen of a consent that could be one of people."""
    return [(role, key, n) for role in ROLES for key, n in _numbers(world.sees(role, "consent")) if key not in NUMBERED]


def _numbers(view: Any, name: str = "") -> list[tuple[str, int]]:
    if isinstance(view, dict):
        return [one for key, value in view.items() for one in _numbers(value, key)]
    return [(name, view)] if isinstance(view, int) and not isinstance(view, bool) else []


# ---------------------------------------------------------------- how long it takes

MINUTES = {1: 30.5, 2: 31, 3: 32, 4: 33, 5: 34, 9: 37.5, 12: 37, 30: 49}
"""29 minutes of steps; 20 seconds for the sentence of each pair, 15 for a card: three of each, above ten people two."""


@every_size
def test_the_length_that_is_shown_is_that_of_the_steps_and_of_what_is_read(people: int) -> None:
    world = Whole(people)
    desk = world.sees("desk", "desk")
    assert (desk["show"]["minutes"], desk["show"]["people"]) == (MINUTES[people], people)
    assert sum(one["minutes"] for one in desk["plan"].values()) == MINUTES[people]
    world.opens("frame")
    shown = world.sees("desk", "desk")["show"]
    assert shown["ends_at"] - world.step("frame").opened_at == MINUTES[people] * 60_000


def test_nobody_here_yet_is_told_as_nine() -> None:
    show = Whole(0).sees("desk", "desk")["show"]
    assert (show["minutes"], show["people"], show["expected"]) == (MINUTES[9], 9, True)

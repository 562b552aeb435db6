"""What is seen of the cards, and when: nothing before the opening; then every card on the wall's pages, whole."""

from __future__ import annotations

import json
from typing import Any

import pytest

from circle_widgets import layout, views
from circle_widgets.steps import Role
from tests.unit.steps.sorting import CARDS, Sorting, sorting
from tests.unit.worlds import ROLES, all_views

LONG = "We meet more than once, we read the same before, and nobody stands in front: each of us has something to say."
PEOPLE = (1, 2, 3, 4, 5, 9, 12, 30)


def test_nothing_of_a_card_is_seen_before_the_opening_but_by_its_author() -> None:
    world = sorting(5)
    empty = all_views(world.state)
    world.puts("p0", "A secret hope", "not")
    for who, view in all_views(world.state).items():
        if who == "@p0":
            assert [one["tray"] for one in view["sort"]["mine"].values()] == ["not"]
        else:
            assert "A secret hope" not in json.dumps(view)
            # that an answer is stored, and the button that opens; phones get not even that
            assert {key for key in view if view[key] != empty[who][key]} <= {"room", "desk"}
            assert who != "phone" or view == empty[who]
    (private,) = views.private(world.state)["sort"]["items"].values()
    assert private == {"n": 1, "text": "A secret hope", "tray": "not"}
    assert views.everyone(world.state, "desk")["desk"]["look"]


@pytest.mark.parametrize("people", PEOPLE)
def test_at_any_size_the_room_sees_all_cards_and_no_seat(people: int) -> None:
    said = [(f"Card {n}", ("is", "not", "depends")[n % 3]) for n in range(2 * people)]
    world = sorting(people, said=said)
    assert ("few" in world.seen("phone")) == (people < 5)
    assert views.everyone(world.state, "screen")["room"]["stored"] == people
    world.opened()
    for role in ROLES:
        text = json.dumps(views.everyone(world.state, role)["sort"])
        assert not any(f'"p{n}"' in text for n in range(people)), "nobody's seat"
    assert all(any(words in text for text in wall_texts(world)) for words, _ in said)
    assert len(world.seen("phone")["groups"]) == 2 * people


def wall_texts(world: Sorting, role: Role = "screen") -> list[str]:
    """All words that the wall shows, page by page."""
    found: list[str] = []
    page = 1
    while True:
        world.did("screen.show", {"page": page})
        view = views.everyone(world.state, role)
        for one in view["sort"]["items"].values():
            found += [one["text"], *(line["text"] for line in one.get("lines", {}).values())]
        if page >= view["screen"]["pages"]:
            return found
        page += 1


@pytest.mark.parametrize("count", [1, 9, 30])
@pytest.mark.parametrize("mode", ["all", "one"])
def test_every_word_of_long_cards_stands_on_a_page(count: int, mode: str) -> None:
    said = [(f"{n}. {LONG}", ("is", "not", "depends")[n % 3]) for n in range(count)]
    world = sorting(30, said=said).opened()
    for n in range(1, count, 4):  # some in groups, one of them large
        world.act("join", said[n][0], into=said[0][0])
    world.did("screen.show", {"mode": mode})
    words = " ".join(wall_texts(world)).split()
    for text, _ in said:
        for word in text.split():
            assert word in words
    assert all("".join(text.split()) in "".join(words) for text, _ in said)


def test_a_page_holds_no_more_than_fits() -> None:
    said = [(f"{n}. {LONG}", ("is", "not", "depends")[n % 3]) for n in range(30)]
    world = sorting(30, said=said).opened()
    world.act("join", said[3][0], into=said[0][0])
    pages = views.everyone(world.state, "screen")["screen"]["pages"]
    type_ = {one.name: one for one in layout.BESIDE}
    for page in range(1, pages + 1):
        world.did("screen.show", {"page": page})
        seen = world.seen()
        for column in (1, 2, 3):
            high = 0.0
            for one in (item for item in seen["items"].values() if item["column"] == column):
                size = type_[seen["size"]]
                texts = [one["text"], *(line["text"] for line in one.get("lines", {}).values())]
                high += sum(layout.lines(text, size.size, size.room) * size.line for text in texts)
                high += size.frame + size.gap + (size.line if "part" in one else 0)
            assert high <= layout.HEIGHT - layout.HEADING + type_[seen["size"]].gap


def test_identical_ones_are_counted_below_and_others_stand_there_whole() -> None:
    world = sorting(5, said=[("Tea", "is"), ("tea", "is"), ("Biscuits", "is"), ("biscuits!", "is"), ("Cake", "is")])
    world.opened()
    world.act("join", "Biscuits", into="Tea")
    world.act("join", "Cake", into="Tea")
    (item,) = world.seen()["items"].values()
    assert (item["text"], lines_of(item)) == ("Tea", ["+ 1 like it", "Biscuits + 1 like it", "Cake"])
    world.act("name", "Tea", text="What we eat and drink")
    (item,) = world.seen()["items"].values()
    assert (item["text"], item["named"]) == ("What we eat and drink", True)
    assert lines_of(item) == ["Tea + 1 like it", "Biscuits + 1 like it", "Cake"]


def lines_of(item: dict[str, Any]) -> list[str]:
    return [one["text"] for one in sorted(item.get("lines", {}).values(), key=lambda one: one["n"])]


def test_one_group_stands_alone_and_large_and_the_way_back() -> None:
    world = sorting(5, said=CARDS).opened()
    world.act("join", "Led by all of us", into="Chosen, not imposed")
    desk = world.seen("desk")
    assert "now" not in desk
    page = desk["alone"][world.group("A lecture")]
    world.did("screen.show", {"mode": "one", "page": page})
    assert world.seen("desk")["now"] == world.group("A lecture")
    (item,) = world.seen()["items"].values()
    assert (item["text"], item["tray"], world.seen()["size"]) == ("A lecture", "not", "one")
    move = views.ahead(world.state)
    assert move is not None
    assert (move.label, move.body) == ("sort.next_one", {"page": page + 1})
    back = views.behind(world.state)
    assert back is not None
    assert (back.label, back.body) == ("sort.all", {"mode": "all", "page": 1})


def test_a_room_without_cards_has_nothing_on_its_wall() -> None:
    world = sorting(2, said=[("Tea", "is")]).opened()
    world.phone("p0", "withdraw", "Tea")
    assert (world.seen()["items"], world.seen()["count"]) == ({}, 0)
    assert views.everyone(world.state, "screen")["screen"]["pages"] == 1
    move = views.ahead(world.state)
    assert move is not None
    assert move.kind == "step.open"


def test_a_page_that_is_no_more_is_the_last_one() -> None:
    said = [(f"{n}. {LONG}", "is") for n in range(12)]
    world = sorting(12, said=said).opened()
    pages = views.everyone(world.state, "screen")["screen"]["pages"]
    assert pages > 1
    world.did("screen.show", {"page": pages})
    for text, _ in said:
        world.act("drop", text)
    assert views.everyone(world.state, "screen")["screen"] == {"mode": "all", "page": 1, "pages": 1}

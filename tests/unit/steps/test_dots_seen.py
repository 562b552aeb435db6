"""What is seen of the dots, and when: nothing of a ballot before it is opened; pages that hold every card."""

from __future__ import annotations

import pytest

from circle_widgets import layout, views
from circle_widgets.sentences import LOCALES, both, say
from circle_widgets.steps.dots import seen
from circle_widgets.steps.dots.counted import Option
from circle_widgets.steps.trays import TRAYS
from tests.unit.steps.voting import Vote, next_move, voting
from tests.unit.worlds import all_views


def test_nothing_of_a_ballot_is_seen_before_the_opening_but_by_its_seat() -> None:
    world = voting(people=6, paper=2)
    empty = all_views(world.state)
    world.ballot("p0", "Tea", "Music")
    world.ballot("p1", "Music")
    for who, view in all_views(world.state).items():
        if who == "@p0":
            assert set(view["dots"]["mine"]) == {world.option("Tea"), world.option("Music")}
        elif who != "@p1":
            # a count of who has stored, and the button that opens; phones get not even that
            assert who in {"screen", "desk", "remote"} or view == empty[who]
            assert {key for key in view if view[key] != empty[who][key]} <= {"room", "desk"}
    assert views.private(world.state) == {"step": views.everyone(world.state, "desk")["step"], "dots": {}}
    assert "look" not in views.everyone(world.state, "desk")["desk"]


def test_the_ring_counts_who_has_stored() -> None:
    world = voting(people=6, paper=2)

    def stored() -> int:
        found: int = views.everyone(world.state, "screen")["room"]["stored"]
        return found

    assert stored() == 0
    world.ballot("p0", "Tea")
    world.ballot("p1")
    assert stored() == 2
    world.did("dots.paper", {"counts": {}, "voters": 2}, step="s2")
    assert stored() == 4
    world.did("seat.leave", seat="p1", by="")
    assert stored() == 3
    world.opened()
    assert stored() == 4


def test_what_the_author_says_is_for_placing_and_after_the_opening_it_is_how_to_read() -> None:
    world = voting(say="Place them where it matters.")
    world.ballot("p0", "Tea")
    assert views.everyone(world.state, "desk")["desk"]["say"] == "Place them where it matters."
    world.opened()
    assert views.everyone(world.state, "desk")["desk"]["say"] == both("dots.say.opened")


def test_the_next_move_opens_the_count_once_somebody_has_voted() -> None:
    world = voting()
    assert next_move(world.state).step == "s3"
    world.ballot("p0", "Tea")
    move = views.ahead(world.state)
    assert move is not None
    assert (move.label, move.kind) == ("dots.open", "step.reveal")
    world.did("step.close", step="s2")
    assert views.ahead(world.state) == move
    assert views.person(world.state, "p0")["dots"] == {"mine": [world.option("Tea")], "placed": True}


def test_the_screen_fills_with_cards_from_the_first_moment_and_turns_all_of_them() -> None:
    words = [f"{n}: {'something that somebody wanted to say at length ' * 4}".strip() for n in range(30)]
    world = voting(words=words)
    for phase in ("open", "revealed"):
        screen = views.everyone(world.state, "screen")
        assert screen["screen"]["mode"] == "all"
        seen_texts: list[str] = []
        pages = screen["screen"]["pages"]
        assert pages > 1
        for page in range(1, pages + 1):
            world.did("screen.show", {"page": page})
            items = views.everyone(world.state, "screen")["dots"]["items"].values()
            seen_texts += [one["text"] for one in sorted(items, key=lambda one: one["n"])]
        assert sorted(seen_texts) == sorted(words)
        if phase == "open":
            world.ballot("p0", words[7])
            world.opened()


def trays(count: int, *, opened: bool = False) -> Vote:
    """A round whose options were sorted before."""
    world = voting()
    world.data.options = {
        f"n{n}": Option(f"n{n}", n, f"{n}: chosen, not imposed", TRAYS[n % 3 if n % 7 else 0])
        for n in range(1, count + 1)
    }
    if opened:
        world.ballot("p0", "n3", "n4")
        world.ballot("p1", "n4", "n1")
        world.opened()
    return world


@pytest.mark.parametrize("opened", [False, True])
@pytest.mark.parametrize("count", [1, 9, 30])
def test_sorted_texts_stand_in_the_column_of_their_tray(count: int, *, opened: bool) -> None:
    world = trays(count, opened=opened and count > 4)
    found: dict[str, int] = {}
    for page in range(1, views.everyone(world.state, "screen")["screen"]["pages"] + 1):
        world.did("screen.show", {"page": page})
        view = views.everyone(world.state, "screen")["dots"]
        assert view["trays"] is True
        for key, one in view["items"].items():
            assert one["column"] == TRAYS.index(one["tray"]) + 1
            found[key] = one["n"]
    assert set(found) == set(world.data.options)


def test_a_page_of_trays_is_never_taller_than_the_screen() -> None:
    texts = [f"{n} words that take some room " * (n % 5 + 1) for n in range(40)]
    pages, type_ = layout.side_by_side(texts, [n % 2 for n in range(40)], 3)
    assert sorted(place.index for page in pages for place in page) == list(range(40))
    for page in pages:
        for column in (1, 2, 3):
            own = [place for place in page if place.column == column]
            needs = [layout.lines(place.text, type_.size, type_.room) * type_.line + type_.frame for place in own]
            assert sum(needs) + type_.gap * max(0, len(own) - 1) <= layout.HEIGHT - layout.HEADING


def test_no_words_beside_the_dots_are_wider_than_their_place() -> None:
    for locale in LOCALES:
        for n in (0, 1, 2, 600):
            words = say(locale, "dots.count", n=n) if n else say(locale, "dots.count.none")
            assert layout.width(words) <= layout.width(seen.COUNTED), (locale, n)
        assert layout.width(f" = {say(locale, 'dots.tie')}") <= layout.width(seen.TIED), locale

"""What is seen of a consent, and when: not even the desk tells one answer from another before the opening."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circle_widgets import views
from circle_widgets.events import Refusal
from tests.unit.steps.consenting import ASK, DRAFT, SENTENCE, VALUES, Asked, asking
from tests.unit.worlds import all_views, text_of

UNHAPPY: list[dict[str, Any]] = [
    {"answer": "objection"},
    {"answer": "objection", "words": "Zebra", "how": "read", "keep": True},
    {"answer": "objection", "words": "Zebra", "how": "facilitator"},
    {"answer": "talk"},
    {"answer": "talk", "words": "Zebra", "how": "say"},
]


def shared(world: Asked) -> dict[str, Any]:
    """Every page but a person's own."""
    return {who: view for who, view in all_views(world.state).items() if not who.startswith("@")}


@given(st.lists(st.sampled_from([{"answer": "fine"}, *UNHAPPY]), min_size=1, max_size=5))
def test_until_the_opening_no_page_tells_one_answer_from_another(room: list[dict[str, Any]]) -> None:
    """Not the desk, not the remote: six people are here, at most five have answered."""
    fine, other = asking(people=6), asking(people=6)
    for n, body in enumerate(room):
        fine.ballot("consent.say", {"answer": "fine"}, f"p{n}")
        other.ballot("consent.say", body, f"p{n}")
    assert shared(fine) == shared(other)
    assert fine.look() == other.look() == {"waits": True}


@pytest.mark.parametrize("body", UNHAPPY)
@pytest.mark.parametrize("closed", [True, False])
def test_once_all_have_answered_only_the_facilitators_own_phone_knows_that_words_wait(
    body: dict[str, Any], *, closed: bool
) -> None:
    fine, other = asking(people=3), asking(people=3)
    for world in (fine, other):
        world.all_fine(3, first=1)
    fine.answers("p0", "fine")
    other.ballot("consent.say", body, "p0")
    if closed:
        fine.did("step.close", step=ASK)
        other.did("step.close", step=ASK)
    alone = body.get("how") == "facilitator"
    for role in ("phone", "screen", "desk"):
        assert views.everyone(fine.state, role) == views.everyone(other.state, role)
    assert ("wrote" in other.view("remote")) is alone
    assert other.look() == {"words": {"1": {"n": 1, "text": "Zebra"}} if alone else {}}
    other.opened()
    assert views.private(other.state)["consent"] == {}
    assert ("Zebra" in text_of(shared(other))) is (body.get("how") == "read")


def test_words_for_the_facilitator_come_without_a_name_and_in_the_order_of_letters() -> None:
    world = asking(people=3)
    world.answers("p0", "objection", "Zebra", "facilitator")
    world.answers("p1", "talk", "Apple", "facilitator")
    assert world.look() == {"waits": True}
    assert "wrote" not in world.view("remote")
    world.answers("p2", "fine")
    found = world.look()["words"]
    assert [(one["n"], one["text"]) for one in found.values()] == [(1, "Apple"), (2, "Zebra")]
    assert not any(seat in text_of(found) for seat in world.state.seats)
    assert views.private(world.state, DRAFT)["draft"] == {}


def test_somebody_who_left_keeps_nobody_waiting_and_counts_for_nobody() -> None:
    world = asking(people=3)
    world.answers("p0", "objection", "Zebra", "facilitator")
    world.answers("p1", "fine")
    world.did("seat.leave", seat="p2", by="")
    assert "waits" not in world.look()
    world.did("seat.leave", seat="p1", by="")
    assert views.everyone(world.state, "screen")["room"]["stored"] == 1


def test_a_head_count_below_the_seats_shows_no_words_before_all_have_answered() -> None:
    world = asking(people=3)
    world.did("room.count", {"n": 2})
    world.answers("p0", "objection", "Zebra", "facilitator")
    world.answers("p1", "fine")
    assert world.look() == {"waits": True}, "whoever comes last would be known by their words"
    world.answers("p2", "fine")
    assert "words" in world.look()


def test_the_private_look_is_there_while_the_round_waits() -> None:
    world = asking(people=2)

    def looks() -> bool:
        return views.everyone(world.state, "desk")["desk"].get("look", False) is True

    assert looks()
    world.did("step.close", step=ASK)
    assert looks()
    world.opened()
    assert not looks()
    world.did("step.open", step=DRAFT)
    assert not looks()


def test_a_person_sees_their_own_answer_until_the_opening() -> None:
    world = asking(people=2)
    world.answers("p0", "objection", "Zebra", "read", keep=True)
    mine = {"answer": "objection", "words": "Zebra", "how": "read", "keep": True}
    assert views.person(world.state, "p0")["consent"] == {"mine": mine, "may": {"answer": True}, "longest": 400}
    assert "mine" not in views.person(world.state, "p1")["consent"]
    world.opened()
    assert views.person(world.state, "p0")["consent"] == {}


def test_the_ring_counts_who_has_answered_on_paper_too() -> None:
    world = asking(people=2, paper=3)

    def stored() -> int:
        found: int = views.everyone(world.state, "screen")["room"]["stored"]
        return found

    assert stored() == 0
    world.answers("p0", "objection")
    world.paper(fine=1, objection=1)
    assert stored() == 3
    world.paper(fine=3)
    assert stored() == 4
    assert world.view("desk") == world.view("desk") | {"paper_seats": 3, "paper_counted": 3}
    world.opened()
    assert stored() == 4


def test_the_screen_has_no_number_but_those_of_the_ring() -> None:
    world = asking(people=9)
    world.answers("p0", "objection", "Zebra", "read")
    world.answers("p1", "objection", "Apple", "read")
    world.all_fine(9, first=2)
    world.opened()
    assert world.view("screen")["result"] == {"objection": True, "read": ["Apple", "Zebra"]}
    assert set(world.view("screen")) == {"result", "at"}
    for role in ("phone", "desk", "remote"):
        assert "voters" not in text_of(world.view(role))


def test_words_to_read_out_come_one_by_one() -> None:
    world = asking(people=3)
    world.answers("p0", "objection", "Zebra", "read")
    world.answers("p1", "talk", "Apple", "read")
    world.answers("p2", "fine")
    world.opened()
    seen = []
    for _ in range(3):
        view = world.view("screen")
        seen.append([one["text"] for one in view.get("items", {}).values()] or view["at"])
        forward(world)
    assert seen == ["result", ["Apple"], ["Zebra"]]
    assert world.state.current is world.state.steps[DRAFT]


def test_every_line_stands_on_a_page_before_and_the_new_text_after_it_was_worded_anew() -> None:
    world = asking(people=2)
    pages = texts_on_the_screen(world)
    assert pages == {SENTENCE, *VALUES}
    world.all_fine(1)
    world.answers("p1", "objection")
    world.opened()
    world.words_anew("A class", "A course")
    assert texts_on_the_screen(world) == {SENTENCE, "Open to whoever comes", "A course", "Who brings the tea"}
    assert world.view("phone")["changed"] is True
    assert world.view("phone")["lines"]["v1"] == {"n": 3, "text": "A course", "tray": "not"}


@pytest.mark.parametrize("count", [1, 9, 30])
def test_however_long_the_text_is_all_of_it_is_shown(count: int) -> None:
    world = asking()
    world.did("step.open", step=DRAFT)
    words = [f"{n}: {'something that somebody wanted to say at length ' * (n % 5 + 1)}".strip() for n in range(count)]
    for n, text in enumerate(words):
        world.did("draft.put", {"line": f"w{n}", "tray": ("is", "not", "depends")[n % 3], "text": text}, step=DRAFT)
    world.did("step.open", step=ASK)
    world.all_fine(1)
    world.opened()
    world.did("step.again", step=ASK)
    seen = texts_on_the_screen(world)
    assert seen >= {" ".join(text.split()) for text in words}
    assert views.everyone(world.state, "screen")["screen"]["mode"] == "all"


def test_what_is_to_be_said_follows_what_was_found() -> None:
    world = asking(people=2, say="My own line")

    def says() -> Any:
        return views.everyone(world.state, "desk")["desk"]["say"]

    assert says() == "My own line"
    world.answers("p0", "objection")
    world.opened()
    assert "gift" in says()["en"]
    world.did("consent.settle", step=ASK)
    assert "go on" in says()["en"]


def texts_on_the_screen(world: Asked) -> set[str]:
    """Every line on all pages, parts of a long one put together."""
    pages = views.everyone(world.state, "screen")["screen"]["pages"]
    found: dict[str, str] = {}
    for page in range(1, pages + 1):
        world.did("screen.show", {"page": page})
        for key, one in sorted(world.view("screen")["items"].items(), key=lambda item: item[1]["n"]):
            id = key.partition(".")[0]
            found[id] = f"{found.get(id, '')} {one['text']}".strip()
    world.did("screen.show", {"page": 1})
    return set(found.values())


def forward(world: Asked) -> None:
    move = views.ahead(world.state)
    assert move is not None
    assert not isinstance(world.say(move.kind, move.body, step=move.step), Refusal)

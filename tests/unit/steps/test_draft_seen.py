"""What is seen of a draft: its shape on the wall, whole on phones, every earlier wording at the desk; page by page."""

from __future__ import annotations

from typing import Any

import pytest

from circle_widgets import layout, views
from circle_widgets.steps.draft import seen
from circle_widgets.steps.draft.paged import HEADING, LEAD, ROWS, pages_of
from circle_widgets.steps.draft.written import TRAYS
from tests.unit.steps.drafting import DRAFT, SENTENCES, Write, drafting, kind
from tests.unit.worlds import ROLES, text_of

LONG = "Something that somebody wanted to say at length, and that nobody wants to have cut on a wall "


def wall(world: Write, page: int = 1) -> dict[str, Any]:
    world.did("screen.show", {"page": page})
    return views.everyone(world.state, "screen")


def turned(world: Write) -> list[dict[str, Any]]:
    """What stands on each page."""
    pages = wall(world)["screen"]["pages"]
    return [wall(world, page)["draft"] for page in range(1, pages + 1)]


def test_the_wall_has_the_whole_text_in_its_shape() -> None:
    world = drafting(dots={"p0": ("Free", SENTENCES[0])})
    view = views.everyone(world.state, "screen")
    assert view["screen"] == {"mode": "all", "page": 1, "pages": 1, "fills": True}
    items = sorted(view["draft"]["items"].values(), key=lambda one: one["n"])
    assert [(one["text"], one.get("tray", "")) for one in items] == [(SENTENCES[0], ""), ("Free", "is")]
    assert view["draft"]["trays"] is True
    assert "material" not in view["draft"]
    assert view["step"]["question"]["fr"].endswith("?")


def test_what_was_touched_last_is_marked_on_every_page_of_the_room() -> None:
    world = drafting()
    assert all('"now"' not in text_of(world.view(role)) for role in ROLES)
    world.put(world.line("Free"), text="Free, always")
    for role in ROLES:
        view = world.view(role)
        marked = [one["text"] for one in view.get("lines", view.get("items", {})).values() if one.get("now")]
        assert marked == ["Free, always"]
    world.drop("Free, always")
    assert '"now"' not in text_of(world.view("phone"))


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 9, 12, 30])
@pytest.mark.parametrize("words", ["short", LONG, LONG * 6], ids=["short", "long", "very long"])
def test_every_word_stands_on_one_page_and_only_there(count: int, words: str) -> None:
    world = drafting(sentences=(), values={})
    world.put("s", text=f"S {words}")
    for n in range(count):
        world.put(f"l{n}", text=f"{n}: {words}", tray=("is", "not", "depends")[n % 3])
    pieces: dict[str, list[tuple[float, str]]] = {}
    for page in turned(world):
        for key, one in page["items"].items():
            pieces.setdefault(key.partition(".")[0], []).append((one["n"], one["text"]))
    found = {id: " ".join(text for _, text in sorted(own)) for id, own in pieces.items()}
    assert {text.split()[0]: " ".join(text.split()) for text in found.values()} == {
        line.lstrip("+-?").split()[0]: " ".join(line.lstrip("+-?").split()) for line in world.text
    }


@pytest.mark.parametrize("tall", [71.6, 66.5, 54.0, 40.0])
@pytest.mark.parametrize("words", [4, 30, 160])
@pytest.mark.parametrize("count", [0, 1, 3, 9, 30])
def test_no_page_is_fuller_than_it_is_tall(tall: float, words: int, count: int) -> None:
    sentence = " ".join(["meeting"] * words)
    text = [(sentence, ""), *((f"{n} " + "open to all " * (n % 7), TRAYS[1 + n % 3]) for n in range(count))]
    for page in pages_of(text, tall):
        below = tall
        large = [one for one in page.places if text[one.index][1] == ""]
        for one in large:
            count_ = layout.lines(one.text, layout.ONE.size, layout.ONE.room)
            below -= LEAD + count_ * layout.ONE.line
        assert below >= -layout.ONE.line  # "1 of 2" stands beside the head
        if not page.trays:
            continue
        type_ = next(one for one in ROWS if one.name == page.size)
        for column in (1, 2, 3):
            own = [one for one in page.places if one.column == column and text[one.index][1] != ""]
            used = sum(
                (layout.lines(one.text, type_.size, type_.room) + (one.parts > 1)) * type_.line + type_.frame
                for one in own
            )
            assert used + HEADING <= below + 1e-9


def test_a_line_by_itself_has_a_page_for_each_and_nothing_beside_it() -> None:
    world = drafting()
    world.did("screen.show", {"mode": "one", "page": 2})
    view = views.everyone(world.state, "screen")
    assert view["screen"]["pages"] == len(world.text)
    assert [(one["text"], one["tray"]) for one in view["draft"]["items"].values()] == [("Open", "is")]
    assert "trays" not in view["draft"]
    lines = world.view("desk")["lines"].values()
    assert sorted(one["close"] for one in lines) == list(range(1, len(world.text) + 1))


def test_the_desk_knows_on_which_page_each_line_stands() -> None:
    world = drafting(sentences=(LONG * 3,), values={})
    for n in range(12):
        world.put(f"l{n}", text=f"{n}: {LONG}", tray="is")
    on = {one["text"]: one["page"] for one in world.view("desk")["lines"].values()}
    for number, page in enumerate(turned(world), 1):
        for key, one in page["items"].items():
            if "." not in key and one.get("parts", 1) == 1:
                assert on[one["text"]] == number
    assert max(on.values()) > 1


def test_the_next_move_turns_pages_then_goes_on_and_a_line_leads_back_to_the_whole() -> None:
    world = drafting()
    move, back = views.ahead(world.state), views.behind(world.state)
    assert move is not None
    assert back is not None
    assert (move.kind, move.step) == ("step.open", "s5")
    assert (back.kind, back.step) == ("step.open", "s3")
    read = views.everyone(world.state, "desk")["draft"]["read"]
    world.did(read["kind"], read["body"])
    assert "read" not in world.view("desk")
    labels = []
    while (move := views.ahead(world.state)) is not None and move.kind == "screen.show":
        labels.append(move.label)
        world.did(move.kind, move.body)
    assert labels == ["draft.next_line"] * (len(world.text) - 1) + ["draft.all"]
    world.did("screen.show", {"mode": "one", "page": 2})
    behind = [views.behind(world.state)]
    world.did("screen.show", {"page": 1})
    behind.append(views.behind(world.state))
    assert [one and one.label for one in behind] == ["desk.page_back", "draft.all"]
    for n in range(30):
        world.put(f"l{n}", text=f"{n}: {LONG}", tray="is")
    world.did("screen.show", {"mode": "all", "page": 1})
    move = views.ahead(world.state)
    assert move is not None
    assert move.label == "desk.next_page"


def test_earlier_wordings_are_within_reach_the_pauses_of_typing_are_not() -> None:
    world = drafting(pace=1000)
    line = world.line("Free")
    for text in ("Fr", "Free of", "Free of charge"):
        world.put(line, text=text)
    world.at += seen.STOOD
    world.put(line, text="Costs nothing")
    earlier = world.view("desk")["lines"][line]["earlier"]
    assert [(one["text"], one.get("theirs", False)) for one in earlier.values()] == [
        ("Free of charge", False),
        ("Free", True),
    ]
    assert len(world.data.entries[line].versions) == 4
    world.put(line, of=[line])
    now = world.view("remote")["lines"][line]
    assert "own" not in now
    assert [one["text"] for one in now["earlier"].values()] == ["Free of charge"]
    for n in range(9):
        world.put(line, text=f"Wording {n}")
        world.at += seen.STOOD
    assert len(world.view("desk")["lines"][line]["earlier"]) == seen.EARLIER


def test_what_stands_ready_is_the_desks_alone() -> None:
    world = drafting(dots={"p0": ("Free",)})
    shown = text_of([world.view("phone"), views.everyone(world.state, "screen"), views.person(world.state, "p0")])
    assert SENTENCES[2] not in shown
    assert SENTENCES[2] in text_of(world.view("desk"))
    assert SENTENCES[2] in text_of(world.view("remote"))
    assert world.view("desk")["may"] == {"write": True}
    world.did("step.close", step=DRAFT)
    assert "may" not in world.view("desk")


def test_what_is_said_and_asked_is_the_authors_else_our_own() -> None:
    plain = views.everyone(drafting().state, "desk")
    assert "change it as you speak" in plain["desk"]["say"]["en"]
    own = drafting(question="Who are we?", say="Read it aloud.").state
    assert kind().question(own.steps[DRAFT]) == "Who are we?"
    assert views.everyone(own, "desk")["desk"]["say"] == "Read it aloud."
    assert kind().question(drafting(title="Our text").state.steps[DRAFT]) == "Our text"

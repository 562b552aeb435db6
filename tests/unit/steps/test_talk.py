"""Talk: the room speaks; nothing is typed and nothing is hidden."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from circle_widgets import views
from circle_widgets.steps import Card, Talk
from circle_widgets.steps.talk.cards import pages
from tests.unit.worlds import ROLES, World, meeting


def test_its_lines_are_a_map_in_their_order() -> None:
    world = meeting(at="s1")
    for role in ROLES:
        assert views.everyone(world.state, role)["talk"]["lines"] == {
            "1": {"n": 1, "text": "one"},
            "2": {"n": 2, "text": "two"},
        }


def test_it_takes_no_words() -> None:
    world = meeting(at="s1")
    assert world.refused("notes.write", {"text": "hello"}, step="s1", seat="ana", by="").code == "unknown_kind"
    assert world.refused("step.reveal", step="s1").code == "nothing_hidden"


def test_an_author_writes_it_short() -> None:
    assert Talk("What surprised you?", minutes=5) == Talk(question="What surprised you?", lines=(), minutes=5)


# ---------------------------------------------------------------- examples on cards

SENTENCE = Card("A sentence", text={"en": "A few who meet to learn.", "fr": "Quelques-uns qui se retrouvent."})
VALUES = Card("Values", is_=["chosen", "shared"], not_=["a class"])


def showing(*cards: Card, question: str = "Two ways to say it") -> World:
    world = World()
    world.did("circle.made", {"title": "Sewing", "locale": "en"})
    params = msgspec.to_builtins(Talk(question=question, cards=cards))
    steps = [{"id": "s1", "kind": "talk", "params": params}, {"id": "s2", "kind": "talk"}]
    world.did("activity.start", {"name": "a", "title": "A", "steps": steps})
    world.did("step.open", step="s1")
    return world


def goes_on(world: World, back: bool = False) -> tuple[str, int]:
    move = views.behind(world.state) if back else views.ahead(world.state)
    assert move is not None
    world.did(move.kind, move.body, step=move.step)
    screen = views.everyone(world.state, "screen")["screen"]
    return screen["mode"], screen["page"]


def on_wall(world: World) -> Any:
    [card] = views.everyone(world.state, "screen")["talk"]["cards"].values()
    assert views.everyone(world.state, "desk")["talk"]["cards"]["1"] == card
    return card


def test_the_question_stands_alone_then_one_example_after_the_other() -> None:
    world = showing(SENTENCE, VALUES)
    assert "cards" not in views.everyone(world.state, "screen")["talk"]
    assert goes_on(world) == ("one", 1)
    assert on_wall(world) == {"n": 1, "title": "A sentence", "text": "A few who meet to learn.", "size": "one"}
    assert goes_on(world) == ("one", 2)
    assert {tray: [one["text"] for one in lines.values()] for tray, lines in on_wall(world)["trays"].items()} == {
        "is": ["chosen", "shared"],
        "not": ["a class"],
    }
    assert goes_on(world, back=True) == ("one", 1)
    assert goes_on(world, back=True) == ("step", 1)
    for _ in range(2):
        goes_on(world)
    goes_on(world)
    assert world.state.current is world.state.steps["s2"]


def test_phones_have_all_of_them_and_the_remote_knows_which_is_on_the_wall() -> None:
    world = showing(SENTENCE, VALUES)
    cards = views.everyone(world.state, "phone")["talk"]["cards"]
    assert [one["n"] for one in cards.values()] == [1, 2]
    assert cards["1"]["text"] == SENTENCE.text, "each phone chooses its language"
    goes_on(world)
    assert [one.get("now") for one in views.everyone(world.state, "remote")["talk"]["cards"].values()] == [True, None]


@pytest.mark.parametrize(("lines", "words"), [(1, 3), (3, 6), (6, 12), (12, 12), (12, 60)])
@pytest.mark.parametrize("trays", [1, 2, 3])
def test_values_are_never_cut_whatever_an_author_writes(lines: int, words: int, trays: int) -> None:
    values = [f"{n} {'something that matters here ' * words}"[: 8 * words].strip() for n in range(lines)]
    card = Card("Values", is_=values, not_=values if trays > 1 else (), depends=values if trays > 2 else ())
    found: dict[str, list[str]] = {}
    for page in pages([card], "Two ways to say it", "en"):
        for tray, part in page.trays.items():
            found.setdefault(tray, []).extend(part)
    assert {tray: " ".join(part).split() for tray, part in found.items()} == dict.fromkeys(
        card.trays, " ".join(values).split()
    )


def test_a_long_text_goes_on_and_an_empty_card_is_a_page_as_well() -> None:
    text = " ".join(f"word{n}" for n in range(200))
    found = pages([Card(text=text), Card("Nothing")], {"en": "?", "fr": "?"}, "en")
    assert " ".join(page.text for page in found if page.card == 0).split() == text.split()
    parts = len(found) - 1
    assert [(page.part, page.parts) for page in found if page.card == 0] == [(n, parts) for n in range(1, parts + 1)]
    assert found[-1].parts == 1


def test_a_title_is_no_speech() -> None:
    with pytest.raises(ValueError, match="at most 90 characters"):
        Card("x" * 91)
    world = World()
    steps = [{"id": "s1", "kind": "talk", "params": {"cards": [{"title": {"en": "x" * 91}}]}}]
    refusal = world.refused("activity.start", {"name": "a", "title": "A", "steps": steps})
    assert (refusal.code, refusal.field) == ("body", "steps[0].params.cards[0]")

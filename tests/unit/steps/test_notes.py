"""Notes: who may say what when; late words wait; hidden ones are nowhere; the pages agree everywhere."""

from __future__ import annotations

from typing import Any

import pytest

from circle_widgets import views
from circle_widgets.state import fold
from circle_widgets.steps import registry
from circle_widgets.steps.base import StepKind
from circle_widgets.steps.notes.said import Note
from tests.unit.worlds import ROLES, World, all_views, meeting, text_of


def note(world: World, id: str) -> Note:
    found: Note = world.state.steps["s2"].data.notes[id]
    return found


def items(world: World, role: Any = "screen") -> list[str]:
    found = views.everyone(world.state, role)["notes"].get("items", {})
    return [item["text"] for item in sorted(found.values(), key=lambda item: item["n"])]


def mine(world: World, seat: str = "ana") -> dict[str, Any]:
    found: dict[str, Any] = views.person(world.state, seat)["notes"]
    return found


# ---------------------------------------------------------------- writing


def test_one_writes_changes_and_takes_back_while_the_step_is_open() -> None:
    world = meeting()
    first = world.writes("ana", "  one hope ")
    assert mine(world) == {
        "mine": {first.id: {"n": 1, "text": "one hope"}},
        "longest": 200,
        "may": {"write": True, "change": True},
    }
    world.did("notes.change", {"note": first.id, "text": "another"}, step="s2", seat="ana", by="")
    assert mine(world)["mine"][first.id]["text"] == "another"
    world.did("notes.withdraw", {"note": first.id}, step="s2", seat="ana", by="")
    assert mine(world)["mine"] == {}
    assert world.state.steps["s2"].data.answered == 0


def test_no_more_notes_than_the_author_allows_and_one_taken_back_makes_room() -> None:
    world = meeting()
    notes = [world.writes("ana", f"note {n}") for n in range(3)]
    assert "write" not in mine(world)["may"]
    refusal = world.refused("notes.write", {"text": "a fourth"}, step="s2", seat="ana", by="")
    assert (refusal.code, refusal.field, refusal.params) == ("enough", "text", {"most": 3})
    world.did("notes.withdraw", {"note": notes[0].id}, step="s2", seat="ana", by="")
    world.writes("ana", "a fourth")


def test_the_desk_enters_as_many_as_there_are_slips() -> None:
    world = meeting()
    for n in range(9):
        world.did("notes.write", {"text": f"slip {n}"}, step="s2")
    assert views.everyone(world.state, "screen")["room"]["stored"] == 0
    world.did("notes.write", {"text": "for cleo"}, step="s2", seat="cleo")
    assert views.everyone(world.state, "screen")["room"]["stored"] == 1


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": " \n\t"}, "text"),
        ({"text": "\x00\x1b"}, "text"),
        ({"text": "\u200b\u2060\u00ad"}, "text"),
        ({"text": 3}, "text"),
        ({"text": None}, "text"),
        ({}, "text"),
        ({"text": "x", "more": 1}, "more"),
        ({"text": "x" * 1001}, "text"),
        ({"text": "x" * 201}, "text"),
    ],
)
def test_a_note_is_words_and_not_too_many(body: dict[str, Any], field: str) -> None:
    refusal = meeting().refused("notes.write", body, step="s2", seat="ana", by="")
    assert refusal.field == field


def test_signs_that_steer_a_machine_are_not_kept() -> None:
    world = meeting()
    own = world.writes("ana", "one\r\ntwo\x00\x07 \U0001f44d\ufe0f three\x85")
    assert note(world, own.id).text == "one\ntwo \U0001f44d\ufe0f three"


def test_nothing_is_written_before_the_step_begins_but_after_it_was_left() -> None:
    world = meeting(at="s1")
    assert world.refused("notes.write", {"text": "early"}, step="s2", seat="ana", by="").code == "not_yet"
    world.did("step.open", step="s2")
    world.did("step.open", step="s3")
    assert not note(world, world.writes("ana", "still on its way").id).late


def test_only_its_author_changes_a_note() -> None:
    world = meeting()
    own, entered = world.writes("ana", "mine"), world.did("notes.write", {"text": "slip"}, step="s2")
    for kind, body in (("notes.change", {"note": own.id, "text": "x"}), ("notes.withdraw", {"note": own.id})):
        assert world.refused(kind, body, step="s2", seat="ben", by="").code == "not_yours"
        assert world.refused(kind, body, step="s2").code == "not_yours"
        assert world.refused(kind, body, step="s2", seat="ana").code == "not_yours"
    for kind in ("notes.change", "notes.withdraw"):
        body = {"note": entered.id} | ({"text": "better read"} if kind == "notes.change" else {})
        assert world.refused(kind, body, step="s2", seat="ben", by="").code == "not_yours"
        world.did(kind, body, step="s2")
    assert note(world, entered.id).withdrawn
    assert note(world, entered.id).text == "better read"


def test_what_the_desk_entered_for_a_seat_it_may_correct_whoever_it_names() -> None:
    world = meeting()
    entered = world.did("notes.write", {"text": "slip"}, step="s2", seat="cleo")
    world.did("notes.change", {"note": entered.id, "text": "read again"}, step="s2")
    assert note(world, entered.id).text == "read again"
    assert mine(world, "cleo")["mine"][entered.id]["text"] == "read again"


@pytest.mark.parametrize("kind", ["notes.hide", "notes.restore", "notes.translate"])
def test_what_is_the_desks_is_the_desks(kind: str) -> None:
    world = meeting()
    own = world.writes("ana", "mine")
    refusal = world.refused(kind, {"note": own.id}, step="s2", seat="ana", by="")
    assert (refusal.code, refusal.field) == ("desk_only", "kind")


def test_words_of_a_note_that_is_not_there_are_refused() -> None:
    world = meeting()
    refusal = world.refused("notes.change", {"note": "nothing", "text": "x"}, step="s2", seat="ana", by="")
    assert (refusal.code, refusal.field) == ("unknown_note", "note")
    gone = world.writes("ana", "gone")
    world.did("notes.withdraw", {"note": gone.id}, step="s2", seat="ana", by="")
    for kind in ("notes.hide", "notes.restore"):
        assert world.refused(kind, {"note": gone.id}, step="s2").code == "withdrawn"


# ---------------------------------------------------------------- opening


def test_the_opening_shows_all_and_ends_the_changing_but_not_the_taking_back() -> None:
    world = meeting()
    first, second = world.writes("ana", "first"), world.writes("ben", "second")
    world.did("step.reveal", step="s2")
    for role in ROLES:
        assert items(world, role) == ["first", "second"]
    assert mine(world)["may"] == {}
    body = {"note": first.id, "text": "on second thoughts"}
    assert world.refused("notes.change", body, step="s2", seat="ana", by="").code == "opened_already"
    world.did("notes.withdraw", {"note": second.id}, step="s2", seat="ben", by="")
    for role in ROLES:
        assert items(world, role) == ["first"]


@pytest.mark.parametrize("turn", ["step.reveal", "step.close"])
def test_words_that_come_late_are_kept_and_wait(turn: str) -> None:
    world = meeting()
    world.writes("ana", "in time")
    world.did(turn, step="s2")
    late = world.writes("ben", "from the cellar")
    if turn == "step.close":
        world.did("step.reveal", step="s2")
    for who, view in all_views(world.state).items():
        assert ("from the cellar" in text_of(view)) == (who == "@ben")
    assert mine(world, "ben")["mine"][late.id] == {"n": 2, "text": "from the cellar", "late": True, "hidden": True}
    assert views.everyone(world.state, "desk")["notes"]["late"] == 1
    assert "late" not in views.everyone(world.state, "screen")["notes"]
    assert views.private(world.state)["notes"]["items"][late.id]["late"] is True
    world.did("notes.restore", {"note": late.id}, step="s2")
    assert items(world, "phone") == ["in time", "from the cellar"]
    assert "late" not in views.everyone(world.state, "desk")["notes"]


def test_what_the_desk_enters_after_the_opening_was_read_by_somebody() -> None:
    world = meeting()
    world.did("step.reveal", step="s2")
    world.did("notes.write", {"text": "a slip found later"}, step="s2")
    assert items(world) == ["a slip found later"]


def test_a_change_that_another_copy_took_while_this_one_had_opened_waits_too() -> None:
    world = meeting()
    own = world.writes("ana", "gentle")
    here, there = world.copy("a", 10), world.copy("b", 500)
    here.did("step.reveal", step="s2")
    there.did("notes.change", {"note": own.id, "text": "hurtful"}, step="s2", seat="ana", by="")
    state = fold([*here.log, *there.log], registry())
    for who, view in all_views(state).items():
        assert ("hurtful" in text_of(view)) == (who == "@ana")
    assert state.steps["s2"].data.notes[own.id].versions == ["gentle"]


# ---------------------------------------------------------------- hidden, and in two languages


def test_a_hidden_note_is_nowhere_but_with_its_author_and_behind_private() -> None:
    world = meeting()
    world.writes("ana", "kind words")
    bad = world.writes("ben", "hurtful words")
    world.did("notes.hide", {"note": bad.id}, step="s2")
    world.did("step.reveal", step="s2")
    for who, view in all_views(world.state).items():
        assert ("hurtful" in text_of(view)) == (who == "@ben")
    assert views.everyone(world.state, "desk")["notes"]["hidden"] == 1
    assert "hidden" not in views.everyone(world.state, "screen")["notes"]
    assert world.refused("notes.hide", {"note": bad.id}, step="s2").code == "so_already"
    world.did("notes.restore", {"note": bad.id}, step="s2")
    assert items(world) == ["kind words", "hurtful words"]
    assert world.refused("notes.restore", {"note": bad.id}, step="s2").code == "so_already"


def test_a_line_in_another_language_stands_below_and_is_taken_away() -> None:
    world = meeting()
    own = world.writes("ana", "hope")
    world.did("notes.translate", {"note": own.id, "text": " espoir ", "locale": "fr"}, step="s2")
    assert "espoir" not in str(all_views(world.state))
    world.did("step.reveal", step="s2")
    for role in ROLES:
        found = views.everyone(world.state, role)["notes"]["items"][own.id]
        assert found["lines"] == {"fr": "espoir"}
    world.did("notes.translate", {"note": own.id, "text": "", "locale": "fr"}, step="s2")
    assert "lines" not in views.everyone(world.state, "screen")["notes"]["items"][own.id]
    again = world.refused("notes.translate", {"note": own.id, "text": "", "locale": "fr"}, step="s2")
    assert (again.code, again.field) == ("nothing_said", "text")


# ---------------------------------------------------------------- pages


@pytest.mark.parametrize("count", [0, 1, 9, 30])
def test_screen_desk_and_remote_agree_on_the_pages_and_each_text_is_on_one(count: int) -> None:
    world = meeting(seats=tuple(f"p{n}" for n in range(max(count, 1))))
    texts = [f"{n}: {'a long thought about learning together ' * 4}"[:190].strip() for n in range(count)]
    for n, text in enumerate(texts):
        world.writes(f"p{n}", text)
    world.did("step.reveal", step="s2")
    seen: list[str] = []
    pages = views.everyone(world.state, "screen")["screen"]["pages"]
    for page in range(1, pages + 1):
        world.did("screen.show", {"page": page})
        shown = {role: views.everyone(world.state, role)["screen"] for role in ROLES if role != "phone"}
        assert len({str(one) for one in shown.values()}) == 1
        assert items(world, "desk") == items(world, "screen")
        seen += items(world)
        assert items(world, "phone") == items(world, "remote") == texts
    assert seen == texts


def test_read_aloud_one_at_a_time_marks_the_one_on_every_phone() -> None:
    world = meeting()
    notes = [world.writes("ana", text) for text in ("first", "second")]
    world.did("step.reveal", step="s2")
    world.did("screen.show", {"mode": "one", "page": 2})
    assert items(world) == ["second"]
    assert views.everyone(world.state, "screen")["notes"]["size"] == "one"
    for role in ("phone", "remote"):
        found = views.everyone(world.state, role)["notes"]["items"]
        assert [id for id, item in found.items() if item.get("now")] == [notes[1].id]


def test_a_note_too_long_for_the_screen_goes_on_in_parts() -> None:
    world = meeting()
    world.did("notes.write", {"text": "so " * 60}, step="s2")
    plain = {"name": "a", "title": "A", "steps": [{"id": "l1", "kind": "notes", "params": {"longest": 1000}}]}
    world.did("activity.start", plain)
    world.did("step.open", step="l1")
    text = " ".join(f"word{n}" for n in range(120))
    world.did("notes.write", {"text": text}, step="l1")
    world.did("step.reveal", step="l1")
    world.did("screen.show", {"mode": "one"})
    found = views.everyone(world.state, "screen")
    assert found["screen"]["pages"] > 1
    parts = []
    for page in range(1, found["screen"]["pages"] + 1):
        world.did("screen.show", {"page": page})
        [item] = views.everyone(world.state, "screen")["notes"]["items"].values()
        assert (item["part"], item["parts"]) == (page, found["screen"]["pages"])
        parts.append(item["text"])
    assert " ".join(parts).split() == text.split()


def test_what_is_not_opened_here_leads_on_to_the_next_step() -> None:
    world = meeting()
    steps = [{"id": f"q{n}", "kind": "notes", "params": {"opens": n == 2}} for n in (1, 2)]
    world.did("activity.start", {"name": "a", "title": "A", "steps": steps})
    world.did("step.open", step="q1")
    world.writes("ana", "hidden", step="q1")
    move = views.ahead(world.state)
    assert move is not None
    assert (move.kind, move.step) == ("step.open", "q2")
    world.did("step.reveal", step="q1")
    assert items(world) == ["hidden"], "whoever wants to may open it all the same"


# ---------------------------------------------------------------- what is kept


def kind() -> StepKind:
    return registry()["notes"]


def test_the_table_holds_no_words_that_were_taken_back() -> None:
    world = meeting()
    gone = world.writes("ana", "not these")
    world.did("notes.translate", {"note": gone.id, "text": "pas ceux-ci", "locale": "fr"}, step="s2")
    world.did("notes.withdraw", {"note": gone.id}, step="s2", seat="ana", by="")
    [row] = kind().table(world.state.steps["s2"])
    assert row["withdrawn"] is True
    assert row["text"] == ""
    assert "line_fr" not in row
    assert tuple(row) == kind().columns


def test_the_text_that_is_kept_shows_words_as_they_were_typed() -> None:
    world = meeting()
    own = world.writes("ana", "# not a heading\n* nor [a](list) of <b>things</b>\n\n2. & 3_4_5")
    world.did("notes.translate", {"note": own.id, "text": "pas *gras*\nni deux", "locale": "fr"}, step="s2")
    hidden = world.writes("ben", "hidden")
    world.did("notes.hide", {"note": hidden.id}, step="s2")
    text = kind().markdown(world.state.steps["s2"], "en")
    assert text == (
        "- \\# not a heading  \n  \\* nor \\[a\\](list) of \\<b\\>things\\</b\\>  \n  2\\. \\& 3\\_4\\_5\n"
        "\n  *pas \\*gras\\* ni deux*"
    )

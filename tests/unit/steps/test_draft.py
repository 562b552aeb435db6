"""The draft: never blank; what goes in and out, in which words; what an erasure takes along; what stands after undo."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from circle_widgets import views
from circle_widgets.events import Event
from circle_widgets.steps.base import Offer
from circle_widgets.steps.draft.written import Material, first, material
from tests.unit.steps.drafting import DRAFT, SENTENCES, VOTES, Write, drafting, kind, written

# ---------------------------------------------------------------- never blank


def test_it_begins_with_what_has_most_dots_in_the_authors_words() -> None:
    world = drafting(dots=VOTES)
    assert written(world.state) == [SENTENCES[1], "+Free", "+Warm", "+Open", "-A race"]
    assert world.ready == [SENTENCES[0], "Patient", SENTENCES[2], "A class", "Who brings the tea"]
    ready = {one["text"]: one for one in world.view("desk")["material"].values()}
    assert (ready["Patient"]["dots"], ready["Patient"]["tray"]) == (1, "is")
    assert "dots" not in ready["A class"]


def test_without_dots_it_begins_with_the_earliest() -> None:
    assert written(drafting().state) == [
        SENTENCES[0],
        "+Open",
        "+Free",
        "+Patient",
        "-A class",
        "-A race",
        "?Who brings the tea",
    ]
    only_sentences = drafting(dots={"p0": (SENTENCES[2],)})
    assert written(only_sentences.state)[:2] == [SENTENCES[2], "+Open"]


def test_a_tie_is_begun_with_the_earlier_and_the_other_stands_ready() -> None:
    world = drafting(dots={"p0": (SENTENCES[1], "Warm"), "p1": (SENTENCES[0], "Warm")})
    assert written(world.state) == [SENTENCES[0], "+Warm"]
    assert world.ready[0] == SENTENCES[1]


def test_with_nothing_before_it_there_is_an_empty_text_to_write_into() -> None:
    world = drafting(sentences=(), values={})
    assert world.text == []
    assert views.everyone(world.state, "screen")["screen"]["pages"] == 1
    world.put("mine", text=" A circle ")
    world.put("more", text="Open", tray="is")
    assert world.text == ["A circle", "+Open"]


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 9, 12, 30])
def test_however_many_there_are_each_text_stands_in_the_draft_or_ready_beside_it(count: int) -> None:
    sentences = tuple(f"Sentence {n}" for n in range(count))
    values = {f"Value {n}": ("is", "not", "depends")[n % 3] for n in range(count)}
    votes = {f"p{n}": (f"Sentence {n % 4}", f"Value {n % 7}") for n in range(count)}
    world = drafting(people=count, sentences=sentences, values=values, dots=votes)
    text = [one.lstrip("+-?") for one in world.text]
    assert sorted([*text, *world.ready]) == sorted([*sentences, *values])
    assert 1 <= len(text) <= 10
    for role in ("phone", "remote"):
        assert len(world.view(role)["lines"]) == len(text)


def test_identical_texts_stand_ready_once_and_keep_whose_they_were() -> None:
    world = drafting(sentences=("We learn together.", "we learn  together"), values={})
    assert world.text == ["We learn together."]
    assert world.ready == []
    assert len(kind().offers(world.state.steps[DRAFT])[0].of) == 2


def test_signs_that_steer_a_machine_are_no_part_of_a_line() -> None:
    world = drafting()
    world.put("new", text="Warm\x00 and \x1b[31mred\x07 ", tray="is")
    assert world.text.count("+Warm and [31mred") == 1
    world.put("new", text="\x9dWarm")
    assert "+Warm" in world.text


def test_what_stands_first_takes_the_most_dots_and_at_most_three_a_part() -> None:
    among = {f"m{n}": Material(f"m{n}", n, f"v{n}", "is", dots=n) for n in range(6)}
    assert first(among) == [("m5", "is"), ("m4", "is"), ("m3", "is")]
    among["s"] = Material("s", 9, "sentence", dots=0)
    assert first(among)[0] == ("s", "")
    assert first({}) == []


def test_a_tray_that_the_text_does_not_have_is_the_sentences() -> None:
    found = material([["a"], ["b", "c"], ["gone"]], [Offer("a", "A", "else"), Offer("c", "C", "not", ("n1",), 2)])
    assert [(one.id, one.tray, one.of, one.dots) for one in found.values()] == [
        ("a", "", ("a",), 0),
        ("b", "not", ("c", "n1"), 2),
    ]


def test_an_authors_own_texts_stand_ready_beside_the_rooms() -> None:
    own = {"sentence": [{"en": "We learn", "fr": "Nous apprenons"}], "is": ["Kind", {"fr": "Calme", "en": "Calm"}]}
    alone = drafting(sentences=(), values={}, texts=own)
    assert alone.text == ["We learn", "+Kind", "+Calm"]
    world = drafting(dots=VOTES, texts=own)
    assert world.text[0] == SENTENCES[1]
    assert world.ready[:3] == ["We learn", "Kind", "Calm"]
    world.insert("Kind")
    assert "+Kind" in world.text
    assert written(world.without(world.material("Free"))) == [one for one in world.text if one != "+Free"]


# ---------------------------------------------------------------- in, out, elsewhere


def test_material_goes_in_at_the_end_of_its_part_and_out_again() -> None:
    world = drafting(dots=VOTES)
    world.insert("Patient")
    world.insert("Who brings the tea")
    assert world.text == [SENTENCES[1], "+Free", "+Warm", "+Open", "+Patient", "-A race", "?Who brings the tea"]
    assert "Patient" not in world.ready
    world.drop("Warm")
    assert world.text[1:4] == ["+Free", "+Open", "+Patient"]
    assert "Warm" in world.ready
    world.insert("Warm")
    assert world.text[1:4] == ["+Free", "+Warm", "+Open"]


def test_there_is_one_sentence_and_another_takes_its_place() -> None:
    world = drafting(dots=VOTES)
    world.insert(SENTENCES[0])
    assert world.text[0] == SENTENCES[0]
    assert [one for one in world.text if not one.startswith(("+", "-", "?"))] == [SENTENCES[0]]
    assert SENTENCES[1] in world.ready
    world.undo()
    assert world.text[0] == SENTENCES[1]
    world.move("Free", "")
    assert world.text[:2] == ["Free", "+Warm"]


def test_material_may_go_into_another_part_and_to_a_place_of_its_own() -> None:
    world = drafting(dots=VOTES)
    world.insert("Patient", tray="depends")
    world.insert("A class", tray="is", after=world.line("Free"))
    assert world.text == [SENTENCES[1], "+Free", "+A class", "+Warm", "+Open", "-A race", "?Patient"]


def test_lines_move_within_their_part_and_into_another() -> None:
    world = drafting(dots=VOTES)
    world.move("Open", "is", after="Free")
    assert world.text[1:4] == ["+Free", "+Open", "+Warm"]
    world.move("Warm", "is")
    assert world.text[1:4] == ["+Warm", "+Free", "+Open"]
    world.move("Open", "not", after="A race")
    assert world.text[1:] == ["+Warm", "+Free", "-A race", "-Open"]
    world.move("Open", "not")
    assert world.text[3:] == ["-Open", "-A race"]
    world.undo()
    world.undo()
    assert world.text[1:] == ["+Warm", "+Free", "+Open", "-A race"]


def test_typing_makes_a_version_each_time_and_the_authors_words_come_back() -> None:
    world = drafting(dots=VOTES)
    line = world.line("Free")
    world.put(line, text="Free of charge")
    world.put(line, text="  Free, always ")
    assert world.text[1] == "+Free, always"
    row = next(row for row in kind().table(world.state.steps[DRAFT]) if row["line"] == line)
    assert (row["text"], row["versions"], row["n"], row["withdrawn"]) == ("Free, always", 3, 2, False)
    world.put(line, text="Free, always")
    assert len(world.data.entries[line].versions) == 2
    world.put(line, of=[line])
    assert world.text[1] == "+Free"
    world.undo()
    assert world.text[1] == "+Free, always"


def test_a_line_of_ones_own_is_kept_when_it_is_taken_out() -> None:
    world = drafting(dots=VOTES)
    world.put("mine", text="Curious", tray="is")
    assert world.text[4] == "+Curious"
    world.drop("Curious")
    assert [one["text"] for one in world.view("desk")["out"].values()] == ["Curious"]
    world.put("mine")
    assert world.text[4] == "+Curious"
    assert world.view("desk")["out"] == {}


def test_an_edited_line_that_is_taken_out_leaves_both_wordings_at_hand() -> None:
    world = drafting(dots=VOTES)
    line = world.line("Free")
    world.put(line, text="Free of charge")
    world.drop("Free of charge")
    assert "Free" in world.ready
    assert [one["text"] for one in world.view("desk")["out"].values()] == ["Free of charge"]
    world.insert("Free")
    assert world.text[1] == "+Free"
    assert world.view("desk")["out"] == {}


def test_each_act_can_be_taken_back_one_by_one() -> None:
    world = drafting(dots=VOTES)
    before = [world.text]
    acts: list[Callable[[], Event]] = [
        lambda: world.insert("Patient"),
        lambda: world.put(world.line("Patient"), text="Patient with each other"),
        lambda: world.move("Patient with each other", "not"),
        lambda: world.drop("Free"),
        lambda: world.insert(SENTENCES[2]),
    ]
    for act in acts:
        act()
        before.append(world.text)
    assert len({tuple(one) for one in before}) == 6
    for text in reversed(before[:-1]):
        world.undo()
        assert world.text == text


# ---------------------------------------------------------------- rules


@pytest.mark.parametrize(
    ("act", "body", "code", "field"),
    [
        ("draft.put", {"line": "new"}, "nothing_said", "text"),
        ("draft.put", {"line": "new", "text": " \n "}, "nothing_said", "text"),
        ("draft.put", {"line": "new", "text": "\u200b"}, "nothing_said", "text"),
        ("draft.put", {"line": "new", "text": "x" * 1001}, "too_long", "text"),
        ("draft.put", {"line": "new", "of": ["nowhere"]}, "unknown_material", "of"),
        ("draft.put", {"line": "new", "of": []}, "body", "of"),
        ("draft.put", {"line": "new", "text": "x", "after": "nowhere"}, "unknown_line", "after"),
        ("draft.put", {"line": "new", "text": "x", "tray": "maybe"}, "body", "tray"),
        ("draft.put", {"line": "", "text": "x"}, "body", "line"),
        ("draft.drop", {"line": "nowhere"}, "unknown_line", "line"),
        ("draft.move", {"line": "nowhere", "tray": "is"}, "unknown_line", "line"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(act: str, body: dict[str, Any], code: str, field: str) -> None:
    refusal = drafting(dots=VOTES).refused(act, body, step=DRAFT)
    assert (refusal.code, refusal.field) == (code, field)


def test_nothing_stands_in_the_text_twice_and_nothing_goes_out_twice() -> None:
    world = drafting(dots=VOTES)
    free, patient = world.material("Free"), world.material("Patient")
    assert world.refused("draft.put", {"line": free}, step=DRAFT).code == "line_there"
    assert world.refused("draft.put", {"line": "other", "of": [free]}, step=DRAFT).code == "line_there"
    assert world.refused("draft.put", {"line": "other", "of": [free, patient]}, step=DRAFT).code == "line_there"
    world.put("other", of=[free, patient], text="Free and patient", tray="is")  # in words of our own, of both
    world.drop("Free")
    assert world.refused("draft.drop", {"line": free}, step=DRAFT).code == "unknown_line"
    assert set(kind().offers(world.state.steps[DRAFT])[3].of) == {free, patient}


def test_only_the_facilitator_edits_and_only_while_it_is_open() -> None:
    world = drafting(dots=VOTES)
    put = {"line": "mine", "text": "Curious", "tray": "is"}
    assert world.refused("draft.put", put, step=DRAFT, seat="p0", by="").code == "desk_only"
    world.did("step.open", step="s5")
    world.did("draft.put", put, step=DRAFT)  # what was typed in the moment of going on is kept
    world.did("step.close", step=DRAFT)
    assert world.refused("draft.put", put, step=DRAFT).code == "not_open"
    ahead = Write()
    ahead.did("circle.made", {"title": "Sewing"})
    ahead.did("activity.start", {"name": "d", "title": "D", "steps": [{"id": DRAFT, "kind": "draft"}]})
    assert ahead.refused("draft.put", put, step=DRAFT).code == "not_yet"


def test_a_text_has_an_end() -> None:
    world = drafting(sentences=(), values={})
    for n in range(60):
        world.put(f"l{n}", text=f"Line {n}", tray="is")
    refusal = world.refused("draft.put", {"line": "more", "text": "one more"}, step=DRAFT)
    assert (refusal.code, refusal.params) == ("text_full", {"most": 60})
    world.put("l3", text="another wording")

"""What a circle agreed on, and how that came about: from the log, by nobody's name, gone with what is erased."""

from __future__ import annotations

from circle_widgets.definition import Line, Told, agreed, living, story
from circle_widgets.steps.draft.words import lines
from tests.unit.defining import FINE, Defining, defined, drafted

OBJECTS = {"answer": "objection", "words": "Not free for everyone", "how": "read", "keep": True}


def texts(lines: list[Line]) -> list[str]:
    return [line.text for line in lines]


def test_before_it_is_asked_and_before_it_is_opened_there_is_no_text() -> None:
    world = drafted()
    assert agreed(world.state) is None
    world.opens("consent")
    world.ballot("p0", "consent.say", FINE, "consent")
    assert agreed(world.state) is None


def test_the_text_has_its_sentence_its_trays_and_how_many_agreed() -> None:
    world = defined()
    text = world.text
    assert text.sentence is not None
    assert text.sentence.text == "Ana and Ben"
    assert [texts(some) for some in (text.is_, text.is_not, text.depends)] == [["Free"], ["A test"], ["Homework"]]
    assert (text.voters, text.here, text.people, text.rounds, text.dissent) == (3, 4, 3, 1, [])
    assert not text.settled
    assert (text.title, text.run) == ("Sewing", next(iter(world.state.runs)))
    assert text.at == world.state.steps["consent"].opened_at
    assert list(text.trays) == ["is", "not", "depends"]


def test_an_objection_leaves_no_text_until_the_room_goes_on_with_it() -> None:
    world = defined(FINE, FINE, OBJECTS)
    assert agreed(world.state) is None
    world.did("consent.settle", step="consent")
    assert (world.text.dissent, world.text.settled) == (["Not free for everyone"], True)


def test_dissent_that_its_author_does_not_want_kept_is_nowhere() -> None:
    world = defined(FINE, OBJECTS | {"keep": False})
    world.did("consent.settle", step="consent")
    assert world.text.dissent == []


def test_another_round_asks_about_the_new_text_and_the_last_one_counts() -> None:
    world = defined(FINE, OBJECTS)
    world.opens("draft")
    line = next(one.id for one in lines(world.state.steps["draft"]) if one.tray == "is")
    world.did("draft.put", {"line": line, "text": "Free, or nearly"}, step="draft")
    world.opens("consent")
    world.did("step.again", step="consent")
    assert agreed(world.state) is None
    world.answers(FINE, FINE)
    assert texts(world.text.is_) == ["Free, or nearly"]
    assert world.text.rounds == 2


def test_a_decision_without_a_draft_is_no_text() -> None:
    world = Defining()
    world.begins([{"id": "consent", "kind": "consent", "params": {"question": "Shall we meet on Tuesdays?"}}])
    world.opens("consent")
    world.answers(FINE, FINE)
    assert world.state.steps["consent"].data.agreed is not None
    assert agreed(world.state) is None


def test_it_stays_the_circles_text_in_later_activities_until_there_is_a_newer_one() -> None:
    world = defined()
    world.did("activity.end")
    world.begins([{"id": "hope", "kind": "notes", "params": {"question": "One hope?"}}])
    assert world.text.sentence == Line("Ana and Ben", world.text.lines[0].of)
    world.begins([{"id": "draft", "kind": "draft"}, {"id": "consent", "kind": "consent"}])
    world.opens("draft2")
    world.did("draft.put", {"line": "new", "text": "Another sentence", "tray": ""}, step="draft2")
    world.opens("consent2")
    assert texts(world.text.lines)[0] == "Ana and Ben"
    world.answers(FINE, step="consent2")
    assert texts(world.text.lines) == ["Another sentence"]


# ---------------------------------------------------------------- how it came about


def test_four_frames_tell_how_it_came_about() -> None:
    world = defined()
    frames = story(world.state, world.text)
    assert [frame.name for frame in frames] == ["notes", "together", "dots", "text"]
    notes, together, dots, text = frames
    assert (notes.rows, notes.kept) == ([], 4)
    assert [row.text for row in together.rows] == ["Ana and Ben", "Cleo and Dan", "Free", "A test", "Homework"]
    assert dots.rows[0] == Told("Ana and Ben", dots=4)
    assert all(row.dots for row in dots.rows)
    assert [row.tray for row in text.rows] == ["", "is", "not", "depends"]


def test_what_was_never_shown_to_the_room_is_not_told() -> None:
    world = defined()
    told = {row.text for frame in story(world.state, world.text) for row in frame.rows}
    assert not [words for words in told if words.endswith("alone")]


def test_a_sentence_that_nobody_joined_was_shown_and_stays_with_nobody() -> None:
    world = Defining(3)
    world.begins()
    world.opens("alone")
    for n, text in enumerate(("Ana alone", "Ben alone", "Cleo alone")):
        world.note(f"p{n}", text)
    world.opens("pairs")
    world.did("notes.write", {"text": "Ana and Ben", "with": ["p1"]}, step="pairs", seat="p0")
    world.did("step.reveal", step="pairs")
    world.opens("draft")
    world.opens("consent")
    world.answers(FINE)
    notes, together, *_ = story(world.state, world.text)
    assert (notes.kept, [row.text for row in together.rows]) == (2, ["Ana and Ben", "Cleo alone"])


def test_notes_that_were_opened_are_told_and_hidden_ones_are_not() -> None:
    world = Defining()
    world.begins(
        [{"id": "alone", "kind": "notes"}, {"id": "draft", "kind": "draft"}, {"id": "consent", "kind": "consent"}]
    )
    world.opens("alone")
    world.note("p0", "First")
    world.note("p1", "Hidden")
    world.did("notes.hide", {"note": world.ids["Hidden"]}, step="alone")
    world.did("step.reveal", step="alone")
    world.opens("draft")
    world.opens("consent")
    world.answers(FINE)
    frames = story(world.state, world.text)
    assert [(frame.name, [row.text for row in frame.rows]) for frame in frames] == [
        ("notes", ["First"]),
        ("text", ["First"]),
    ]
    assert frames[0].kept == 0


# ---------------------------------------------------------------- whose lines live in it


def test_each_person_finds_own_lines_in_it_and_nobody_elses() -> None:
    world = defined()

    def own(seat: str) -> dict[str, str]:
        return {one.text: one.line.text for one in living(world.state, world.text, seat)}

    assert own("p0") == {"Ana alone": "Ana and Ben", "Ana and Ben": "Ana and Ben", "Free": "Free"}
    assert own("p1") == {"Ben alone": "Ana and Ben", "A test": "A test"}
    assert own("p2") == {"Homework": "Homework"}
    assert own("p3") == {}
    assert own("nobody") == {}


def test_a_line_that_was_worded_anew_still_holds_those_it_was_made_of() -> None:
    world = drafted()
    line = next(one.id for one in lines(world.state.steps["draft"]) if one.tray == "is")
    world.did("draft.put", {"line": line, "text": "Free, or nearly"}, step="draft")
    world.opens("consent")
    world.answers(FINE)
    assert [(one.text, one.line.text) for one in living(world.state, world.text, "p0")][-1] == (
        "Free",
        "Free, or nearly",
    )


def test_what_is_erased_is_gone_from_the_text_and_from_its_story() -> None:
    world = defined()
    state = world.erased(world.ids["Free"])
    text = agreed(state)
    assert text is not None
    assert text.is_ == []
    assert "Free" not in str(story(state, text))
    assert "Free" not in str(living(state, text, "p0"))
